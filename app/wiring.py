"""The parts, put together from the settings."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

from app import clock
from app.clock import Clock
from app.settings import Settings, load
from calendars.store.engine import Store

if TYPE_CHECKING:
    from calendars.feeds.selection import Limits
    from calendars.feeds.style import Style
    from jobs.guard.client import GuardedClient


@dataclass(frozen=True)
class Parts:
    """What a server or a command is made of."""

    settings: Settings
    store: Store
    clock: Clock

    @cached_property
    def client(self) -> "GuardedClient":
        """The one way out to addresses that others name."""
        return client(self.settings)

    @property
    def horizon(self) -> dt.timedelta:
        """How far ahead reminders are planned."""
        return dt.timedelta(days=self.settings.horizon_days)


def put_together(settings: Settings, time: Clock = clock.now) -> Parts:
    """The parts of one process, with a database of the schema that this version needs."""
    return Parts(settings, open_store(settings), time)


def open_store(settings: Settings) -> Store:
    """The database, with the schema that this version needs."""
    store = Store(settings.database_url)
    store.prepare()
    return store


@contextmanager
def opened_store(settings: Settings | None = None) -> Iterator[Store]:
    """Lend the database for one command."""
    store = open_store(settings or load())
    try:
        yield store
    finally:
        store.close()


def client(settings: Settings) -> "GuardedClient":
    """The one way out to addresses that others name."""
    from jobs.guard.client import GuardedClient

    return GuardedClient(
        allow_hosts=settings.allow_hosts,
        user_agent=f"Dateline/{version('dateline')} (+{settings.base_url})",
        seconds=settings.fetch_seconds,
        max_bytes=settings.fetch_bytes,
    )


def style(settings: Settings) -> "Style":
    """How this server writes events."""
    from calendars.feeds.style import Style

    return Style(settings.base_url, settings.quote_length)


def feed_limits(settings: Settings) -> "Limits":
    """How much one feed shows."""
    from calendars.feeds.selection import Limits

    return Limits(
        events=settings.feed_events,
        octets=settings.feed_bytes,
        days_back=settings.feed_days_back,
        days_ahead=settings.feed_days_ahead,
    )

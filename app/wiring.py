"""The parts, put together from the settings."""

import datetime as dt
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

from app import clock
from app.articles import second_reader
from app.clock import Clock
from app.settings import Settings, load
from calendars.errors import InvalidField
from calendars.store.engine import Store

if TYPE_CHECKING:
    from calendars.feeds.selection import Limits
    from calendars.feeds.style import Style
    from calendars.store.tables import Channel
    from jobs.guard.client import GuardedClient
    from jobs.pull.pull import Puller
    from jobs.pull.second_reader import SecondReader
    from jobs.remind.channels import Send
    from jobs.timer import Tick, Worker

PULL_EVERY = dt.timedelta(minutes=1)
LAPSE_EVERY = dt.timedelta(hours=1)

log = logging.getLogger(__name__)


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

    @cached_property
    def second_reader(self) -> "SecondReader | None":
        """The model that reads articles besides the rules, where the settings name one."""
        return second_reader(self.settings)

    @cached_property
    def puller(self) -> "Puller":
        """What pulls articles in from sources."""
        from jobs.pull.fetch import Fetcher
        from jobs.pull.pull import Puller

        return Puller(
            self.store,
            Fetcher(self.client, host_seconds=self.settings.host_seconds),
            limit=self.settings.article_bytes,
            horizon=self.horizon,
            second=self.second_reader,
        )

    def check_service(self, channel: str, address: str) -> None:
        """Refuse a chat service that the settings do not name.

        Raises:
            InvalidField: There is none of that name.
        """
        if channel == "chat" and address not in dict(self.settings.chat_urls):
            raise InvalidField(
                f"There is no chat service “{address[:60]}”: DATELINE_CHAT_URLS names them.",
                field="address",
            )

    def close(self) -> None:
        """Close every connection."""
        if "client" in self.__dict__:
            self.client.close()
        self.store.close()

    @property
    def pull_every(self) -> dt.timedelta:
        """The time between two pulls of one source."""
        return dt.timedelta(seconds=self.settings.pull_seconds)

    @property
    def horizon(self) -> dt.timedelta:
        """How far ahead reminders are planned."""
        return dt.timedelta(days=self.settings.horizon_days)


@contextmanager
def opened(settings: Settings | None = None, time: Clock = clock.now) -> Iterator[Parts]:
    """Lend the parts to one command."""
    settings = settings or load()
    parts = Parts(settings, Store(settings.database_url), time)
    try:
        parts.store.prepare()
        yield parts
    finally:
        parts.close()


@contextmanager
def opened_store() -> Iterator[Store]:
    """Lend the database to one command."""
    with opened() as parts:
        yield parts.store


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


def worker(parts: Parts) -> "Worker":
    """All that runs by itself: pulling, planning, lapsing, pruning, and sending."""
    from jobs.remind.message import Letterhead
    from jobs.remind.send import Dispatcher
    from jobs.timer import Timer, Worker

    settings = parts.settings
    dispatcher = Dispatcher(
        parts.store,
        _channels(parts),
        Letterhead(style(settings), settings.mail_from, digest_events=settings.digest_events),
        parts.clock,
        lease=dt.timedelta(seconds=settings.lease_seconds),
        latest=dt.timedelta(days=settings.late_days),
        poll=settings.tick_seconds,
    )
    return Worker(Timer(parts.store, _ticks(parts), parts.clock), dispatcher)


def stop(parts: Parts, worker: "Worker") -> None:
    """Finish what is begun; pulling stops between two articles."""
    parts.puller.stop()
    worker.stop()


def _ticks(parts: Parts) -> "list[Tick]":
    from calendars.events.lapse import lapse
    from calendars.reminders.plan import plan
    from jobs.timer import Tick, digest_tick, plan_tick, prune_tick

    def let_lapse(now: dt.datetime) -> None:
        with parts.store.writing() as session:
            plan(session, lapse(session, now=now), now=now, horizon=parts.horizon)

    return [
        Tick("pull", PULL_EVERY, parts.puller.pull_due),
        plan_tick(parts.store, horizon=parts.horizon),
        digest_tick(parts.store),
        Tick("lapse", LAPSE_EVERY, let_lapse),
        prune_tick(parts.store),
    ]


def _channels(parts: Parts) -> "Mapping[Channel, Send]":
    from jobs.remind.channels import channels

    settings = parts.settings
    if settings.smtp_url is None:
        log.warning("No DATELINE_SMTP_URL: mail is written to the folder %s", settings.mail_folder)
    return channels(
        parts.client,
        sender=settings.mail_from,
        smtp_url=settings.smtp_url,
        folder=settings.mail_folder,
        bounces=settings.bounce_address,
        chat_urls={name: url.get_secret_value() for name, url in settings.chat_urls},
        seconds=settings.send_seconds,
    )


def log_to_standard_error(settings: Settings) -> None:
    """Log what happens, for commands that go on until they are stopped."""
    level = settings.log_level.upper()
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for chatty in ("apscheduler", "httpx", "alembic"):
        logging.getLogger(chatty).setLevel("WARNING")

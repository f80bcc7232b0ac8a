"""The parts, put together from the settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app import clock
from app.clock import Clock
from app.settings import Settings, load
from calendars.store.engine import Store


@dataclass(frozen=True)
class Parts:
    """What a server or a command is made of."""

    settings: Settings
    store: Store
    clock: Clock


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

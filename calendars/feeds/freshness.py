"""Whether a feed that was kept is still what the database says."""

import sqlite3
from typing import Any

from sqlalchemy import PoolProxiedConnection

from calendars.errors import DatabaseUnavailable
from calendars.events import journal
from calendars.store.engine import Store


class Freshness:
    """The version of the journal, asked for with each request.

    On SQLite a connection of its own, which never writes, first asks whether anything at
    all was committed: `PRAGMA data_version` costs 2 µs and reads no row. It does not see
    the connection's own commits, hence of its own.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lent: PoolProxiedConnection | None = None
        self._data_version = -1
        self._version = -1

    @property
    def is_quick(self) -> bool:
        """Whether asking takes no longer than a few microseconds."""
        return self._store.is_sqlite

    def version(self) -> int:
        """The number of the last change that is committed.

        Raises:
            DatabaseUnavailable: The database cannot be read.
        """
        if not self._store.is_sqlite:
            with self._store.reading() as session:
                return journal.version(session)
        try:
            data_version = self._ask("PRAGMA data_version")
            if data_version != self._data_version:
                self._version = self._ask("SELECT version FROM journal")
                self._data_version = data_version
        except sqlite3.Error as error:
            raise DatabaseUnavailable(f"The database cannot be used: {error}.") from error
        return self._version

    def close(self) -> None:
        """Give the connection back."""
        if self._lent is not None:
            self._lent.close()
            self._lent = None

    def _ask(self, question: str) -> int:
        if self._lent is None:
            self._lent = self._store.engine.raw_connection()
        connection: Any = self._lent.driver_connection
        row: tuple[int] = connection.execute(question).fetchone()
        return row[0]

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
    all was committed: `PRAGMA data_version` costs 3 µs and reads no row. It does not see
    the connection's own commits, hence of its own. `is_quick` says whether asking takes no
    longer than that.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.is_quick = store.is_sqlite
        self._lent: PoolProxiedConnection | None = None
        self._cursor: sqlite3.Cursor | None = None
        self._data_version = -1
        self._version = -1

    def version(self) -> int:
        """The number of the last change that is committed.

        Raises:
            DatabaseUnavailable: The database cannot be read.
        """
        if not self.is_quick:
            with self._store.reading() as session:
                return journal.version(session)
        try:
            cursor = self._cursor or self._opened()
            (data_version,) = cursor.execute("PRAGMA data_version").fetchone()
            if data_version != self._data_version:
                (self._version,) = cursor.execute("SELECT version FROM journal").fetchone()
                self._data_version = data_version
        except sqlite3.Error as error:
            raise DatabaseUnavailable(f"The database cannot be used: {error}.") from error
        return self._version

    def close(self) -> None:
        """Give the connection back."""
        if self._lent is not None:
            self._lent.close()
            self._lent = self._cursor = None

    def _opened(self) -> sqlite3.Cursor:
        self._lent = self._store.engine.raw_connection()
        connection: Any = self._lent.driver_connection
        cursor: sqlite3.Cursor = connection.cursor()
        self._cursor = cursor
        return cursor

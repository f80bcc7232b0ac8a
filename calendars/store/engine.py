"""The database: opened, brought up to date, and lent out as sessions."""

import datetime as dt
import math
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, NullPool, create_engine, event, text
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.exc import (
    TimeoutError as PoolTimeout,
)
from sqlmodel import Session

from calendars.errors import DatabaseUnavailable, InvalidSetting, SchemaOutOfDate
from calendars.store.as_of import believe

BUSY_SECONDS = 10
READ_ONLY = "25006"  # PostgreSQL's word for it
UPGRADE_LOCK = 0x64617465  # an advisory lock of our own, so that two upgrades do not meet


class Store:
    """An open database.

    `reading()` and `writing()` lend a session; only `writing()` commits, when its block
    ends well. SQLite (one file, WAL) and PostgreSQL (psycopg 3) behave alike.
    """

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._writer = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        # A connection of its own each time: plans made before would look past the views.
        self._past = _engine(url, poolclass=NullPool)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the one-file database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self, as_of: dt.datetime | None = None) -> Iterator[Session]:
        """Lend a session whose changes are thrown away.

        With `as_of` it sees events, claims and revisions as they were believed at that moment.
        """
        with Session(self._past if as_of else self.engine) as session, _clear_errors():
            if as_of is not None:
                believe(session.connection(), as_of)
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Lend a session and commit it; nothing is kept where the block raises."""
        with _clear_errors(), Session(self._writer, expire_on_commit=False) as session:
            yield session
            session.commit()

    def prepare(self) -> None:
        """Make the schema fit: SQLite is brought up to date, PostgreSQL is checked.

        Raises:
            SchemaOutOfDate: The PostgreSQL schema needs `dateline db upgrade`.
        """
        if self.is_sqlite:
            self.upgrade()
        else:
            self.require_schema()

    def require_schema(self) -> None:
        """Check that the schema is this version's.

        Raises:
            SchemaOutOfDate: It is another one.
        """
        with _clear_errors(), self.engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
        with _alembic() as config:
            wanted = ScriptDirectory.from_config(config).get_current_head()
        if found != wanted:
            raise SchemaOutOfDate(
                f"The database has schema {found or 'none'}, this version needs {wanted}: "
                "run `dateline db upgrade`."
            )

    def upgrade(self, revision: str = "head") -> None:
        """Bring the schema up to date; safe to call from several processes at once.

        `revision` is the migration to stop at.
        """
        with _clear_errors(), self._writer.begin() as connection, _alembic() as config:
            if not self.is_sqlite:
                connection.execute(
                    text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK}
                )
            config.attributes["connection"] = connection
            command.upgrade(config, revision)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
        self._past.dispose()


def _engine(url: str, **options: Any) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.drivername in ("postgresql", "postgres"):
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.get_backend_name() == "sqlite":
            return _sqlite(parsed.render_as_string(hide_password=False), **options)
        return create_engine(parsed, pool_pre_ping=True, **options)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise InvalidSetting(
            f"“{url}” is not a database: write sqlite:///dateline.db or "
            "postgresql://user:password@host/name.",
            field="DATELINE_DATABASE_URL",
        ) from error


def _sqlite(url: str, **options: Any) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, **options)

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver's own BEGIN is too late and never IMMEDIATE, so ours stands below.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        # SQLite may have been built without them.
        for name, of in (("sin", math.sin), ("cos", math.cos)):
            connection.create_function(name, 1, _of_number(of), deterministic=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def _of_number(of: Callable[[float], float]) -> Callable[[float | None], float | None]:
    return lambda number: None if number is None else of(number)


@contextmanager
def _alembic() -> Iterator[Config]:
    with as_file(files("calendars.store") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        yield config


@contextmanager
def _clear_errors() -> Iterator[None]:
    """Turn the drivers' word that the database cannot be used into ours."""
    try:
        yield
    except OperationalError as error:
        raise DatabaseUnavailable(f"The database cannot be used: {error.orig}.") from error
    except PoolTimeout as error:
        raise DatabaseUnavailable("The database is too busy: come back later.") from error
    except DBAPIError as error:
        if type(error.orig) is sqlite3.DatabaseError:  # not a database at all, or a broken one
            raise DatabaseUnavailable(f"The database cannot be used: {error.orig}.") from error
        if getattr(error.orig, "sqlstate", None) == READ_ONLY:
            raise DatabaseUnavailable(f"The database cannot be written: {error.orig}.") from error
        if error.connection_invalidated:
            raise DatabaseUnavailable(f"The database went away: {error.orig}.") from error
        raise

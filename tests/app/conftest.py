"""A server's parts and a client of it, on both databases."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlmodel import func, select
from starlette.testclient import TestClient

from app import keys
from app.keys import Scope
from app.main import create_app
from app.settings import Settings
from app.wiring import Parts
from calendars.store.engine import Store
from calendars.store.tables import Article, Calendar, Event, Reminder, Source, Subscription
from tests.conftest import _database

NOW = dt.datetime(2021, 3, 31, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def settings(database_url, tmp_path) -> Settings:
    return Settings(database_url=database_url, mail_folder=str(tmp_path / "mail"))


@pytest.fixture
def parts(settings, store) -> Parts:
    return Parts(settings, store, lambda: NOW)


@pytest.fixture
def client(parts) -> Iterator[TestClient]:
    """A visitor without a key."""
    with TestClient(create_app(parts), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def writer(client, store) -> TestClient:
    """A client whose key may write."""
    with store.writing() as session:
        key = keys.create(session, "test writer", [Scope.WRITE], NOW)
    writer = TestClient(client.app, raise_server_exceptions=False)
    writer.headers["Authorization"] = f"Bearer {key}"
    return writer


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def refusing(request, tmp_path_factory) -> Iterator[TestClient]:
    """A writer on each of the two engines, shared by requests that must store nothing."""
    url = f"sqlite:///{tmp_path_factory.mktemp('refusing') / 'dateline.db'}"
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres_template")
        url = _database(server, f"refusing_{uuid.uuid4().hex}", template="dateline_template")
    store = Store(url)
    store.upgrade()
    parts = Parts(Settings(database_url=url), store, lambda: NOW)
    with store.writing() as session:
        key = keys.create(session, "test writer", [Scope.WRITE], NOW)
    app = create_app(parts)
    with TestClient(app, raise_server_exceptions=False) as client:
        client.headers["Authorization"] = f"Bearer {key}"
        yield client
    parts.close()


def stored(client: TestClient) -> dict[str, int]:
    """How many rows of each kind a server keeps, besides what is there from the start."""
    tables = (Article, Event, Source, Subscription, Reminder, Calendar)
    with client.app.app.app.app.state.parts.store.reading() as session:
        count = {
            table: session.exec(select(func.count()).select_from(table)).one() for table in tables
        }
    count[Calendar] -= len(("all", "dates-to-be-confirmed"))
    return {table.__name__: number for table, number in count.items() if number}


@contextmanager
def served(parts: Parts, writer: TestClient, **settings) -> Iterator[TestClient]:
    """A client with the writer's key of a server with other settings."""
    changed = replace(parts, settings=parts.settings.model_copy(update=settings))
    with TestClient(create_app(changed), headers=writer.headers) as client:
        yield client
    changed.close()

"""A server's parts and a client of it, on both databases."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from app import keys
from app.keys import Scope
from app.main import create_app
from app.settings import Settings
from app.wiring import Parts

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


@contextmanager
def served(parts: Parts, writer: TestClient, **settings) -> Iterator[TestClient]:
    """A client with the writer's key of a server with other settings."""
    changed = replace(parts, settings=parts.settings.model_copy(update=settings))
    with TestClient(create_app(changed), headers=writer.headers) as client:
        yield client
    changed.close()

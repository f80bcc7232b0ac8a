"""A server that has read the sample articles."""

import uuid
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.samples.render import render
from app.settings import Settings
from app.wiring import Parts
from calendars.events.ingest import ingest
from calendars.reading.read import read
from calendars.store.engine import Store
from tests.app.conftest import NOW
from tests.conftest import _database


def tell(store, text, *, published=None, title=None, url=None):
    """Read an article and let the store hear it."""
    reading = read(text, published=published or NOW.date(), title=title, url=url)
    with store.writing() as session:
        return ingest(session, reading, now=NOW)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def newsroom(request, tmp_path_factory) -> Iterator[Parts]:
    """The parts of a server that has read the samples, for tests that only look."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('newsroom') / 'dateline.db'}"
    else:
        server = request.getfixturevalue("postgres_template")
        url = _database(server, f"newsroom_{uuid.uuid4().hex}", template="dateline_template")
    store = Store(url)
    store.upgrade()
    for article in render(NOW.date()):
        tell(
            store,
            article.text,
            published=article.published,
            title=article.title,
            url=article.url,
        )
    yield Parts(Settings(database_url=url), store, lambda: NOW)
    store.close()


@pytest.fixture(scope="module")
def reader(newsroom) -> Iterator[TestClient]:
    """Somebody who looks at the pages of that server."""
    with TestClient(create_app(newsroom), raise_server_exceptions=False) as reader:
        yield reader

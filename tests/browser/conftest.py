"""A real server with the samples in it, and a real Chromium to look at it."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from app.main import create_app
from app.samples.render import render
from app.settings import Settings
from app.wiring import Parts
from calendars.events.ingest import ingest
from calendars.reading.read import read
from calendars.store.engine import Store
from tests.app.conftest import NOW
from tests.browser.chromium import ARGUMENTS, NoChromium, find_or_install

HERE = Path(__file__).parent
SECONDS = 10


def pytest_collection_modifyitems(items):
    """Keep the browser in one process, which may have to install it."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


class Server(uvicorn.Server):
    """A server in a thread of its own, at a port that was free."""

    def start(self) -> str:
        """Serve; the address once it answers."""
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()
        deadline = time.monotonic() + SECONDS
        while not self.started:
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.01)
        host, port = self.servers[0].sockets[0].getsockname()
        return f"http://{host}:{port}"

    def stop(self) -> None:
        """Stop serving."""
        self.should_exit = True
        self.thread.join(SECONDS)


# Not for the whole session: Playwright's event loop must not be running under other tests.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A Chromium, installed if need be."""
    with sync_playwright() as playwright:
        try:
            path = find_or_install(playwright)
        except NoChromium as error:
            pytest.fail(str(error), pytrace=False)
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def parts(tmp_path_factory) -> Iterator[Parts]:
    """A server's parts, with the samples read and one event of a hostile name."""
    url = f"sqlite:///{tmp_path_factory.mktemp('browser') / 'dateline.db'}"
    store = Store(url)
    store.upgrade()
    for article in render(NOW.date()):
        reading = read(
            article.text,
            published=article.published,
            title=article.title,
            url=article.url,
        )
        with store.writing() as session:
            ingest(session, reading, now=NOW)
    yield Parts(Settings(database_url=url), store, lambda: NOW)
    store.close()


@pytest.fixture(scope="package")
def site(parts) -> Iterator[str]:
    """The address of a running server."""
    server = Server(uvicorn.Config(create_app(parts), port=0, log_level="warning"))
    yield server.start()
    server.stop()


@pytest.fixture
def context(browser, site) -> Iterator[BrowserContext]:
    """A visitor with a fresh browser."""
    context = browser.new_context(base_url=site)
    context.set_default_timeout(SECONDS * 1000)
    yield context
    context.close()


@pytest.fixture
def page(context) -> Iterator[Page]:
    """An empty tab, in which no script may fail."""
    failures = []
    page = context.new_page()
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    assert failures == []

"""A real server with the samples in it, and a real Chromium to look at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from app.wiring import Parts
from tests.app.conftest import NOW
from tests.browser.chromium import ARGUMENTS, NoChromium, find_or_install
from tests.browser.server import SECONDS, Server, parts_with_samples

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    """Keep the browser in one process, which may have to install it."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


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
    """A server's parts, with the samples read."""
    parts = parts_with_samples(tmp_path_factory.mktemp("browser"), NOW)
    yield parts
    parts.store.close()


@pytest.fixture(scope="package")
def site(parts) -> Iterator[str]:
    """The address of a running server."""
    server = Server(parts)
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

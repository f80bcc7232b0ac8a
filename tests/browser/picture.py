"""The picture of the README: `python -m tests.browser.picture docs/page.png`."""

import datetime as dt
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import ARGUMENTS, find_or_install
from tests.browser.server import Server, parts_with_samples

MOMENT = dt.datetime(2027, 4, 1, 9, 0, tzinfo=dt.UTC)
SIZE = {"width": 1120, "height": 860}


def main(path: str) -> None:
    """Take the picture of the first screen."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        parts = parts_with_samples(Path(folder), MOMENT)
        server = Server(parts)
        browser = playwright.chromium.launch(
            executable_path=find_or_install(playwright), args=ARGUMENTS
        )
        page = browser.new_page(viewport=SIZE)
        page.goto(server.start())
        page.screenshot(path=path)
        browser.close()
        server.stop()
        parts.store.close()


if __name__ == "__main__":
    main(sys.argv[1])

"""The contracts between the rooms catch what breaks them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINT = Path(sys.executable).parent / "lint-imports"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Path:
    """A copy of the rooms and their contracts, to plant in."""
    folder = tmp_path_factory.mktemp("house")
    for room in ("app", "calendars", "jobs"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def kept(house: Path) -> bool:
    done = subprocess.run([LINT, "--no-cache"], cwd=house, capture_output=True, text=True)
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return done.returncode == 0


def test_the_house_keeps_its_contracts(house):
    assert kept(house)


@pytest.mark.parametrize(
    ("module", "planted"),
    [
        ("calendars/reading/read.py", "import httpx"),
        ("calendars/dates/when.py", "import sqlmodel"),
        ("calendars/events/search.py", "import calendars.feeds.feed"),
        ("calendars/feeds/feed.py", "import calendars.reminders.plan"),
        ("calendars/store/engine.py", "import app.settings"),
        ("jobs/remind/send.py", "import jobs.pull.pull"),
        ("jobs/pull/pull.py", "import apscheduler"),
        ("jobs/pull/sources/rss.py", "import jobs.pull.sources.page"),
        ("app/web/views.py", "import icalendar"),
        ("app/caldav/answers.py", "import app.feeds"),
        ("jobs/timer.py", "import fastapi"),
    ],
)
def test_a_forbidden_import_is_caught(house, module, planted):
    file = house / module
    before = file.read_text()
    file.write_text(f"{before}\n{planted}\n")
    try:
        assert not kept(house)
    finally:
        file.write_text(before)

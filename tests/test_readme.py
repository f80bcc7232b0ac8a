"""The README's commands do what it says, one after the other, as a new user runs them."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.S)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A folder like a clone that is set up: the commands leave their files in it."""
    folder = tmp_path_factory.mktemp("clone")
    for name in (".venv", "Makefile"):
        (folder / name).symlink_to(ROOT / name)
    return folder


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def running(home, port) -> Iterator[str]:
    """Dateline as `make run` starts it; the base of its addresses."""
    assert "make run\n" in BLOCKS
    environ = {name: value for name, value in os.environ.items() if "DATELINE" not in name}
    process = subprocess.Popen(
        ["make", "--old-file=.venv/runtime", "run", f"PORT={port}"],
        cwd=home,
        env=environ,
        start_new_session=True,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{base}/readyz")
        yield base
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2):
            return
        time.sleep(0.2)
    raise AssertionError(f"nobody answers at {url}")


def run(word: str, home: Path, port: int) -> str:
    """Run the README's block that holds the word, against the server of this test."""
    (block,) = [block for block in BLOCKS if word in block]
    script = block.replace("127.0.0.1:8000", f"127.0.0.1:{port}")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=home,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_command_of_the_readme_is_run_here():
    known = ("make run", "make test", "all.ics", "article.txt", "place=Moscow", "subscriptions add")
    assert all(any(word in block for word in known) for block in BLOCKS)
    assert len(BLOCKS) == len(known)


def test_the_two_commands_are_in_the_makefile():
    makefile = (ROOT / "Makefile").read_text()
    assert re.search(r"^run:", makefile, re.M)
    assert re.search(r"^test:", makefile, re.M)


def test_a_fresh_start_has_a_feed_with_coming_events(running, home, port):
    feed = icalendar.Calendar.from_ical(run("all.ics", home, port))
    assert len(feed.walk("VEVENT")) >= 10


def test_an_article_is_read_and_kept(running, home, port):
    told = run("article.txt", home, port)
    assert "2027-05-12" in told
    assert "new" in told
    with urllib.request.urlopen(
        f"{running}/api/v1/events?q=harbour+council&from=2027-05"
    ) as answer:
        (event,) = json.load(answer)["items"]
    assert event["start"] == "2027-05-12"
    assert event["place"] == "Gdansk"


def test_the_question_for_a_city_and_a_month_is_answered(running, home, port):
    assert "items" in json.loads(run("place=Moscow", home, port))


def test_a_reminder_lies_in_the_mail_folder(running, home, port):
    run("subscriptions add", home, port)
    with urllib.request.urlopen(f"{running}/calendars/all.ics") as answer:
        assert answer.status == 200
    assert _a_due_reminder(running, home)


def _a_due_reminder(base: str, home: Path) -> bool:
    """Enter an event two hours and a moment ahead, and wait for the mail about it."""
    key = subprocess.run(
        [".venv/bin/dateline", "keys", "create", "readme", "--scope", "write"],
        cwd=home,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    start = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 2 * 3600 + 5))
    request = urllib.request.Request(
        f"{base}/api/v1/events",
        data=json.dumps({"name": "Extraordinary sitting", "start": start}).encode(),
        headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    urllib.request.urlopen(request).close()
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        mails = list((home / "mail").glob("*.eml"))
        if any(b"Extraordinary sitting" in mail.read_bytes() for mail in mails):
            return True
        time.sleep(0.5)
    return False

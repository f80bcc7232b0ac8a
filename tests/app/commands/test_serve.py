"""Real servers: `dateline serve` and `dateline work` as processes."""

import json
import signal
import socket
import threading
import time
import urllib.request
from http import HTTPStatus

import pytest

from tests.jobs.site import serve

STARTED = 30


def ask(url, body=None, **headers):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", **headers}
    with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=10) as answer:
        return answer.status, json.loads(answer.read() or b"null")


def wait_until(true):
    deadline = time.monotonic() + STARTED
    while time.monotonic() < deadline:
        try:
            if true():
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("waited in vain")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def stopped(process, word=signal.SIGTERM):
    """End a process and give its exit code and what it logged."""
    process.send_signal(word)
    _, err = process.communicate(timeout=30)
    return process.returncode, err.decode()


@pytest.fixture
def hooks():
    """A receiver of webhooks."""
    site, end = serve()
    site.put("/hook")
    yield site
    end()


def test_a_server_reminds_by_itself_and_stops_cleanly(dateline_on_both, hooks):
    dateline = dateline_on_both
    dateline.environ |= {"DATELINE_ALLOW_HOSTS": "127.0.0.0/8", "DATELINE_TICK_SECONDS": "0.2"}
    key = dateline("keys", "create", "test", "--scope", "write").stdout.strip()
    port = free_port()
    process = dateline.start("serve", "--port", str(port))
    base = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: ask(f"{base}/readyz")[0] == HTTPStatus.OK)
        bearer = {"Authorization": f"Bearer {key}"}
        wish = {"calendar": "all", "channel": "webhook", "address": f"{hooks.url}/hook"}
        assert ask(f"{base}/api/v1/subscriptions", wish, **bearer)[0] == HTTPStatus.CREATED
        fair = {"name": "Fair", "start": "2031-05-05"}
        status, event = ask(f"{base}/api/v1/events", fair, **bearer)
        assert status == HTTPStatus.CREATED
        patch = urllib.request.Request(
            f"{base}/api/v1/events/{event['id']}",
            json.dumps({"status": "cancelled"}).encode(),
            {"Content-Type": "application/json", "If-Match": "*", **bearer},
            method="PATCH",
        )
        with urllib.request.urlopen(patch, timeout=10) as answer:
            assert json.load(answer)["status"] == "cancelled"
        wait_until(lambda: hooks.asked)
        assert b"Fair" in hooks.asked[0].body
    finally:
        code, log = stopped(process)
    assert "Traceback" not in log
    assert code in (0, -signal.SIGTERM)


def test_a_server_without_the_timer_leaves_work_to_workers(dateline_on_both, hooks):
    dateline = dateline_on_both
    dateline.environ |= {
        "DATELINE_ALLOW_HOSTS": "127.0.0.0/8",
        "DATELINE_TICK_SECONDS": "0.2",
        "DATELINE_TIMER": "false",
    }
    port = free_port()
    server = dateline.start("serve", "--port", str(port))
    worker = dateline.start("work")
    drained = threading.Thread(target=server.stderr.read, daemon=True)
    drained.start()
    try:
        wait_until(lambda: ask(f"http://127.0.0.1:{port}/healthz")[0] == HTTPStatus.OK)
        wish = {"calendar": "all", "channel": "email", "address": "anna@example.org"}
        ask(f"http://127.0.0.1:{port}/api/v1/subscriptions", wish)
        wait_until(lambda: list((dateline.folder / "mail").glob("*.eml")))
        [mail] = (dateline.folder / "mail").glob("*.eml")
        assert "anna@example.org" in mail.read_text()
    finally:
        server.kill()
        code, log = stopped(worker)
        server.wait()
        drained.join()
        server.stdout.close()
        server.stdin.close()
        server.stderr.close()
    assert code == 0
    assert "Traceback" not in log


def test_a_port_that_is_taken_is_told_in_one_line(dateline):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert port in dateline.refuses("serve", "--port", port, code=1)
    dateline.refuses("serve", "--port", "99999")
    assert list(dateline.folder.iterdir()) == []

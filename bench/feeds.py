"""What serving an unchanged feed costs, beside a bare ASGI app and Radicale.

Each subject is a server of its own on the same machine. A round sends a fixed count of
keep-alive requests and reads the CPU clock of the server's processes before and after
(Linux): CPU ratios hold where requests a second do not. The bare app answers with the same
bytes, headers too, on the same kind of server.
"""

import contextlib
import datetime as dt
import gzip
import http.client
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from app import clock
from bench.measure import Result, Subject, control, interleave, table
from calendars.events import by_hand
from calendars.store.engine import Store

EVENTS = 1000
ROUNDS = 9
REQUESTS = 1000
PEER_REQUESTS = 2
NOT_MEASURED = "not measured: it is not installed"
FEED = "/calendars/all.ics"
MODES = {
    "plain": {"Accept-Encoding": "identity"},
    "gzip": {"Accept-Encoding": "gzip"},
    "304": {"Accept-Encoding": "gzip"},
}


@dataclass
class Server:
    """A running server: where it listens, and whose CPU it uses."""

    port: int
    pid: int
    path: str

    def cpu(self) -> float:
        """CPU seconds that the process and its children have used so far."""
        process = psutil.Process(self.pid)
        return sum(map(_cpu_of, (process, *process.children(recursive=True))))

    def get(self, headers: dict[str, str], *, times: int = 1) -> tuple[int, bytes, str | None]:
        """The last answer of so many requests over one connection: status, body, ETag."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        for _ in range(times):
            link.request("GET", self.path, headers=headers)
            answer = link.getresponse()
            body = answer.read()
        link.close()
        return answer.status, body, answer.headers["ETag"]


def _cpu_of(process: psutil.Process) -> float:
    """The CPU clock of another process, in seconds (Linux: its number is the clock's)."""
    return time.clock_gettime_ns((~process.pid << 3) | 2) / 1e9


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(path: str, *command: str) -> Iterator[Server]:
    """Run a server until the block ends; `{port}` in its command is filled in."""
    port = free_port()
    words = [word.replace("{port}", str(port)) for word in command]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = Server(port, process.pid, path)
    try:
        for _ in range(150):
            with contextlib.suppress(OSError):
                server.get({})
                break
            time.sleep(0.2)
        yield server
    finally:
        process.terminate()
        process.wait(20)


def fill(folder: str, count: int) -> str:
    """Enter so many events, one a day around today, by hand; the URL of their database."""
    url = f"sqlite:///{folder}/bench-{count}.db"
    store = Store(url)
    store.prepare()
    now = clock.now()
    first = now.date() - dt.timedelta(days=30)
    with store.writing() as session:
        for number in range(count):
            day = first + dt.timedelta(days=number * 300 // count)
            by_hand.create(
                session,
                {
                    "name": f"Regular meeting {number} of the Committee on Measuring",
                    "start": day.isoformat(),
                    "place": "Vienna",
                    "country": "AT",
                    "kind": "meeting",
                },
                person="bench",
                now=now,
            )
    store.close()
    return url


@contextlib.contextmanager
def dateline(url: str, **settings: str) -> Iterator[Server]:
    """Dateline on that database, without the timer."""
    told = {"DATABASE_URL": url, "TIMER": "false", **settings}
    environ = [f"DATELINE_{name}={value}" for name, value in told.items()]
    command = str(Path(sys.executable).parent / "dateline")
    with serving(FEED, "env", *environ, command, "serve", "--port", "{port}") as server:
        yield server


def requests(server: Server, headers: dict[str, str], times: int) -> Subject:
    """A subject that asks so many times, as CPU seconds of the server for one request."""

    def run() -> float:
        before = server.cpu()
        server.get(headers, times=times)
        return (server.cpu() - before) / times

    return run


def checked(ours: Server, bare: Server) -> dict[str, dict[str, str]]:
    """The headers of each mode, once the answers have been found right."""
    status, body, etag = ours.get(MODES["plain"])
    assert status == 200, status
    assert body.count(b"BEGIN:VEVENT") == EVENTS, body.count(b"BEGIN:VEVENT")
    assert bare.get(MODES["plain"])[1] == body
    assert gzip.decompress(ours.get(MODES["gzip"])[1]) == body
    fresh = {**MODES["304"], "If-None-Match": str(etag)}
    assert ours.get(fresh)[:2] == (304, b"")
    return {**MODES, "304": fresh}


def main() -> None:
    """Print the CPU of a GET of an unchanged feed as ratios."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        ours = stack.enter_context(dateline(fill(folder, EVENTS)))
        feed = ours.get(MODES["plain"])[1]
        url = f"http://127.0.0.1:{ours.port}{FEED}"
        bare_command = (sys.executable, "-m", "bench.bare", url, "{port}")
        bare = stack.enter_context(serving(FEED, *bare_command))
        again = stack.enter_context(serving(FEED, *bare_command))
        modes = checked(ours, bare)
        peers = {
            "Radicale": stack.enter_context(radicale_with(Path(folder), feed)),
            "Xandikos": stack.enter_context(xandikos_with(Path(folder), feed)),
        }
        for mode, headers in modes.items():
            report(mode, measured(headers, ours, bare, again, peers), peers)


def measured(
    headers: dict[str, str],
    ours: Server,
    bare: Server,
    again: Server,
    peers: dict[str, Server | None],
) -> Result:
    """The rounds of one mode; each server answers to its own ETag."""

    def own(server: Server) -> dict[str, str]:
        etag = server.get({})[2]
        return {**headers, "If-None-Match": str(etag)} if "If-None-Match" in headers else headers

    subjects = {
        "dateline": requests(ours, own(ours), REQUESTS),
        "bare": requests(bare, own(bare), REQUESTS),
        "bare again": requests(again, own(again), REQUESTS),
    }
    for name, peer in peers.items():
        if peer:
            subjects[name] = requests(peer, own(peer), PEER_REQUESTS)
    return interleave(subjects, rounds=ROUNDS)


def report(mode: str, result: Result, peers: dict[str, Server | None]) -> None:
    """Print one mode's figures."""
    rows = [
        ("dateline", f"{result.median('dateline') * 1000:.3f} ms"),
        ("beside a bare ASGI app", f"{result.ratio('dateline', 'bare'):.2f} x its CPU"),
    ]
    for name in peers:
        found = name in result.seconds
        ratio = f"1/{result.ratio(name, 'dateline'):.0f} of its CPU" if found else NOT_MEASURED
        rows.append((f"beside {name}", ratio))
    rows.append(("bare twice", control(result, "bare", "bare again")))
    table(f"GET of an unchanged feed of {EVENTS} events, {mode}, CPU of the server", rows)


@contextlib.contextmanager
def radicale_with(folder: Path, feed: bytes) -> Iterator[Server | None]:
    """Radicale with the same events, one file each as it keeps them; None where absent."""
    command = Path(sys.executable).parent / "radicale"
    if not command.exists():
        yield None
        return
    shelf = folder / "radicale" / "collection-root" / "bench" / "events"
    shelf.mkdir(parents=True)
    (shelf / ".Radicale.props").write_text('{"tag": "VCALENDAR"}')
    for number, event in enumerate(re.findall(rb"BEGIN:VEVENT.*?END:VEVENT\r\n", feed, re.S)):
        whole = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:bench\r\n" + event + b"END:VCALENDAR\r\n"
        (shelf / f"{number}.ics").write_bytes(whole)
    options = [
        "--config=",
        f"--storage-filesystem-folder={folder / 'radicale'}",
        "--auth-type=none",
        "--rights-type=owner_only",
        "--server-hosts=127.0.0.1:{port}",
    ]
    with serving("/bench/events/", str(command), *options) as server:
        yield server


@contextlib.contextmanager
def xandikos_with(folder: Path, feed: bytes) -> Iterator[Server | None]:
    """Xandikos with the same events, put there over CalDAV; None where absent."""
    command = Path(sys.executable).parent / "xandikos"
    if not command.exists():
        yield None
        return
    options = [
        f"--directory={folder / 'xandikos'}",
        "--defaults",
        "--current-user-principal=/bench/",
        "--port={port}",
        "--listen-address=127.0.0.1",
    ]
    shelf = "/bench/calendars/calendar/"
    with serving(shelf, str(command), "serve", *options) as server:
        for number, event in enumerate(re.findall(rb"BEGIN:VEVENT.*?END:VEVENT\r\n", feed, re.S)):
            whole = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:b\r\n" + event + b"END:VCALENDAR\r\n"
            link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
            kind = {"Content-Type": "text/calendar"}
            link.request("PUT", f"{shelf}{number}.ics", whole, kind)
            assert link.getresponse().status in (200, 201, 204)
            link.close()
        server.path = f"{shelf}?export"
        yield server

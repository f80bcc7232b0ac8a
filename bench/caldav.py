"""What CalDAV clients ask of a calendar of 1,000 events, beside Radicale.

Each question is sent to servers of their own; CPU is read as for feeds. Answers are checked
to tell of the same number of events before anything is timed.
"""

import contextlib
import datetime as dt
import http.client
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app import clock
from bench.feeds import (
    EVENTS,
    FEED,
    MODES,
    PEER_REQUESTS,
    ROUNDS,
    Server,
    fill,
    radicale_with,
    serving,
)
from bench.measure import Result, Subject, control, interleave, table

REQUESTS = 30
ALL = "/caldav/all/"
SPACES = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
DATA = "<prop><getetag/><C:calendar-data/></prop>"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: method, depth and body."""

    method: str
    depth: str
    body: str

    def ask(self, server: Server, times: int = 1) -> bytes:
        """The last answer of so many over one connection."""
        link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        for _ in range(times):
            link.request(self.method, server.path, self.body.encode(), {"Depth": self.depth})
            answer = link.getresponse()
            body = answer.read()
            assert answer.status == 207, (answer.status, body[:300])
        link.close()
        return body


def questions() -> dict[str, Question]:
    """What clients ask most."""
    days = [clock.now() + dt.timedelta(days=days) for days in (0, 30)]
    start, end = (f"{day:%Y%m%d}T000000Z" for day in days)
    within = f'<C:time-range start="{start}" end="{end}"/>'
    return {
        "tags of all events": Question(
            "PROPFIND", "1", f"<propfind {SPACES}><prop><getetag/></prop></propfind>"
        ),
        "all events": _query(""),
        "events of 30 days": _query(within),
        "first sync": Question(
            "REPORT",
            "0",
            f"<sync-collection {SPACES}><sync-token/><sync-level>1</sync-level>"
            "<prop><getetag/></prop></sync-collection>",
        ),
    }


def _query(inner: str) -> Question:
    wanted = f'<C:comp-filter name="VEVENT">{inner}</C:comp-filter>'
    body = (
        f'<C:calendar-query {SPACES}>{DATA}<C:filter><C:comp-filter name="VCALENDAR">{wanted}'
        "</C:comp-filter></C:filter></C:calendar-query>"
    )
    return Question("REPORT", "1", body)


def asked(server: Server, question: Question, times: int) -> Subject:
    """A subject that asks so many times, as CPU seconds of the server for one answer."""

    def run() -> float:
        before = server.cpu()
        question.ask(server, times)
        return (server.cpu() - before) / times

    return run


def main() -> None:
    """Print the CPU of each question as ratios."""
    dateline = str(Path(sys.executable).parent / "dateline")
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        url = fill(folder, EVENTS)
        command = ("env", f"DATELINE_DATABASE_URL={url}", dateline, "serve", "--port", "{port}")
        ours, again = (stack.enter_context(serving(ALL, *command)) for _ in range(2))
        feed = Server(ours.port, ours.pid, FEED).get(MODES["plain"])[1]
        radicale = stack.enter_context(radicale_with(Path(folder), feed))
        for name, question in questions().items():
            report(name, measured(question, ours, again, radicale))


def measured(question: Question, ours: Server, again: Server, radicale: Server | None) -> Result:
    """The rounds of one question, once the answers have been found alike."""
    subjects = {
        "dateline": asked(ours, question, REQUESTS),
        "dateline again": asked(again, question, REQUESTS),
    }
    told = question.ask(ours).count(b".ics")
    assert told > 0
    assert question.ask(again).count(b".ics") == told
    if radicale:
        assert question.ask(radicale).count(b".ics") == told
        subjects["Radicale"] = asked(radicale, question, PEER_REQUESTS)
    return interleave(subjects, rounds=ROUNDS)


def report(name: str, result: Result) -> None:
    """Print one question's figures."""
    peer = (
        f"1/{result.ratio('Radicale', 'dateline'):.0f} of its CPU"
        if "Radicale" in result.seconds
        else "not measured: Radicale is not installed"
    )
    table(
        f"CalDAV, {name} of a calendar of {EVENTS}, CPU of the server",
        [
            ("dateline", f"{result.median('dateline') * 1000:.2f} ms"),
            ("beside Radicale", peer),
            ("dateline twice", control(result, "dateline", "dateline again")),
        ],
    )

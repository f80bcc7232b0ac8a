"""What kept texts save: a change, a start, the look whether a feed is fresh, and memory.

`python -m bench kept`: CPU of the server where there is one, else of this process. Each figure
stands beside its goal.
"""

import contextlib
import datetime as dt
import http.client
import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import icalendar
import psutil
from sqlmodel import Session, select

from app import clock, keys
from app.keys import Scope
from app.ready import laid_ready
from bench.feeds import EVENTS, FEED, MODES, Server, dateline, fill, radicale_with
from bench.measure import Subject, control, interleave, table
from calendars.events import calendars
from calendars.feeds import feed
from calendars.feeds.feed import Asked
from calendars.feeds.freshness import Freshness
from calendars.feeds.gathered import gather
from calendars.feeds.joined import keep
from calendars.feeds.selection import Limits
from calendars.feeds.style import Style
from calendars.feeds.wording import Cited
from calendars.store.engine import Store
from calendars.store.tables import Event, Journal

FEW, MANY = 100, 10_000
CHANGES = 5
ROUNDS = 7
CALENDARS = 1_000
LOOKS = 20_000
STYLE = Style("http://127.0.0.1:8000")
WIDE = {"FEED_EVENTS": "20000", "FEED_BYTES": "20000000"}


def main() -> None:
    """Print all parts."""
    with tempfile.TemporaryDirectory() as folder:
        urls = {count: fill(folder, count) for count in (FEW, EVENTS, MANY)}
        _changes(Path(folder), urls)
        _first_request(urls[EVENTS])
        _freshness(urls[FEW])
        _memory(urls[EVENTS])


def _changes(folder: Path, urls: dict[int, str]) -> None:
    """One event of n is changed over REST, and the feed is asked for; Radicale beside it."""
    with contextlib.ExitStack() as stack:
        ours = {count: stack.enter_context(_writable(url)) for count, url in urls.items()}
        first = ours[EVENTS][0].get(MODES["gzip"])
        assert first[0] == 200
        plain = ours[EVENTS][0].get(MODES["plain"])[1]
        subjects: dict[str, Subject] = {
            f"{count}": _changing(server, key) for count, (server, key) in ours.items()
        }
        subjects[f"{EVENTS} again"] = subjects[str(EVENTS)]
        radicale = stack.enter_context(radicale_with(folder, plain))
        if radicale:
            subjects["Radicale"] = _putting(radicale, plain)
        result = interleave(subjects, rounds=ROUNDS)
    beside = "not measured: it is not installed"
    if radicale:
        beside = f"1/{result.ratio('Radicale', str(EVENTS)):.0f} of its PUT and GET (goal 1/20)"
    table(
        "One event changed over REST, then the feed, gzip, CPU of the server",
        [
            *((f"of {n}", f"{result.median(str(n)) * 1000:.1f} ms") for n in (FEW, EVENTS, MANY)),
            (
                f"of {MANY} beside {FEW}",
                f"{result.ratio(str(MANY), str(FEW)):.1f} x (goal 5)",
            ),
            (f"of {EVENTS} beside Radicale", beside),
            (f"of {EVENTS} twice", control(result, str(EVENTS), f"{EVENTS} again")),
        ],
    )


@contextlib.contextmanager
def _writable(url: str) -> Iterator[tuple[Server, str]]:
    """A server on that database, with feeds of any size, and a key that may write."""
    store = Store(url)
    with store.writing() as session:
        key = keys.create(session, "bench", [Scope.WRITE], clock.now())
    store.close()
    with dateline(url, **WIDE) as server:
        server.get(MODES["gzip"])
        time.sleep(2)  # until the texts of the first request are kept
        yield server, key


def _changing(server: Server, key: str) -> Subject:
    """A subject that changes one event and asks for the feed, over one connection."""
    turn = iter(range(1_000_000))

    def run() -> float:
        before = server.cpu()
        link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        for _ in range(CHANGES):
            body = json.dumps({"name": f"Regular meeting of the Committee, take {next(turn)}"})
            bearer = {"Authorization": f"Bearer {key}", "If-Match": "*"}
            kind = {"Content-Type": "application/json"}
            link.request("PATCH", "/api/v1/events/50", body, {**bearer, **kind})
            assert _read(link)[0] == 200
            link.request("GET", server.path, headers=MODES["gzip"])
            assert _read(link)[0] == 200
        link.close()
        return (server.cpu() - before) / CHANGES

    return run


def _putting(server: Server, plain: bytes) -> Subject:
    """A subject that puts one event into Radicale and asks for its calendar."""
    event = plain[plain.index(b"BEGIN:VEVENT") :]
    event = event[: event.index(b"END:VEVENT\r\n") + len(b"END:VEVENT\r\n")]
    whole = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:bench\r\n" + event + b"END:VCALENDAR\r\n"

    def run() -> float:
        before = server.cpu()
        link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        link.request("PUT", f"{server.path}0.ics", whole, {"Content-Type": "text/calendar"})
        assert _read(link)[0] in (200, 201, 204)
        link.request("GET", server.path, headers=MODES["gzip"])
        assert _read(link)[0] == 200
        link.close()
        return server.cpu() - before

    return run


def _read(link: http.client.HTTPConnection) -> tuple[int, bytes]:
    answer = link.getresponse()
    return answer.status, answer.read()


def _first_request(url: str) -> None:
    """A feed of kept texts made ready after a start, beside one that icalendar builds anew."""
    store = Store(url)
    asked = Asked(FEED, "ics", "all", {})
    with store.reading() as session:
        built = _built(session, asked)
        version = session.exec(select(Journal.version)).one()
    with store.writing() as session:
        keep(session, built.missing, style=STYLE, version=version)

    def ours() -> float:
        began = time.process_time()
        with store.reading() as session:
            built = _built(session, asked)
            assert built.missing == {}
            laid_ready(built, asked, 1, clock.now().date())
        return time.process_time() - began

    def rebuilt() -> float:
        began = time.process_time()
        with store.reading() as session:
            calendar = icalendar.Calendar()
            ids = session.exec(select(Event.id)).all()
            for one in gather(session, ids):
                calendar.add_component(_entry(one.event, one.sources))
            calendar.to_ical()
        return time.process_time() - began

    result = interleave({"kept": ours, "kept again": ours, "icalendar": rebuilt}, rounds=ROUNDS)
    table(
        f"First request of a feed of {EVENTS} events after a start, CPU",
        [
            ("with gzip and ETag", f"{result.median('kept') * 1000:.1f} ms"),
            ("beside icalendar", f"1/{result.ratio('icalendar', 'kept'):.0f} (goal 1/15)"),
            ("events that icalendar wrote for it", "0"),
            ("twice", control(result, "kept", "kept again")),
        ],
    )
    store.close()


def _built(session: Session, asked: Asked) -> feed.Feed:
    return feed.build(session, asked, now=clock.now(), style=STYLE, limits=Limits())


def _entry(event: Event, sources: tuple[Cited, ...]) -> icalendar.Event:
    """The event as a plain server writes it."""
    entry = icalendar.Event()
    told: dict[str, Any] = {
        "UID": event.uid,
        "DTSTAMP": event.modified,
        "CREATED": event.created,
        "LAST-MODIFIED": event.modified,
        "SEQUENCE": event.sequence,
        "DTSTART": event.window_first,
        "DTEND": event.window_last + dt.timedelta(days=1),
        "SUMMARY": event.name,
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "CLASS": "PUBLIC",
        "URL": STYLE.page(event.uid),
        "DESCRIPTION": "\n".join(str(source.published) for source in sources),
        "CATEGORIES": [event.kind.value],
        "LOCATION": event.place or "",
    }
    for name, value in told.items():
        entry.add(name, value)
    return entry


def _freshness(url: str) -> None:
    """The look at the database with every request, and which statements it makes."""
    store = Store(url)
    freshness = Freshness(store)
    freshness.version()

    def look() -> float:
        began = time.process_time()
        for _ in range(LOOKS):
            freshness.version()
        return (time.process_time() - began) / LOOKS

    result = interleave({"look": look, "look again": look}, rounds=ROUNDS)
    table(
        "Is it fresh? on SQLite, CPU",
        [
            ("a look", f"{result.median('look') * 1e6:.1f} µs (goal 5)"),
            ("twice", control(result, "look", "look again")),
        ],
    )
    freshness.close()
    store.close()


def _memory(url: str) -> None:
    """A thousand calendars of a thousand events are asked for: what stays in memory."""
    store = Store(url)
    with store.writing() as session:
        for number in range(CALENDARS):
            calendars.create(session, f"c{number}", f"Calendar {number}", {}, now=clock.now())
    store.close()
    with dateline(url) as server:
        server.get(MODES["gzip"])
        before = _resident(server)
        largest = before
        for number in range(CALENDARS):
            server.path = f"/calendars/c{number}.ics"
            status, body, _ = server.get(MODES["plain"])
            assert status == 200
            assert body.count(b"BEGIN:VEVENT") == EVENTS
            largest = max(largest, _resident(server))
    table(
        f"{CALENDARS:,} calendars of {EVENTS:,} events asked for in a row, memory of the server",
        [
            ("all of their bytes, plain", f"{CALENDARS * len(body) / 1e6:.0f} MB"),
            ("before", f"{before / 1e6:.0f} MB"),
            ("at most", f"{largest / 1e6:.0f} MB"),
            ("more by", f"{(largest - before) / 1e6:.0f} MB (DATELINE_FEED_CACHE_BYTES: 64 MB)"),
        ],
    )


def _resident(server: Server) -> int:
    process = psutil.Process(server.pid)
    return sum(one.memory_info().rss for one in (process, *process.children(recursive=True)))

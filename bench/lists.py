"""A page of `GET /api/v1/events` among a million events, beside what it costs to say anything.

`python -m bench lists [EVENTS]`: country, 30 days and a word, 50 events a page, on SQLite, as it
was filled (no ANALYZE). Beside it a bare FastAPI endpoint that answers the same bytes, and one
that reads the same events as objects, by the same index, and writes them by `response_model`.
"""

import contextlib
import datetime as dt
import http.client
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from bench.feeds import Server, dateline, serving
from bench.measure import Subject, control, interleave, table
from calendars.store.engine import Store

EVENTS = 1_000_000
ROUNDS = 7
QUESTIONS = 40
FIRST = dt.date(2020, 1, 1)
DAYS = 3_650
MONTH = 30
MOMENT = "2026-01-01 00:00:00.000000"
COUNTRIES = [first + second for first in "ABCDEFGHIJ" for second in "RSTUV"]
COMMON = "committee council session hearing assembly".split()
MEDIUM = [f"subject{number}" for number in range(300)]
RARE = [f"matter{number}" for number in range(30_000)]
CLASSES = {"no word": None, "common word": COMMON, "medium word": MEDIUM, "rare word": RARE}
ADDRESS = "/api/v1/events"

EVENT = (
    "id uid sequence name kind edtf window_first window_last precision certain place country "
    "status status_since certainty confidence participants exdates instances locked told "
    "search_text created modified"
).split()
CLAIM = "event_id article_id mention field value quote published claimed confidence".split()


def main(events: int = EVENTS) -> None:
    """Print the CPU of a page, by how common its word is, as ratios."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        url = filled(f"sqlite:///{Path(folder) / 'lists.db'}", events)
        ours = stack.enter_context(dateline(url))
        ours.path = ADDRESS
        asked = {name: questions(words) for name, words in CLASSES.items()}
        everything = [path for paths in asked.values() for path in paths]
        for path in everything:  # so that the texts of what is listed are kept
            assert _get(ours, [path]) is not None
        body = Path(folder) / "body.json"
        body.write_bytes(_get(ours, [asked["common word"][0]]))
        module = (sys.executable, "-m", "bench.listing", url, str(body), "{port}")
        peer = stack.enter_context(serving("/bare", *module))
        subjects = {name: _asking(ours, paths) for name, paths in asked.items()}
        subjects |= {
            "bare": _asking(peer, ["/bare"] * QUESTIONS),
            "bare again": _asking(peer, ["/bare"] * QUESTIONS),
            "objects": _asking(
                peer, [f"/objects{path[len(ADDRESS) :]}" for path in asked["common word"]]
            ),
        }
        result = interleave(subjects, rounds=ROUNDS)
    medians = [result.median(name) for name in CLASSES]
    rows = [(name, f"{result.median(name) * 1000:.2f} ms") for name in subjects]
    rows += [
        ("common word beside bare", f"{result.ratio('common word', 'bare'):.1f} x (goal 2.9)"),
        ("objects beside common word", f"{result.ratio('objects', 'common word'):.1f} x (goal 7)"),
        ("worst class beside best", f"{max(medians) / min(medians):.1f} x (goal 6)"),
        ("bare twice", control(result, "bare", "bare again")),
    ]
    table(f"A page of 50 among {events:,} events, CPU of the server", rows)


def questions(words: list[str] | None) -> list[str]:
    """The addresses of pages of a month in one country, with one of these words."""
    draw = random.Random(11)
    found = []
    for _ in range(QUESTIONS):
        first = FIRST + dt.timedelta(days=draw.randrange(DAYS - MONTH))
        last = first + dt.timedelta(days=MONTH - 1)
        told = {"from": first, "to": last, "country": draw.choice(COUNTRIES), "limit": 50}
        if words:
            told["q"] = draw.choice(words)
        found.append(f"{ADDRESS}?{urlencode(told)}")
    return found


def filled(url: str, events: int) -> str:
    """A database of so many events of ten years in fifty countries, one in fifty a wide one."""
    store = Store(url)
    store.upgrade()
    connection = store.engine.raw_connection()
    cursor = connection.cursor()
    cursor.execute("BEGIN")
    cursor.execute(
        "INSERT INTO article (id, published, language, title, url, outlet, text, digest, read, "
        "marked) VALUES (1, '2026-01-01', 'en', 'Diary', 'https://news.example/1', "
        "'news.example', '', 'd', ?, '[]')",
        (MOMENT,),
    )
    cursor.executemany(_insert("event", EVENT), _events(events))
    cursor.executemany(_insert("claim", CLAIM), _claims(events))
    cursor.execute("COMMIT")
    connection.close()
    store.close()
    return url


def _insert(table_name: str, names: list[str]) -> str:
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table_name} ({', '.join(names)}) VALUES ({marks})"


def _events(count: int) -> Iterator[tuple[object, ...]]:
    draw = random.Random(3)
    for number in range(1, count + 1):
        first = FIRST + dt.timedelta(days=draw.randrange(DAYS))
        width = draw.choices((0, 1, 3, 30, 200), (80, 8, 5, 5, 2))[0]
        last = first + dt.timedelta(days=width)
        edtf = f"{first}/{last}" if width else str(first)
        name = (
            f"{draw.choice(COMMON)} of the {draw.choice(MEDIUM)} {draw.choice(COMMON)} "
            f"on {draw.choice(RARE)}"
        )
        words = f" {name} vienna {name} the ministry said that the {name} will be held in vienna"
        yield (
            *(number, f"uid-{number}", 0, name, "meeting", edtf, str(first), str(last), "day", 1),
            *("Vienna", draw.choice(COUNTRIES), "scheduled", MOMENT, "eos6", 1.0, "[]", "[]"),
            *("{}", "[]", '{"articles": 1}', words, MOMENT, MOMENT),
        )


def _claims(count: int) -> Iterator[tuple[object, ...]]:
    quote = "The ministry said that it will be held in Vienna with all of its members."
    for number in range(1, count + 1):
        yield (number, 1, 0, "date", '"2026-01-01"', quote, "2026-01-01", MOMENT, 1.0)


def _asking(server: Server, paths: list[str]) -> Subject:
    """A subject that asks for these pages over one connection: CPU seconds of one."""

    def run() -> float:
        before = server.cpu()
        _get(server, paths)
        return (server.cpu() - before) / len(paths)

    return run


def _get(server: Server, paths: list[str]) -> bytes:
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    body = b""
    for path in paths:
        link.request("GET", path)
        answer = link.getresponse()
        body = answer.read()
        assert answer.status == 200, (path, body[:300])
    link.close()
    return body


if __name__ == "__main__":
    main(*(int(given) for given in sys.argv[1:]))

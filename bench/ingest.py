"""Ingest of many articles about fewer events: does it stay as fast, and does memory stay flat?

`python -m bench.ingest [ARTICLES [postgresql]]`: five articles an event, in random order, on
SQLite or on a PostgreSQL server of its own; `make bench-ingest` takes 100,000. The readings are
made here, so that what is measured is identity and the store, not the reader.

Cost is CPU time, the server's too. Ten times in each tenth a few of the first articles go into a
database that was empty when the tenth began: what they cost says how fast the machine was
meanwhile, and the ratio is free of it.
"""

import datetime as dt
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlmodel import col, create_engine, func, select, text

from bench.measure import table
from bench.postgres import server
from calendars.dates.when import When
from calendars.events.ingest import ingest
from calendars.reading.mention import Certainty, Kind, Mention, Place, Reading, Status
from calendars.store.engine import Store
from calendars.store.tables import Event

ARTICLES = 5_000
AN_EVENT = 5
TENTHS = 10
SLICES = 10
CONTROL = 20
MB = 1e6
FIRST = dt.date(2026, 1, 1)
DAYS = 1_000
AHEAD = dt.timedelta(days=40)
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
A_SECOND = dt.timedelta(seconds=1)

SUBJECTS = (
    "Budget Energy Transport Water Fisheries Customs Migration Grain Railway Health Labour "
    "Education Tourism Housing Forest Mining Textile Digital Space Defence Culture Youth "
    "Statistics Insurance Aviation Port Nuclear Climate Tax Heritage"
).split()
BODIES = {
    "Commission": Kind.MEETING,
    "Council": Kind.MEETING,
    "Forum": Kind.FORUM,
    "Conference": Kind.CONFERENCE,
    "Summit": Kind.SUMMIT,
    "Committee hearing": Kind.HEARING,
    "Exhibition": Kind.EXHIBITION,
}
REGIONS = (
    "Caspian Baltic Nordic Balkan Iberian Alpine Andean Sahel Pacific Adriatic Aegean Danube "
    "Black-Sea Central-Asian Caribbean Gulf Himalayan Mekong Amazon Nile"
).split()
TOWNS = tuple(
    Place(name, country, 50.0, 20.0, "Europe/Warsaw", number)
    for number, (name, country) in enumerate(
        (
            ("Riga", "LV"),
            ("Baku", "AZ"),
            ("Ashgabat", "TM"),
            ("Moscow", "RU"),
            ("Warsaw", "PL"),
            ("Vienna", "AT"),
            ("Geneva", "CH"),
            ("Lisbon", "PT"),
            ("Oslo", "NO"),
            ("Athens", "GR"),
            ("Bishkek", "KG"),
            ("Cairo", "EG"),
        ),
        start=1,
    )
)


Fresh = Callable[[str], Store]
"""Opens an empty database of a name."""


@dataclass(frozen=True, slots=True)
class Announced:
    """An event as it will be told by several articles."""

    name: str
    kind: Kind
    day: dt.date
    place: Place


@dataclass(frozen=True, slots=True)
class Tenth:
    """CPU seconds of a tenth and of the control after it, and bytes of memory in use."""

    seconds: float
    control: float
    memory: int


def main(articles: int = ARTICLES, engine: str = "sqlite") -> None:
    """Ingest so many articles and print what each tenth of them cost."""
    rng = random.Random(7)
    events = [_announced(rng) for _ in range(articles // AN_EVENT)]
    order = [event for event in events for _ in range(AN_EVENT)]
    rng.shuffle(order)
    readings = list(_readings(order, rng))
    with _databases(engine) as fresh:
        store = fresh("bench")
        tenths = [_tenth(store, readings, number, fresh) for number in range(TENTHS)]
        with store.reading() as session:
            kept = session.exec(
                select(func.count()).select_from(Event).where(col(Event.merged_into).is_(None))
            ).one()
        store.close()
    first, last = tenths[0], tenths[-1]
    table(
        f"Ingest of {len(order):,} articles about {len(set(events)):,} events, {engine}",
        [
            ("last tenth beside the first, per CPU of the control", f"{_speed(last, first):.2f}"),
            ("controls, last beside first (noise)", f"{last.control / first.control:.2f}"),
            ("memory, last tenth beside the first", f"{last.memory / first.memory:.2f}"),
            ("events kept", f"{kept:,}"),
        ],
    )


def _tenth(store: Store, readings: list[Reading], number: int, fresh: Fresh) -> Tenth:
    """Ingest a tenth, with the first articles again into an empty database beside it."""
    size = len(readings) // TENTHS
    edges = [number * size + size * slice_ // SLICES for slice_ in range(SLICES + 1)]
    beside = fresh(f"control{number}")
    seconds = control = 0.0
    for slice_ in range(SLICES):
        seconds += _cpu(store, readings[edges[slice_] : edges[slice_ + 1]], edges[slice_])
        first = slice_ * CONTROL
        control += _cpu(beside, readings[first : first + CONTROL], first)
    memory = psutil.Process().memory_info().rss
    beside.close()
    print(
        f"tenth {number + 1:>2}: {size / seconds:.1f} articles a CPU second, control "
        f"{SLICES * CONTROL / control:.1f}, {memory / MB:.0f} MB",
        flush=True,
    )
    return Tenth(seconds, control, memory)


def _speed(one: Tenth, other: Tenth) -> float:
    return (other.seconds / other.control) / (one.seconds / one.control)


def _cpu(store: Store, readings: list[Reading], first: int) -> float:
    """The CPU seconds that this process and its database took for some readings."""
    before = _spent(store)
    for number, reading in enumerate(readings, start=first):
        with store.writing() as session:
            ingest(session, reading, now=NOW + number * A_SECOND)
    return _spent(store) - before


def _spent(store: Store) -> float:
    """CPU seconds so far of this process and of the database process that serves it."""
    mine = time.process_time()
    if store.is_sqlite:
        return mine
    with store.reading() as session:
        backend = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
    served = psutil.Process(backend).cpu_times()
    return mine + served.user + served.system


@contextmanager
def _databases(engine: str) -> Iterator[Fresh]:
    """Lend what opens an empty database of a name."""
    with tempfile.TemporaryDirectory() as folder:
        if engine == "sqlite":

            def fresh(name: str) -> Store:
                return _opened(f"sqlite:///{Path(folder) / name}.db")

            yield fresh
            return
        with server() as url:

            def fresh_there(name: str) -> Store:
                admin = create_engine(url, isolation_level="AUTOCOMMIT")
                with admin.connect() as connection:
                    connection.execute(text(f"CREATE DATABASE {name}"))
                admin.dispose()
                return _opened(url.replace("/postgres?", f"/{name}?"))

            yield fresh_there


def _opened(url: str) -> Store:
    store = Store(url)
    store.upgrade()
    return store


def _announced(rng: random.Random) -> Announced:
    body, kind = rng.choice(list(BODIES.items()))
    name = f"{rng.choice(REGIONS)} {rng.choice(SUBJECTS)} {body}"
    return Announced(name, kind, FIRST + dt.timedelta(days=rng.randrange(DAYS)), rng.choice(TOWNS))


def _readings(order: list[Announced], rng: random.Random) -> Iterator[Reading]:
    for number, event in enumerate(order):
        published = event.day - dt.timedelta(days=rng.randrange(1, AHEAD.days))
        date = event.day.isoformat() if rng.random() < 0.7 else event.day.isoformat()[:7]
        text = f"The {event.name} gathers in {event.place.name} on {date}. ({number})"
        mention = Mention(
            name=event.name,
            kind=event.kind,
            when=When.of(date),
            place=event.place if rng.random() < 0.8 else None,
            status=Status.SCHEDULED,
            certainty=Certainty.HIGHLY_LIKELY,
            confidence=0.9,
            quote=text,
            spans={"name": (4, 4 + len(event.name))},
        )
        yield Reading(
            text=text,
            published=published,
            title=event.name,
            url=f"https://news{number % 7}.example/{number}",
            language="en",
            dateline=None,
            mentions=(mention,),
        )


if __name__ == "__main__":
    main(*(int(given) for given in sys.argv[1:2]), *sys.argv[2:])

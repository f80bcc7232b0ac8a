"""Ingest of many articles about fewer events: does it stay as fast, and does memory stay flat?

`python -m bench.ingest [ARTICLES]`: five articles an event, in random order, on SQLite; `make
bench-ingest` takes 100,000. The readings are made here, so that what is measured is identity and
the store, not the reader.
"""

import datetime as dt
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlmodel import col, func, select

from bench.measure import table
from calendars.dates.when import When
from calendars.events.ingest import ingest
from calendars.reading.mention import Certainty, Kind, Mention, Place, Reading, Status
from calendars.store.engine import Store
from calendars.store.tables import Event

ARTICLES = 5_000
AN_EVENT = 5
TENTHS = 10
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


@dataclass(frozen=True, slots=True)
class Announced:
    """An event as it will be told by several articles."""

    name: str
    kind: Kind
    day: dt.date
    place: Place


def main(articles: int = ARTICLES) -> None:
    """Ingest so many articles and print what each tenth of them cost."""
    rng = random.Random(7)
    events = [_announced(rng) for _ in range(articles // AN_EVENT)]
    order = [event for event in events for _ in range(AN_EVENT)]
    rng.shuffle(order)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'bench.db'}")
        store.prepare()
        seconds, memory = _ingest_all(store, list(_readings(order, rng)))
        with store.reading() as session:
            kept = session.exec(
                select(func.count()).select_from(Event).where(col(Event.merged_into).is_(None))
            ).one()
        store.close()
    a_tenth = len(order) / TENTHS
    table(
        f"Ingest of {len(order):,} articles about {len(set(events)):,} events",
        [
            ("articles a CPU second, first tenth", f"{a_tenth / seconds[0]:.0f}"),
            ("articles a CPU second, last tenth", f"{a_tenth / seconds[-1]:.0f}"),
            ("last tenth beside the first", f"{seconds[0] / seconds[-1]:.2f}"),
            ("memory after the first tenth, MB", f"{memory[0] / 1e6:.0f}"),
            ("memory after the last tenth, MB", f"{memory[-1] / 1e6:.0f}"),
            ("events kept", f"{kept:,}"),
        ],
    )


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


def _ingest_all(store: Store, readings: list[Reading]) -> tuple[list[float], list[int]]:
    """The CPU seconds of each tenth, and the memory in use after it."""
    process = psutil.Process()
    seconds, memory = [], []
    size = len(readings) // TENTHS
    for tenth in range(TENTHS):
        began = time.process_time()
        for number in range(tenth * size, (tenth + 1) * size):
            with store.writing() as session:
                ingest(session, readings[number], now=NOW + number * A_SECOND)
        seconds.append(time.process_time() - began)
        memory.append(process.memory_info().rss)
    return seconds, memory


if __name__ == "__main__":
    main(*(int(given) for given in sys.argv[1:]))

"""How well mentions are given to their events, on labelled pairs of mentions of the hard kinds.

The first mention of a pair is ingested, the second decided upon, as it happens to articles.
Beside it stands a plain similarity of names, which is what one would write in an afternoon.
"""

import datetime as dt
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import token_set_ratio
from sqlmodel import Session

from calendars.dates.when import When
from calendars.events.ingest import ingest
from calendars.events.matching import decide
from calendars.events.naming import country_called
from calendars.events.sayings import of_mention
from calendars.reading.gazetteer import gazetteer, key
from calendars.reading.mention import Certainty, Kind, Mention, Place, Reading, Status
from calendars.reading.rules.russian.towns import towns as russian_towns
from calendars.store.engine import Store
from calendars.store.tables import Article

PAIRS = Path(__file__).parent.parent / "tests" / "corpus" / "pairs.jsonl"
NOW = dt.datetime(2021, 6, 1, tzinfo=dt.UTC)
SIMILAR = 85

Pair = dict[str, Any]
Judge = Callable[[Pair], bool]


def pairs() -> Iterator[Pair]:
    """The labelled pairs: `id`, `same`, `one`, `other`, and `held_out` on half of them."""
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def judged(chosen: Iterable[Pair]) -> dict[str, bool]:
    """Whether Dateline takes each pair for one event, by the ids of the pairs."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'pairs.db'}")
        store.upgrade()
        try:
            return {pair["id"]: _one_event(store, pair) for pair in chosen}
        finally:
            store.close()


def _one_event(store: Store, pair: Pair) -> bool:
    with store.reading() as session:
        first = _ingested(session, pair["one"])
        told = pair["other"]
        article = Article(
            id=first + 1,
            digest="",
            published=dt.date.fromisoformat(told["published"]),
            outlet=told["outlet"],
        )
        return decide(session, of_mention(mention(told), article, 0)).event_id is not None


def _ingested(session: Session, told: dict[str, Any]) -> int:
    reading = Reading(
        text=told["name"],
        published=dt.date.fromisoformat(told["published"]),
        title=None,
        url=f"https://{told['outlet']}/1",
        language="en",
        dateline=None,
        mentions=(mention(told),),
    )
    return ingest(session, reading, now=NOW).article.id


def mention(told: dict[str, Any]) -> Mention:
    """A mention as the reader would give it: its place found in the gazetteer."""
    return Mention(
        name=told["name"],
        kind=Kind(told["kind"]),
        when=When.of(told["edtf"]) if told["edtf"] else None,
        place=_place(told["place"], told["country"]) if told["place"] else None,
        status=Status(told["status"]),
        certainty=Certainty.HIGHLY_LIKELY,
        confidence=0.9,
        quote=told["name"],
        spans={"name": (0, len(told["name"]))},
        participants=tuple(told["participants"]),
        ordinal=told["ordinal"],
    )


def _place(name: str, country: str) -> Place:
    if country_called(name):
        return Place(name, country)
    town_key = key(name.rsplit(", ", 1)[-1])
    named = gazetteer().towns(town_key) or russian_towns().towns(town_key)
    towns = [town for town in named if town.country == country]
    if not towns:
        return Place(name, country)
    town = max(towns, key=lambda town: town.population)
    return Place(name, country, town.latitude, town.longitude, town.zone, town.id)


def alike(pair: Pair) -> bool:
    """Whether the names alone look alike."""
    return token_set_ratio(pair["one"]["name"].lower(), pair["other"]["name"].lower()) >= SIMILAR


def figures() -> dict[str, float]:
    """Precision and recall of both ways, in percent, on all pairs and on each half."""
    every = list(pairs())
    ours = judged(every)
    halves = {
        "all": every,
        "tuned half": [pair for pair in every if "held_out" not in pair],
        "held-out half": [pair for pair in every if "held_out" in pair],
    }
    ways: dict[str, Judge] = {
        "pairs": lambda pair: ours[pair["id"]],
        f"pairs by plain similarity of names (token_set_ratio {SIMILAR})": alike,
    }
    return {
        f"{way}, {half}: {name}": figure
        for way, judge in ways.items()
        for half, chosen in halves.items()
        for name, figure in zip(("precision", "recall"), rates(chosen, judge), strict=True)
    }


def rates(chosen: Iterable[Pair], judge: Judge) -> tuple[float, float]:
    """Precision and recall in percent of a way to tell whether pairs are one event."""
    told = [(judge(pair), pair["same"]) for pair in chosen]
    right = sum(said and same for said, same in told)
    said, same = sum(said for said, _ in told), sum(same for _, same in told)
    return round(100 * right / (said or 1), 1), round(100 * right / (same or 1), 1)


def mistakes() -> list[str]:
    """What goes wrong on the half that rules are made with."""
    open_half = [pair for pair in pairs() if "held_out" not in pair]
    ours = judged(open_half)
    return [
        f"{pair['id']}: {'not joined' if pair['same'] else 'joined'}: "
        f"{pair['one']['name']} | {pair['other']['name']}"
        for pair in open_half
        if ours[pair["id"]] is not pair["same"]
    ]

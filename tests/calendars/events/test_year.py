"""A year of news, read by the reader and kept as it comes, checked event by event."""

import datetime as dt
import itertools
import json
import random
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlmodel import col, select

from calendars.events import by_hand, shape
from calendars.events.changes import SOURCES
from calendars.events.finding import find, times_of
from calendars.events.ingest import ingest, retract
from calendars.events.lapse import lapse
from calendars.events.search import Search
from calendars.reading.read import read
from calendars.store.engine import Store
from calendars.store.tables import Event


class Told(NamedTuple):
    """An article of the corpus: it was written for this test."""

    outlet: str
    published: str
    text: str
    arrived: str | None = None


CORPUS = Path(__file__).parents[2] / "corpus" / "year" / "articles.jsonl"
YEAR = [Told(**json.loads(line)) for line in CORPUS.read_text("utf-8").splitlines()]
LATER = dt.datetime(2022, 1, 10, 9, tzinfo=dt.UTC)
MOST_ORDERS = 24


def arrival(told):
    return dt.datetime.fromisoformat(told.arrived or told.published).replace(hour=9, tzinfo=dt.UTC)


@cache
def readings():
    """What the reader makes of each article."""
    return {
        told: read(
            told.text,
            published=dt.date.fromisoformat(told.published),
            title=None,
            url=f"https://{told.outlet}.example/{number}",
            language=None,
            limit=10_000,
        )
        for number, told in enumerate(YEAR)
    }


@pytest.fixture
def lived(store):
    """The year as it went: each article on its day, the hoax taken back, passed dates let go."""
    for told in sorted(YEAR, key=arrival):
        with store.writing() as session:
            article = ingest(session, readings()[told], now=arrival(told)).article
        if told.outlet == "rumour":
            with store.writing() as session:
                retract(session, article.id, now=arrival(told) + dt.timedelta(days=5))
    with store.writing() as session:
        lapse(session, now=LATER)
    return store


def events(store, as_of=None):
    """Each event that stands, by its name and start."""
    with store.reading(as_of) as session:
        rows = session.exec(select(Event).order_by(col(Event.window_first), col(Event.id))).all()
        standing = [row for row in rows if row.merged_into is None and row.withdrawn is None]
        told = shape.events(session, standing)
        for row, one in zip(standing, told, strict=True):
            one["revisions"] = [
                (change["change"].value, change["to"])
                for revision in shape.revisions(session, row)
                for change in revision["changes"]
                if change["field"] in ("name", "edtf", "place", "status", SOURCES)
            ]
        return {(one["name"], one["edtf"]): one for one in told}


def test_there_are_as_many_articles_and_events_as_were_told(lived):
    assert len(YEAR) >= 45
    assert len(events(lived)) == 18
    with lived.reading() as session:
        withdrawn = select(Event).where(col(Event.withdrawn).is_not(None))
        assert [event.name for event in session.exec(withdrawn)] == ["Amber Music Festival"]


FORUM = "Second Caspian Economic Forum"
# Words of the name, date, status, place, articles.
KEPT = [
    (FORUM, "2021-09-16", "cancelled", "Sochi", 8),
    ("Commission", "2021-03-30", "held", "Ashgabat", 3),
    ("Commission", "2021-11-18", "scheduled", "Moscow", 2),
    ("Council of Foreign Ministers", "2021-04-02", "held", "Moscow", 3),
    ("Riga Book Fair", "2021-06-03/2021-06-06", "held", "Riga", 4),
    ("Nordic Energy Summit", "2021-09-22", "lapsed", "Oslo", 4),
    ("Bayramov", "2021-03-03", "held", "Moscow", 2),
    ("Bayramov", "2021-10-14", "scheduled", "Moscow", 1),
    ("Lavrov", "2021-05-10/2021-05-11", "lapsed", "Baku", 1),
    ("Aliyev", "2021-05-11", "lapsed", "Baku", 1),
    ("hearing", "2021-05-12", "held", "Riga", 3),
    ("Jelgava", "2021-02-02T18:00+02:00", "scheduled", "Jelgava", 1),
    ("Harbour Safety Conference", "2021-06", "lapsed", "Gdansk", 1),
    ("Danube Water Forum", "2021-10-14", "rescheduled", "Vienna", 4),
    ("elections", "2021-09-13", "held", "Norway", 2),
    ("Third Baltic Grain Conference", "2021-04-21", "lapsed", "Riga", 1),
    ("Fourth Baltic Grain Conference", "2022-04-20", "scheduled", "Tallinn", 1),
    ("Alpine Transport Exhibition", "2021-11-04", "rescheduled", "Geneva", 3),
]


def one(found, words, date):
    """The one event of that date whose name has those words."""
    [event] = [event for (name, day), event in found.items() if words in name and day == date]
    return event


def test_each_event_is_what_its_articles_say_together(lived):
    found = events(lived)
    assert len(KEPT) == len(found)
    for words, date, status, place, articles in KEPT:
        event = one(found, words, date)
        told = (event["status"], event["place"], len(event["sources"]))
        assert told == (status, place, articles), words


def test_the_forum_lived_through_all_its_changes_under_one_uid(lived):
    assert one(events(lived), FORUM, "2021-09-16")["revisions"] == [
        ("new", FORUM),
        ("sharpened", "[2021-08-09..2021-08-15]"),
        ("sharpened", "2021-08-12"),
        ("detailed", 4),
        ("relocated", "Sochi"),
        ("rescheduled", "rescheduled"),
        ("postponed", None),
        ("postponed", "postponed"),
        ("rescheduled", "2021-09-16"),
        ("rescheduled", "rescheduled"),
        ("cancelled", "cancelled"),
    ]
    uids = {
        event["uid"]
        for month in range(3, 12)
        for (name, _), event in events(lived, dt.datetime(2021, month, 1, tzinfo=dt.UTC)).items()
        if name == FORUM
    }
    assert len(uids) == 1


@pytest.mark.parametrize(
    ("day", "date", "status", "place"),
    [
        ("2021-02-20", "2021-08", "scheduled", "Moscow"),
        ("2021-03-20", "[2021-08-09..2021-08-15]", "scheduled", "Moscow"),
        ("2021-05-20", "2021-08-12", "scheduled", "Moscow"),
        ("2021-07-01", "2021-08-12", "rescheduled", "Sochi"),
        ("2021-07-20", None, "postponed", "Sochi"),
        ("2021-08-20", "2021-09-16", "rescheduled", "Sochi"),
    ],
)
def test_the_forum_was_believed_otherwise_on_each_day(lived, day, date, status, place):
    moment = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)
    event = one(events(lived, moment), FORUM, date)
    assert (event["status"], event["place"]) == (status, place)


def test_a_rumour_is_denied_by_the_paper_that_spread_it(lived):
    fair = one(events(lived), "Riga Book Fair", "2021-06-03/2021-06-06")
    assert fair["revisions"][1:] == [
        ("cancelled", "cancelled"),
        ("restored", "scheduled"),
        ("held", "held"),
    ]


def test_two_papers_that_differ_are_a_shown_conflict_until_a_third_decides(lived):
    moment = dt.datetime(2021, 8, 28, tzinfo=dt.UTC)
    forum = one(events(lived, moment), "Danube Water Forum", "2021-10-12")
    assert [one["value"] for one in forum["conflicts"]] == ["2021-10-14"]
    decided = one(events(lived), "Danube Water Forum", "2021-10-14")
    assert [one["value"] for one in decided["conflicts"]] == []


def test_editions_and_the_talks_of_a_visit_are_linked(lived):
    found = events(lived)
    third = one(found, "Third Baltic Grain Conference", "2021-04-21")
    fourth = one(found, "Fourth Baltic Grain Conference", "2022-04-20")
    assert (fourth["follows"], third["followed_by"]) == (third["id"], [fourth["id"]])
    visit = one(found, "Lavrov", "2021-05-10/2021-05-11")
    talks = one(found, "Aliyev", "2021-05-11")
    assert (talks["parent"], visit["parts"]) == (visit["id"], [talks["id"]])


def test_a_series_is_one_event_with_its_times(lived):
    series = one(events(lived), "Jelgava", "2021-02-02T18:00+02:00")
    with lived.reading() as session:
        event = by_hand.get(session, series["id"])
        search = Search.parse({"from": "2021-05", "to": "2021-06"})
        times = times_of(event, search, LATER.date())
        assert [time.key for time in times] == ["2021-05-04T15:00:00Z", "2021-06-01T15:00:00Z"]
        found = find(session, search, today=LATER.date(), limit=100).items
        assert event in found


SUBJECTS = {
    "a forum": "Second Caspian",
    "a commission": "Turkmen-Russian",
    "a council": "CIS",
    "a fair": "Riga Book",
    "a summit": "Nordic",
    "talks and a visit": "Lavrov",
    "a hearing": "hearing",
    "a disputed day": "Danube",
    "an election": "elections",
    "editions": "Grain",
    "a correction": "Alpine",
}


@pytest.mark.parametrize("words", SUBJECTS.values(), ids=SUBJECTS.keys())
def test_any_order_of_arrival_gives_the_same_events(words, tmp_path):
    told = [readings()[one] for one in YEAR if words in one.text]
    orders = list(itertools.permutations(range(len(told))))
    if len(orders) > MOST_ORDERS:
        orders = [orders[0], *random.Random(7).sample(orders, MOST_ORDERS)]
    store = Store(f"sqlite:///{tmp_path / 'orders.db'}")
    store.upgrade()
    outcomes = {}
    for order in orders:
        with store.reading() as session:
            for number in order:
                ingest(session, told[number], now=LATER)
            found = frozenset(
                (row.name, row.edtf, row.was, row.status.value, row.place)
                for row in session.exec(select(Event)).all()
                if row.merged_into is None
            )
        outcomes.setdefault(found, []).append(order)
    store.close()
    assert len(outcomes) == 1, outcomes

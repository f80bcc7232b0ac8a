"""Lists are joined of kept texts, which never say other than what would be written now."""

import datetime as dt
import json

import pytest
from sqlalchemy import event as events_of
from sqlmodel import func, select, update

from calendars.events import by_hand, journal, parting
from calendars.events.ingest import retract
from calendars.events.listed import keep, listed, written
from calendars.events.order import Order
from calendars.events.reread import reread
from calendars.events.search import Search
from calendars.reading.mention import Kind, Place, Status
from calendars.store.tables import Article, Event, EventJson
from tests.calendars.events.factories import NOW, mention, reading, tell

LATER = NOW + dt.timedelta(hours=1)
TEXT = "The forum will be held on August 12 or 13."
BAKU = Place("Baku", "AZ", 40.38, 49.89, "Asia/Baku", 587084)


def page(store, filters=None, *, keeping=True, **options):
    """A list, whose texts are kept from then on."""
    told = {"limit": 50, "cursor": None, "order": Order.START, "quote_length": 500, **options}
    with store.reading() as session:
        found = listed(session, Search.parse(filters or {}), today=NOW.date(), **told)
    if found.missing and keeping:
        with store.writing() as session:
            keep(session, found, quote_length=told["quote_length"])
    return found


def is_right(store):
    """Whether a list of kept texts says what would be written now."""
    items = page(store).items
    with store.reading() as session:
        ids = session.exec(select(Event.id)).all()
        fresh = set(written(session, ids, quote_length=500).values())
    return set(items) <= fresh


@pytest.fixture
def news(store):
    """Two articles about a forum, one about a visit and one about talks on it."""
    tell(store, mention(when="2021-08", place=None))
    tell(
        store, mention(when="2021-08-12"), published="2021-04-20", outlet="other.example", text=TEXT
    )
    visit = {"kind": Kind.VISIT, "place": BAKU, "participants": ["Sergey Lavrov"]}
    tell(store, mention("Visit of Sergey Lavrov", "2021-08-10/2021-08-12", **visit))
    edition = {"kind": Kind.MEETING, "place": None}
    tell(store, mention("Meeting of the Caspian Budget Commission", "2021-07-01", **edition))
    return store


def by(store, act, *given, **told):
    with store.writing() as session:
        act(session, *given, now=LATER, **told)


CHANGES = {
    "changed by hand": lambda store: by(
        store, by_hand.change, 1, {"url": "https://city.example/"}, person="ann"
    ),
    "withdrawn": lambda store: by(store, by_hand.withdraw, 2, person="ann"),
    "moved by an article": lambda store: tell(
        store, mention(when="2021-09-02", status=Status.RESCHEDULED), published="2021-05-20"
    ),
    "contradicted": lambda store: tell(
        store, mention(when="2021-08-20"), published="2021-05-20", outlet="third.example"
    ),
    "told again": lambda store: tell(
        store, mention(when="2021-08-12"), published="2021-05-20", outlet="third.example"
    ),
    "retracted": lambda store: by(store, retract, 2),
    "read anew": lambda store: by(
        store, reread, 2, reading(mention(when="2021-08-13"), published="2021-04-20", text=TEXT)
    ),
    "published with another title": lambda store: by(
        store, lambda session, now: session.exec(update(Article).values(title="Another"))
    ),
    "talks on the visit": lambda store: tell(
        store,
        mention(
            "Lavrov meets Bayramov",
            "2021-08-11",
            kind=Kind.TALKS,
            place=BAKU,
            participants=["Sergey Lavrov"],
        ),
    ),
    "the next edition": lambda store: tell(
        store,
        mention(
            "Meeting of the Caspian Budget Commission",
            "2022-07-01",
            kind=Kind.MEETING,
            place=None,
        ),
        published="2021-05-20",
    ),
    "merged": lambda store: by(store, parting.join_by_hand, 1, 2, person="ann"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_kept_text_is_dropped_with_whatever_changes_it(news, change):
    assert is_right(news)
    before = page(news).items
    CHANGES[change](news)
    assert is_right(news)
    assert page(news).items != before


def test_a_page_of_kept_texts_takes_one_statement_and_one_of_others_says_the_same(news):
    first = page(news)
    assert len(first.missing) == 3
    asked = []
    with news.reading() as session:
        connection = session.connection()
        events_of.listen(connection, "before_cursor_execute", lambda *told: asked.append(told[2]))
        again = listed(
            session,
            Search(),
            today=NOW.date(),
            limit=50,
            cursor=None,
            order=Order.START,
            quote_length=500,
        )
    assert again.items == first.items
    assert again.missing == {}
    assert len(asked) == 1


def test_another_length_of_quotes_is_another_text(news):
    page(news)
    short = page(news, quote_length=10)
    assert len(short.missing) == 3
    assert all(len(json.loads(item)["quote"]) <= 11 for item in short.items)


def test_a_text_is_not_kept_when_something_has_changed_since_it_was_written(news):
    found = page(news, keeping=False)
    with news.writing() as session:
        journal.advance(session)
    with news.writing() as session:
        keep(session, found, quote_length=500)
    with news.reading() as session:
        assert session.exec(select(func.count()).select_from(EventJson)).one() == 0


def test_a_series_tells_its_times_on_the_days_asked_for_kept_or_not(store):
    fields = {"name": "Council", "start": "2021-06-01", "rrule": "FREQ=WEEKLY", "place": "Riga"}
    by(store, by_hand.create, fields, person="ann")
    for _ in range(2):
        (june,) = page(store, {"from": "2021-06-01", "to": "2021-06-09"}).items
        assert json.loads(june)["occurrences"] == ["2021-06-01", "2021-06-08"]
    (july,) = page(store, {"from": "2021-07-01", "to": "2021-07-07"}).items
    assert json.loads(july)["occurrences"] == ["2021-07-06"]

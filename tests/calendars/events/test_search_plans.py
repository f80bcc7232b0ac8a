"""Searches read the events of about their days, by indexes, whether or not ANALYZE was run."""

import datetime as dt
import random

import pytest
from sqlalchemy import event, insert, text
from sqlmodel import select

from calendars.events.finding import find
from calendars.events.order import Order
from calendars.events.search import Search
from calendars.feeds.selection import Limits, choose
from calendars.store.tables import Event
from tests.calendars.feeds.makers import make_event

TODAY = dt.date(2021, 3, 31)
MONTH = {"from": "2021-08-01", "to": "2021-08-30"}


@pytest.fixture(params=["as filled", "counted"])
def filled(request, store):
    """Some thousand events over ten years, one in thirty of them a wide one.

    PostgreSQL counts what it has by itself.
    """
    is_counted = request.param == "counted" or not store.is_sqlite
    draw = random.Random(7)
    row = make_event("2021-08-12").model_dump(exclude={"id", "uid", "country"})
    rows = []
    for number in range(5_000):
        first = dt.date(2016, 1, 1) + dt.timedelta(days=draw.randrange(3_650))
        last = first + dt.timedelta(days=draw.choice([0] * 29 + [200]))
        own = {"uid": str(number), "country": draw.choice("RU DE FR LV".split())}
        rows.append({**row, **own, "window_first": first, "window_last": last})
    with store.writing() as session:
        session.execute(insert(Event), rows)
    if is_counted:
        with store.writing() as session:
            session.execute(text("ANALYZE"))
    return store


def plans(session, ask):
    """How the database answers what is asked meanwhile, in its own words."""
    asked = []
    connection = session.connection()

    def note(_connection, _cursor, statement, parameters, _context, _many):
        asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    ask()
    event.remove(connection, "before_cursor_execute", note)
    sqlite = connection.dialect.name == "sqlite"
    explain = "EXPLAIN QUERY PLAN" if sqlite else "EXPLAIN"
    return [
        "\n".join(
            str(row)
            for row in connection.exec_driver_sql(f"{explain} {statement}", parameters).all()
        )
        for statement, parameters in asked
    ]


BY_COUNTRY = ("event_country", "event_wide_country")
BY_DAYS = ("event_window", "event_wide")
SEARCHES = [
    ({**MONTH, "country": "RU", "q": "forum"}, BY_COUNTRY),
    ({**MONTH, "country": "RU"}, BY_COUNTRY),
    ({**MONTH, "q": "forum"}, BY_DAYS),
    (MONTH, BY_DAYS),
    ({"from": "today"}, BY_DAYS),
    ({"from": "today", "country": "RU"}, BY_COUNTRY),
]


def test_a_page_is_found_by_what_begins_about_its_days_and_what_is_wide(filled):
    for filters, indexes in SEARCHES:
        search = Search.parse(filters)
        with filled.reading() as session:
            told, *_events = plans(session, lambda: find(session, search, today=TODAY))  # noqa: B023
        assert "SCAN event" not in told
        assert "Seq Scan" not in told
        if filled.is_sqlite:
            assert all(f"USING INDEX {name} " in told for name in indexes), told
            assert "TEMP B-TREE" not in told  # it comes in order
        else:  # PostgreSQL takes another index where its figures say so
            assert any(name in told for name in indexes), told


def test_a_feed_of_a_month_is_found_by_indexes(filled):
    search = Search.parse(MONTH)
    with filled.reading() as session:
        told = plans(
            session, lambda: choose(session, search, today=TODAY, limits=Limits(events=50))
        )
    assert not [plan for plan in told if "SCAN event" in plan or "Seq Scan" in plan], told


def test_links_are_found_by_indexes_of_linked_events(filled):
    statement = "SELECT id FROM event WHERE {} IN (1, 2, 3)"
    with filled.reading() as session:
        for name in ("parent_id", "follows_id", "merged_into"):
            explain = "EXPLAIN QUERY PLAN " if filled.is_sqlite else "EXPLAIN "
            rows = session.connection().exec_driver_sql(explain + statement.format(name)).all()
            assert f"event_{name}" in str(rows), rows


def test_windows_of_any_width_are_found_on_each_of_their_days(store):
    draw = random.Random(5)
    with store.writing() as session:
        for number in range(300):
            first = dt.date(2021, 1, 1) + dt.timedelta(days=draw.randrange(700))
            last = first + dt.timedelta(days=draw.choice([0, 1, 30, 60, 61, 62, 90, 400, 3000]))
            session.add(make_event(f"{first}/{last}", uid=str(number)))
        for number, edtf in enumerate(("2022-01-01/..", "../2022-01-01", "9998-12-31")):
            session.add(make_event(edtf, uid=f"open {number}"))
    with store.reading() as session:
        events = session.exec(select(Event)).all()
        for _ in range(60):
            first = dt.date(2021, 1, 1) + dt.timedelta(days=draw.randrange(800))
            last = first + dt.timedelta(days=draw.choice([0, 1, 29, 99, 100, 101, 365]))
            search = Search(first=first, last=last)
            meant = {e.uid for e in events if e.window_first <= last and e.window_last >= first}
            for order in Order:
                assert pages(session, search, order, limit=17) == meant


def pages(session, search, order, *, limit):
    """The UIDs of all pages, each of them found once and in order."""
    found, cursor = [], None
    while True:
        page = find(session, search, today=TODAY, limit=limit, cursor=cursor, order=order)
        found += page.items
        cursor = page.next
        if cursor is None:
            break
    places = [order.place(one) for one in found]
    assert places == sorted(places, reverse=order.is_last_first)
    assert len({one.uid for one in found}) == len(found)
    return {one.uid for one in found}

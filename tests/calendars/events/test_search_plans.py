"""A search of few days reads the events of about these days, by indexes, on both databases."""

import datetime as dt
import random

import pytest
from sqlalchemy import event, insert, text
from sqlmodel import select

from calendars.events.search import Search, find
from calendars.store.tables import Event
from tests.calendars.feeds.makers import make_event

TODAY = dt.date(2021, 3, 31)


@pytest.fixture
def many(store):
    """Some thousand events over ten years, one in thirty of them a wide one."""
    draw = random.Random(7)
    row = make_event("2021-08-12").model_dump(exclude={"id", "uid", "country"})
    rows = []
    for number in range(6_000):
        first = dt.date(2016, 1, 1) + dt.timedelta(days=draw.randrange(3_650))
        last = first + dt.timedelta(days=draw.choice([0] * 29 + [200]))
        own = {"uid": str(number), "country": draw.choice("RU DE FR LV".split())}
        rows.append({**row, **own, "window_first": first, "window_last": last})
    with store.writing() as session:
        session.execute(insert(Event), rows)
    with store.writing() as session:
        session.execute(text("ANALYZE"))
    return store


def plans(session, search):
    """How the database finds a page, in its own words."""
    asked = []
    connection = session.connection()

    def note(_connection, _cursor, statement, parameters, _context, _many):
        asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    find(session, search, today=TODAY)
    event.remove(connection, "before_cursor_execute", note)
    ((statement, parameters),) = asked
    sqlite = connection.dialect.name == "sqlite"
    explain = "EXPLAIN QUERY PLAN" if sqlite else "EXPLAIN"
    rows = connection.exec_driver_sql(f"{explain} {statement}", parameters).all()
    return "\n".join(str(row) for row in rows)


@pytest.mark.parametrize(
    ("filters", "indexes"),
    [
        ({"country": "RU", "q": "forum"}, ("event_country", "event_wide_country")),
        ({"q": "forum"}, ("event_window", "event_wide")),
    ],
)
def test_a_search_of_a_month_reads_what_begins_about_it_and_what_is_wide(many, filters, indexes):
    search = Search.parse({"from": "2021-08-01", "to": "2021-08-30", **filters})
    with many.reading() as session:
        told = plans(session, search)
    # PostgreSQL goes by its statistics, and reads so few events in the order of one index.
    on_sqlite = many.is_sqlite
    assert all(index in told for index in indexes) if on_sqlite else indexes[0] in told
    assert "SCAN event" not in told
    assert "Seq Scan" not in told


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
            found = {one.uid for one in find(session, search, today=TODAY, limit=999).items}
            meant = {e.uid for e in events if e.window_first <= last and e.window_last >= first}
            assert found == meant

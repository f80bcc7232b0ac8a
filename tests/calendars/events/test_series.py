"""Series: one event with a rule, found on each of its days."""

import dataclasses
import datetime as dt

import pytest
from sqlmodel import select

from calendars.events.finding import find, times_of
from calendars.events.search import Search
from calendars.reading.mention import Kind, Status
from calendars.store.tables import Event
from tests.calendars.events.factories import mention, tell

TODAY = dt.date(2021, 4, 30)
COUNCIL = "Riga City Council meeting"


def council(when="2021-05-04T18:00", rrule="FREQ=MONTHLY;BYDAY=1TU", **fields):
    exdates = fields.pop("exdates", ())
    told = mention(COUNCIL, when, kind=Kind.MEETING, **fields)
    return dataclasses.replace(told, rrule=rrule, exdates=exdates)


def only(store):
    with store.reading() as session:
        return session.exec(select(Event)).one()


def found(store, **filters):
    search = Search.parse({name.strip("_"): value for name, value in filters.items()})
    with store.reading() as session:
        page = find(session, search, today=TODAY)
        return [[one.key for one in times_of(event, search, TODAY)] for event in page.items]


@pytest.fixture
def kept(store):
    tell(store, council(exdates=("2021-07-06",)), published="2021-04-28")
    return store


def test_a_series_that_an_article_tells_is_one_event_with_its_rule(kept):
    event = only(kept)
    assert (event.rrule, event.exdates) == ("FREQ=MONTHLY;BYDAY=1TU", ["2021-07-06"])
    assert (event.window_first, event.window_last) == (dt.date(2021, 5, 4), dt.date(9999, 12, 31))


def test_it_is_found_only_where_one_of_its_times_lies(kept):
    assert found(kept, from_="2021-06-01", to="2021-06-30") == [["2021-06-01T15:00:00Z"]]
    assert found(kept, from_="2021-06-02", to="2021-06-30") == []
    assert found(kept, from_="2021-07", to="2021-07") == []
    assert len(found(kept, from_="2022-01", to="2022-12")[0]) == 12


def test_an_article_about_one_of_its_days_moves_nothing(kept):
    for outlet in ("b.example", "c.example"):
        tell(kept, council("2021-06-01", rrule=None), published="2021-05-28", outlet=outlet)
    assert (only(kept).edtf, only(kept).sequence) == ("2021-05-04T18:00", 0)


def test_a_day_that_is_called_off_is_left_out_and_the_series_goes_on(kept):
    told = council("2021-06-01", rrule=None, status=Status.CANCELLED)
    tell(kept, told, published="2021-05-28")
    event = only(kept)
    assert (event.status, event.exdates) == (Status.SCHEDULED, ["2021-06-01", "2021-07-06"])
    assert found(kept, from_="2021-06", to="2021-06") == []


def test_a_new_rule_revises_the_series(kept):
    tell(kept, council("2021-05-04T18:00", "FREQ=WEEKLY"), published="2021-05-10")
    assert only(kept).rrule == "FREQ=WEEKLY"

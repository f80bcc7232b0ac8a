"""The times at which an event takes place."""

import datetime as dt

from calendars.events.occurrences import occurrences
from tests.calendars.feeds.makers import make_event

YEAR = dt.date(2021, 1, 1), dt.date(2021, 12, 31)


def keys(event, *within):
    return [one.key for one in occurrences(event, *(within or YEAR))]


def test_an_event_takes_place_once_on_its_first_day():
    assert keys(make_event("2021-03-30/2021-04-02")) == ["2021-03-30"]
    assert keys(make_event("2021-03-30/2021-04-02"), dt.date(2021, 3, 31), YEAR[1]) == []
    assert keys(make_event("2021-08")) == []


def test_a_series_keeps_its_clock_time_when_the_clocks_change():
    event = make_event("2021-03-23T18:00+02:00", zone="Europe/Riga", rrule="FREQ=WEEKLY;COUNT=3")
    assert keys(event) == ["2021-03-23T16:00:00Z", "2021-03-30T15:00:00Z", "2021-04-06T15:00:00Z"]


def test_days_left_out_and_moved_are_not_where_the_rule_has_them():
    event = make_event("2021-05-04", rrule="FREQ=MONTHLY;BYDAY=1TU;COUNT=4")
    event.exdates = ["2021-06-01"]
    event.instances = {"2021-07-06": "2021-07-08T10:00Z"}
    assert keys(event) == ["2021-05-04", "2021-07-08T10:00:00Z", "2021-08-03"]


def test_a_day_that_was_moved_into_the_range_counts():
    event = make_event("2021-05-04", rrule="FREQ=MONTHLY;BYDAY=1TU")
    event.instances = {"2021-06-01": "2021-05-31"}
    assert keys(event, dt.date(2021, 5, 5), dt.date(2021, 5, 31)) == ["2021-05-31"]
    assert keys(event, dt.date(2021, 6, 1), dt.date(2021, 6, 30)) == []


def test_a_series_without_end_is_cut():
    event = make_event("2021-05-04", rrule="FREQ=DAILY")
    found = occurrences(event, dt.date(2021, 5, 4), dt.date(2060, 1, 1), most=10)
    assert [one.day.day for one in found] == [4, 5, 6, 7, 8, 9, 10, 11, 12, 13]

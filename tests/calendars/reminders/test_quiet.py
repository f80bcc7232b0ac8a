"""Quiet hours: held back, never dropped, and never after the event."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.errors import InvalidField
from calendars.reminders.quiet import Quiet, brought_forward, held_until
from calendars.store.tables import About
from tests.calendars.reminders.makers import utc

NIGHT = "22:00-07:00"
RIGA = "Europe/Riga"


def around(moment, hours=NIGHT, zone=RIGA):
    return Quiet.of(hours, zone).around(utc(moment))


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        ("2021-03-31T21:59:59+03:00", False), ("2021-03-31T22:00+03:00", True),
        ("2021-04-01T03:00+03:00", True), ("2021-04-01T06:59:59+03:00", True),
        ("2021-04-01T07:00+03:00", False), ("2021-04-01T12:00+03:00", False),
    ],
)  # fmt: skip
def test_hours_over_midnight_are_quiet_from_the_first_to_before_the_last(moment, quiet):
    assert (around(moment) is not None) is quiet


def test_hours_within_a_day_are_quiet_too():
    assert around("2021-04-01T13:30+03:00", "13:00-15:00") == (
        utc("2021-04-01T13:00+03:00"), utc("2021-04-01T15:00+03:00"),
    )  # fmt: skip
    assert around("2021-04-01T15:00+03:00", "13:00-15:00") is None


def test_clock_changes_make_the_night_longer_or_shorter():
    short = around("2021-03-28T05:00+03:00")
    long = around("2021-10-31T05:00+02:00")
    assert short[1] - short[0] == dt.timedelta(hours=8)
    assert long[1] - long[0] == dt.timedelta(hours=10)


@given(
    st.datetimes(dt.datetime(2020, 1, 2), dt.datetime(2022, 12, 30)),
    st.times(), st.times(),
    st.sampled_from([RIGA, "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"]),
)  # fmt: skip
def test_what_is_held_back_is_let_go_within_a_day_or_so(moment, since, till, zone):
    hours = f"{since:%H:%M}-{till:%H:%M}"
    if hours[:5] == hours[6:]:
        return
    now = moment.replace(tzinfo=dt.UTC)
    until = held_until(now, About.DIGEST, "", hours, zone)
    if until is not None:
        assert now < until <= now + dt.timedelta(hours=25)
        assert held_until(until, About.DIGEST, "", hours, zone) is None


@pytest.mark.parametrize(
    "hours", ["", "22-7", "22:00", "24:00-07:00", "22:00-22:00", "a-b", "٢٢:00-07:00"]
)
def test_what_is_no_pair_of_times_is_refused(hours):
    with pytest.raises(InvalidField, match="22:00-07:00"):
        Quiet.of(hours, RIGA)


def test_a_reminder_of_an_event_in_the_night_comes_before_the_night():
    due, evening = utc("2021-04-01T04:00+03:00"), utc("2021-03-31T22:00+03:00")
    assert brought_forward(due, "2021-04-01T03:00:00Z", NIGHT, RIGA) == evening
    assert brought_forward(due, "2021-04-01T04:00:00Z", NIGHT, RIGA) == evening
    assert brought_forward(due, "2021-04-01T04:00:01Z", NIGHT, RIGA) == due
    assert brought_forward(due, "2021-04-01", NIGHT, RIGA) == evening
    assert brought_forward(due, "2021-04-01T03:00:00Z", None, RIGA) == due


def test_news_of_an_event_in_the_night_is_not_held_back():
    now = utc("2021-04-01T03:00+03:00")
    morning = utc("2021-04-01T07:00+03:00")
    assert held_until(now, About.CANCELLED, "2021-04-01T03:00:00Z", NIGHT, RIGA) is None
    assert held_until(now, About.CANCELLED, "2021-04-01T05:00:00Z", NIGHT, RIGA) == morning
    assert held_until(now, About.CANCELLED, "2021-04-01", NIGHT, RIGA) == morning
    assert held_until(now, About.BEFORE, "2021-04-01", NIGHT, RIGA) is None
    assert held_until(now, About.MOVED, "", NIGHT, RIGA) == morning
    late = utc("2021-04-01T23:00+03:00")
    assert held_until(late, About.CANCELLED, "2021-04-01", NIGHT, RIGA) is None


def test_the_question_whether_to_subscribe_is_asked_at_any_hour():
    assert held_until(utc("2021-04-01T03:00+03:00"), About.CONFIRM, "", NIGHT, RIGA) is None

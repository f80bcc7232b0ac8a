"""A reminder is due when people would say it is, whatever the clocks do."""

import datetime as dt
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.dates.before import Before
from calendars.errors import InvalidField
from calendars.events.occurrences import Occurrence
from calendars.reminders.due import due
from tests.calendars.reminders.makers import utc

ZONES = [
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
    "Asia/Tehran", "America/Sao_Paulo",
]  # fmt: skip
INSTANTS = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2037, 12, 31)).map(
    lambda moment: moment.replace(tzinfo=dt.UTC)
)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("P1D", "P1D"), ("P1W", "P7D"), ("PT2H", "PT2H"), ("PT90M", "PT1H30M"),
        ("P1DT12H", "P1DT12H"), ("PT0S", "PT0S"), ("P0D", "PT0S"), ("PT86400S", "PT24H"),
    ],
)  # fmt: skip
def test_the_same_offset_is_always_written_the_same(text, canonical):
    assert str(Before.of(text)) == canonical
    assert Before.of(canonical) == Before.of(text)


@pytest.mark.parametrize(
    "text",
    ["", "P", "PT", "P1", "1D", "-P1D", "P1M", "P1Y", "P1WT1H", "P1DT", "p1d", "P1.5D", "P 1D",
     "P1H", "PT1D", "P١D", "P9999D", "P1D\n", "x" * 9999],
)  # fmt: skip
def test_what_is_no_offset_is_a_clear_error(text):
    with pytest.raises(InvalidField, match="before the start") as error:
        Before.of(text)
    assert error.value.field == "before"
    assert len(str(error.value)) < 250


def test_a_day_before_keeps_the_hour_over_a_clock_change():
    starts = utc("2021-03-28T10:00+02:00")  # the clocks went forward that night in Berlin
    moment = due(Occurrence(dt.date(2021, 3, 28), starts), Before.of("P1D"), "Europe/Berlin")
    assert moment == utc("2021-03-27T10:00+01:00")


def test_hours_before_are_hours_as_they_pass():
    starts = utc("2021-03-28T04:00+02:00")
    moment = due(Occurrence(dt.date(2021, 3, 28), starts), Before.of("PT2H"), "Europe/Berlin")
    assert moment == utc("2021-03-28T01:00+01:00")


def test_a_day_without_hours_is_reminded_on_the_evening_before():
    for text in ("P1D", "PT2H", "PT0S"):
        moment = due(Occurrence(dt.date(2021, 4, 2)), Before.of(text), "Asia/Tokyo")
        assert moment == utc("2021-04-01T18:00+09:00")
    week = due(Occurrence(dt.date(2021, 4, 2)), Before.of("P1W"), "Asia/Tokyo", hour=8)
    assert week == utc("2021-03-26T08:00+09:00")


@given(starts=INSTANTS, zone=st.sampled_from(ZONES), days=st.integers(1, 60))
def test_days_before_have_the_same_wall_time_wherever_the_clocks_have_it(starts, zone, days):
    tz = zoneinfo.ZoneInfo(zone)
    occurrence = Occurrence(starts.astimezone(tz).date(), starts)
    moment = due(occurrence, Before(days, dt.timedelta()), zone)
    wall = starts.astimezone(tz).replace(tzinfo=None) - dt.timedelta(days=days)
    exists = wall.replace(tzinfo=tz).astimezone(dt.UTC).astimezone(tz).replace(tzinfo=None) == wall
    if exists:
        assert moment.astimezone(tz).replace(tzinfo=None) == wall
    assert abs((starts - moment) - dt.timedelta(days=days)) <= dt.timedelta(hours=1)


@given(starts=INSTANTS, zone=st.sampled_from(ZONES), hours=st.integers(0, 500))
def test_time_before_is_exact_in_every_zone(starts, zone, hours):
    occurrence = Occurrence(starts.date(), starts)
    ahead = dt.timedelta(hours=hours)
    assert due(occurrence, Before(0, ahead), zone) == starts - ahead


@given(
    day=st.dates(dt.date(1990, 1, 1), dt.date(2037, 12, 31)),
    zone=st.sampled_from(ZONES),
    days=st.integers(1, 60),
)
def test_each_day_has_one_evening_before_it(day, zone, days):
    moment = due(Occurrence(day), Before(days, dt.timedelta()), zone)
    local = moment.astimezone(zoneinfo.ZoneInfo(zone))
    assert local.date() == day - dt.timedelta(days=days)
    assert local.hour == 18


@given(starts=INSTANTS, zone=st.sampled_from(ZONES))
def test_a_longer_offset_is_never_later(starts, zone):
    occurrence = Occurrence(starts.date(), starts)
    moments = [
        due(occurrence, Before.of(text), zone) for text in ("P1W", "P2D", "P1D", "PT2H", "PT0S")
    ]
    assert moments == sorted(moments)

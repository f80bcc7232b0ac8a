"""Zones: wall times become instants, and every transition is found."""

import datetime as dt
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.dates.zones import offset_at, state_before, to_utc, transitions, zone
from calendars.errors import UnknownZone

ZONES = [
    "Europe/Moscow", "Asia/Ashgabat", "Asia/Almaty", "Europe/Berlin", "America/New_York",
    "Australia/Lord_Howe", "Africa/Casablanca", "America/Sao_Paulo", "Asia/Tehran", "UTC",
]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "", "../etc/passwd", "/etc/localtime", "a\0b", "x" * 9999]
)
def test_a_zone_that_is_none_is_a_clear_error(name):
    with pytest.raises(UnknownZone, match="IANA"):
        zone(name)


def test_a_wall_time_that_is_left_out_moves_forward():
    assert to_utc(dt.datetime(2021, 3, 28, 2, 30), "Europe/Berlin") == dt.datetime(
        2021, 3, 28, 1, 30, tzinfo=dt.UTC
    )


def test_a_wall_time_that_comes_twice_is_the_first():
    assert to_utc(dt.datetime(2021, 10, 31, 2, 30), "Europe/Berlin") == dt.datetime(
        2021, 10, 31, 0, 30, tzinfo=dt.UTC
    )


def test_a_zone_keeps_the_offset_of_its_day():
    assert offset_at(dt.datetime(2023, 6, 1), "Asia/Almaty") == dt.timedelta(hours=6)
    assert offset_at(dt.datetime(2025, 6, 1), "Asia/Almaty") == dt.timedelta(hours=5)


@given(st.sampled_from(ZONES), st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2037, 12, 31)))
def test_the_transitions_of_a_year_give_every_offset_in_it(name, moment):
    at = moment.replace(tzinfo=dt.UTC)
    offset = state_before(name, at.year)[0]
    for change in transitions(name, at.year, at.year):
        if change.at <= at:
            assert change.before == offset
            offset = change.after
    assert offset == at.astimezone(zoneinfo.ZoneInfo(name)).utcoffset()

"""VTIMEZONE: every change of the clocks as a block of its own."""

import datetime as dt
import re

import icalendar
import pytest

from calendars.errors import UnknownZone
from calendars.feeds.timezones import vtimezone, vtimezones


def blocks(text):
    zone = icalendar.Component.from_ical(text)
    return [(part.name, part["DTSTART"].dt, part["TZOFFSETTO"].td) for part in zone.subcomponents]


def hours(count):
    return dt.timedelta(hours=count)


def rules(text):
    return re.findall("RRULE:(.*)\r", text)


def test_clocks_that_change_by_a_yearly_rule_are_told_by_it():
    berlin = vtimezone("Europe/Berlin", 2021, 2023)
    assert blocks(berlin) == [
        ("STANDARD", dt.datetime(2020, 10, 25, 3), hours(1)),
        ("DAYLIGHT", dt.datetime(2020, 3, 29, 2), hours(2)),
    ]
    assert rules(berlin) == [
        "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    ]
    assert rules(vtimezone("America/New_York", 2021, 2021)) == [
        "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
    ]


def test_clocks_that_follow_no_rule_are_told_change_by_change():
    gaza = vtimezone("Asia/Gaza", 2021, 2022)
    assert rules(gaza) == []
    assert [name for name, *_ in blocks(gaza)] == [
        "STANDARD", "DAYLIGHT", "STANDARD", "DAYLIGHT", "STANDARD",
    ]  # fmt: skip


def test_a_zone_without_changes_has_one_block():
    assert blocks(vtimezone("Europe/Moscow", 2021, 2026)) == [
        ("STANDARD", dt.datetime(2021, 1, 1), hours(3))
    ]


def test_a_day_that_a_zone_left_out_is_told():
    samoa = blocks(vtimezone("Pacific/Apia", 2011, 2011))
    assert samoa[-1][1:] == (dt.datetime(2011, 12, 30), hours(14))


@pytest.mark.parametrize("name", ["Africa/Casablanca", "Europe/Dublin", "Antarctica/Troll"])
def test_a_zone_always_has_a_standard_block(name):
    for year in (2019, 2021, 2026):
        assert "STANDARD" in {kind for kind, *_ in blocks(vtimezone(name, year, year))}


def test_only_zones_and_years_that_are_used_are_told():
    text = vtimezones(
        [
            "DTSTART;TZID=Europe/Berlin:20210402T100000\r\n",
            "DTSTART;TZID=Europe/Berlin:20191231T230000\r\n"
            "DTEND;TZID=Europe/Berlin:20200101T010000\r\n",
            "DTSTART;VALUE=DATE:20210402\r\nDESCRIPTION:x\\nDTSTART\\;TZID=Asia/Tokyo:2021\r\n",
            "DTSTART:20210402T100000Z\r\n",
        ]
    )
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert text == vtimezone("Europe/Berlin", 2019, 2021)


def test_a_series_is_told_the_years_that_it_goes_on():
    series = "DTSTART;TZID=Asia/Gaza:20210402T100000\r\nRRULE:FREQ=DAILY{}\r\n"
    until = vtimezones([series.format(";UNTIL=20230101T000000Z")])
    assert until == vtimezone("Asia/Gaza", 2021, 2023)
    assert vtimezones([series.format("")]) == vtimezone("Asia/Gaza", 2021, 2031)


def test_an_unknown_zone_is_a_clear_error():
    with pytest.raises(UnknownZone):
        vtimezone("Mars/Olympus", 2021, 2021)

"""Events as iCalendar, byte by byte."""

import datetime as dt
from dataclasses import replace

import icalendar
import pytest

from calendars.events.filters import Cancelled
from calendars.feeds.ics import vevent
from calendars.feeds.style import Detail, Options, Style
from calendars.feeds.wording import Cited
from calendars.reading.mention import Certainty, Kind, Status
from tests.calendars.feeds.makers import ARTICLE, MOSCOW, NOW, STYLE, feed_of, make_event

MOVED = dt.datetime(2021, 6, 1, 8, 30, tzinfo=dt.UTC)
CLOCK = "2021-04-02T10:00+03:00"

GOLDEN = {
    "day": make_event("2021-08-12", place="Moscow, Russia", country="RU"),
    "days": make_event("2021-03-30/2021-04-02", kind=Kind.VISIT, name="Visit of a delegation"),
    "clock": make_event(CLOCK, zone="Europe/Moscow", name="Council of Foreign Ministers"),
    "clock-with-end": make_event(
        "2021-10-30T22:00+02:00/2021-10-31T04:00+01:00", zone="Europe/Berlin", name="Long night"
    ),
    "clock-without-zone": make_event("2021-04-02T10:00", name="City council"),
    "clock-in-utc": make_event("2021-04-02T10:00Z", name="Launch", kind=Kind.LAUNCH),
    "month": make_event("2021-08"),
    "choice": make_event("[2021-08-12,2021-08-13]"),
    "about": make_event("2021-08-12~"),
    "open-end": make_event("2021-03-30/..", kind=Kind.EXHIBITION, name="Exhibition"),
    "may-be-held": make_event("2021-08-12", certainty=Certainty.MAY_OCCUR),
    "cancelled": make_event(
        "2021-08-12", status=Status.CANCELLED, sequence=1, status_since=MOVED, modified=MOVED
    ),
    "postponed": make_event(
        None, was="2021-08-12", status=Status.POSTPONED, sequence=1, status_since=MOVED,
        modified=MOVED,
    ),
    "rescheduled": make_event(
        "2021-09-14", was="2021-08-12", status=Status.RESCHEDULED, sequence=1,
        status_since=MOVED, modified=MOVED,
    ),
    "held": make_event("2021-03-30", status=Status.HELD),
    "series": make_event(
        "2021-09-07T18:00+03:00", zone="Europe/Moscow", rrule="FREQ=MONTHLY;BYDAY=1TU;COUNT=6",
        exdates=["2021-11-02"], name="City council",
    ),
    "series-moved": make_event(
        "2021-09-07T18:00+03:00/2021-09-07T20:00+03:00", zone="Europe/Moscow",
        rrule="FREQ=MONTHLY;BYDAY=1TU", name="City council",
        instances={"2021-10-05": "2021-10-07T17:00+03:00", "2021-12-07": "2021-12-08"},
    ),
    "participants": make_event(
        "2021-08-12", participants=["Russia", "Turkmenistan"], organiser="The CIS, Minsk"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GOLDEN)
def test_each_kind_of_event_has_its_bytes(name, golden):
    golden(f"{name}.ics", feed_of(GOLDEN[name], place=MOSCOW))


def test_a_merged_event_points_to_the_one_that_stays(golden):
    merged = make_event("2021-08-12", merged_into=2, withdrawn=NOW, sequence=1)
    golden("merged.ics", feed_of(merged, survivor="9a1ce0c4-35f8-4f0c-a2fd-cc0ba14de9b9"))


def test_cancelled_by_status_leaves_the_title_alone(golden):
    golden("cancelled-by-status.ics", feed_of(GOLDEN["cancelled"], cancelled=Cancelled.STATUS))


def test_a_feed_in_full_links_its_sources(golden):
    full = replace(STYLE, options=Options(Detail.FULL))
    golden("full.ics", feed_of(GOLDEN["day"], place=MOSCOW, style=full))


def read(event, **fields):
    calendar = icalendar.Calendar.from_ical(feed_of(event, **fields))
    (entry,) = calendar.walk("VEVENT")
    return entry


def test_the_end_of_whole_days_is_the_day_after():
    entry = read(make_event("2021-03-30/2021-04-02"))
    assert entry["DTSTART"].dt == dt.date(2021, 3, 30)
    assert entry["DTEND"].dt == dt.date(2021, 4, 3)


def test_a_month_is_a_span_that_says_so_and_takes_no_time():
    entry = read(make_event("2021-08"))
    assert entry["SUMMARY"] == ("Date TBC, some time in August 2021: Second Caspian Economic Forum")
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (dt.date(2021, 8, 1), dt.date(2021, 9, 1))
    assert (entry["STATUS"], entry["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")
    assert not entry.walk("VALARM")


@pytest.mark.parametrize("edtf", ["2021", "2021-22", "[2021-03-31..2021-12-31]", None])
def test_a_wider_window_is_in_no_feed(edtf):
    assert vevent(make_event(edtf), style=STYLE) is None


@pytest.mark.parametrize("fields", [{"status": Status.LAPSED}, {"withdrawn": NOW}])
def test_what_lapsed_or_was_withdrawn_is_in_no_feed(fields):
    assert vevent(make_event("2021-08-12", **fields), style=STYLE) is None


def test_a_clock_time_without_an_end_takes_its_minute_and_no_more():
    entry = read(make_event(CLOCK, zone="Europe/Moscow"))
    assert "DTEND" not in entry
    assert entry["DURATION"].dt == dt.timedelta(minutes=1)
    assert "When it ends was not announced." in entry["DESCRIPTION"]


def test_a_clock_time_that_comes_twice_is_told_in_utc():
    for offset, hour in (("+02:00", 0), ("+01:00", 1)):
        event = make_event(f"2021-10-31T02:30{offset}", zone="Europe/Berlin")
        assert read(event)["DTSTART"].dt == dt.datetime(2021, 10, 31, hour, 30, tzinfo=dt.UTC)


def test_a_zone_that_is_none_falls_back_to_utc():
    entry = read(make_event(CLOCK, zone="Mars/Olympus"))
    assert entry["DTSTART"].dt == dt.datetime(2021, 4, 2, 7, tzinfo=dt.UTC)


def test_an_open_beginning_with_a_clock_time_and_a_later_last_day_is_whole_days():
    entry = read(make_event("2021-04-02T10:00+03:00/2021-04-04", zone="Europe/Moscow"))
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (dt.date(2021, 4, 2), dt.date(2021, 4, 5))


def test_the_stamp_is_the_last_revision_and_the_bytes_stay():
    event = make_event(modified=MOVED)
    assert read(event)["DTSTAMP"].dt == read(event)["LAST-MODIFIED"].dt == MOVED
    assert feed_of(event) == feed_of(event)


def test_the_quote_is_as_long_as_the_setting_says():
    style = Style("https://dates.example", quote_length=20)
    assert "“The Second Caspian…”" in read(make_event(), style=style)["DESCRIPTION"]
    silent = Style("https://dates.example", quote_length=0)
    assert "“" not in read(make_event(), style=silent)["DESCRIPTION"]


def test_what_a_person_entered_names_no_article():
    entry = read(make_event(), sources=(Cited(NOW.date()),))
    assert "— Entered by hand, 31 March 2021" in entry["DESCRIPTION"]


def test_an_address_that_is_none_is_not_passed_on():
    hostile = replace(ARTICLE, url="javascript:alert(1)\r\nATTENDEE:x", title='a "b"; c:d\r\nX:1')
    full = replace(STYLE, options=Options(Detail.FULL))
    entry = read(make_event(url="data:text/html,x"), sources=(hostile,), style=full)
    assert "LINK" not in entry
    assert entry["URL"].startswith("https://dates.example/events/")
    assert "ATTENDEE" not in entry


def test_place_data_is_credited_where_it_is_used():
    assert "GeoNames (CC BY 4.0)" in read(make_event(), place=MOSCOW)["DESCRIPTION"]
    assert "GeoNames" not in read(make_event())["DESCRIPTION"]


@pytest.mark.parametrize(
    "rule",
    [
        "nonsense", "FREQ=NEVER", "FREQ=DAILY;UNTIL=x", "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;BYHOUR=24",
        "FREQ=DAILY;X=1", "FREQ=DAILY;X=1\r\nATTENDEE:x", "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=DAILY;COUNT=1;UNTIL=20210820", "FREQ=DAILY;INTERVAL=0",
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_read_leaves_a_single_event(rule):
    assert "RRULE" not in read(make_event("2021-08-12", rrule=rule))


def test_the_last_day_of_a_series_is_told_in_the_manner_of_its_start():
    day = read(make_event("2021-08-12", rrule="FREQ=DAILY;UNTIL=20210820T100000Z"))
    assert day["RRULE"]["UNTIL"] == [dt.date(2021, 8, 20)]
    clock = read(make_event(CLOCK, zone="Europe/Moscow", rrule="FREQ=DAILY;UNTIL=20210410"))
    assert clock["RRULE"]["UNTIL"] == [dt.datetime(2021, 4, 10, 7, tzinfo=dt.UTC)]

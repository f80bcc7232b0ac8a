"""What a reader chooses in the address of a feed: alarms, the zone, the detail."""

import datetime as dt
from dataclasses import replace

import icalendar
import pytest

from calendars.errors import InvalidFilter
from calendars.feeds.feed import Asked, build
from calendars.feeds.selection import Limits
from calendars.feeds.style import Options
from calendars.reading.mention import Status
from tests.calendars.feeds.makers import ARTICLE, NOW, STYLE, make_event, store_event


def ask(store, format_="ics", **told):
    asked = Asked("/events.ics", format_, None, {}, options=Options.parse(told))
    with store.reading() as session:
        return build(session, asked, now=NOW, style=STYLE, limits=Limits())


def entries(feed):
    found = icalendar.Calendar.from_ical(feed.body).walk("VEVENT")
    return {str(entry["UID"]): entry for entry in found}


@pytest.fixture
def kept(store):
    for uid, fields in {
        "day": {"edtf": "2021-04-02"},
        "clock": {"edtf": "2021-04-10T10:00+03:00", "zone": "Europe/Moscow"},
        "month": {"edtf": "2021-08"},
        "open": {"edtf": "2021-04-12/2021-05"},
        "off": {"edtf": "2021-05-05", "status": Status.CANCELLED},
    }.items():
        store_event(store, make_event(uid=uid, **fields))
    return store


def triggers(entry):
    return [alarm["TRIGGER"].dt for alarm in entry.walk("VALARM")]


def test_alarms_ring_before_named_days_only(kept):
    found = entries(ask(kept, alarm="PT2H,P1D"))
    expected = [-dt.timedelta(days=1), -dt.timedelta(hours=2)]
    assert {uid: triggers(entry) for uid, entry in found.items()} == {
        "day": expected, "clock": expected, "month": [], "open": [], "off": [],
    }  # fmt: skip


def test_no_alarm_rings_unless_asked_for(kept):
    assert b"VALARM" not in ask(kept).body


def test_alarms_leave_the_kept_text_alone(kept):
    assert ask(kept).missing
    with_alarms = ask(kept, alarm="P1D")
    assert not any("VALARM" in text for text in with_alarms.missing.values())


def test_clock_times_are_shown_in_the_zone_asked_for(kept):
    entry = entries(ask(kept, tz="Asia/Tokyo"))["clock"]
    assert entry["DTSTART"].params["TZID"] == "Asia/Tokyo"
    assert f"{entry['DTSTART'].dt:%Y-%m-%d %H:%M}" == "2021-04-10 16:00"
    assert b"TZID:Asia/Tokyo" in ask(kept, tz="Asia/Tokyo").body
    for name in ("csv", "json", "jsonld", "ninjs", "eventsml"):
        assert b"2021-04-10T16:00" in ask(kept, name, tz="Asia/Tokyo").body
    assert entries(ask(kept, tz="Asia/Tokyo"))["day"]["DTSTART"].dt == dt.date(2021, 4, 2)


def test_text_in_another_zone_is_not_kept(kept):
    feed = ask(kept, tz="Asia/Tokyo")
    assert feed.missing == {}


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"alarm": "tomorrow"}, "alarm.*ISO 8601"),
        ({"alarm": "P9999D"}, "alarm.*366"),
        ({"alarm": "P1D,P2D,P3D,P4D,P5D,P6D"}, "at most 5"),
        ({"tz": "Moon/Base"}, "tz.*IANA"),
        ({"detail": "huge"}, "lite, full"),
    ],
)
def test_an_option_without_meaning_is_refused(told, why):
    with pytest.raises(InvalidFilter, match=why):
        Options.parse(told)


def test_the_first_source_opens_at_its_sentence_unless_only_markup_says_it(store):
    store_event(store, make_event(uid="prose"))
    store_event(store, make_event(uid="markup"), source=replace(ARTICLE, literal=False))
    told = entries(ask(store))
    assert "/visit/1#:~:text=The%20Second" in told["prose"]["DESCRIPTION"]
    assert "/visit/2\n" in told["markup"]["DESCRIPTION"]
    assert "/visit/2#" not in told["markup"]["DESCRIPTION"]

"""A feed cut into objects, taken apart, and asked about: the laws that hold for any event."""

import datetime as dt
import zoneinfo
from itertools import pairwise

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st

from calendars.dates import series
from calendars.feeds.asking import ComponentFilter, finds
from calendars.feeds.busy import joined
from calendars.feeds.components import Component, parse, unescaped
from calendars.feeds.instances import Span, instances
from calendars.feeds.lines import escape
from calendars.feeds.objects import CalendarObject, objects_of
from calendars.feeds.portion import Portion
from tests.calendars.feeds.makers import feed_of, make_event

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=300)
DAY = dt.timedelta(days=1)


def lines_of(component: Component) -> str:
    inner = "".join(one.line for one in component.properties)
    within = "".join(lines_of(one) for one in component.components)
    return f"BEGIN:{component.name}\r\n{inner}{within}END:{component.name}\r\n"


def objects(*events) -> dict[str, CalendarObject]:
    return objects_of(feed_of(*events), {})


@given(name=TEXTS, place=TEXTS, organiser=TEXTS)
def test_a_calendar_of_any_text_is_taken_apart_and_put_together_again(name, place, organiser):
    feed = feed_of(make_event(name=name, place=place, organiser=organiser))
    assert lines_of(parse(feed.decode())) == feed.decode()
    (one,) = objects_of(feed, {}).values()
    assert lines_of(one.calendar) == one.text
    (theirs,) = icalendar.Calendar.from_ical(one.body).walk("VEVENT")
    (ours,) = one.events
    for field in ("SUMMARY", "DESCRIPTION", "LOCATION", "UID"):
        if field in theirs:
            assert ours.get(field).text == str(theirs[field])


@given(text=TEXTS)
def test_what_was_escaped_is_read_as_it_was(text):
    assert unescaped(escape(text)) == text


def test_words_that_look_like_the_end_of_an_event_end_none():
    name = "END:VEVENT BEGIN:VEVENT UID:x"
    first, second = objects(
        make_event(name=name, uid="1"), make_event(name="x" * 64 + name, uid="2")
    ).values()
    assert first.events[0].get("SUMMARY").text == "END: VEVENT BEGIN: VEVENT UID:x"
    assert second.uid == "2"


def test_an_object_that_is_the_same_is_not_made_again():
    kept = objects(make_event(uid="1"), make_event(uid="2"))
    now = objects_of(feed_of(make_event(uid="1"), make_event(uid="2", name="Other")), kept)
    assert now["1"] is kept["1"]
    assert now["2"] is not kept["2"]
    assert now["2"].tag != kept["2"].tag


RULES = [
    "FREQ=DAILY;COUNT=9", "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=20", "FREQ=MONTHLY;BYDAY=1TU",
    "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY;COUNT=4", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20211201",
    "FREQ=DAILY;UNTIL=20210410",
]  # fmt: skip
STARTS = [
    ("2021-03-22", None), ("2021-03-22/2021-03-24", None),
    ("2021-03-22T23:30-04:00", "America/New_York"),
    ("2021-03-22T01:30+01:00/2021-03-22T04:00+01:00", "Europe/Berlin"),
    ("2021-03-22T09:00Z", None),
]  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("edtf", "zone"), STARTS)
def test_the_times_of_a_series_are_those_that_another_library_finds(edtf, zone, rule):
    event = make_event(edtf, zone=zone, rrule=rule)
    first = event.when.first_moment
    begins = next(series.times(rule, _bare(first), dt.date.min, dt.date.max), None)
    (one,) = objects(event).values()
    span = Span(dt.datetime(2021, 3, 1, tzinfo=dt.UTC), dt.datetime(2022, 2, 1, tzinfo=dt.UTC))
    ours = sorted(each.begins for each in instances(one.events, span, dt.UTC))
    calendar = icalendar.Calendar.from_ical(one.body)
    found = recurring_ical_events.of(calendar).between(span.begins, span.ends)
    theirs = sorted(_instant(each["DTSTART"].dt) for each in found)
    if begins == _bare(first):  # readers differ where the rule does not fall on the start
        assert ours == theirs
    assert len(ours) > 0


def _bare(moment):
    return moment.replace(tzinfo=None) if isinstance(moment, dt.datetime) else moment


def _instant(moment: dt.date) -> dt.datetime:
    if isinstance(moment, dt.datetime):
        return moment.astimezone(dt.UTC)
    return dt.datetime.combine(moment, dt.time(), dt.UTC)


@given(
    start=st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 1, 1)).map(
        lambda moment: moment.replace(second=0, microsecond=0, tzinfo=dt.UTC)
    ),
    before=st.integers(-3, 3),
    hours=st.integers(1, 48),
    zone=st.sampled_from(["Asia/Tokyo", "America/New_York", "UTC", "Pacific/Apia"]),
)
def test_no_event_is_left_out_for_its_extent(start, before, hours, zone):
    """The quick look that spares most events never hides one that lies in the range."""
    event = make_event(f"{start:%Y-%m-%dT%H:%M}Z" if before % 2 else f"{start:%Y-%m-%d}")
    (one,) = objects(event).values()
    begins = start + before * DAY
    span = Span(begins, begins + dt.timedelta(hours=hours))
    tz = zoneinfo.ZoneInfo(zone)
    wanted = ComponentFilter("VCALENDAR", components=(ComponentFilter("VEVENT", span=span),))
    there = bool(list(instances(one.events, span, tz)))
    assert finds(wanted, one, tz) is there
    assert bool(Portion(expand=span).of(one, tz).count("BEGIN:VEVENT")) is there


@given(
    st.lists(
        st.tuples(st.integers(0, 50), st.integers(1, 9)).map(
            lambda told: (
                dt.datetime(2021, 1, 1, tzinfo=dt.UTC) + told[0] * DAY,
                dt.datetime(2021, 1, 1, tzinfo=dt.UTC) + (told[0] + told[1]) * DAY,
            )
        )
    )
)
def test_busy_time_joined_covers_the_same_and_never_touches(periods):
    found = joined(periods)
    assert all(one[1] < other[0] for one, other in pairwise(found))
    for start, end in periods:
        assert any(one <= start and end <= other for one, other in found)
    covered = {start + n * DAY for start, end in periods for n in range((end - start).days)}
    assert sum(((end - start) for start, end in found), dt.timedelta()) == len(covered) * DAY

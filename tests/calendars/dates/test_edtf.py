"""EDTF text is read as ISO 8601-2 means it, and nothing is made finer than it was told."""

import dataclasses
import datetime as dt
import time

import edtf as oracle
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calendars.dates.edtf import Interval, OneOf, Point, Span, parse, window_of
from calendars.dates.precision import Precision
from calendars.dates.when import When
from calendars.dates.window import OPEN_FUTURE, OPEN_PAST, Window
from calendars.errors import UnreadableDate

days = st.dates(min_value=dt.date(1, 1, 1), max_value=dt.date(9998, 12, 31))
marks = st.sampled_from([(False, False), (True, False), (False, True), (True, True)])


@st.composite
def points(draw, *, clocks=True):
    day = draw(days)
    approximate, uncertain = draw(marks)
    shape = draw(st.sampled_from(["year", "part", "month", "day"] + ["clock"] * clocks))
    point = {
        "year": Point(day.year),
        "part": Point(
            day.year, part=draw(st.sampled_from([21, 22, 23, 24, 33, 34, 35, 36, 40, 41]))
        ),
        "month": Point(day.year, day.month),
        "day": Point.of(day),
        "clock": Point(
            day.year,
            day.month,
            day.day,
            clock=dt.time(draw(st.integers(0, 23)), draw(st.integers(0, 59))),
            offset=None
            if day.year == 1
            else draw(
                st.none() | st.integers(-18 * 4, 18 * 4).map(lambda q: dt.timedelta(minutes=15 * q))
            ),
        ),
    }[shape]
    return dataclasses.replace(point, approximate=approximate, uncertain=uncertain)


@st.composite
def ordered(draw, kind):
    pair = sorted(draw(st.tuples(days, days)))
    first, last = (Point.of(day) for day in pair)
    hidden = draw(st.sampled_from([None, "first", "last"]))
    return kind(None if hidden == "first" else first, None if hidden == "last" else last)


choices = st.lists(points() | ordered(Span), min_size=1, max_size=4).map(
    lambda members: OneOf(tuple(members))
)
dates = points() | ordered(Interval) | choices


@given(dates)
def test_what_is_written_reads_back_the_same(date):
    assert parse(str(date)) == date


@given(dates)
def test_a_window_holds_every_day_the_text_names(date):
    when = When.from_date(date)
    for text in (when.start, when.end):
        if text is not None and isinstance(date, Point | Interval) and "T" not in text:
            assert when.window.first <= parse(text).window.last
            assert parse(text).window.first <= when.window.last


@given(dates)
def test_start_and_end_are_never_finer_than_the_precision(date):
    when = When.from_date(date)
    for text in filter(None, (when.start, when.end)):
        finest = Precision.DAY if when.precision is Precision.WEEK else when.precision
        if isinstance(date, OneOf):
            assert parse(text).precision.rank >= finest.rank


@given(st.text(max_size=40) | st.text("0123456789-/[].,~?%TZ:+", max_size=30))
def test_any_text_is_a_date_or_a_clear_error(text):
    try:
        date = parse(text)
    except UnreadableDate:
        return
    assert parse(str(date)) == date


@given(points(clocks=False))
def test_the_reference_library_reads_what_we_write_within_the_same_days(point):
    # The library knows no marks on seasons, and takes winter for December alone.
    assume(point.part is None or (point.part != 24 and not str(point).endswith(("~", "?", "%"))))
    assume(point.year >= 1000)
    theirs = oracle.parse_edtf(str(point))
    first, last = theirs.lower_strict(), theirs.upper_strict()
    window = point.window
    assert tuple(first)[:3] == (window.first.year, window.first.month, window.first.day)
    assert tuple(last)[:3] == (window.last.year, window.last.month, window.last.day)


@given(ordered(Interval))
def test_the_reference_library_reads_our_intervals(date):
    theirs = oracle.parse_edtf(str(date))
    assert str(theirs) == str(date)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "start", "end", "certain"),
    [
        ("2021-04-02", "2021-04-02", "2021-04-02", "day", "2021-04-02", None, True),
        ("2021-03-30/2021-04-02", "2021-03-30", "2021-04-02", "day", "2021-03-30",
         "2021-04-02", True),
        ("2021-08", "2021-08-01", "2021-08-31", "month", "2021-08", None, False),
        ("2021", "2021-01-01", "2021-12-31", "year", "2021", None, False),
        ("2021-08~", "2021-08-01", "2021-08-31", "month", "2021-08", None, False),
        ("2021-08-12?", "2021-08-12", "2021-08-12", "day", "2021-08-12", None, False),
        ("2021-22", "2021-06-01", "2021-08-31", "quarter", "2021-35", None, False),
        ("2021-24", "2021-12-01", "2022-02-28", "quarter", "2022-33", None, False),
        ("2021-35", "2021-07-01", "2021-09-30", "quarter", "2021-35", None, False),
        ("2021-41", "2021-07-01", "2021-12-31", "year", "2021", None, False),
        ("[2021-03-31..2021-12-31]", "2021-03-31", "2021-12-31", "year", "2021", None, False),
        ("[2021-11-23..2021-12-31]", "2021-11-23", "2021-12-31", "year", "2021", None, False),
        ("[2021-10-01..2021-12-31]", "2021-10-01", "2021-12-31", "quarter", "2021-36", None, False),
        ("[2021-08-11..2021-08-20]", "2021-08-11", "2021-08-20", "month", "2021-08", None, False),
        ("[2021-05-03..2021-05-09]", "2021-05-03", "2021-05-09", "week", "2021-05-03",
         "2021-05-09", False),
        ("[2021-08-12,2021-08-13]", "2021-08-12", "2021-08-13", "week", "2021-08-12",
         "2021-08-13", False),
        ("[2021-07-05..2021-09-10]", "2021-07-05", "2021-09-10", "quarter", "2021-35", None, False),
        ("2021-08-12T10:00+03:00", "2021-08-12", "2021-08-12", "minute",
         "2021-08-12T10:00+03:00", None, True),
    ],
)  # fmt: skip
def test_a_text_says_just_this(text, first, last, precision, start, end, certain):
    when = When.of(text)
    assert when.edtf == text
    assert when.window == Window(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert (when.precision.value, when.start, when.end, when.certain) == (
        precision, start, end, certain,
    )  # fmt: skip


def test_open_ends_stay_open():
    assert When.of("../2026-01-04").window == Window(OPEN_PAST, dt.date(2026, 1, 4))
    assert When.of("../2026-01-04").start is None
    assert When.of("../2026-01-04").end == "2026-01-04"
    assert When.of("[2021-09-01..]").window == Window(dt.date(2021, 9, 1), OPEN_FUTURE)
    assert When.of("[2021-09-01..]").precision is Precision.UNKNOWN


def test_lasting_and_lying_within_are_two_things():
    assert When.of("2021-08-11/2021-08-20").certain
    assert not When.of("[2021-08-11..2021-08-20]").certain
    assert When.of("[2021-08-11..2021-08-20]").begins is None


@pytest.mark.parametrize(
    "text",
    ["2021-02-30", "2021-13", "2021-00", "2021-04-31", "0000", "0001-01-01T00:00+05:00", "9999",
     "2021-08-12T24:30",
     "2021-08-12T10:00+25:00", "2021-04-02/2021-03-30", "../..", "[..]", "[]", "tomorrow",
     "2021-8-1", "2021-08-12T10:00+03:00/2021-08-12T09:00+03:00", "٢٠٢١", "2021-22-03", ""],
)  # fmt: skip
def test_a_date_that_does_not_exist_is_a_clear_error(text):
    with pytest.raises(UnreadableDate, match=r"\w"):
        parse(text)


def test_a_leap_day_exists_in_a_leap_year_alone():
    assert parse("2024-02-29").window.days == 1
    with pytest.raises(UnreadableDate, match="February 2021 has 28 days"):
        parse("2021-02-29")


def test_a_very_long_text_is_refused_at_once():
    begun = time.process_time()
    with pytest.raises(UnreadableDate):
        parse("2021-" * 200_000)
    assert time.process_time() - begun < 1


def test_the_moment_of_a_clock_time_needs_its_offset():
    assert parse("2021-04-02T10:00+03:00").moment == dt.datetime(2021, 4, 2, 7, tzinfo=dt.UTC)
    assert parse("2021-04-02T10:00").moment is None


@given(days, days, days, days)
def test_windows_overlap_as_days_do(a, b, c, d):
    one, other = Window(min(a, b), max(a, b)), Window(min(c, d), max(c, d))
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(other) == (max(one.first, other.first) <= min(one.last, other.last))
    if one.contains(other):
        assert one.overlaps(other)
        assert one.hull(other) == one
    assert (
        window_of(parse(f"[{one.first.isoformat()}..{one.last.isoformat()}]")) == one
        if one.last.year < 9999
        else True
    )

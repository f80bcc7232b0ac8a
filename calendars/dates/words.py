"""Dates in plain English words, for titles, pages and messages."""

import datetime as dt

from calendars.dates.edtf import Interval, OneOf, Point, Span, window_of
from calendars.dates.precision import Precision
from calendars.dates.when import When
from calendars.dates.window import OPEN_FUTURE, OPEN_PAST, Window

MONTHS = (
    "January February March April May June July August September October November December"
).split()
PART_NAMES = {
    21: "spring",
    22: "summer",
    23: "autumn",
    24: "winter",
    33: "the first quarter of",
    34: "the second quarter of",
    35: "the third quarter of",
    36: "the fourth quarter of",
    40: "the first half of",
    41: "the second half of",
}
PRECISION_WORDS = {
    Precision.MINUTE: "day and time announced",
    Precision.DAY: "day announced, time not",
    Precision.WEEK: "a few days to choose from, day not announced",
    Precision.MONTH: "month announced, day not",
    Precision.QUARTER: "season or quarter announced, day not",
    Precision.YEAR: "year announced, day not",
    Precision.UNKNOWN: "date not announced",
}


def in_words(when: When) -> str:
    """The date as a reader would say it.

    >>> in_words(When.of("2021-03-30/2021-04-02"))
    '30 March – 2 April 2021'
    >>> in_words(When.of("2021-08"))
    'some time in August 2021'
    >>> in_words(When.of("[2021-08-12,2021-08-13]"))
    '12 or 13 August 2021'
    """
    date = when.date
    match date:
        case Point():
            return _marked(_point_words(date), date)
        case Interval():
            return _interval_words(date)
        case OneOf():
            return _choice_words(date)


def day_words(day: dt.date) -> str:
    """A day as `12 August 2021`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_words(window: Window) -> str:
    """A stretch of days as `11 – 20 August 2021`, with no more than needed said twice."""
    first, last = window.first, window.last
    if first == last:
        return day_words(first)
    if first.year != last.year:
        return f"{day_words(first)} – {day_words(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} – {day_words(last)}"
    return f"{first.day} – {day_words(last)}"


def _point_words(point: Point) -> str:
    if point.clock is not None:
        return f"{day_words(point.window.first)}, {point.clock:%H:%M}{_zone_words(point)}"
    if point.day is not None:
        return day_words(point.window.first)
    return f"some time in {_unit_words(point)}"


def _unit_words(point: Point) -> str:
    if point.month is not None:
        return f"{MONTHS[point.month - 1]} {point.year}"
    if point.part is not None:
        return f"{PART_NAMES[point.part]} {point.year}"
    return str(point.year)


def _marked(words: str, point: Point) -> str:
    if point.approximate:
        words = "about " + words.removeprefix("some time in ")
    return words + (", not confirmed" if point.uncertain else "")


def _interval_words(date: Interval) -> str:
    if date.start is None and date.end is not None:
        return f"until {_end_words(date.end)}"
    if date.end is None and date.start is not None:
        return f"from {_end_words(date.start)} on"
    start, end = date.start, date.end
    if start is None or end is None:
        return "date not announced"
    if start.precision == end.precision == Precision.DAY:
        return days_words(Window(start.window.first, end.window.last))
    if start.clock and end.clock and (start.window, start.offset) == (end.window, end.offset):
        day = day_words(start.window.first)
        return f"{day}, {start.clock:%H:%M} – {end.clock:%H:%M}{_zone_words(start)}"
    return f"{_end_words(start)} – {_end_words(end)}"


def _end_words(point: Point) -> str:
    if point.day is None:
        return _unit_words(point)
    return _point_words(point)


def _choice_words(date: OneOf) -> str:
    if all(isinstance(member, Point) and member.day is not None for member in date.members):
        return _days_of_choice(
            [member.window.first for member in date.members if isinstance(member, Point)]
        )
    if len(date.members) == 1 and isinstance(date.members[0], Span):
        return _window_words(window_of(date))
    return "one of " + ", ".join(_member_words(member) for member in date.members)


def _days_of_choice(days: list[dt.date]) -> str:
    if len({(day.year, day.month) for day in days}) == 1:
        head = ", ".join(str(day.day) for day in days[:-1])
        return f"{head} or {day_words(days[-1])}" if head else day_words(days[-1])
    head = ", ".join(day_words(day) for day in days[:-1])
    return f"{head} or {day_words(days[-1])}"


def _window_words(window: Window) -> str:
    if window.first == OPEN_PAST:
        return f"some time until {day_words(window.last)}"
    if window.last == OPEN_FUTURE:
        return f"some time from {day_words(window.first)} on"
    if window.last == dt.date(window.first.year, 12, 31) and window.days > 31:
        first = f"{window.first.day} {MONTHS[window.first.month - 1]}"
        return f"some time in {window.first.year}, not before {first}"
    return f"some time between {day_words(window.first)} and {day_words(window.last)}"


def _member_words(member: Point | Span) -> str:
    if isinstance(member, Point):
        return _end_words(member)
    first = _end_words(member.first) if member.first else "earlier"
    last = _end_words(member.last) if member.last else "later"
    return f"{first} to {last}"


def _zone_words(point: Point) -> str:
    return "" if point.offset is None else f" ({_offset_words(point.offset)})"


def _offset_words(offset: dt.timedelta) -> str:
    minutes = int(abs(offset).total_seconds()) // 60
    sign = "−" if offset < dt.timedelta() else "+"
    return f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}" if minutes else "UTC"

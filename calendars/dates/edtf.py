"""Dates in EDTF text (ISO 8601-2:2019, Extended Date/Time Format), the subset news needs.

Level 0, the marks `~ ? %`, seasons (21-24), quarters (33-36), halves (40-41), sets of one
day among several (`[a..b]`, `[a,b]`), intervals (`a/b`) and open ends. Two forms must not
be mixed up: `a/b` lasts from a to b, `[a..b]` is one day somewhere within.
"""

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import assert_never

from calendars.dates.precision import Precision
from calendars.dates.record import record
from calendars.dates.window import OPEN_FUTURE, OPEN_PAST, Window
from calendars.errors import UnreadableDate

# First month and count of months of each part of a year. Seasons are those of the
# northern hemisphere, where 24 (winter) begins in December and ends in the next year.
PARTS = {
    21: (3, 3),
    22: (6, 3),
    23: (9, 3),
    24: (12, 3),
    33: (1, 3),
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),
    40: (1, 6),
    41: (7, 6),
}
SEASON_QUARTERS = {21: 34, 22: 35, 23: 36, 24: 33}

_POINT = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<clock>\d\d:\d\d(?::\d\d)?)(?P<offset>Z|[+-]\d\d(?::?\d\d)?)?)?)?)?"
    r"(?P<mark>[~?%])?",
    re.ASCII,
)


@record(frozen=True, slots=True)
class Point:
    """A year, a part of one, a month, a day or a moment of it.

    `part` is a season, quarter or half (a key of `PARTS`) and then stands in place of the
    month. `clock` is wall time; `offset` from UTC is None where nobody told it.
    """

    year: int
    month: int | None = None
    day: int | None = None
    part: int | None = None
    clock: dt.time | None = None
    offset: dt.timedelta | None = None
    approximate: bool = False
    uncertain: bool = False

    @classmethod
    def of(cls, day: dt.date) -> "Point":
        """The point of a calendar day."""
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> Precision:
        """The unit that the point names."""
        if self.clock is not None:
            return Precision.MINUTE
        if self.day is not None:
            return Precision.DAY
        if self.month is not None:
            return Precision.MONTH
        if self.part is None or self.part >= 40:
            return Precision.YEAR
        return Precision.QUARTER

    @property
    def window(self) -> Window:
        """The days of the unit that the point names."""
        if self.day is not None and self.month is not None:
            return Window.day(dt.date(self.year, self.month, self.day))
        if self.month is not None:
            return _months(self.year, self.month, 1)
        if self.part is not None:
            return _months(self.year, *PARTS[self.part])
        return _months(self.year, 1, 12)

    @property
    def moment(self) -> dt.datetime | None:
        """The instant in UTC, where the clock time and its offset are known."""
        if self.clock is None or self.offset is None:
            return None
        local = dt.datetime.combine(self.window.first, self.clock, dt.timezone(self.offset))
        return local.astimezone(dt.UTC)

    def __str__(self) -> str:
        """The EDTF text."""
        text = f"{self.year:04}"
        if self.part is not None or self.month is not None:
            text += f"-{self.part or self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        if self.clock is not None:
            text += "T" + self.clock.isoformat("seconds" if self.clock.second else "minutes")
            if self.offset is not None:
                text += _offset_text(self.offset)
        return text + _MARKS[self.approximate, self.uncertain]


_MARKS = {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}


@record(frozen=True, slots=True)
class Interval:
    """It lasts from `start` to `end`; None is an open end (`..`)."""

    start: Point | None
    end: Point | None

    def __str__(self) -> str:
        """The EDTF text."""
        return f"{self.start or '..'}/{self.end or '..'}"


@record(frozen=True, slots=True)
class Span:
    """Every day from `first` to `last` as a choice in a set; None is an open end."""

    first: Point | None
    last: Point | None

    def __str__(self) -> str:
        """The EDTF text."""
        return f"{self.first or ''}..{self.last or ''}"


@record(frozen=True, slots=True)
class OneOf:
    """It is on one day among the members."""

    members: tuple[Point | Span, ...]

    def __str__(self) -> str:
        """The EDTF text."""
        return "[" + ",".join(map(str, self.members)) + "]"


Edtf = Point | Interval | OneOf


@lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """Read EDTF text of the subset above.

    >>> parse("2021-08").precision.value
    'month'
    >>> str(parse("[2021-08-11..2021-08-20]"))
    '[2021-08-11..2021-08-20]'

    Raises:
        UnreadableDate: The text is not of the subset, or names a day that does not exist.
    """
    stripped = text.strip()
    if stripped.startswith("[") and stripped.endswith("]"):
        return _one_of(stripped)
    if "/" in stripped:
        return _interval(stripped)
    return _point(stripped, stripped)


@lru_cache(maxsize=4096)
def window_of(date: Edtf) -> Window:
    """First and last day on which it can lie, open sides included."""
    match date:
        case Point():
            return date.window
        case Interval():
            return _hull_of_ends(date.start, date.end)
        case OneOf():
            windows = [_member_window(member) for member in date.members]
            return Window(min(w.first for w in windows), max(w.last for w in windows))
        case _:
            assert_never(date)


def _member_window(member: Point | Span) -> Window:
    if isinstance(member, Point):
        return member.window
    return _hull_of_ends(member.first, member.last)


def _hull_of_ends(first: Point | None, last: Point | None) -> Window:
    return Window(
        first.window.first if first else OPEN_PAST,
        last.window.last if last else OPEN_FUTURE,
    )


def _point(text: str, whole: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise UnreadableDate(
            f"“{_short(whole)}” is not a date: write 2021, 2021-08, 2021-08-12, "
            "2021-08-12T10:00+03:00, a range 2021-03-30/2021-04-02, or a choice "
            "[2021-08-11..2021-08-20]."
        )
    year, mark = int(match["year"]), match["mark"]
    month = int(match["month"]) if match["month"] else None
    part = month if month in PARTS and match["day"] is None else None
    try:
        point = Point(
            year=_existing_year(year),
            month=None if part or month is None else _existing_month(month),
            day=_existing_day(year, month, int(match["day"])) if match["day"] else None,
            part=part,
            clock=dt.time.fromisoformat(match["clock"]) if match["clock"] else None,
            offset=_offset(match["offset"]) if match["offset"] else None,
            approximate=mark in ("~", "%"),
            uncertain=mark in ("?", "%"),
        )
        _ = point.moment
    except (ValueError, OverflowError) as error:
        raise UnreadableDate(f"“{_short(whole)}” does not exist: {error}.") from error
    return point


def _existing_year(year: int) -> int:
    if not dt.MINYEAR <= year < dt.MAXYEAR:
        raise ValueError(f"years go from 0001 to {dt.MAXYEAR - 1}")
    return year


def _existing_month(month: int) -> int:
    if not 1 <= month <= 12:
        raise ValueError(
            f"{month:02} is neither a month, a season (21-24), a quarter (33-36) nor a half (40-41)"
        )
    return month


def _existing_day(year: int, month: int | None, day: int) -> int:
    month = _existing_month(month or 0)
    length = calendar.monthrange(year, month)[1]
    if not 1 <= day <= length:
        raise ValueError(f"{calendar.month_name[month]} {year} has {length} days")
    return day


def _offset(text: str) -> dt.timedelta:
    if text == "Z":
        return dt.timedelta()
    digits = text[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if minutes > 59 or hours > 18:
        raise ValueError(f"{text} is no offset from UTC")
    offset = dt.timedelta(hours=hours, minutes=minutes)
    return -offset if text[0] == "-" else offset


def _offset_text(offset: dt.timedelta) -> str:
    if not offset:
        return "Z"
    minutes = abs(offset) // dt.timedelta(minutes=1)
    return f"{'-' if offset < dt.timedelta() else '+'}{minutes // 60:02}:{minutes % 60:02}"


def _interval(text: str) -> Interval:
    sides = text.split("/")
    if len(sides) != 2:
        raise UnreadableDate(f"“{_short(text)}” is not a range: write one “/” between two dates.")
    start, end = (None if side == ".." else _point(side, text) for side in sides)
    if start is None and end is None:
        raise UnreadableDate(f"“{text}” is a range without any date.")
    if start and end and _moments_reversed(start, end):
        raise UnreadableDate(f"“{_short(text)}” ends before it begins.")
    return Interval(start, end)


def _moments_reversed(start: Point, end: Point) -> bool:
    if start.moment and end.moment:
        return end.moment < start.moment
    if end.window.last < start.window.first:
        return True
    same_day = start.day is not None and start.window == end.window
    both_local = start.offset == end.offset and start.clock and end.clock
    return bool(same_day and both_local and end.clock < start.clock)  # type: ignore[operator]


def _one_of(text: str) -> OneOf:
    members = [_member(part.strip(), text) for part in text[1:-1].split(",")]
    return OneOf(tuple(members))


def _member(text: str, whole: str) -> Point | Span:
    if ".." not in text:
        return _point(text, whole)
    first, _, last = text.partition("..")
    if not first and not last:
        raise UnreadableDate(f"“{_short(whole)}” is a choice without any date.")
    span = Span(_point(first, whole) if first else None, _point(last, whole) if last else None)
    if span.first and span.last and _moments_reversed(span.first, span.last):
        raise UnreadableDate(f"“{_short(whole)}” ends before it begins.")
    return span


def _months(year: int, month: int, count: int) -> Window:
    last_index = year * 12 + month - 1 + count - 1
    last_year, last_month = divmod(last_index, 12)
    length = calendar.monthrange(last_year, last_month + 1)[1]
    return Window(dt.date(year, month, 1), dt.date(last_year, last_month + 1, length))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"

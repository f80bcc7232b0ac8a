"""What an EDTF text says of an event: its window, precision, start and end."""

import datetime as dt
from dataclasses import replace
from functools import lru_cache

from calendars.dates import edtf
from calendars.dates.edtf import SEASON_QUARTERS, Edtf, Interval, OneOf, Point
from calendars.dates.precision import Precision
from calendars.dates.record import record
from calendars.dates.window import Window
from calendars.dates.zones import offset_at

WEEK_DAYS = 7


@record(frozen=True, slots=True)
class When:
    """The date of an event, no finer than it was told.

    `edtf` is the canonical text. `start` and `end` are single EDTF dates at the precision
    the text supports; `end` is the last day, inclusive, and None unless the event is said
    to last or to end; a week goes from its first to its last day; a season is given as its
    quarter, a half as its year. `certain` says that the window's days are the event's own.

    >>> When.of("[2021-03-31..2021-12-31]").start
    '2021'
    >>> When.of("2021-03-30/2021-04-02").certain
    True
    """

    edtf: str
    window: Window
    precision: Precision
    certain: bool
    start: str | None
    end: str | None
    date: Edtf

    @classmethod
    def of(cls, text: str) -> "When":
        """Read EDTF text.

        Raises:
            UnreadableDate: The text is not EDTF of our subset.
        """
        return cls.from_date(edtf.parse(text))

    @classmethod
    @lru_cache(maxsize=4096)
    def from_date(cls, date: Edtf) -> "When":
        """Derive everything from a parsed date."""
        precision = precision_of(date)
        start, end = _ends(date, precision)
        return cls(
            edtf=str(date),
            window=edtf.window_of(date),
            precision=precision,
            certain=_is_certain(date),
            start=start,
            end=end,
            date=date,
        )

    def in_zone(self, name: str | None) -> "When":
        """The same date, its clock times with the zone's offset where they have none.

        >>> When.of("2021-08-12T10:00").in_zone("Europe/Moscow").start
        '2021-08-12T10:00+03:00'
        """
        if name is None or self.precision is not Precision.MINUTE:
            return self
        match self.date:
            case Point():
                return When.from_date(_with_offset(self.date, name))
            case Interval():
                ends = (end and _with_offset(end, name) for end in (self.date.start, self.date.end))
                return When.from_date(Interval(*ends))
            case OneOf():
                return self

    @property
    def begins(self) -> Point | None:
        """The point at which the event begins, where a day or a moment was named for it."""
        match self.date:
            case Point():
                point: Point | None = self.date
            case Interval():
                point = self.date.start
            case OneOf():
                return None
        return point if point and point.precision.names_a_day else None

    @property
    def first_moment(self) -> dt.date | dt.datetime | None:
        """The day or the wall time without a zone at which it begins, where one was named."""
        point = self.begins
        if point is None or point.approximate or point.uncertain:
            return None
        day = point.window.first
        return dt.datetime.combine(day, point.clock) if point.clock else day

    @property
    def ends(self) -> Point | None:
        """The point at which the event ends, where a day or a moment was named for it."""
        point = self.date.end if isinstance(self.date, Interval) else None
        return point if point and point.precision.names_a_day else None


def precision_of(date: Edtf) -> Precision:
    """The precision of a date: of a range its coarser end, of a choice the smallest unit.

    The unit of a choice is a day, seven days, or the calendar month, quarter or year that
    holds all of it; a choice that no year holds is unknown. What is left of a year from a
    day within a month is that year: so “this year” is told.
    """
    match date:
        case Point():
            return date.precision
        case Interval():
            known = [end.precision for end in (date.start, date.end) if end]
            return max(known, key=lambda precision: precision.rank)
        case OneOf():
            return _choice_precision(edtf.window_of(date))


def _choice_precision(window: Window) -> Precision:
    first, last = window.first, window.last
    if not window.bounded:
        return Precision.UNKNOWN
    if first == last:
        return Precision.DAY
    if window.days <= WEEK_DAYS:
        return Precision.WEEK
    if first.year != last.year:
        return Precision.UNKNOWN
    if first.month == last.month:
        return Precision.MONTH
    if first.day > 1 and (last.month, last.day) == (12, 31):
        return Precision.YEAR
    return Precision.QUARTER if _quarter(first) == _quarter(last) else Precision.YEAR


def _ends(date: Edtf, precision: Precision) -> tuple[str | None, str | None]:
    match date:
        case Point():
            return _plain(date), None
        case Interval():
            return (
                _plain(date.start) if date.start else None,
                _plain(date.end) if date.end else None,
            )
        case OneOf():
            return _choice_ends(edtf.window_of(date), precision)


def _choice_ends(window: Window, precision: Precision) -> tuple[str | None, str | None]:
    first = window.first
    match precision:
        case Precision.DAY:
            return first.isoformat(), None
        case Precision.WEEK:
            return first.isoformat(), window.last.isoformat()
        case Precision.MONTH:
            return f"{first.year:04}-{first.month:02}", None
        case Precision.QUARTER:
            return f"{first.year:04}-{32 + _quarter(first)}", None
        case Precision.YEAR:
            return f"{first.year:04}", None
        case _:
            return None, None


def _plain(point: Point) -> str:
    """The point without marks, a season as its quarter, a half as its year."""
    if point.part is None:
        return str(Point(point.year, point.month, point.day, None, point.clock, point.offset))
    if point.part >= 40:
        return f"{point.year:04}"
    quarter = SEASON_QUARTERS.get(point.part, point.part)
    # Winter is named by the year in which it begins and lies mostly in the next one.
    year = point.year + 1 if point.part == 24 else point.year
    return f"{year:04}-{quarter}"


def _with_offset(point: Point, name: str) -> Point:
    if point.clock is None or point.offset is not None:
        return point
    local = dt.datetime.combine(point.window.first, point.clock)
    return replace(point, offset=offset_at(local, name))


def _is_certain(date: Edtf) -> bool:
    match date:
        case Point():
            points: list[Point | None] = [date]
        case Interval():
            points = [date.start, date.end]
        case OneOf():
            return edtf.window_of(date).days == 1
    return all(
        point is not None
        and point.precision.names_a_day
        and not (point.approximate or point.uncertain)
        for point in points
    )


def _quarter(day: dt.date) -> int:
    return (day.month - 1) // 3 + 1

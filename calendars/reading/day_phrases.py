"""Dates as a reader takes them in: time expressions joined to ranges and choices."""

import datetime as dt
import re
from dataclasses import replace
from enum import Enum
from functools import cached_property

from calendars.dates.edtf import Edtf, Interval, OneOf, Point, Span, parse, window_of
from calendars.dates.precision import Precision
from calendars.dates.record import record
from calendars.dates.when import When
from calendars.dates.window import Window
from calendars.errors import UnreadableDate
from calendars.reading.joints import Joints
from calendars.reading.mention import Offsets, Timex, TimexType
from calendars.reading.rules import rules
from calendars.reading.series import Series

_DAYS_LONG = re.compile(r"P(\d{1,3})D")
_LOOK_BACK = 16
# An announcement may be published so long after its first day.
JUST_PAST = 10
HALF_A_YEAR = 183
CLOSE = 10  # days
_NOON = 12
_SAME_HALF_REACH = 120
_BARE_HOUR = re.compile(r"[1-9]|1[0-2]|(?:[1-9]|1[0-2])[:.]\d\d")


class Unsaid(Enum):
    """What a date leaves to be understood, so that it may be moved by it."""

    NOTHING = "its year is told"
    YEAR = "a day or month without its year"
    WEEK = "a bare weekday"
    ALL = "neither year nor month nor weekday"


@record(frozen=True)
class DayPhrase:
    """A date told in the text: one expression, or several that make a range or a choice.

    `parts` are the expressions, `unsaid` what each leaves open; `ends_only` says that only
    the end is told ("until Friday"); of a `series` the date is the first one to come.
    """

    start: int
    end: int
    date: Edtf
    parts: tuple[Timex, ...]
    unsaid: tuple[Unsaid, ...]
    rule: str
    ends_only: bool = False
    series: Series | None = None

    @property
    def span(self) -> Offsets:
        """The characters of the text, `[start, end)`."""
        return self.start, self.end

    @cached_property
    def when(self) -> When:
        """The date with its window and precision."""
        if self.ends_only and isinstance(self.date, Point):
            return When.from_date(Interval(None, self.date))
        return When.from_date(self.date)


def day_phrases(text: str, timexes: list[Timex], language: str = "en") -> list[DayPhrase]:
    """Join the time expressions of a text to dates, in order."""
    joints: Joints = rules(language, "joints").JOINTS
    found: list[DayPhrase] = []
    for timex in timexes:
        date = _date(timex)
        if date is None:
            continue
        phrase = DayPhrase(
            timex.start,
            timex.end,
            date,
            (timex,),
            (_unsaid(timex.text, joints),),
            timex.rule,
            _until(text, timex.start, joints),
        )
        phrase = _in_same_half(_on_first_day(phrase, found), found)
        joined = _join(text, found[-1], phrase, joints) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(phrase)
    return found


def _on_first_day(clock: DayPhrase, before: list[DayPhrase]) -> DayPhrase:
    """A bare clock time behind a range is one of its first day ("begins at 7 p.m.")."""
    date = clock.date
    bare = clock.parts[0].type is TimexType.TIME and clock.unsaid == (Unsaid.ALL,)
    if not before or not bare or not isinstance(date, Point) or date.clock is None:
        return clock
    last = before[-1]
    ranged = last.ends_only and len(before) > 1
    first = _edge((before[-2] if ranged else last).date, first=True)
    end = _edge(last.date, first=False)
    if first is None or end is None or first.day is None or end.window != _day(date).window:
        return clock
    if first.window.last >= end.window.first:
        return clock
    day = replace(date, year=first.year, month=first.month, day=first.day)
    return replace(clock, date=day)


def _in_same_half(clock: DayPhrase, before: list[DayPhrase]) -> DayPhrase:
    """A bare "7:30" behind "6:30 p.m." is one of the evening."""
    date = clock.date
    if not before or not isinstance(date, Point) or date.clock is None or date.clock.hour > _NOON:
        return clock
    last = _edge(before[-1].date, first=False)
    near = clock.start - before[-1].end < _SAME_HALF_REACH
    if not near or last is None or last.clock is None or last.clock.hour < _NOON:
        return clock
    if _BARE_HOUR.fullmatch(clock.parts[0].text) is None or last.window != date.window:
        return clock
    later = date.clock.replace(hour=date.clock.hour % _NOON + _NOON)
    return replace(clock, date=replace(date, clock=later)) if later > last.clock else clock


def _day(point: Point) -> Point:
    return replace(point, clock=None)


def _unsaid(told: str, joints: Joints) -> Unsaid:
    if joints.year.search(told):
        return Unsaid.NOTHING
    if joints.month.search(told):
        return Unsaid.YEAR
    return Unsaid.WEEK if joints.weekday.search(told) else Unsaid.ALL


def tells_only_hours(phrase: DayPhrase) -> bool:
    """Whether it is an hour or several that leave their day to be understood."""
    hours = phrase.when.precision is Precision.MINUTE
    return hours and all(unsaid is Unsaid.ALL for unsaid in phrase.unsaid)


def hours_on(hours: Edtf, day: Point) -> Edtf:
    """Hours of one day as hours of another."""
    if isinstance(hours, Point):
        return _on_day(hours, day)
    if not isinstance(hours, Interval) or hours.start is None or hours.end is None:
        return hours
    if hours.start.window != hours.end.window:
        return hours
    return Interval(*(_on_day(hour, day) for hour in (hours.start, hours.end)))


def _on_day(hour: Point, day: Point) -> Point:
    return replace(hour, year=day.year, month=day.month, day=day.day)


def split(phrase: DayPhrase) -> tuple[DayPhrase, DayPhrase] | None:
    """The two sides of a joined range: after "moved" they are an old and a new date."""
    if len(phrase.parts) != 2 or phrase.rule != "range":
        return None
    sides = [
        DayPhrase(part.start, part.end, date, (part,), (unsaid,), part.rule)
        for part, unsaid in zip(phrase.parts, phrase.unsaid, strict=True)
        if (date := _date(part)) is not None
    ]
    return (sides[0], sides[1]) if len(sides) == 2 else None


def turned(phrase: DayPhrase, published: dt.date, future: bool | None) -> DayPhrase:
    """The phrase on the side of the publication on which its event was told to be.

    Only a date told without its year, or a bare weekday, can be turned. Where nobody told
    the side (None), a date more than half a year past is that of the coming year.
    """
    step = _step(window_of(phrase.date), published, future)
    if step == 0 or Unsaid.NOTHING in phrase.unsaid or is_close(phrase, published):
        return phrase
    if future is not None and all(unsaid is Unsaid.WEEK for unsaid in phrase.unsaid):
        return replace(phrase, date=_moved(phrase.date, days=7 * step))
    if Unsaid.YEAR in phrase.unsaid:
        just_past = published - window_of(phrase.date).last <= dt.timedelta(days=JUST_PAST)
        if future and just_past:
            return phrase
        years = step
        if future and window_of(phrase.date).last.year < published.year - 1:
            years = published.year - window_of(phrase.date).last.year
        moved = replace(phrase, date=_moved(phrase.date, years=years))
        return turned(moved, published, future) if years != step else moved
    return phrase


def is_close(phrase: DayPhrase, published: dt.date) -> bool:
    """Whether it is a day so near the publication that its tense cannot mean another year."""
    window = window_of(phrase.date)
    near = max(published - window.last, window.first - published) <= dt.timedelta(days=CLOSE)
    return near and Unsaid.YEAR in phrase.unsaid and window.days < CLOSE


def _step(window: Window, published: dt.date, future: bool | None) -> int:
    """How many years, or weeks, to go forward (1) or back (-1)."""
    if future is None:
        far = dt.timedelta(days=HALF_A_YEAR)
        return int(published - window.last > far)
    if future and window.last < published:
        return 1
    return -1 if not future and window.first > published else 0


def _moved(date: Edtf, *, years: int = 0, days: int = 0) -> Edtf:
    match date:
        case Point():
            return _moved_point(date, years, days)
        case Interval():
            return Interval(*(p and _moved_point(p, years, days) for p in (date.start, date.end)))
        case OneOf():
            return OneOf(tuple(_moved_member(member, years, days) for member in date.members))


def _moved_member(member: Point | Span, years: int, days: int) -> Point | Span:
    if isinstance(member, Point):
        return _moved_point(member, years, days)
    return Span(*(p and _moved_point(p, years, days) for p in (member.first, member.last)))


def _moved_point(point: Point, years: int, days: int) -> Point:
    if days and point.day is not None:
        day = point.window.first + dt.timedelta(days=days)
        return replace(point, year=day.year, month=day.month, day=day.day)
    if point.month == 2 and point.day == 29:
        return point
    return replace(point, year=point.year + years)


def lasting(date: Edtf, days: int) -> Edtf:
    """The day as a range of so many days, where it is one known day."""
    if days < 2 or not isinstance(date, Point) or date.day is None or date.clock is not None:
        return date
    if date.year >= dt.MAXYEAR - 1:
        return date
    return Interval(date, Point.of(date.window.first + dt.timedelta(days=days - 1)))


def lasting_until(date: Interval, days: int) -> Interval:
    """A range of so many days, of which only the last day is told."""
    last = date.end
    if not isinstance(last, Point) or last.day is None or date.start is not None:
        return date
    return Interval(Point.of(last.window.first - dt.timedelta(days=days - 1)), last)


def days_long(timex: Timex) -> int:
    """How many days a duration has; 0 for anything else."""
    if timex.type is not TimexType.DURATION:
        return 0
    match = _DAYS_LONG.fullmatch(timex.value)
    if match:
        return int(match[1])
    hours = re.fullmatch(r"PT(\d{2,3})H", timex.value)
    return int(hours[1]) // 24 if hours and int(hours[1]) % 24 == 0 else 0


def _date(timex: Timex) -> Edtf | None:
    if timex.edtf is None or timex.type not in (TimexType.DATE, TimexType.TIME):
        return None
    try:
        return parse(timex.edtf)
    except UnreadableDate:
        return None


def _until(text: str, start: int, joints: Joints) -> bool:
    if joints.not_until.match(text, start):
        return False
    return joints.until.search(text, max(0, start - _LOOK_BACK), start) is not None


def _join(text: str, left: DayPhrase, right: DayPhrase, joints: Joints) -> DayPhrase | None:
    gap = text[left.end : right.start]
    right = _behind(left, right)
    if len(gap) > 12 or (len(left.parts) > 1 and left.rule not in ("choice", "row")):
        return None
    if not isinstance(left.date, Point | Interval | OneOf):
        return None
    on_day = _hour_of_day(left, right, gap)
    if on_day is not None:
        return on_day
    row = _row(left, right, gap, joints)
    if row is not None or left.rule == "row":
        return row
    if joints.range.fullmatch(gap):
        return _range(left, right)
    if joints.choice.fullmatch(gap):
        return _choice(left, right)
    if joints.both.fullmatch(gap):
        between = joints.between.search(text, max(0, left.start - _LOOK_BACK), left.start)
        if between or _follow_each_other(left.date, right.date):
            return _range(left, right)
    return None


def _hour_of_day(left: DayPhrase, right: DayPhrase, gap: str) -> DayPhrase | None:
    """A bare clock time before the day it belongs to ("5:30 p.m. the same day")."""
    hour, day = left.date, right.date
    if gap.strip(" ,") not in ("", "on") or left.unsaid != (Unsaid.ALL,):
        return None
    if not isinstance(hour, Point) or not isinstance(day, Point) or hour.clock is None:
        return None
    if day.day is None or day.clock is not None:
        return None
    return _joined(left, right, replace(day, clock=hour.clock), "clock-on-day")


def _row(left: DayPhrase, right: DayPhrase, gap: str, joints: Joints) -> DayPhrase | None:
    """Days in a row, named one by one ("April 6, 7 and 8")."""
    last = _edge(left.date, first=False)
    listed = gap.strip() == "," or (left.rule == "row" and joints.both.fullmatch(gap))
    if not listed or last is None or not _follow_each_other(last, right.date):
        return None
    joined = _range(left, right)
    return replace(joined, rule="row") if joined else None


def _behind(left: DayPhrase, right: DayPhrase) -> DayPhrase:
    """The right side of a range or choice, in the year that puts it behind the left one."""
    if window_of(right.date).last >= window_of(left.date).first:
        return right
    if right.unsaid[0] is not Unsaid.YEAR:
        return right
    return replace(right, date=_moved(right.date, years=1))


def _range(left: DayPhrase, right: DayPhrase) -> DayPhrase | None:
    first, last = _edge(left.date, first=True), _edge(right.date, first=False)
    if first is None or last is None or last.window.last < first.window.first:
        return None
    if str(first) == str(last):
        return None
    return _joined(left, right, Interval(first, last), "range")


def _choice(left: DayPhrase, right: DayPhrase) -> DayPhrase:
    return _joined(left, right, OneOf((*_members(left.date), *_members(right.date))), "choice")


def _joined(left: DayPhrase, right: DayPhrase, date: Edtf, rule: str) -> DayPhrase:
    parts, unsaid = left.parts + right.parts, left.unsaid + right.unsaid
    return DayPhrase(left.start, right.end, date, parts, unsaid, rule)


def _members(date: Edtf) -> tuple[Point | Span, ...]:
    match date:
        case Point():
            return (date,)
        case Interval():
            return (Span(date.start, date.end),)
        case OneOf():
            return date.members


def _edge(date: Edtf, *, first: bool) -> Point | None:
    match date:
        case Point():
            return date
        case Interval():
            return date.start if first else date.end
        case OneOf():
            member = date.members[0 if first else -1]
            if isinstance(member, Point):
                return member
            return member.first if first else member.last


def _follow_each_other(left: Edtf, right: Edtf) -> bool:
    if not (isinstance(left, Point) and isinstance(right, Point)):
        return False
    if left.day is None or right.day is None or left.clock or right.clock:
        return False
    return (right.window.first - left.window.first).days == 1

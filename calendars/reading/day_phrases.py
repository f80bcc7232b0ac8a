"""Dates as a reader takes them in: time expressions joined to ranges and choices."""

import datetime as dt
import re
from dataclasses import dataclass

from calendars.dates.edtf import Edtf, Interval, OneOf, Point, Span, parse
from calendars.dates.when import When
from calendars.errors import UnreadableDate
from calendars.reading.mention import Offsets, Timex, TimexType

_RANGE_GAP = re.compile(r"(?:,?\s*(?:to|through|thru|until|till|up to|-|–|—)\s*(?:the\s+)?)")
_AND_GAP = re.compile(r"\s*(?:,\s*)?(?:and|&)\s*(?:the\s+)?")
_OR_GAP = re.compile(r"\s*(?:,\s*)?or\s*(?:in\s+|on\s+)?")
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:until|till|through|thru|up to|runs? to|lasts? to)\s+(?:the\s+)?$", re.IGNORECASE
)
_DAYS_LONG = re.compile(r"P(\d{1,3})D")
_LOOK_BACK = 16


@dataclass(frozen=True, slots=True)
class DayPhrase:
    """A date told in the text: one expression, or several that make a range or a choice.

    `parts` are the expressions; `ends_only` says that only the end is told ("until Friday").
    """

    start: int
    end: int
    date: Edtf
    parts: tuple[Timex, ...]
    rule: str
    ends_only: bool = False

    @property
    def span(self) -> Offsets:
        """The characters of the text, `[start, end)`."""
        return self.start, self.end

    @property
    def when(self) -> When:
        """The date with its window and precision."""
        if self.ends_only and isinstance(self.date, Point):
            return When.from_date(Interval(None, self.date))
        return When.from_date(self.date)


def day_phrases(text: str, timexes: list[Timex]) -> list[DayPhrase]:
    """Join the time expressions of a text to dates, in order."""
    found: list[DayPhrase] = []
    for timex in timexes:
        date = _date(timex)
        if date is None:
            continue
        phrase = DayPhrase(
            timex.start, timex.end, date, (timex,), timex.rule, _until(text, timex.start)
        )
        joined = _join(text, found[-1], phrase) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(phrase)
    return found


def split(phrase: DayPhrase) -> tuple[DayPhrase, DayPhrase] | None:
    """The two sides of a joined range: after "moved" they are an old and a new date."""
    if len(phrase.parts) != 2 or phrase.rule != "range":
        return None
    old, new = phrase.parts
    sides = [
        DayPhrase(part.start, part.end, date, (part,), part.rule)
        for part in (old, new)
        if (date := _date(part)) is not None
    ]
    return (sides[0], sides[1]) if len(sides) == 2 else None


def lasting(date: Edtf, days: int) -> Edtf:
    """The day as a range of so many days, where it is one known day."""
    if days < 2 or not isinstance(date, Point) or date.day is None or date.clock is not None:
        return date
    try:
        last = date.window.first + dt.timedelta(days=days - 1)
    except OverflowError:
        return date
    return Interval(date, Point.of(last))


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


def _until(text: str, start: int) -> bool:
    return _UNTIL.search(text, max(0, start - _LOOK_BACK), start) is not None


def _join(text: str, left: DayPhrase, right: DayPhrase) -> DayPhrase | None:
    gap = text[left.end : right.start]
    if len(gap) > 12 or len(left.parts) > 1 and left.rule != "choice":
        return None
    if not isinstance(left.date, Point | Interval | OneOf):
        return None
    if _RANGE_GAP.fullmatch(gap):
        return _range(left, right)
    if _OR_GAP.fullmatch(gap):
        return _choice(left, right)
    if _AND_GAP.fullmatch(gap):
        between = _BETWEEN.search(text, max(0, left.start - _LOOK_BACK), left.start)
        if between or _follow_each_other(left.date, right.date):
            return _range(left, right)
    return None


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
    return DayPhrase(left.start, right.end, date, left.parts + right.parts, rule)


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

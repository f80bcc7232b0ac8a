"""When an entry of a calendar takes place: once, or again and again by its rule.

Told from the text of the entry alone, so that a question about days reads no event.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from calendars.dates import series, zones
from calendars.errors import UnknownZone
from calendars.feeds.components import Component, Property

DAY = dt.timedelta(days=1)
_MOMENT = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?", re.ASCII)
_DURATION = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.ASCII)

Moment = dt.date | dt.datetime


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in UTC, its end exclusive; None where it has no begin or no end."""

    begins: dt.datetime | None
    ends: dt.datetime | None

    def meets(self, start: dt.datetime, end: dt.datetime) -> bool:
        """Whether something from start to end lies in it, if only in part (RFC 4791 §9.9)."""
        if self.ends is not None and start >= self.ends:
            return False
        if self.begins is None:
            return True
        return end > self.begins or (start == end and start >= self.begins)

    def may_meet(self, other: "Span") -> bool:
        """Whether both may have a moment in common."""
        return not (
            (self.ends is not None and other.begins is not None and self.ends < other.begins)
            or (other.ends is not None and self.begins is not None and other.ends < self.begins)
        )


@dataclass(frozen=True, slots=True)
class Instance:
    """One time that an entry takes place.

    `start` and `end` are days or moments as written; `begins` and `ends` are in UTC.
    `origin` is the time that the rule of a series gives it, None where there is no series.
    """

    component: Component
    start: Moment
    end: Moment
    begins: dt.datetime
    ends: dt.datetime
    origin: Moment | None = None


def instances(entries: tuple[Component, ...], span: Span, zone: dt.tzinfo) -> Iterator[Instance]:
    """The times of an entry that lie in the span, those by its rule in order.

    `entries` are the VEVENT of one UID: the entry itself and the moved times of its series.
    A day begins and ends at the midnights of `zone`.
    """
    moved = {}
    for entry in entries:
        origin = entry.get("RECURRENCE-ID")
        if origin is not None:
            moved[_instant(moment_of(origin), zone)] = entry
            found = _instance(entry, *times(entry), zone, moment_of(origin))
            if span.meets(found.begins, found.ends):
                yield found
    for entry in entries:
        if entry.get("RECURRENCE-ID") is None:
            left_out = {*moved, *(_instant(day, zone) for day in _exdates(entry))}
            for found in _by_rule(entry, span, zone):
                if found.origin is None or found.begins not in left_out:
                    yield found


def extent(entries: tuple[Component, ...]) -> Span:
    """A stretch in which all times of an entry lie, in whatever zone days begin."""
    told = [times(entry) for entry in entries]
    begins = min(_instant(start, dt.UTC) for start, _ in told)
    ends = max(_instant(end, dt.UTC) for _, end in told)
    endless = any(entry.get("RRULE") for entry in entries)
    return Span(_moved(begins, -DAY), None if endless else _moved(ends, DAY))


def _moved(moment: dt.datetime, by: dt.timedelta) -> dt.datetime | None:
    """The moment moved by so much, None where no calendar reaches so far."""
    try:
        return moment + by
    except OverflowError:
        return None


def _by_rule(entry: Component, span: Span, zone: dt.tzinfo) -> Iterator[Instance]:
    start, end = times(entry)
    rule = entry.get("RRULE")
    if rule is None:
        once = _instance(entry, start, end, zone, None)
        if span.meets(once.begins, once.ends):
            yield once
        return
    lasts = _wall(end) - _wall(start)
    wall = _wall(start) if isinstance(start, dt.datetime) else start
    first = (span.begins - lasts).date() - DAY if span.begins else dt.date.min
    last = span.ends.date() + DAY if span.ends else dt.date.max
    for moment in series.times(_told_locally(rule.value, start), wall, first, last):
        at = _like(moment, start)
        found = _instance(entry, at, at + lasts, zone, at)
        if span.meets(found.begins, found.ends):
            yield found


def times(entry: Component) -> tuple[Moment, Moment]:
    """Start and exclusive end of an entry, as days or as moments on its own clocks."""
    told = entry.get("DTSTART")
    if told is None:
        raise ValueError("an entry without DTSTART")
    start = moment_of(told)
    end, duration = entry.get("DTEND"), entry.get("DURATION")
    if end is not None:
        return start, moment_of(end)
    if duration is not None:
        return start, start + _length(duration.value)
    return start, start if isinstance(start, dt.datetime) else start + DAY


def moment_of(told: Property) -> Moment:
    """The day or moment that a property tells; a moment without a zone is in UTC."""
    return _moment(told.value, told.parameters.get("TZID", ("UTC",))[0])


def in_utc(moment: dt.datetime) -> str:
    """A moment as iCalendar writes it in UTC.

    >>> in_utc(dt.datetime(2021, 4, 2, 7, tzinfo=dt.UTC))
    '20210402T070000Z'
    """
    utc = moment.astimezone(dt.UTC)
    return f"{utc.year:04}{utc:%m%dT%H%M%SZ}"


def read_utc(text: str) -> dt.datetime:
    """A moment in UTC as iCalendar writes it.

    Raises:
        ValueError: It is none.
    """
    if not re.fullmatch(r"\d{8}T\d{6}Z", text, re.ASCII):
        raise ValueError(text)
    return dt.datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)


def _moment(value: str, zone: str) -> Moment:
    found = _MOMENT.fullmatch(value)
    if found is None:
        raise ValueError(f"not a day or moment: {value[:40]}")
    day = dt.date.fromisoformat(found[1])
    if found[2] is None:
        return day
    wall = dt.datetime.combine(day, dt.time.fromisoformat(found[2]))
    try:
        return wall.replace(tzinfo=dt.UTC if found[3] else zones.zone(zone))
    except UnknownZone:
        return wall.replace(tzinfo=dt.UTC)


def _length(value: str) -> dt.timedelta:
    found = _DURATION.fullmatch(value)
    weeks, days, hours, minutes, seconds = (
        (int(part or 0) for part in found.groups()) if found else [0] * 5
    )
    return dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def _exdates(entry: Component) -> list[Moment]:
    return [
        _moment(value, told.parameters.get("TZID", ("UTC",))[0])
        for told in entry.all("EXDATE")
        for value in told.value.split(",")
    ]


def _instance(
    entry: Component, start: Moment, end: Moment, zone: dt.tzinfo, origin: Moment | None
) -> Instance:
    begins, ends = _instant(start, zone), _instant(end, zone)
    return Instance(entry, start, end, begins, max(begins, ends), origin)


def _instant(moment: Moment, zone: dt.tzinfo) -> dt.datetime:
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time(), zone)
    return moment.astimezone(dt.UTC)


def _wall(moment: Moment) -> dt.datetime:
    if isinstance(moment, dt.datetime):
        return moment.replace(tzinfo=None)
    return dt.datetime.combine(moment, dt.time())


def _like(moment: Moment, start: Moment) -> Moment:
    """The time of a rule on the clocks of the start."""
    if isinstance(moment, dt.datetime) and isinstance(start, dt.datetime):
        return moment.replace(second=start.second, tzinfo=start.tzinfo)
    return moment


def _told_locally(rule: str, start: Moment) -> str:
    """The rule with its last moment as a day on the clocks of the start."""
    found = re.search(r"UNTIL=(\d{8}T\d{6}Z)", rule)
    if found is None or not isinstance(start, dt.datetime):
        return rule
    until = read_utc(found[1]).astimezone(start.tzinfo)
    return rule.replace(found[1], f"{until.year:04}{until:%m%d}")

"""When a reminder is due: an offset before the start, counted as people count.

A timed event is counted back from its start: days and weeks as calendar days in the
subscriber's zone, hours and minutes as they pass (RFC 5545 §3.3.6). An event known by its
day has no hour to count from: the offset is rounded up to whole days, at least one, and
the reminder comes at a fixed local hour of that day.
"""

import datetime as dt
import math
import re
from dataclasses import dataclass

from calendars.dates import zones
from calendars.errors import InvalidField
from calendars.reading.mention import Status
from calendars.store.tables import Event

DAY = dt.timedelta(days=1)
EVENING = 18
LONGEST_DAYS = 366

_DURATION = re.compile(
    r"P(?:(?P<weeks>\d{1,4})W|(?=[\dT])(?:(?P<days>\d{1,4})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,5})M)?(?:(?P<seconds>\d{1,6})S)?)?)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Before:
    """How long before the start: calendar days, and then time as it passes.

    >>> str(Before.of("P1W"))
    'P7D'
    >>> str(Before.of("P1DT90M"))
    'P1DT1H30M'
    """

    days: int
    time: dt.timedelta

    @classmethod
    def of(cls, text: str, *, longest_days: int = LONGEST_DAYS) -> "Before":
        """Read an ISO 8601 duration of weeks, or of days, hours, minutes and seconds.

        Raises:
            InvalidField: It is none, or longer than `longest_days`.
        """
        match = _DURATION.fullmatch(text)
        if match is None:
            raise InvalidField(
                f"“{text[:60]}” is not a time before the start: write an ISO 8601 duration "
                "such as P1D (a day), PT2H (two hours) or P1W (a week).",
                field="before",
            )
        part = {unit: int(count or 0) for unit, count in match.groupdict().items()}
        time = dt.timedelta(hours=part["hours"], minutes=part["minutes"], seconds=part["seconds"])
        before = cls(part["days"] + 7 * part["weeks"], time)
        if before.whole_days > longest_days:
            raise InvalidField(
                f"“{text[:60]}” is too long before the start: at most {longest_days} days.",
                field="before",
            )
        return before

    @property
    def whole_days(self) -> int:
        """The days it takes, begun ones counted, at least one."""
        return max(1, self.days + math.ceil(self.time / DAY))

    def __str__(self) -> str:
        """The shortest ISO 8601 text, the same for the same offset."""
        hours, rest = divmod(int(self.time.total_seconds()), 3600)
        minutes, seconds = divmod(rest, 60)
        units = ((hours, "H"), (minutes, "M"), (seconds, "S"))
        time = "".join(f"{count}{unit}" for count, unit in units if count)
        days = f"{self.days}D" if self.days else ""
        return f"P{days}" + (f"T{time}" if time else "" if days else "T0S")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that an event takes place: its first day, and the instant where one is known."""

    day: dt.date
    starts: dt.datetime | None = None

    @property
    def key(self) -> str:
        """The text that tells this occurrence from any other of its event.

        >>> Occurrence(dt.date(2021, 4, 2)).key
        '2021-04-02'
        """
        if self.starts is None:
            return self.day.isoformat()
        return self.starts.astimezone(dt.UTC).isoformat(timespec="seconds")[:19] + "Z"


def announced(event: Event) -> Occurrence | None:
    """When the event begins, None where nobody named the day."""
    if event.starts is not None:
        return Occurrence(event.window_first, event.starts)
    begins = event.when.begins if event.when else None
    if begins is None or begins.approximate or begins.uncertain:
        return None
    return Occurrence(begins.window.first)


def occurrences(event: Event) -> list[Occurrence]:
    """The times to remind of: none where the event is off, or nobody named its day."""
    gone = event.withdrawn is not None or event.merged_into is not None
    if gone or event.status not in (Status.SCHEDULED, Status.RESCHEDULED):
        return []
    occurrence = announced(event)
    return [occurrence] if occurrence else []


def near(occurrence: Occurrence, today: dt.date, horizon: dt.timedelta) -> bool:
    """Whether a reminder of the occurrence can be due between now and the horizon."""
    reach = horizon.days + (LONGEST_DAYS + 3)
    return -LONGEST_DAYS <= (occurrence.day - today).days <= reach


def on_clocks(moment: dt.datetime, zone: str) -> dt.datetime:
    """The moment on the clocks of a zone, in UTC at the ends of the calendar."""
    try:
        return moment.astimezone(zones.zone(zone))
    except OverflowError:
        return moment.astimezone(dt.UTC)


def due(
    occurrence: Occurrence, before: Before, zone: str, *, evening: int = EVENING
) -> dt.datetime:
    """The moment in UTC at which a subscriber in `zone` is to be reminded.

    `evening` is the local hour for events known by their day. A wall time that a clock
    change leaves out moves forward by the change, one that happens twice is the first.

    >>> due(Occurrence(dt.date(2021, 4, 2)), Before.of("P1D"), "Europe/Moscow").isoformat()
    '2021-04-01T15:00:00+00:00'
    """
    if occurrence.starts is None:
        day = occurrence.day - before.whole_days * DAY
        return zones.to_utc(dt.datetime.combine(day, dt.time(evening)), zone)
    if not before.days:
        return occurrence.starts - before.time
    wall = occurrence.starts.astimezone(zones.zone(zone)).replace(tzinfo=None)
    return zones.to_utc(wall - before.days * DAY, zone) - before.time

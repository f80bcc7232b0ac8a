"""When a reminder is due: an offset before the start, counted as people count.

A timed event is counted back from its start: days and weeks as calendar days in the
subscriber's zone, hours and minutes as they pass (RFC 5545 §3.3.6). An event known by its
day has no hour to count from: the offset is rounded up to whole days, at least one, and
the reminder comes at a fixed local hour of that day.
"""

import datetime as dt
from dataclasses import dataclass

from calendars.dates import zones
from calendars.dates.before import DAY, LONGEST_DAYS, Before
from calendars.reading.mention import Status
from calendars.store.tables import Event

EVENING = 18


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

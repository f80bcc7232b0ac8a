"""When a reminder is due: an offset before the start, counted as people count.

A timed event is counted back from its start: days and weeks as calendar days in the
subscriber's zone, hours and minutes as they pass (RFC 5545 §3.3.6). An event known by its
day has no hour to count from: the offset is rounded up to whole days, at least one, and
the reminder comes at a fixed local hour of that day.
"""

import datetime as dt

from calendars.dates import zones
from calendars.dates.before import DAY, LONGEST_DAYS, Before
from calendars.dates.when import When
from calendars.events.occurrences import Occurrence
from calendars.events.occurrences import occurrences as expanded
from calendars.reading.mention import Status
from calendars.store.tables import Event

EVENING = 18


def occurrences(
    event: Event, today: dt.date, horizon: dt.timedelta = dt.timedelta()
) -> list[Occurrence]:
    """The times of which a reminder can be due up to the horizon; none of an event that is off."""
    gone = event.withdrawn is not None or event.merged_into is not None
    if gone or event.status not in (Status.SCHEDULED, Status.RESCHEDULED):
        return []
    reach = (LONGEST_DAYS + 3) * DAY
    return expanded(event, today - LONGEST_DAYS * DAY, today + horizon + reach)


def takes_place(event: Event, occurrence: str) -> bool:
    """Whether the event still takes place at the time of that key."""
    day = When.of(occurrence).window.first
    return occurrence in [one.key for one in occurrences(event, day)]


def on_clocks(moment: dt.datetime, zone: str) -> dt.datetime:
    """The moment on the clocks of a zone, in UTC at the ends of the calendar."""
    try:
        return moment.astimezone(zones.zone(zone))
    except OverflowError:
        return moment.astimezone(dt.UTC)


def due(occurrence: Occurrence, before: Before, zone: str, *, hour: int = EVENING) -> dt.datetime:
    """The moment in UTC at which a subscriber in `zone` is to be reminded.

    `hour` is the local one for events known by their day. A wall time that a clock
    change leaves out moves forward by the change, one that happens twice is the first.

    >>> due(Occurrence(dt.date(2021, 4, 2)), Before.of("P1D"), "Europe/Moscow").isoformat()
    '2021-04-01T15:00:00+00:00'
    """
    if occurrence.starts is None:
        return due_on_eve(occurrence.day, zone, hour, days=before.whole_days)
    if not before.days:
        return occurrence.starts - before.time
    wall = occurrence.starts.astimezone(zones.zone(zone)).replace(tzinfo=None)
    return zones.to_utc(wall - before.days * DAY, zone) - before.time


def due_on_eve(day: dt.date, zone: str, hour: int = EVENING, *, days: int = 1) -> dt.datetime:
    """The moment in UTC of a local hour so many days before a day."""
    return zones.to_utc(dt.datetime.combine(day - days * DAY, dt.time(hour)), zone)

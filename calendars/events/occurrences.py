"""The times at which an event takes place: once, or again and again by its rule."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from calendars.dates import series, zones
from calendars.dates.edtf import Point
from calendars.dates.when import When
from calendars.store.tables import Event

MOST = 1_000


@dataclass(frozen=True, slots=True, order=True)
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
    """When the event begins for the first time, None where nobody named the day."""
    if event.starts is not None:
        return Occurrence(event.window_first, event.starts)
    begins = event.when.begins if event.when else None
    if begins is None or begins.approximate or begins.uncertain:
        return None
    return Occurrence(begins.window.first)


def occurrences(
    event: Event, first: dt.date, last: dt.date, *, most: int = MOST
) -> list[Occurrence]:
    """The times that lie between two days, both inclusive; at most so many, the first ones."""
    once = announced(event)
    if once is None:
        return []
    if event.rrule is None:
        return [once] if first <= once.day <= last else []
    left_out = {*event.exdates, *event.instances}
    found = [
        one
        for one in islice(_by_rule(event, once, first, last), most + len(left_out))
        if one.day.isoformat() not in left_out
    ]
    moved = [moved_to(event, edtf) for edtf in event.instances.values()]
    found += [one for one in moved if one and first <= one.day <= last]
    return sorted(set(found), key=lambda one: (one.day, one.key))[:most]


def _by_rule(event: Event, once: Occurrence, first: dt.date, last: dt.date) -> Iterator[Occurrence]:
    """The times that the rule gives; a clock time stays the same on the clocks of the place."""
    rule = event.rrule or ""
    if once.starts is None:
        for day in series.times(rule, once.day, first, last):
            yield Occurrence(day)
        return
    zone = event.zone or "UTC"
    wall = once.starts.astimezone(zones.zone(zone)).replace(tzinfo=None)
    for moment in series.times(rule, wall, first, last):
        if isinstance(moment, dt.datetime):
            yield Occurrence(moment.date(), zones.to_utc(moment, zone))


def moved_to(event: Event, edtf: str) -> Occurrence | None:
    """One time of a series that was moved, None where its new day is not named."""
    begins = When.of(edtf).begins
    if not isinstance(begins, Point) or begins.approximate or begins.uncertain:
        return None
    if begins.clock is None:
        return Occurrence(begins.window.first) if begins.day is not None else None
    starts = begins.moment
    if starts is None and event.zone:
        wall = dt.datetime.combine(begins.window.first, begins.clock)
        starts = zones.to_utc(wall, event.zone)
    return Occurrence(begins.window.first, starts)

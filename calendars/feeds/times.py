"""The days or moments that an event takes in a feed."""

import datetime as dt

from calendars.dates.edtf import Point
from calendars.dates.when import When
from calendars.dates.zones import zone
from calendars.errors import UnknownZone
from calendars.feeds.showing import Showing
from calendars.store.tables import Event

UTC_NAMES = ("UTC", "Etc/UTC", "Etc/UCT", "Zulu", "GMT", "Etc/GMT")
DAY = dt.timedelta(days=1)

Moment = dt.date | dt.datetime


def times_of(
    event: Event, shown: Showing, zone_name: str | None = None
) -> tuple[Moment, Moment | None]:
    """Start and exclusive end: days, or moments on the clocks of that zone, else the event's.

    The end is None for a clock time of which no end was told.
    """
    when = When.of(shown.edtf)
    if _is_timed(when):
        told = event.edtf is not None and When.of(event.edtf) == when
        start = event.starts if told else _moment(when.begins)
        end = event.ends if told else _moment(when.ends)
        if start is not None:
            start, end = _in_zone(start, end, zone_name or event.zone)
            return start, end if end is not None and end > start else None
    return shown.days.first, shown.days.last + DAY


def told_in(event: Event, zone_name: str | None) -> dict[str, str | None]:
    """`start` and `end` of an event as single EDTF dates, clock times in that zone if told."""
    when = event.when.in_zone(event.zone) if event.when else None
    told = {"start": when.start if when else None, "end": when.end if when else None}
    for name, moment in (("start", event.starts), ("end", event.ends)):
        if zone_name and moment and told[name]:
            told[name] = moment.astimezone(zone(zone_name)).isoformat(timespec="minutes")
    return told


def _is_timed(when: When) -> bool:
    """Whether it begins at a clock time, and does not end on a later day at no clock time."""
    begins = when.begins
    if begins is None or begins.clock is None or begins.approximate or begins.uncertain:
        return False
    ends = when.ends
    return ends is None or ends.clock is not None or ends.window == begins.window


def _moment(point: Point | None) -> dt.datetime | None:
    return point.moment if point else None


def _in_zone(
    start: dt.datetime, end: dt.datetime | None, name: str | None
) -> tuple[dt.datetime, dt.datetime | None]:
    """Both on the clocks of the zone; in UTC where it is unknown or a clock time comes twice.

    Of such a time the first is meant (RFC 5545 §3.3.5), but ical.js takes the second.
    """
    try:
        tz = zone(name) if name and name not in UTC_NAMES else dt.UTC
    except UnknownZone:
        tz = dt.UTC
    local = [moment.astimezone(tz) for moment in (start, end) if moment is not None]
    if any(_comes_twice(moment) for moment in local):
        local = [moment.astimezone(dt.UTC) for moment in local]
    return local[0], local[1] if end is not None else None


def _comes_twice(local: dt.datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()

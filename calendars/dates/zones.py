"""Time zones by their IANA names, from the operating system or PyPI `tzdata`."""

import datetime as dt
import zoneinfo
from dataclasses import dataclass
from functools import lru_cache

from calendars.errors import UnknownZone

HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Transition:
    """A change of a zone's offset.

    `at` is in UTC; the offsets hold before and from that instant; `saving` says that
    daylight saving time begins with it.
    """

    at: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str
    saving: bool


@lru_cache(maxsize=512)
def zone(name: str) -> zoneinfo.ZoneInfo:
    """The zone of an IANA name.

    Raises:
        UnknownZone: There is no such zone.
    """
    try:
        if not name or name.startswith(("/", ".")):
            raise ValueError(name)
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZone(
            f"“{name[:60]}” is not a time zone: use an IANA name such as Europe/Moscow."
        ) from error


def to_utc(local: dt.datetime, name: str) -> dt.datetime:
    """The instant of a naive wall time in a zone.

    A wall time that a clock change leaves out is moved forward by the change, one that
    happens twice is the first (RFC 5545 §3.3.5).

    >>> to_utc(dt.datetime(2021, 4, 2, 10), "Europe/Moscow").isoformat()
    '2021-04-02T07:00:00+00:00'
    """
    return local.replace(tzinfo=zone(name), fold=0).astimezone(dt.UTC)


def offset_at(local: dt.datetime, name: str) -> dt.timedelta:
    """The offset from UTC of a naive wall time in a zone."""
    return local.replace(tzinfo=zone(name), fold=0).utcoffset() or dt.timedelta()


@lru_cache(maxsize=4096)
def transitions(name: str, first_year: int, last_year: int) -> tuple[Transition, ...]:
    """The changes of a zone's offset or name within whole years, in order.

    Found by bisection between steps of a week, to the second; `zoneinfo` does not list
    them.
    """
    tz = zone(name)
    step = dt.timedelta(days=7)
    at = dt.datetime(first_year, 1, 1, tzinfo=dt.UTC)
    end = dt.datetime(last_year + 1, 1, 1, tzinfo=dt.UTC)
    found = []
    while at < end:
        following = min(at + step, end)
        if _state(tz, at) != _state(tz, following):
            found.append(_between(tz, at, following))
        at = following
    return tuple(change for change in found if change.at < end)


_State = tuple[dt.timedelta, str, bool]


def _state(tz: zoneinfo.ZoneInfo, at: dt.datetime) -> _State:
    local = at.astimezone(tz)
    return local.utcoffset() or dt.timedelta(), local.tzname() or "", bool(local.dst())


def _between(tz: zoneinfo.ZoneInfo, low: dt.datetime, high: dt.datetime) -> Transition:
    before = _state(tz, low)
    while high - low > dt.timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        if _state(tz, middle) == before:
            low = middle
        else:
            high = middle
    offset, name, saving = _state(tz, high)
    return Transition(at=high, before=before[0], after=offset, name=name, saving=saving)


def state_before(name: str, year: int) -> tuple[dt.timedelta, str, bool]:
    """Offset, abbreviation and daylight saving of a zone as a year begins (UTC)."""
    return _state(zone(name), dt.datetime(year, 1, 1, tzinfo=dt.UTC))

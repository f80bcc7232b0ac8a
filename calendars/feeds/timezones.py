"""VTIMEZONE components: when the clocks of a zone change (RFC 5545 §3.6.5).

Where they change by the same yearly rule in all years that matter, that rule is told, once
for each direction. Elsewhere each change is a block of its own, without RDATE, for readers
of packed dates give wrong times. Only whole years are told, those of the events that use
the zone, so that the bytes stay the same from day to day.
"""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from calendars.dates.zones import transitions, zone

SERIES_YEARS = 10
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_ZONED = re.compile(r"^(?:DTSTART|DTEND|EXDATE);TZID=([^:\r\n]+):(\d{4})", re.MULTILINE)
_RULE = re.compile(r"^RRULE:(?:[^\r\n]*UNTIL=(\d{4}))?", re.MULTILINE)


def vtimezones(events: Iterable[str]) -> str:
    """The VTIMEZONE of every zone that the VEVENTs use, in order of name."""
    years: dict[str, tuple[int, int]] = {}
    for text in events:
        for name, year in _years_used(text):
            first, last = years.get(name, (year, year))
            years[name] = min(first, year), max(last, year)
    return "".join(vtimezone(name, *years[name]) for name in sorted(years))


def _years_used(text: str) -> list[tuple[str, int]]:
    used = [(name, int(year)) for name, year in _ZONED.findall(text)]
    rule = _RULE.search(text) if used else None
    if rule:
        name, year = used[0]
        used.append((name, int(rule[1]) if rule[1] else year + SERIES_YEARS))
    return used


@dataclass(frozen=True, slots=True)
class Block:
    """One STANDARD or DAYLIGHT part: from `onset` on, by the clocks before it."""

    saving: bool
    onset: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str
    rule: str | None = None

    def __str__(self) -> str:
        """The lines of the part."""
        kind = "DAYLIGHT" if self.saving else "STANDARD"
        rule = f"RRULE:{self.rule}\r\n" if self.rule else ""
        return (
            f"BEGIN:{kind}\r\n"
            f"DTSTART:{self.onset.year:04}{self.onset:%m%dT%H%M%S}\r\n"
            f"{rule}"
            f"TZOFFSETFROM:{_offset_text(self.before)}\r\n"
            f"TZOFFSETTO:{_offset_text(self.after)}\r\n"
            f"TZNAME:{self.name}\r\n"
            f"END:{kind}\r\n"
        )


@lru_cache(maxsize=1024)
def vtimezone(name: str, first_year: int, last_year: int) -> str:
    """One zone over whole years of its own clocks, both inclusive.

    Raises:
        UnknownZone: There is no such zone.
    """
    begin = dt.datetime(first_year, 1, 1, tzinfo=zone(name))
    changes = _changes(name, first_year - 1, last_year)
    blocks = _yearly(changes, last_year - first_year + 2)
    if blocks is None:
        first = Block(
            bool(begin.dst()), begin, _offset(begin), _offset(begin), begin.tzname() or ""
        )
        blocks = [first, *(change for change in changes if change.onset.year >= first_year)]
    # A zone needs no DAYLIGHT, but some readers look for a STANDARD.
    if all(block.saving for block in blocks):
        blocks[0] = replace(blocks[0], saving=False)
    return "".join([f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\n", *map(str, blocks), "END:VTIMEZONE\r\n"])


def _changes(name: str, first_year: int, last_year: int) -> list[Block]:
    found = transitions(name, max(first_year - 1, 1), min(last_year + 1, dt.MAXYEAR - 1))
    blocks = [
        Block(
            change.saving,
            change.at.replace(tzinfo=None) + change.before,
            change.before,
            change.after,
            change.name,
        )
        for change in found
    ]
    return [block for block in blocks if first_year <= block.onset.year <= last_year]


def _yearly(changes: list[Block], years: int) -> list[Block] | None:
    """The changes as one rule for each direction, None where they follow none.

    Ruby's icalendar refuses a feed where one of two STANDARD blocks lies after an event;
    with one rule for all years it finds the change before each.
    """
    directions = [
        [change for change in changes if change.saving is saving] for saving in (False, True)
    ]
    if any(len({change.onset.year for change in way}) != years for way in directions):
        return None
    if len(changes) != 2 * years:
        return None
    ruled = [_ruled(way) for way in directions]
    return [block for block in ruled if block] if all(ruled) else None


def _ruled(changes: list[Block]) -> Block | None:
    """The first change with the rule that gives the others, None where there is none."""
    first = changes[0]
    alike = {
        (c.before, c.after, c.name, c.onset.month, c.onset.time(), c.onset.weekday())
        for c in changes
    }
    if len(alike) > 1:
        return None
    day = WEEKDAYS[first.onset.weekday()]
    if all(
        change.onset.day + 7 > monthrange(change.onset.year, change.onset.month)[1]
        for change in changes
    ):
        place = -1
    elif len(places := {(change.onset.day + 6) // 7 for change in changes}) == 1:
        place = places.pop()
    else:
        return None
    return replace(first, rule=f"FREQ=YEARLY;BYMONTH={first.onset.month};BYDAY={place}{day}")


def _offset(moment: dt.datetime) -> dt.timedelta:
    return moment.utcoffset() or dt.timedelta()


def _offset_text(offset: dt.timedelta) -> str:
    seconds = abs(int(offset.total_seconds()))
    sign = "-" if offset < dt.timedelta() else "+"
    text = f"{sign}{seconds // 3600:02}{seconds // 60 % 60:02}"
    return text + (f"{seconds % 60:02}" if seconds % 60 else "")

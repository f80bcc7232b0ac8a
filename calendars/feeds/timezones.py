"""VTIMEZONE components: one block for each change of the clocks (RFC 5545 §3.6.5).

Each stands alone, without RRULE or RDATE, because readers of packed rules give wrong
times. Only whole years are told, those of the events that use the zone, so that the bytes
stay the same from day to day.
"""

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache

from calendars.dates.zones import transitions, zone

SERIES_YEARS = 10

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


@lru_cache(maxsize=1024)
def vtimezone(name: str, first_year: int, last_year: int) -> str:
    """One zone over whole years of its own clocks, both inclusive.

    Raises:
        UnknownZone: There is no such zone.
    """
    begin = dt.datetime(first_year, 1, 1, tzinfo=zone(name))
    blocks = [(bool(begin.dst()), begin, _offset(begin), _offset(begin), begin.tzname() or "")]
    for change in transitions(name, max(first_year - 1, 1), min(last_year + 1, 9998)):
        onset = change.at.replace(tzinfo=None) + change.before
        if first_year <= onset.year <= last_year:
            blocks.append((change.saving, onset, change.before, change.after, change.name))
    # A zone needs no DAYLIGHT, but some readers look for a STANDARD.
    if all(saving for saving, *_ in blocks):
        blocks[0] = (False, *blocks[0][1:])
    lines = [f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\n"]
    lines += [_block(*block) for block in blocks]
    return "".join([*lines, "END:VTIMEZONE\r\n"])


def _block(
    saving: bool, onset: dt.datetime, before: dt.timedelta, after: dt.timedelta, name: str
) -> str:
    kind = "DAYLIGHT" if saving else "STANDARD"
    return (
        f"BEGIN:{kind}\r\n"
        f"DTSTART:{onset.year:04}{onset:%m%dT%H%M%S}\r\n"
        f"TZOFFSETFROM:{_offset_text(before)}\r\n"
        f"TZOFFSETTO:{_offset_text(after)}\r\n"
        f"TZNAME:{name}\r\n"
        f"END:{kind}\r\n"
    )


def _offset(moment: dt.datetime) -> dt.timedelta:
    return moment.utcoffset() or dt.timedelta()


def _offset_text(offset: dt.timedelta) -> str:
    seconds = abs(int(offset.total_seconds()))
    sign = "-" if offset < dt.timedelta() else "+"
    text = f"{sign}{seconds // 3600:02}{seconds // 60 % 60:02}"
    return text + (f"{seconds % 60:02}" if seconds % 60 else "")

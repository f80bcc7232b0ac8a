"""What is in a feed, ours or anybody's, and what could go wrong with it, in plain words."""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass

from calendars.dates import zones
from calendars.errors import UnknownZone
from calendars.feeds.lines import LINE_OCTETS

# Google Calendar takes no more.
MOST_EVENTS = 1_000
MOST_OCTETS = 1_000_000
EXAMPLES = 3

_BREAK = re.compile(rb"\r?\n|\r")
_BARE_LF = re.compile(rb"(?<!\r)\n")
_FOLDED = re.compile(rb"\r?\n[ \t]")
_USED = re.compile(rb"^[A-Z-]+;[^:\r\n]*TZID=\"?([^:;\"\r\n]+)", re.MULTILINE | re.IGNORECASE)
_DEFINED = re.compile(rb"^TZID:([^\r\n]+)", re.MULTILINE | re.IGNORECASE)
_METHOD = re.compile(rb"^METHOD:", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Content:
    """What a feed has: its size, its events, the days they lie on, its zones, what is wrong."""

    octets: int
    events: int
    first: dt.date | None
    last: dt.date | None
    zones: tuple[str, ...]
    warnings: tuple[str, ...]


def examine(feed: bytes, today: dt.date) -> Content:
    """Read an iCalendar feed and say what a calendar program could stumble over."""
    from calendars.feeds.ics import entries_of

    used, lines = _zones(feed), _of_lines(feed)
    try:
        entries = entries_of(feed)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        unread = f"It cannot be read as iCalendar: {str(error)[:200] or type(error).__name__}."
        return Content(len(feed), 0, None, None, used, (unread, *lines))
    first = min((one.first for one in entries if one.first), default=None)
    last = max((one.last for one in entries if one.last), default=None)
    series = b"\nRRULE" in feed
    found = [*lines, *_of_zones(feed, used), *_of_size(len(feed), len(entries))]
    if not entries:
        found.append("It has no events.")
    elif last is not None and last < today and not series:
        found.append(f"All its events are past: the last one is on {last}.")
    named = Counter(one.uid for one in entries if not one.is_moved and one.uid)
    twice = [uid for uid, times in named.items() if times > 1]
    if twice:
        found.append(f"Several events share a UID, and one hides the other: {_some(twice)}.")
    if without := [one.uid or "?" for one in entries if one.lacks]:
        found.append(f"UID, DTSTAMP or DTSTART is missing in {len(without)} events.")
    if broken := [f"{one.uid}, {why}" for one in entries for why in one.errors]:
        found.append(f"Some properties cannot be read: {_some(broken)}.")
    return Content(len(feed), len(entries), first, last, used, tuple(found))


def _zones(feed: bytes) -> tuple[str, ...]:
    names = _USED.findall(_FOLDED.sub(b"", feed))
    return tuple(sorted({name.decode("utf-8", "replace") for name in names}))


def _of_lines(feed: bytes) -> list[str]:
    found = []
    try:
        feed.decode()
    except UnicodeDecodeError as error:
        found.append(f"It is not UTF-8 from byte {error.start} on.")
    if feed.startswith(b"\xef\xbb\xbf"):
        found.append("It begins with a byte order mark, which some programs refuse.")
    if _BARE_LF.search(feed):
        found.append("Some lines end in LF alone, not in CRLF.")
    if long := sum(len(line) > LINE_OCTETS for line in _BREAK.split(feed)):
        found.append(f"{long} lines are longer than {LINE_OCTETS} bytes.")
    if _METHOD.search(feed):
        found.append("It has a METHOD, so that some programs take it for an invitation.")
    return found


def _of_zones(feed: bytes, used: tuple[str, ...]) -> list[str]:
    defined = {name.decode("utf-8", "replace") for name in _DEFINED.findall(feed)}
    found = []
    if missing := [name for name in used if name not in defined]:
        found.append(f"No VTIMEZONE tells the clocks of {_some(missing)}.")
    if unknown := [name for name in used if not _is_zone(name)]:
        found.append(f"No IANA time zone is called {_some(unknown)}.")
    return found


def _is_zone(name: str) -> bool:
    try:
        zones.zone(name)
    except UnknownZone:
        return False
    return True


def _of_size(octets: int, events: int) -> list[str]:
    found = []
    if octets > MOST_OCTETS:
        found.append(f"It has {octets:,} bytes; Google Calendar takes {MOST_OCTETS:,}.")
    if events > MOST_EVENTS + 1:
        found.append(f"It has {events:,} events; Google Calendar takes {MOST_EVENTS:,}.")
    return found


def _some(names: list[str]) -> str:
    rest = f" and {len(names) - EXAMPLES} more" if len(names) > EXAMPLES else ""
    return ", ".join(name[:80] for name in names[:EXAMPLES]) + rest

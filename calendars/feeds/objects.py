"""The events of a feed, each as a calendar of its own (RFC 4791 §4.1).

An object has one UID: the entry of its event and, of a series, the times that were moved.
Its entries are the bytes of the feed.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import groupby

from calendars.feeds.components import Component, parse, unescaped
from calendars.feeds.frame import PRODID
from calendars.feeds.instances import Span, extent, read_utc
from calendars.feeds.timezones import vtimezones

BEGIN = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODID}\r\n"
END = "END:VCALENDAR\r\n"

_ENTRY = re.compile(r"^BEGIN:VEVENT\r\n.*?^END:VEVENT\r\n", re.MULTILINE | re.DOTALL)
_UID = re.compile(r"^UID:([^\r\n]*(?:\r\n [^\r\n]*)*)\r\n", re.MULTILINE)
_TIMES = re.compile(
    r"^(?:(?:BEGIN|END):VEVENT|(?:DTSTART|DTEND|DURATION|RRULE)[;:][^\r\n]*(?:\r\n [^\r\n]*)*)\r\n",
    re.MULTILINE,
)
_MODIFIED = re.compile(r"^LAST-MODIFIED:(\d{8}T\d{6}Z)\r\n", re.MULTILINE)


class CalendarObject:
    """One event of a calendar with the zones that it needs.

    `entries` is the text of its VEVENT, `text` the whole; `tag` is its strong entity tag.
    """

    def __init__(self, uid: str, entries: str) -> None:
        self.uid = uid
        self.entries = entries
        self.text = f"{BEGIN}{vtimezones([entries])}{entries}{END}"
        self.body = self.text.encode()
        self.tag = f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'

    @property
    def modified(self) -> dt.datetime:
        """The moment of its last revision."""
        return read_utc(max(_MODIFIED.findall(self.entries)))

    @cached_property
    def calendar(self) -> Component:
        """The object, taken apart."""
        return parse(self.text)

    @property
    def events(self) -> tuple[Component, ...]:
        """Its VEVENT, taken apart."""
        return tuple(one for one in self.calendar.components if one.name == "VEVENT")

    @cached_property
    def extent(self) -> Span:
        """The stretch of time that it can be looked for in, told without taking it apart."""
        times = "".join(_TIMES.findall(self.entries))
        return extent(parse(f"BEGIN:VCALENDAR\r\n{times}{END}").components)


def objects_of(feed: bytes, known: Mapping[str, CalendarObject]) -> dict[str, CalendarObject]:
    """The objects of a feed by UID, in its order; those known are taken where they are the same."""
    found = {}
    for uid, entries in _entries(feed.decode()):
        kept = known.get(uid)
        same = kept is not None and kept.entries == entries
        found[uid] = kept if kept is not None and same else CalendarObject(uid, entries)
    return found


def _entries(feed: str) -> Iterator[tuple[str, str]]:
    for uid, texts in groupby(_ENTRY.findall(feed), key=_uid):
        yield uid, "".join(texts)


def _uid(entry: str) -> str:
    found = _UID.search(entry)
    return unescaped(found[1].replace("\r\n ", "")) if found else ""

"""What stands around the events of an iCalendar feed (RFC 5545 §3.6, RFC 7986).

There is no METHOD, which would ask for a new DTSTAMP with each answer, and no UID of the
calendar, with which some clients keep one event of the whole feed.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from calendars.feeds.lines import clean, content_line, escape, one_line, uri
from calendars.feeds.timezones import vtimezones

PRODID = "-//Dateline//Dateline 1//EN"
REFRESH = "PT1H"
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class About:
    """What a feed says of itself.

    `source` is the address of the feed and `page` that of its page; `colour` is a CSS
    colour name or `#rrggbb`. Of a `hidden` feed the address leads nobody anywhere.
    """

    name: str
    source: str
    page: str
    description: str | None = None
    colour: str | None = None
    hidden: bool = False


def vcalendar(about: About, modified: dt.datetime, events: Sequence[str]) -> bytes:
    """The feed: its own properties, the zones, then the events as they are."""
    head = ["BEGIN:VCALENDAR\r\n", *_properties(about, modified), vtimezones(events)]
    return "".join([*head, *events, "END:VCALENDAR\r\n"]).encode()


def _properties(about: About, modified: dt.datetime) -> list[str]:
    name = escape(one_line(about.name))
    told = [("VERSION", "2.0"), ("PRODID", PRODID), ("NAME", name), ("X-WR-CALNAME", name)]
    words = escape(clean(about.description or "").strip())
    if words:
        told += [("DESCRIPTION", words), ("X-WR-CALDESC", words)]
    told += [
        ("URL", uri(about.page) or ""),
        ("SOURCE;VALUE=URI", "" if about.hidden else uri(about.source) or ""),
        ("LAST-MODIFIED", _utc(modified)),
        ("REFRESH-INTERVAL;VALUE=DURATION", REFRESH),
        ("X-PUBLISHED-TTL", REFRESH),
    ]
    told += _colours(about.colour or "")
    return [content_line(name, value) for name, value in told if value]


def _colours(colour: str) -> list[tuple[str, str]]:
    """COLOR takes CSS names only (RFC 7986 §5.9); Apple's own property takes the digits."""
    if re.fullmatch("#[0-9a-fA-F]{6}", colour):
        return [("X-APPLE-CALENDAR-COLOR", colour.upper())]
    return [("COLOR", colour.lower())] if re.fullmatch("[A-Za-z]+", colour) else []


def remark(about: About, modified: dt.datetime, day: dt.date, shown: int) -> str:
    """The last entry of a feed that was cut: it says so, on the day from which events lack."""
    stamp = _utc(modified)
    words = (
        f"This calendar has room for {shown} events and shows the first of them. Those from "
        f"this day on are not all here: ask for a narrower choice, or for later days with "
        f"“from={day}”.\n\n{about.page}"
    )
    told = [
        ("UID", remark_uid(about.source)),
        ("DTSTAMP", stamp),
        ("CREATED", stamp),
        ("LAST-MODIFIED", stamp),
        ("SEQUENCE", "0"),
        ("DTSTART;VALUE=DATE", _day(day)),
        ("DTEND;VALUE=DATE", _day(day + DAY)),
        ("SUMMARY", escape(f"More events follow; this calendar ends after {shown:,}")),
        ("STATUS", "CONFIRMED"),
        ("TRANSP", "TRANSPARENT"),
        ("CLASS", "PUBLIC"),
        ("URL", uri(about.page) or ""),
        ("DESCRIPTION", escape(words)),
    ]
    lines = [content_line(name, value) for name, value in told if value]
    return "".join(["BEGIN:VEVENT\r\n", *lines, "END:VEVENT\r\n"])


def remark_uid(source: str) -> str:
    """The UID of the entry that says that the feed of this address was cut."""
    return hashlib.sha256(f"cut {source}".encode()).hexdigest()[:32]


def _utc(moment: dt.datetime) -> str:
    utc = moment.astimezone(dt.UTC)
    return f"{utc.year:04}{utc:%m%dT%H%M%SZ}"


def _day(day: dt.date) -> str:
    return f"{day.year:04}{day:%m%d}"

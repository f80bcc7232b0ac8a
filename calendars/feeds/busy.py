"""When the events of a calendar take somebody's time (RFC 4791 §7.10, RFC 5545 §3.6.4)."""

import datetime as dt
from collections.abc import Iterable

from calendars.feeds.components import Component
from calendars.feeds.instances import Span, in_utc, instances
from calendars.feeds.lines import content_line
from calendars.feeds.objects import BEGIN, END, CalendarObject

BUSY, TENTATIVE = "BUSY", "BUSY-TENTATIVE"

Period = tuple[dt.datetime, dt.datetime]


def free_busy(
    objects: Iterable[CalendarObject], begins: dt.datetime, ends: dt.datetime, *, now: dt.datetime
) -> str:
    """The busy time between two moments as a VFREEBUSY; events of whole days take none."""
    taken: dict[str, list[Period]] = {BUSY: [], TENTATIVE: []}
    for one in objects:
        for found in instances(one.events, Span(begins, ends), dt.UTC):
            kind = _kind(found.component)
            if kind is not None and found.ends > found.begins:
                taken[kind].append((max(found.begins, begins), min(found.ends, ends)))
    lines = [
        content_line(f"FREEBUSY;FBTYPE={kind}", f"{in_utc(start)}/{in_utc(end)}")
        for kind, periods in taken.items()
        for start, end in joined(periods)
    ]
    head = (
        f"BEGIN:VFREEBUSY\r\nDTSTAMP:{in_utc(now)}\r\n"
        f"DTSTART:{in_utc(begins)}\r\nDTEND:{in_utc(ends)}\r\n"
    )
    return "".join([BEGIN, head, *lines, "END:VFREEBUSY\r\n", END])


def joined(periods: Iterable[Period]) -> list[Period]:
    """The periods in order, those that touch made one."""
    found: list[Period] = []
    for start, end in sorted(periods):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _kind(entry: Component) -> str | None:
    status, transparent = entry.get("STATUS"), entry.get("TRANSP")
    if transparent is not None and transparent.value == "TRANSPARENT":
        return None
    if status is not None and status.value == "CANCELLED":
        return None
    return TENTATIVE if status is not None and status.value == "TENTATIVE" else BUSY

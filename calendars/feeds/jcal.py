"""The iCalendar feed in JSON: jCal (RFC 7265)."""

import datetime as dt
import json
from dataclasses import replace

from sqlmodel import Session

from calendars.feeds import joined
from calendars.feeds.frame import About
from calendars.feeds.joined import Written
from calendars.feeds.selection import Limits, Selection
from calendars.feeds.style import Style


def write(
    session: Session,
    selection: Selection,
    about: About,
    modified: dt.datetime,
    *,
    style: Style,
    limits: Limits,
) -> Written:
    """Write the iCalendar feed and say it in JSON, which takes more room for the same events."""
    from calendars.feeds.ics import as_jcal

    narrow = limits
    while True:
        written = joined.write(session, selection, about, modified, style=style, limits=narrow)
        body = json.dumps(as_jcal(written.body), ensure_ascii=False).encode()
        if len(body) <= limits.octets or written.count == 0:
            return replace(written, body=body)
        narrow = replace(narrow, octets=len(written.body) * limits.octets // len(body) * 9 // 10)

"""The events as the JSON that the API answers (`GET /api/v1/events`)."""

import datetime as dt
import json

from sqlmodel import Session, col, select

from calendars.events import shape
from calendars.feeds.frame import About
from calendars.feeds.joined import Written
from calendars.feeds.listed import fitted
from calendars.feeds.selection import Limits, Selection
from calendars.feeds.style import Style
from calendars.feeds.times import told_in
from calendars.store.tables import Event

BATCH = 500


def write(
    session: Session,
    selection: Selection,
    _about: About,
    _modified: dt.datetime,
    *,
    style: Style,
    limits: Limits,
) -> Written:
    """Write `{"items": [event…], "next": cursor or null}`."""
    ids = [entry.id for entry in selection.entries]
    told: dict[int, str] = {}
    for start in range(0, len(ids), BATCH):
        batch = col(Event.id).in_(ids[start : start + BATCH])
        some = session.exec(select(Event).where(batch)).all()
        shaped = shape.events(session, some, quote_length=style.quote_length)
        for event, one in zip(some, shaped, strict=True):
            one |= told_in(event, style.options.zone)
            told[event.id] = json.dumps(one, ensure_ascii=False)
    items = [told[event_id] for event_id in ids]

    def body(count: int, following: str | None) -> bytes:
        return (
            f'{{"items": [{", ".join(items[:count])}], "next": {json.dumps(following)}}}'.encode()
        )

    return fitted(selection, limits, body)

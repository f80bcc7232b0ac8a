"""Lists of events as JSON, joined of the texts that are kept with the events.

A text is written when it is missing or of another style. It is kept without the times of a
series, which depend on the days asked for, and dropped by the database (migration 0009) as
soon as its event, what is said of it or what stands beside it changes.
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlmodel import Session, col

from calendars.events import journal, shape
from calendars.events.finding import by_id, find_rows, times_of
from calendars.events.order import Order
from calendars.events.search import Search
from calendars.store.insert import insert_new
from calendars.store.tables import Event, EventJson

# To be raised with every change of what is written, so that kept texts are written anew.
EDITION = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """The JSON texts of some events in order, and the cursor of those that follow.

    `missing` are the texts that should be kept and were not yet, as of `version` of the
    journal.
    """

    items: tuple[str, ...]
    next: str | None
    missing: dict[int, str]
    version: int | None = None


def listed(
    session: Session,
    search: Search,
    *,
    today: dt.date,
    limit: int,
    cursor: str | None,
    order: Order,
    quote_length: int,
    is_past: bool = False,
) -> Listed:
    """The events that a search finds; in the past (`is_past`) nothing that is kept is used.

    Raises:
        InvalidFilter: The cursor is none that was given out.
    """
    more = [] if is_past else [_kept(quote_length)]
    found = find_rows(
        session, search, today=today, limit=limit, cursor=cursor, order=order, more=more
    )
    texts = {row.id: row.body for row in found.rows if not is_past and row.body is not None}
    lacking = [row.id for row in found.rows if row.id not in texts]
    version = journal.version(session) if lacking and not is_past else None
    fresh = written(session, lacking, quote_length=quote_length)
    texts |= fresh
    for event_id, event in found.series.items():
        if event_id in texts:
            times = [one.key for one in times_of(event, search, today)]
            texts[event_id] = f'{texts[event_id][:-1]},"occurrences":{_text(times)}}}'
    items = tuple(texts[row.id] for row in found.rows)
    return Listed(items, found.next, {} if is_past else fresh, version)


def written(session: Session, ids: Sequence[int], *, quote_length: int) -> dict[int, str]:
    """Events as JSON texts, by their ids."""
    if not ids:
        return {}
    events = by_id(session, ids)
    told = shape.events(session, list(events.values()), quote_length=quote_length)
    return {one["id"]: _text(one) for one in told}


def keep(session: Session, found: Listed, *, quote_length: int) -> None:
    """Keep the texts that were missing, unless the journal has moved on since."""
    journal.hold(session)
    if journal.version(session) != found.version:
        return
    session.execute(delete(EventJson).where(col(EventJson.event_id).in_(found.missing)))
    mark = _mark(quote_length)
    rows = [{"event_id": id_, "mark": mark, "body": body} for id_, body in found.missing.items()]
    insert_new(session, EventJson, rows, ["event_id"])


@lru_cache(maxsize=8)
def _kept(quote_length: int) -> ColumnElement[Any]:
    """The kept text of an event, of the same style; the very column each time."""
    return (
        select(col(EventJson.body))
        .where(col(EventJson.event_id) == col(Event.id), col(EventJson.mark) == _mark(quote_length))
        .correlate(Event)
        .scalar_subquery()
        .label("body")
    )


def _mark(quote_length: int) -> str:
    return f"{EDITION} {quote_length}"


def _text(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":"))

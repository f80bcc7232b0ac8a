"""Which events a feed has: those its search finds, as far as a feed shows them."""

import datetime as dt
import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, tuple_
from sqlmodel import Session, col, select

from calendars.dates.window import Window
from calendars.events.conditions import conditions, ways
from calendars.events.filters import Cancelled, Imprecise
from calendars.events.finding import matching
from calendars.events.search import Search
from calendars.feeds.showing import MERGED_DAYS, Manner, Showing, showing
from calendars.reading.mention import Status
from calendars.store.tables import Event

BATCH = 1_001
DAY = dt.timedelta(days=1)

# Enough to say how an event is shown, and its kept text; the rest of the row stays unread.
COLUMNS = [
    col(getattr(Event, name))
    for name in (
        "id edtf rrule window_first window_last certain status status_since was modified withdrawn "
        "merged_into ics"
    ).split()
]
ORDER = (col(Event.window_first), col(Event.window_last), col(Event.id))

# Where an event stands in the order of every list: window start, window end, id.
Place = tuple[dt.date, dt.date, int]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one feed may hold, and the days around today that it covers unless told."""

    events: int = 1_000
    octets: int = 1_000_000
    days_back: int = 90
    days_ahead: int = 548


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a feed: how it is shown, and its text where that is kept."""

    id: int
    shown: Showing
    modified: dt.datetime
    kept: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Selection:
    """The entries of a feed in order; `more` is the first one for which there is no room.

    `moved` is the last midnight (UTC) at which an event came in or went out because days
    had passed, None where none did.
    """

    entries: tuple[Entry, ...]
    more: Entry | None
    moved: dt.datetime | None
    cancelled: Cancelled


def choose(
    session: Session,
    search: Search,
    *,
    today: dt.date,
    limits: Limits,
    after: Place | None = None,
) -> Selection:
    """The events of a feed, from those on that come after a place in the order.

    A search without days of its own covers those of the limits around today.
    """
    unbounded = search.first is None and search.last is None and not search.upcoming
    if unbounded:
        search = replace(
            search,
            first=today - dt.timedelta(days=limits.days_back),
            last=today + dt.timedelta(days=limits.days_ahead),
        )
    entries: list[Entry] = []
    more = None
    left: list[dt.date] = []
    for entry in _entries(session, search, today, after):
        if entry.shown.until is not None and entry.shown.until < today:
            left.append(entry.shown.until + DAY)
        elif len(entries) < limits.events:
            entries.append(entry)
        else:
            more = entry
            break
    if unbounded:
        left += _came(entries, limits.days_ahead)
        left += _went(session, search, today, limits.days_back)
    elif search.upcoming:
        left += _went(session, search, today, 0)
    return Selection(
        tuple(entries),
        more,
        _midnight(max((day for day in left if day <= today), default=None)),
        search.cancelled or Cancelled.MARK,
    )


def _entries(
    session: Session, search: Search, today: dt.date, after: Place | None
) -> Iterator[Entry]:
    """The events that the feed would show if none had been off for too long."""
    first = max(filter(None, (search.first, today if search.upcoming else None)), default=None)
    found = (_rows(session, way, after) for way in _found(search, today))
    rows = heapq.merge(*found, _merged(session, search, today, after), key=_place)
    for row in rows:
        shown = showing(row)
        if shown is None or not _admits(search, shown):
            continue
        if row.rrule is not None or _covers(search, first, shown.days):
            yield Entry(row.id, shown, row.modified, row.ics, _place(row))


def _rows(
    session: Session, wanted: Iterable[ColumnElement[bool]], after: Place | None
) -> Iterator[Row[Any]]:
    """The rows in order, fetched a batch at a time, for most feeds are full after one."""
    ordered = select(*COLUMNS).where(*wanted).order_by(*ORDER).limit(BATCH)
    while True:
        statement = ordered if after is None else ordered.where(tuple_(*ORDER) > after)
        rows = session.execute(statement).all()
        yield from rows
        if len(rows) < BATCH:
            return
        after = _place(rows[-1])


def _found(search: Search, today: dt.date) -> list[list[ColumnElement[bool]]]:
    """The ways to the events that stand in a feed."""
    dated = or_(col(Event.edtf).is_not(None), col(Event.was).is_not(None))
    shown = [dated, col(Event.status) != Status.LAPSED]
    return [[*way, *shown] for way in ways(_unshown(search), today)]


def _merged(
    session: Session, search: Search, today: dt.date, after: Place | None
) -> list[Row[Any]]:
    """The events that others took in of late, where the feed has those others."""
    anywhen = replace(_unshown(search), first=None, last=None, upcoming=False, certain=False)
    since = dt.datetime.combine(today, dt.time(), dt.UTC) - dt.timedelta(days=2 * MERGED_DAYS)
    late = select(*COLUMNS).where(col(Event.modified) >= since, col(Event.merged_into).is_not(None))
    rows = session.execute(late if after is None else late.where(tuple_(*ORDER) > after)).all()
    found: list[Row[Any]] = []
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        last = _survivors(session, some)
        survivors = matching(session, anywhen, sorted(set(last.values())), today=today)
        found += [row for row in some if last[row.id] in survivors]
    return sorted(found, key=_place)


def _survivors(session: Session, rows: Sequence[Row[Any]]) -> dict[int, int]:
    """The event that each of these was merged into, in however many steps."""
    last = {row.id: row.merged_into for row in rows}
    while True:
        merged = select(Event.id, Event.merged_into).where(
            col(Event.id).in_(set(last.values())), col(Event.merged_into).is_not(None)
        )
        further = {event: other for event, other in session.exec(merged) if other is not None}
        if not further:
            return last
        last = {event: further.get(other, other) for event, other in last.items()}


def _unshown(search: Search) -> Search:
    """The search without the choices of how events are shown, which are ours to follow."""
    return replace(search, imprecise=None, cancelled=None)


def _covers(search: Search, first: dt.date | None, days: Window) -> bool:
    if search.certain:
        return (not first or days.first >= first) and (not search.last or days.last <= search.last)
    return (not first or days.last >= first) and (not search.last or days.first <= search.last)


def _admits(search: Search, shown: Showing) -> bool:
    if shown.manner.is_off and search.cancelled is Cancelled.HIDE:
        return False
    match search.imprecise:
        case Imprecise.HIDE:
            return shown.manner is not Manner.IMPRECISE
        case Imprecise.ONLY:
            return shown.manner is Manner.IMPRECISE
        case _:
            return True


def _came(entries: list[Entry], days_ahead: int) -> list[dt.date]:
    """The day on which the last of the entries came into the days covered."""
    first = max((entry.shown.days.first for entry in entries), default=None)
    return [first - dt.timedelta(days=days_ahead)] if first else []


def _went(session: Session, search: Search, today: dt.date, days_back: int) -> list[dt.date]:
    """The day on which the last event went out of the days covered."""
    covered = today - dt.timedelta(days=days_back)
    everywhen = replace(_unshown(search), first=None, last=None, upcoming=False)
    statement = select(func.max(Event.window_last)).where(
        *conditions(everywhen, today), col(Event.window_last) < covered
    )
    last = session.exec(statement).one()
    return [last + dt.timedelta(days=days_back + 1)] if last else []


def _place(row: Row[Any]) -> Place:
    return row.window_first, row.window_last, row.id


def _midnight(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time(), dt.UTC) if day else None

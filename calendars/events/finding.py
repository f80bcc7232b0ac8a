"""The events that a search finds, a page at a time."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Row, Select, func, union_all
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from calendars.events.conditions import conditions, shape_of, values_of, ways
from calendars.events.occurrences import Occurrence, occurrences
from calendars.events.order import Order
from calendars.events.order import Place as OrderPlace
from calendars.events.search import Search
from calendars.reading.mention import Status
from calendars.store.tables import Event

MOST_TIMES = 50
YEARS_AHEAD = 1
# Of statements that are kept for the next search of their shape.
MOST_SHAPES = 500
# Of batches in which no series takes place on the days asked for.
MOST_BATCHES = 20


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the events found, in order, and the cursor of those that follow."""

    items: tuple[Event, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of events found, in order, the series among them, and the cursor of what follows."""

    rows: tuple[Row[Any], ...]
    series: dict[int, Event]
    next: str | None


def find(
    session: Session,
    search: Search,
    *,
    today: dt.date,
    limit: int = 50,
    cursor: str | None = None,
    widest: int | None = None,
    without: Iterable[Status] = (),
    order: Order = Order.START,
) -> Page:
    """Find events by the start of their window, then its width, then id, unless told otherwise.

    `widest` leaves out windows of more days unless they are the event's own; `without`
    leaves out events of these statuses.

    Raises:
        InvalidFilter: The cursor is none that was given out.
    """
    wanted: list[ColumnElement[bool]] = []
    hidden = tuple(without)
    if hidden:
        wanted.append(col(Event.status).not_in(hidden))
    if widest is not None:
        wanted.append(col(Event.certain) | (_days(session) <= widest))
    found = find_rows(
        session, search, today=today, limit=limit, cursor=cursor, order=order, wanted=wanted
    )
    events = by_id(session, [row.id for row in found.rows])
    return Page(tuple(events[row.id] for row in found.rows), found.next)


def find_rows(
    session: Session,
    search: Search,
    *,
    today: dt.date,
    limit: int,
    cursor: str | None = None,
    order: Order = Order.START,
    wanted: Sequence[ColumnElement[bool]] = (),
    more: Sequence[Any] = (),
) -> Found:
    """Find events as rows of their place in the order, their rule and `more` columns.

    `wanted` are conditions beside those of the search.

    Raises:
        InvalidFilter: The cursor is none that was given out.
    """
    after = order.read(cursor) if cursor else None
    found: list[Row[Any]] = []
    series: dict[int, Event] = {}
    for _ in range(MOST_BATCHES):
        batch = _first(session, search, today, wanted, order, after, limit + 1, more)
        series |= by_id(session, [row.id for row in batch if row.rrule is not None])
        found += [
            row
            for row in batch
            if row.id not in series or _takes_place(series[row.id], search, today)
        ]
        if len(found) > limit or len(batch) <= limit:
            break
        after = order.place(batch[-1])
    shown = tuple(found[:limit])
    if len(found) > limit:
        return Found(shown, series, order.cursor(order.place(shown[-1])))
    return Found(shown, series, order.cursor(after) if len(batch) > limit and after else None)


def by_id(session: Session, ids: Sequence[int]) -> dict[int, Event]:
    """The events of these ids."""
    if not ids:
        return {}
    return {one.id: one for one in session.exec(select(Event).where(col(Event.id).in_(ids)))}


def _first(
    session: Session,
    search: Search,
    today: dt.date,
    wanted: Sequence[ColumnElement[bool]],
    order: Order,
    after: Sequence[Any] | None,
    limit: int,
    more: Sequence[Any],
) -> Sequence[Row[Any]]:
    """The first events found after a place, so many: of those that each of the ways finds."""
    values = values_of(search, today) | (order.told(after) if after else {})
    asked = (shape_of(search, today), today if search.state else dt.date.min, order, limit)
    build = _statement if wanted else _known_statement
    statement = build(*asked, after is not None, tuple(wanted), tuple(more))
    rows = session.execute(statement, values).all()
    if isinstance(statement, Select):
        return rows
    return sorted(rows, key=order.place, reverse=order.is_last_first)[:limit]


def _statement(
    shape: Search,
    today: dt.date,
    order: Order,
    limit: int,
    goes_on: bool,
    wanted: tuple[ColumnElement[bool], ...],
    more: tuple[Any, ...],
) -> Select[Any] | CompoundSelect[Any]:
    """What is asked of the database, but for the values that are told by name."""
    rest = [*wanted, order.after(None)] if goes_on else wanted
    first = columns(*order.keys, col(Event.rrule), *more).order_by(*order.ordered()).limit(limit)
    firsts = [first.where(*way, *rest) for way in ways(shape, today)]
    if len(firsts) == 1:
        return firsts[0]
    return union_all(*(columns(each.subquery()) for each in firsts))


# To put a statement together takes longer than to answer it.
_known_statement = lru_cache(maxsize=MOST_SHAPES)(_statement)


@dataclass(frozen=True, slots=True)
class Changes:
    """Events that changed, and those of them that a search finds no longer."""

    items: tuple[Event, ...]
    gone: tuple[Event, ...]
    next: str | None


def changes_since(
    session: Session,
    search: Search,
    since: dt.datetime,
    *,
    today: dt.date,
    limit: int = 50,
    cursor: str | None = None,
) -> Changes:
    """What changed from a moment on, in the order of the changes, for one who keeps a copy.

    What became known only since and is not found was never in the copy, and is left out.

    Raises:
        InvalidFilter: The cursor is none that was given out.
    """
    order = Order.MODIFIED
    statement = select(Event).where(col(Event.modified) >= since).order_by(*order.ordered())
    if cursor:
        statement = statement.where(order.after(order.read(cursor)))
    rows = session.exec(statement.limit(limit + 1)).all()
    shown = rows[:limit]
    found = matching(session, search, [event.id for event in shown], today=today)
    return Changes(
        tuple(event for event in shown if event.id in found),
        tuple(event for event in shown if event.id not in found and event.created < since),
        order.cursor(order.place(shown[-1])) if len(rows) > limit else None,
    )


def times_of(
    event: Event, search: Search, today: dt.date, *, most: int = MOST_TIMES
) -> list[Occurrence]:
    """The times of a series on the days that a search asks for, from today on unless told."""
    first = search.first_day(today) or today
    last = search.last or later_by_years(max(first, event.window_first), YEARS_AHEAD)
    return occurrences(event, first, last, most=most)


def _takes_place(event: Event, search: Search, today: dt.date) -> bool:
    """Whether a series has a time on the days asked for."""
    asked = search.first or search.last or search.upcoming
    if event.edtf is None or not asked:
        return True
    begins = search if search.first or search.upcoming else replace(search, first=dt.date.min)
    return bool(times_of(event, begins, today, most=1))


def later_by_years(day: dt.date, years: int) -> dt.date:
    """The same day so many years later, or the last of all days."""
    return dt.date(min(day.year + years, dt.MAXYEAR), day.month, min(day.day, 28))


def matching(
    session: Session, search: Search, ids: Sequence[int], *, today: dt.date
) -> frozenset[int]:
    """Which of the events with these ids the search finds."""
    statement = select(Event.id).where(*conditions(search, today), col(Event.id).in_(ids))
    return frozenset(session.exec(statement).all())


def _days(session: Session) -> ColumnElement[Any]:
    first, last = col(Event.window_first), col(Event.window_last)
    if session.get_bind().dialect.name == "sqlite":
        return func.julianday(last) - func.julianday(first) + 1
    return last - first + 1


def cursor_after(place: OrderPlace) -> str:
    """The cursor of what follows the event with that window start, window end and id."""
    return Order.START.cursor(place)


def read_cursor(cursor: str) -> OrderPlace:
    """The place in the order that a cursor stands for.

    Raises:
        InvalidFilter: The cursor is none that was given out.
    """
    first, last, event_id = Order.START.read(cursor)
    return first, last, event_id

"""What somebody looks for, and the events that it finds."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    bindparam,
    exists,
    func,
    union_all,
)
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from calendars.dates.precision import Precision
from calendars.errors import InvalidFilter
from calendars.events.areas import Box, Circle
from calendars.events.filters import READERS, TODAY, Cancelled, Imprecise, State, circle
from calendars.events.occurrences import Occurrence, occurrences
from calendars.events.order import Order
from calendars.events.order import Place as OrderPlace
from calendars.reading.mention import Certainty, Kind, Status
from calendars.store.tables import Article, Claim, Event, Place
from calendars.store.width import NARROW, is_wide

_SETS = ("country", "kind", "status", "precision")
MOST_TIMES = 50
YEARS_AHEAD = 1
# Of statements that are kept for the next search of their shape.
MOST_SHAPES = 500
# Of batches in which no series takes place on the days asked for.
MOST_BATCHES = 20


@dataclass(frozen=True, slots=True)
class Search:
    """A choice of events; what is None chooses nothing.

    `first` and `last` are the days that an event must be able to lie on, both inclusive;
    `upcoming` puts today in place of `first`. `certain` asks that it cannot lie on any
    other. Of the words of a set one must fit; of `q` and `place` all must. A place must lie
    in all circles and boxes.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    upcoming: bool = False
    q: tuple[str, ...] = ()
    country: frozenset[str] | None = None
    place: tuple[str, ...] = ()
    kind: frozenset[Kind] | None = None
    status: frozenset[Status] | None = None
    precision: frozenset[Precision] | None = None
    certain: bool = False
    certainty: Certainty | None = None
    imprecise: Imprecise | None = None
    cancelled: Cancelled | None = None
    state: tuple[State, ...] = ()
    source: frozenset[str] | None = None
    circles: tuple[Circle, ...] = ()
    boxes: tuple[Box, ...] = ()

    @classmethod
    def parse(cls, filters: Mapping[str, Any]) -> "Search":
        """Read filters as a URL or a saved search tells them.

        Names are `from`, `to` (a day, month or year; `from` also `today`), `q`, `country`,
        `place`, `kind`, `status`, `precision`, `certain`, `certainty`, `imprecise`,
        `cancelled`, `state`, `source` (outlets or numbers of sources), `near` with `radius_km`,
        and `bbox`; lists are comma-separated or arrays. Empty values choose nothing.

        >>> Search.parse({"from": "2021-08", "country": "ru,tm"}).first.isoformat()
        '2021-08-01'

        Raises:
            InvalidFilter: A name is unknown or a value has no meaning.
        """
        found: dict[str, Any] = {}
        for name, value in filters.items():
            read = READERS.get(name)
            if read is None:
                raise InvalidFilter(
                    f"There is no filter “{name[:40]}”; there are {', '.join(sorted(READERS))}.",
                    field=name,
                )
            if value not in (None, "", []):
                found |= read(name, value)
        search = cls(**circle(found))
        if search.first and search.last and search.last < search.first:
            raise InvalidFilter(
                f"“to” ({search.last}) lies before “from” ({search.first}).", field="to"
            )
        return search

    def filters(self) -> dict[str, Any]:
        """The search in the words that `parse` reads, the same for the same search.

        Those words tell of one circle, one box and one state.
        """
        told: dict[str, Any] = {
            "from": TODAY if self.upcoming else self.first and self.first.isoformat(),
            "to": self.last and self.last.isoformat(),
            "q": " ".join(self.q),
            "place": " ".join(self.place),
            "certain": self.certain,
        }
        for name in (*_SETS, "source"):
            told[name] = sorted(getattr(self, name) or ())
        for name in ("certainty", "imprecise", "cancelled"):
            told[name] = getattr(self, name) and getattr(self, name).value
        for around in self.circles:
            told["near"] = f"{around.latitude:.12g},{around.longitude:.12g}"
            told["radius_km"] = f"{around.radius_km:.12g}"
        told["state"] = "".join(self.state[:1])
        told["bbox"] = "".join(map(str, self.boxes[:1]))
        return {name: value for name, value in told.items() if value}

    def narrowed(self, other: "Search") -> "Search":
        """What both searches find; how events are shown is as the other one says.

        >>> august = Search.parse({"from": "2021-08"})
        >>> august.narrowed(Search.parse({"from": "2021-08-12", "q": "forum"})).filters()
        {'from': '2021-08-12', 'q': 'forum'}
        """
        joined = {
            "first": _latest(max, self.first, other.first),
            "last": _latest(min, self.last, other.last),
            "upcoming": self.upcoming or other.upcoming,
            "q": tuple(dict.fromkeys(self.q + other.q)),
            "place": tuple(dict.fromkeys(self.place + other.place)),
            "certain": self.certain or other.certain,
            "certainty": _latest(max, self.certainty, other.certainty),
            "imprecise": other.imprecise or self.imprecise,
            "cancelled": other.cancelled or self.cancelled,
            "state": tuple(dict.fromkeys(self.state + other.state)),
            "circles": tuple(dict.fromkeys(self.circles + other.circles)),
            "boxes": tuple(dict.fromkeys(self.boxes + other.boxes)),
        }
        for name in (*_SETS, "source"):
            joined[name] = _both(getattr(self, name), getattr(other, name))
        return Search(**joined)


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
    values = _told(search, today) | (order.told(after) if after else {})
    asked = (_shape(search, today), today if search.state else dt.date.min, order, limit)
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


def _shape(search: Search, today: dt.date) -> Search:
    """The search with the same in place of all values that are told by name."""
    return replace(
        search,
        first=dt.date.max if _first_day(search, today) else None,
        last=search.last and dt.date.max,
        upcoming=False,
        q=("",) * len(search.q),
        country=None if search.country is None else frozenset(),
    )


def _told(search: Search, today: dt.date) -> dict[str, Any]:
    """The values of a search that its statement has names for."""
    told: dict[str, Any] = {f"word_{n}": f"% {word}%" for n, word in enumerate(search.q)}
    first = _first_day(search, today)
    if first:
        told |= {"first": first, "near": max(first, dt.date.min + NARROW) - NARROW}
    if search.last:
        told["last"] = search.last
    if search.country is not None:
        told["country"] = sorted(search.country)
    return told


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
    first = _latest(max, search.first, today if search.upcoming else None) or today
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


def ways(search: Search, today: dt.date) -> list[list[ColumnElement[bool]]]:
    """The search as alternatives of which no event meets two, each of them answered by an index.

    What can lie on days from a first one on begins there or shortly before, or is wide.
    """
    wanted, told = conditions(search, today), _told(search, today)
    if "near" not in told:
        return [wanted]
    near: BindParameter[dt.date] = bindparam("near", told["near"])
    begins, ends = col(Event.window_first), col(Event.window_last)
    return [[*wanted, begins >= near], [*wanted, begins < near, is_wide(begins, ends)]]


def conditions(search: Search, today: dt.date) -> list[ColumnElement[bool]]:
    """The search as conditions on the event table; what was taken away is never found."""
    return [
        col(Event.withdrawn).is_(None),
        col(Event.merged_into).is_(None),
        *_window_conditions(search, today),
        *_word_conditions(search),
        *_state_conditions(search, today),
        *_set_conditions(search),
        *_area_conditions(search),
        *_source_conditions(search),
        *_shown_conditions(search),
    ]


def _window_conditions(search: Search, today: dt.date) -> list[ColumnElement[bool]]:
    begins, ends = col(Event.window_first), col(Event.window_last)
    found: list[ColumnElement[bool]] = []
    told = _told(search, today)
    if "first" in told:
        first: BindParameter[dt.date] = bindparam("first", told["first"])
        found += [ends >= first, *([begins >= first] if search.certain else [])]
    if "last" in told:
        last: BindParameter[dt.date] = bindparam("last", told["last"])
        found += [begins <= last, *([ends <= last] if search.certain else [])]
    return found


def _first_day(search: Search, today: dt.date) -> dt.date | None:
    """The day before which nothing that is found may end, None where any may."""
    first: dt.date | None = _latest(max, search.first, today if search.upcoming else None)
    return first


def _state_conditions(search: Search, today: dt.date) -> list[ColumnElement[bool]]:
    coming, begun = col(Event.window_last) >= today, col(Event.window_first) <= today
    meaning = {
        State.UPCOMING: [coming],
        State.PAST: [~coming],
        State.ONGOING: [coming, begun, col(Event.certain).is_(True)],
    }
    return [condition for state in search.state for condition in meaning[state]]


def _area_conditions(search: Search) -> list[ColumnElement[bool]]:
    areas = [area.holds() for area in search.circles]
    areas += [area.holds() for area in search.boxes]
    return [col(Event.place_id).in_(select(Place.id).where(*areas))] if areas else []


def _source_conditions(search: Search) -> list[ColumnElement[bool]]:
    """That an article of one of the sources, by outlet or number, still tells of the event."""
    if search.source is None:
        return []
    numbers = [int(told) for told in search.source if told.isdecimal() and len(told) < 19]
    told = (
        select(Claim.id)
        .join(Article, col(Claim.article_id) == col(Article.id))
        .where(
            col(Claim.event_id) == col(Event.id),
            col(Claim.retracted).is_(None),
            col(Article.outlet).in_(search.source) | col(Article.source_id).in_(numbers),
        )
    )
    return [exists(told.correlate(Event))]


def _word_conditions(search: Search) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        col(Event.search_text).like(bindparam(f"word_{number}", f"% {word}%"))
        for number, word in enumerate(search.q)
    ]
    if search.place:
        likes = [col(Place.search_text).like(f"% {word}%") for word in search.place]
        found.append(col(Event.place_id).in_(select(Place.id).where(*likes)))
    return found


def _set_conditions(search: Search) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for name in _SETS:
        chosen = getattr(search, name)
        if chosen is not None:
            these: BindParameter[Any] = bindparam(name, sorted(chosen), expanding=True)
            found.append(col(getattr(Event, name)).in_(these))
    if search.certainty:
        sure = [word for word in _HOLDING if word >= search.certainty]
        found.append(col(Event.certainty).in_(sure))
    return found


def _shown_conditions(search: Search) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if search.imprecise is Imprecise.HIDE:
        found.append(col(Event.certain).is_(True))
    elif search.imprecise is Imprecise.ONLY:
        found.append(col(Event.certain).is_(False))
    if search.cancelled is Cancelled.HIDE:
        found.append(col(Event.status).not_in((Status.CANCELLED, Status.POSTPONED)))
    return found


_HOLDING = tuple(word for word in Certainty if word is not Certainty.CANCELLED)


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


def _latest(choose: Callable[..., Any], one: Any, other: Any) -> Any:
    """The one of both that narrows more; None narrows nothing."""
    if one is None or other is None:
        return other if one is None else one
    return choose(one, other)


def _both(one: frozenset[Any] | None, other: frozenset[Any] | None) -> frozenset[Any] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other

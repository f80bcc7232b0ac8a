"""What somebody looks for, and the events that it finds."""

import base64
import binascii
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, func, tuple_
from sqlmodel import Session, col, select

from calendars.dates.precision import Precision
from calendars.errors import InvalidFilter
from calendars.events.filters import READERS, TODAY, Cancelled, Imprecise
from calendars.events.occurrences import Occurrence, occurrences
from calendars.reading.mention import Certainty, Kind, Status
from calendars.store.tables import Event, Place

MOST_TIMES = 50
YEARS_AHEAD = 1
# Of batches in which no series takes place on the days asked for.
MOST_BATCHES = 20


@dataclass(frozen=True, slots=True)
class Search:
    """A choice of events; what is None chooses nothing.

    `first` and `last` are the days that an event must be able to lie on, both inclusive;
    `upcoming` puts today in place of `first`. `certain` asks that it cannot lie on any
    other. Of the words of a set one must fit; of `q` and `place` all must.
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

    @classmethod
    def parse(cls, filters: Mapping[str, Any]) -> "Search":
        """Read filters as a URL or a saved search tells them.

        Names are `from`, `to` (a day, month or year; `from` also `today`), `q`, `country`,
        `place`, `kind`, `status`, `precision`, `certain`, `certainty`, `imprecise` and
        `cancelled`; lists are comma-separated or arrays. Empty values choose nothing.

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
        search = cls(**found)
        if search.first and search.last and search.last < search.first:
            raise InvalidFilter(
                f"“to” ({search.last}) lies before “from” ({search.first}).", field="to"
            )
        return search

    def filters(self) -> dict[str, Any]:
        """The search in the words that `parse` reads, the same for the same search."""
        told: dict[str, Any] = {
            "from": TODAY if self.upcoming else self.first and self.first.isoformat(),
            "to": self.last and self.last.isoformat(),
            "q": " ".join(self.q),
            "place": " ".join(self.place),
            "certain": self.certain,
        }
        for name in ("country", "kind", "status", "precision"):
            told[name] = sorted(getattr(self, name) or ())
        for name in ("certainty", "imprecise", "cancelled"):
            told[name] = getattr(self, name) and getattr(self, name).value
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
        }
        for name in ("country", "kind", "status", "precision"):
            joined[name] = _both(getattr(self, name), getattr(other, name))
        return Search(**joined)


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the events found, in order, and the cursor of those that follow."""

    items: tuple[Event, ...]
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
) -> Page:
    """Find events by the start of their window, then its width, then id.

    `widest` leaves out windows of more days unless they are the event's own; `without`
    leaves out events of these statuses.

    Raises:
        InvalidFilter: The cursor is none that was given out.
    """
    statement = select(Event).where(*conditions(search, today))
    hidden = tuple(without)
    if hidden:
        statement = statement.where(col(Event.status).not_in(hidden))
    if widest is not None:
        statement = statement.where(col(Event.certain) | (_days(session) <= widest))
    if cursor:
        statement = statement.where(tuple_(*read_cursor(cursor)) < _ORDER)
    ordered = statement.order_by(*_KEYS)
    found: list[Event] = []
    last: Event | None = None
    for _ in range(MOST_BATCHES):
        rest = ordered if last is None else ordered.where(tuple_(*_place(last)) < _ORDER)
        batch = session.exec(rest.limit(limit + 1)).all()
        found += [event for event in batch if _takes_place(event, search, today)]
        if len(found) > limit or len(batch) <= limit:
            break
        last = batch[-1]
    shown = tuple(found[:limit])
    if len(found) > limit:
        return Page(shown, cursor_after(_place(shown[-1])))
    return Page(shown, cursor_after(_place(last)) if len(batch) > limit and last else None)


def times_of(
    event: Event, search: Search, today: dt.date, *, most: int = MOST_TIMES
) -> list[Occurrence]:
    """The times of a series on the days that a search asks for, from today on unless told."""
    first = _latest(max, search.first, today if search.upcoming else None) or today
    last = search.last or later_by_years(max(first, event.window_first), YEARS_AHEAD)
    return occurrences(event, first, last, most=most)


def _takes_place(event: Event, search: Search, today: dt.date) -> bool:
    """Whether a series has a time on the days asked for; any other event has."""
    asked = search.first or search.last or search.upcoming
    if event.rrule is None or event.edtf is None or not asked:
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


def conditions(search: Search, today: dt.date) -> list[ColumnElement[bool]]:
    """The search as conditions on the event table; what was taken away is never found."""
    return [
        col(Event.withdrawn).is_(None),
        col(Event.merged_into).is_(None),
        *_window_conditions(search, today),
        *_word_conditions(search),
        *_set_conditions(search),
        *_shown_conditions(search),
    ]


def _window_conditions(search: Search, today: dt.date) -> list[ColumnElement[bool]]:
    first = _latest(max, search.first, today if search.upcoming else None)
    found: list[ColumnElement[bool]] = []
    if first:
        found.append(col(Event.window_last) >= first)
    if search.last:
        found.append(col(Event.window_first) <= search.last)
    if search.certain and first:
        found.append(col(Event.window_first) >= first)
    if search.certain and search.last:
        found.append(col(Event.window_last) <= search.last)
    return found


def _word_conditions(search: Search) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        col(Event.search_text).like(f"% {word}%") for word in search.q
    ]
    if search.place:
        likes = [col(Place.search_text).like(f"% {word}%") for word in search.place]
        found.append(col(Event.place_id).in_(select(Place.id).where(*likes)))
    return found


def _set_conditions(search: Search) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for name in ("country", "kind", "status", "precision"):
        chosen = getattr(search, name)
        if chosen is not None:
            found.append(col(getattr(Event, name)).in_(sorted(chosen)))
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
# Of windows that begin on one day the narrower ends first, so its end stands for the width.
_KEYS = (col(Event.window_first), col(Event.window_last), col(Event.id))
_ORDER = tuple_(*_KEYS)


def _days(session: Session) -> ColumnElement[Any]:
    first, last = col(Event.window_first), col(Event.window_last)
    if session.get_bind().dialect.name == "sqlite":
        return func.julianday(last) - func.julianday(first) + 1
    return last - first + 1


def _place(event: Event) -> tuple[dt.date, dt.date, int]:
    return event.window_first, event.window_last, event.id


def cursor_after(place: tuple[dt.date, dt.date, int]) -> str:
    """The cursor of what follows the event with that window start, window end and id."""
    first, last, event_id = place
    return base64.urlsafe_b64encode(f"{first}/{last}/{event_id}".encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[dt.date, dt.date, int]:
    """The place in the order that a cursor stands for.

    Raises:
        InvalidFilter: The cursor is none that was given out.
    """
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        first, last, number = text.split("/")
        event_id = int(number)
        if not 0 <= event_id < 2**63:
            raise ValueError(number)
        return dt.date.fromisoformat(first), dt.date.fromisoformat(last), event_id
    except (binascii.Error, ValueError) as error:
        raise InvalidFilter(
            "The cursor is none of ours: take it from the “next” of an answer, or leave it out.",
            field="cursor",
        ) from error


def _latest(choose: Callable[..., Any], one: Any, other: Any) -> Any:
    """The one of both that narrows more; None narrows nothing."""
    if one is None or other is None:
        return other if one is None else one
    return choose(one, other)


def _both(one: frozenset[Any] | None, other: frozenset[Any] | None) -> frozenset[Any] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other

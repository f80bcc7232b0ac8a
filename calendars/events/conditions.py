"""A search as conditions on the table of events, whose values are told by name.

So a statement that was put together for one search answers every other of its shape.
"""

import datetime as dt
from dataclasses import replace
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, exists
from sqlmodel import col, select

from calendars.events.filters import Cancelled, Imprecise, State
from calendars.events.search import SETS, Search
from calendars.reading.mention import Certainty, Status
from calendars.store.tables import Article, Claim, Event, Place
from calendars.store.width import NARROW, is_wide


def ways(search: Search, today: dt.date) -> list[list[ColumnElement[bool]]]:
    """The search as alternatives of which no event meets two, each of them answered by an index.

    What can lie on days from a first one on begins there or shortly before, or is wide.
    """
    wanted, values = conditions(search, today), values_of(search, today)
    if "near" not in values:
        return [wanted]
    near: BindParameter[dt.date] = bindparam("near", values["near"])
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
    values = values_of(search, today)
    if "first" in values:
        first: BindParameter[dt.date] = bindparam("first", values["first"])
        found += [ends >= first, *([begins >= first] if search.certain else [])]
    if "last" in values:
        last: BindParameter[dt.date] = bindparam("last", values["last"])
        found += [begins <= last, *([ends <= last] if search.certain else [])]
    return found


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
    for name in SETS:
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


def shape_of(search: Search, today: dt.date) -> Search:
    """The search with the same in place of all values that are told by name."""
    return replace(
        search,
        first=dt.date.max if search.first_day(today) else None,
        last=search.last and dt.date.max,
        upcoming=False,
        q=("",) * len(search.q),
        country=None if search.country is None else frozenset(),
    )


def values_of(search: Search, today: dt.date) -> dict[str, Any]:
    """The values of a search that its statement has names for."""
    told: dict[str, Any] = {f"word_{n}": f"% {word}%" for n, word in enumerate(search.q)}
    first = search.first_day(today)
    if first:
        told |= {"first": first, "near": max(first, dt.date.min + NARROW) - NARROW}
    if search.last:
        told["last"] = search.last
    if search.country is not None:
        told["country"] = sorted(search.country)
    return told

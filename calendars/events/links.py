"""How events stand to each other: editions that follow one another, and meetings on a visit.

Links are found anew for an event that changed and for those beside it, so that they are the
same for any order of arrival. An event is never merged by them.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import union
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from calendars.events.gates import ENCOUNTERS, TELLING, surnames
from calendars.events.lookup import find_words
from calendars.events.naming import STRONG, Name, weight, weight_of
from calendars.events.past import supersede
from calendars.events.revise import Cause, last_number
from calendars.reading.mention import Kind
from calendars.store.tables import Change, Claim, Event, EventWord, Revision

BETWEEN_EDITIONS = dt.timedelta(days=1500)
# Two days in a row of one name are rather one event told twice than two editions.
LEAST_BETWEEN = dt.timedelta(days=5)
MOST_EDITIONS = 12
LONGEST_VISIT = 31
MOST_MEETINGS = 200
# Of these the next one is another occasion, not the next edition of one.
ONCE = frozenset((Kind.VISIT, Kind.TALKS, Kind.OTHER))


def link(session: Session, events: Iterable[Event], *, now: dt.datetime, cause: Cause) -> None:
    """Link events that changed, and those that stood or stand beside them."""
    for event in events:
        beside = [event, *_linked_to(session, event), *_following(session, event)]
        for one in dict.fromkeys(one.id for one in beside):
            _link(session, session.get_one(Event, one), now, cause)
        for meeting in _on_visit(session, event):
            _link(session, meeting, now, cause)


def linked(session: Session, found: Sequence[Event]) -> dict[int, dict[str, Any]]:
    """The links of each event, by its id: `parent` and `follows`, `parts` and `followed_by`."""
    rows = _linking(session, [event.id for event in found])
    return {
        event.id: {
            "parent": event.parent_id,
            "parts": [id_ for id_, parent_id, _ in rows if parent_id == event.id],
            "follows": event.follows_id,
            "followed_by": [id_ for id_, _, follows_id in rows if follows_id == event.id],
        }
        for event in found
    }


def _linking(session: Session, ids: Sequence[int]) -> list[tuple[int, int | None, int | None]]:
    """The events held during or following one of these, by their windows.

    Each way is asked for by itself, so that an index answers it.
    """
    if not ids:
        return []
    names = "id parent_id follows_id window_first withdrawn merged_into".split()
    columns = [col(getattr(Event, name)) for name in names]
    ways = (col(Event.parent_id), col(Event.follows_id))
    wanted = union(*(select(*columns).where(way.in_(ids)) for way in ways))
    rows = [row for row in session.execute(wanted).all() if row[4] is None and row[5] is None]
    rows.sort(key=lambda row: (row[3], row[0]))
    return [(row[0], row[1], row[2]) for row in rows]


def _link(session: Session, event: Event, now: dt.datetime, cause: Cause) -> None:
    before = _edition_before(session, event)
    visit = _visit_of(session, event)
    changed = {
        name: (getattr(event, name), new.id if new else None)
        for name, new in (("follows_id", before), ("parent_id", visit))
        if getattr(event, name) != (new.id if new else None)
    }
    if not changed:
        return
    supersede(session, event, now)
    number = last_number(session, event.id) + 1
    for name, (old, new_id) in changed.items():
        setattr(event, name, new_id)
        session.add(
            Revision(
                event_id=event.id,
                number=number,
                sequence=event.sequence,
                change=Change.DETAILED,
                field=name.removesuffix("_id"),
                old=old,
                new=new_id,
                article_id=cause.article_id,
                person=cause.person,
                at=now,
            )
        )
    session.flush()


def _linked_to(session: Session, event: Event) -> Sequence[Event]:
    """Those that follow an event or are held during it, as far as is known."""
    statement = select(Event).where(
        (col(Event.follows_id) == event.id) | (col(Event.parent_id) == event.id),
        col(Event.merged_into).is_(None),
    )
    return session.exec(statement.order_by(col(Event.id))).all()


def _following(session: Session, event: Event) -> list[Event]:
    """The next edition of an event, which may have followed another one."""
    editions = _editions(session, event, before=False)
    return editions[:1]


def _edition_before(session: Session, event: Event) -> Event | None:
    return next(iter(_editions(session, event, before=True)), None)


def _editions(session: Session, event: Event, *, before: bool) -> list[Event]:
    """The editions before or after an event, the nearest first."""
    name = Name.of(event.name)
    if not _stands(event) or event.kind in ONCE or weight(name.words) < TELLING:
        return []
    statement = (
        select(Event)
        .where(
            col(Event.id).in_(_named_with(find_words([name], ()), event)),
            col(Event.kind) == event.kind,
            col(Event.id) != event.id,
            col(Event.withdrawn).is_(None),
            col(Event.merged_into).is_(None),
            col(Event.rrule).is_(None),
        )
        .limit(MOST_EDITIONS)
    )
    if before:
        statement = statement.where(col(Event.window_last) < event.window_first - LEAST_BETWEEN)
        statement = statement.order_by(col(Event.window_last).desc(), col(Event.id))
    else:
        statement = statement.where(col(Event.window_first) > event.window_last + LEAST_BETWEEN)
        statement = statement.order_by(col(Event.window_first), col(Event.id))
    step = -1 if before else 1
    return [
        other for other in session.exec(statement).all() if _is_edition(name, event, other, step)
    ]


def _named_with(words: Iterable[str], event: Event) -> Any:
    """The ids of the events around an event whose names have all of the words.

    The rarest word is looked up, and the others only where it is.
    """
    rarest, *others = sorted(words, key=lambda word: (-weight_of(word), word))
    found = select(EventWord.event_id).where(
        col(EventWord.word) == rarest,
        col(EventWord.first) <= event.window_last + _within(event.window_last),
        col(EventWord.last) >= event.window_first - _since(event.window_first),
    )
    for word in others:
        other = aliased(EventWord)
        has = select(other.word).where(
            col(other.event_id) == col(EventWord.event_id), col(other.word) == word
        )
        found = found.where(has.exists())
    return found


def _is_edition(name: Name, event: Event, other: Event, step: int) -> bool:
    """Whether another event is the edition before (-1) or after (1): the same in all but when."""
    told = Name.of(other.name)
    if told.words != name.words or told.numbers != name.numbers:
        return False
    if told.ordinal and name.ordinal:
        return told.ordinal == name.ordinal + step
    countries = {event.country, other.country} - {None}
    return len(countries) < 2 or bool(name.countries)


def _visit_of(session: Session, event: Event) -> Event | None:
    """The one visit during which an event is held: within its days, in its country, same people."""
    if not _is_during(event):
        return None
    statement = select(Event).where(
        col(Event.kind) == Kind.VISIT,
        col(Event.country) == event.country,
        col(Event.window_first) <= event.window_first,
        col(Event.window_last) >= event.window_last,
        col(Event.withdrawn).is_(None),
        col(Event.merged_into).is_(None),
    )
    visits = session.exec(statement.order_by(col(Event.id)).limit(MOST_MEETINGS)).all()
    fitting = [visit for visit in visits if _is_visit(visit) and _is_held_on(session, visit, event)]
    return fitting[0] if len(fitting) == 1 else None


def _on_visit(session: Session, visit: Event) -> list[Event]:
    """What may be held during a visit."""
    if not _is_visit(visit) or visit.country is None:
        return []
    statement = select(Event).where(
        col(Event.country) == visit.country,
        col(Event.window_first) >= visit.window_first,
        col(Event.window_last) <= visit.window_last,
        col(Event.kind) != Kind.VISIT,
        col(Event.withdrawn).is_(None),
        col(Event.merged_into).is_(None),
    )
    found = session.exec(statement.order_by(col(Event.id)).limit(MOST_MEETINGS)).all()
    return [event for event in found if _is_held_on(session, visit, event)]


def _is_visit(event: Event) -> bool:
    window = event.window
    return event.kind is Kind.VISIT and window.bounded and window.days <= LONGEST_VISIT


def _is_during(event: Event) -> bool:
    return (
        _stands(event)
        and event.kind is not Kind.VISIT
        and event.certain
        and event.country is not None
    )


def _is_held_on(session: Session, visit: Event, event: Event) -> bool:
    """Whether the visitor is told to take part, or one article tells of both."""
    if _people(visit) & _people(event):
        return True
    if event.kind not in ENCOUNTERS:
        return False
    told = select(Claim.article_id).where(
        col(Claim.event_id) == visit.id, col(Claim.retracted).is_(None)
    )
    both = select(Claim.id).where(
        col(Claim.event_id) == event.id,
        col(Claim.retracted).is_(None),
        col(Claim.article_id).in_(told),
    )
    return session.exec(both.limit(1)).first() is not None


def _people(event: Event) -> frozenset[str]:
    """The surnames of those who take part, and the rare words of the name beside the place's."""
    rare = {word for word in Name.of(event.name).words if weight_of(word) >= STRONG}
    return (surnames(event.participants) | rare) - Name.of(event.place or "").words


def _stands(event: Event) -> bool:
    there = event.withdrawn is None and event.merged_into is None and event.rrule is None
    return there and event.window.bounded


def _since(day: dt.date) -> dt.timedelta:
    return min(BETWEEN_EDITIONS, day - dt.date.min)


def _within(day: dt.date) -> dt.timedelta:
    return min(BETWEEN_EDITIONS, dt.date.max - day)

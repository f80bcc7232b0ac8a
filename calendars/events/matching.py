"""Which known event a saying speaks of, if any, and why.

A false merge hides an event, a duplicate is only untidy: every gate must let the pair
through, and only one candidate may be left.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from calendars.dates.window import OPEN_FUTURE, OPEN_PAST, Window
from calendars.events.gates import FARTHEST_MOVE, JUST_PAST, Known, objection
from calendars.events.lookup import found_by_words
from calendars.events.naming import Name
from calendars.events.places import place_of
from calendars.events.sayings import CHANGES, MOVES, Saying, heard
from calendars.store.tables import Event

# How far around the day an undated event is looked for by its words.
AROUND = dt.timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Decision:
    """The event that a saying was found to speak of, None for a new one, and the reasons.

    `doubtful` are the ids of the events that it may speak of all the same; only a person
    can tell. `overtaken` are those that only a date or a place speaks against, where it is
    older than what was said of them, so that they are to be heard anew in order.
    """

    event_id: int | None
    reasons: tuple[str, ...]
    doubtful: tuple[int, ...] = ()
    overtaken: tuple[int, ...] = ()


def decide(
    session: Session,
    saying: Saying,
    *,
    own: Collection[int] = (),
    before: Collection[int] = (),
    without: Collection[int] = (),
) -> Decision:
    """Find the one event that a saying speaks of.

    `own` are events that the same article has already told apart; `before` those that an
    earlier text of the article spoke of, whose dates and places it may correct; `without`
    are not looked at.
    """
    name = Name.of(saying.name or "", saying.ordinal)
    left: list[Known] = []
    near: list[Known] = []
    reasons = []
    for known in candidates(session, saying, name, before):
        if known.event.id in without:
            continue
        told_apart = known.event.id in own
        if objection(saying, name, known, told_apart=told_apart, correcting=True) is None:
            near.append(known)
        against = objection(
            saying,
            name,
            known,
            told_apart=told_apart,
            correcting=known.event.id in before,
        )
        if against is None:
            left.append(known)
        else:
            reasons.append(f"not event {known.event.id}: {against}")
    chosen = only(left, saying, name, before)
    overtaken = _overtaken(saying, near, chosen)
    if chosen is not None:
        passed = f"event {chosen.event.id}: all gates passed"
        return Decision(chosen.event.id, (passed, *reasons), overtaken=overtaken)
    doubtful = [f"doubtful: may be event {known.event.id}" for known in left]
    ids = tuple(known.event.id for known in left)
    return Decision(None, (*doubtful, *reasons), ids, overtaken)


def _overtaken(saying: Saying, near: Sequence[Known], chosen: Known | None) -> tuple[int, ...]:
    """The events near a saying, where it comes before what was said of one of them.

    None where it is of the only one, and nothing that was said of that one differs.
    """
    told = [one for known in near for one in known.sayings]
    if not any(one.order > saying.order for one in told):
        return ()
    if near == [chosen] and _agree([*told, saying]):
        return ()
    return tuple(known.event.id for known in near)


def _agree(sayings: Sequence[Saying]) -> bool:
    """Whether sayings have a day in common, and no word of change or place that differs."""
    if any(one.status in CHANGES for one in sayings):
        return False
    windows = [one.window for one in sayings]
    if max(one.first for one in windows) > min(one.last for one in windows):
        return False
    return len({one.place.name for one in sayings if one.place}) < 2


def only(
    left: Sequence[Known], saying: Saying, name: Name, before: Collection[int]
) -> Known | None:
    """The only candidate left, or the only one that something speaks for.

    For one that the article spoke of before, for the same words, and, where a change is
    told, for having been announced by then.
    """
    same = [known for known in left if any(name.words == other.words for other in known.names)]
    corrected = [known for known in left if known.event.id in before]
    announced = [
        known
        for known in left
        if saying.status in CHANGES
        and any(one.published <= saying.published for one in known.sayings)
    ]
    for some in (left, corrected, announced, same):
        if len(some) == 1:
            return some[0]
    return None


def candidates(
    session: Session, saying: Saying, name: Name, before: Collection[int] = ()
) -> list[Known]:
    """The events that share telling words or people with a saying, around its days."""
    first, last = reach(saying)
    found = found_by_words(session, saying, name, first, last)
    return known_events(session, found | set(before))


def known_events(session: Session, ids: Collection[int]) -> list[Known]:
    """The events of these ids with all that was said of them, in the order of ids."""
    if not ids:
        return []
    statement = select(Event).where(col(Event.id).in_(ids), col(Event.merged_into).is_(None))
    events = session.exec(statement.order_by(col(Event.id))).all()
    sayings = heard(session, [event.id for event in events])
    return [_known(session, event, sayings.get(event.id, [])) for event in events]


def _known(session: Session, event: Event, sayings: Sequence[Saying]) -> Known:
    told = dict.fromkeys((one.name, one.ordinal) for one in sayings if one.name)
    names = [Name.of(name, ordinal) for name, ordinal in told if name]
    place = place_of(session, event)
    return Known(event, tuple(sayings), (Name.of(event.name), *names), place)


def reach(saying: Saying) -> tuple[dt.date, dt.date]:
    """The days around which an event must have been told to lie to be the one meant."""
    window = saying.window
    first, last = window.first, window.last
    if saying.status in CHANGES:
        first = min(first, earlier(saying.published, JUST_PAST))
        last = max(last, later(saying.published, FARTHEST_MOVE))
    if saying.status in MOVES:
        last = later(last, FARTHEST_MOVE)
    return (saying.published - FARTHEST_MOVE if first == OPEN_PAST else first), last


def hull(window: Window, sayings: Iterable[Saying]) -> tuple[dt.date, dt.date]:
    """The first and the last day that was ever said of an event that lies in that window."""
    told = list(sayings)
    windows = [window, *(saying.window for saying in told)]
    days = [day for one in windows for day in (one.first, one.last)]
    # The date that a move has given up may be read of later, before or after the new one.
    for one in told:
        if one.status in MOVES:
            days += [earlier(one.published, JUST_PAST), later(one.window.last, FARTHEST_MOVE)]
    known = [day for day in days if day not in (OPEN_PAST, OPEN_FUTURE)]
    if not known:
        return OPEN_PAST, OPEN_FUTURE
    first, last = min(known), max(known)
    return (
        earlier(first, AROUND) if OPEN_PAST in days else first,
        later(last, AROUND) if OPEN_FUTURE in days else last,
    )


def earlier(day: dt.date, by: dt.timedelta) -> dt.date:
    """The day so much before, or the first of all days."""
    return day - by if day - OPEN_PAST > by else OPEN_PAST


def later(day: dt.date, by: dt.timedelta) -> dt.date:
    """The day so much after, or the last of all days."""
    return day + by if OPEN_FUTURE - day > by else OPEN_FUTURE

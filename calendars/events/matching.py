"""Which known event a saying speaks of, if any, and why.

A false merge hides an event, a duplicate is only untidy: every gate must let the pair
through, and only one candidate may be left.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from calendars.dates.window import OPEN_FUTURE, OPEN_PAST, Window
from calendars.events.gates import FARTHEST_MOVE, JUST_PAST, TELLING, Known, objection, surnames
from calendars.events.naming import MIDDLING, STRONG, Name, weight, weight_of
from calendars.events.places import place_of
from calendars.events.sayings import CHANGES, MOVES, Saying, heard
from calendars.events.sounds import SHORTEST, sound
from calendars.store.tables import Event, EventWord

MOST_CANDIDATES = 20
WIDEST = dt.timedelta(days=800)
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
    """The events near a saying, where it was published before what was said of one of them."""
    older = any(one.published > saying.published for known in near for one in known.sayings)
    if not older or near == [chosen]:
        return ()
    return tuple(known.event.id for known in near)


def find_words(names: Iterable[Name], participants: Iterable[str]) -> frozenset[str]:
    """The words by which an event of these names and participants is looked up."""
    found = {word for name in names for word in name.words | name.acronyms}
    found |= surnames(participants)
    return frozenset(map(_key, found))


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
    looked_for = _looked_for(saying, name)
    telling = func.sum(case(looked_for, value=col(EventWord.word), else_=0.0))
    first, last = reach(saying)
    statement = (
        select(EventWord.event_id)
        .join(Event, col(Event.id) == col(EventWord.event_id))
        .where(
            col(EventWord.word).in_(looked_for),
            col(EventWord.first) <= last,
            col(EventWord.first) >= earlier(first, WIDEST),
            col(EventWord.last) >= first,
        )
        .group_by(col(EventWord.event_id))
        .having(telling >= min(TELLING, weight(name.words)))
        .order_by(telling.desc(), col(EventWord.event_id))
        .limit(MOST_CANDIDATES)
    )
    found = set(session.exec(statement).all()) if looked_for else set()
    return known_events(session, found | set(before))


def _looked_for(saying: Saying, name: Name) -> dict[str, float]:
    """The words to look up with what each tells; common ones only where there is no rare one."""
    told = name.words | surnames(saying.participants)
    rare = any(weight_of(word) >= TELLING for word in told)
    if rare:
        told = frozenset(word for word in told if weight_of(word) >= MIDDLING)
    return {_key(word): weight_of(word) for word in told | name.acronyms}


def _key(word: str) -> str:
    """What a word is looked up by: how it sounds where it is rare and long enough for that."""
    if weight_of(word) < STRONG or len(word) < SHORTEST or not word.isalpha():
        return word
    return f"~{sound(word)}"


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
    # The date that a move has given up may be read of later.
    days += [earlier(one.published, JUST_PAST) for one in told if one.status in MOVES]
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

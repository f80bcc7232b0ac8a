"""Which known event a saying speaks of, if any, and why.

A false merge hides an event, a duplicate is only untidy: every gate must let the pair
through, and only one candidate may be left.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, true
from sqlmodel import Session, col, select

from calendars.dates.window import OPEN_FUTURE, OPEN_PAST, Window
from calendars.events.folding import words
from calendars.events.naming import MIDDLING, Name, weight, weight_of
from calendars.events.places import place_of
from calendars.events.relations import in_one_town
from calendars.events.sayings import CHANGES, MOVES, Saying, heard
from calendars.reading.mention import Kind, Place
from calendars.store.tables import Event, EventWord

MOST_CANDIDATES = 20
NARROW = 31
"""Days: a wider claim is too lazy to bind a second date to its event."""
FARTHEST_MOVE = dt.timedelta(days=400)
JUST_PAST = dt.timedelta(days=7)
WIDEST = dt.timedelta(days=800)

TELLING = 1.0
"""Weight of the words that two names must share: one rare word, or some common ones."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The event that a saying was found to speak of, None for a new one, and the reasons.

    `doubtful` are the ids of the events that it may speak of all the same; only a person
    can tell.
    """

    event_id: int | None
    reasons: tuple[str, ...]
    doubtful: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A candidate: an event with all that was said of it."""

    event: Event
    sayings: tuple[Saying, ...]
    names: tuple[Name, ...]
    place: Place | None


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
    reasons = []
    for known in _candidates(session, saying, name, before):
        if known.event.id in without:
            continue
        against = objection(
            saying,
            name,
            known,
            told_apart=known.event.id in own,
            correcting=known.event.id in before,
        )
        if against is None:
            left.append(known)
        else:
            reasons.append(f"not event {known.event.id}: {against}")
    chosen = _only(left, saying, name, before)
    if chosen is not None:
        return Decision(chosen.event.id, (f"event {chosen.event.id}: all gates passed", *reasons))
    doubtful = [f"doubtful: may be event {known.event.id}" for known in left]
    return Decision(None, (*doubtful, *reasons), tuple(known.event.id for known in left))


def find_words(names: Iterable[Name], participants: Iterable[str]) -> frozenset[str]:
    """The words by which an event of these names and participants is looked up."""
    found = {word for name in names for word in name.words}
    found |= {name.acronym for name in names if name.acronym}
    return frozenset(found | _surnames(participants))


def objection(
    saying: Saying, name: Name, known: Known, *, told_apart: bool = False, correcting: bool = False
) -> str | None:
    """Why a saying cannot speak of a known event, None where nothing speaks against it."""
    moving = correcting or saying.status in MOVES
    return (
        _of_kind(saying, known)
        or _of_editions(name, known)
        or _of_numbers(name, known)
        or _of_years(name, known)
        or (None if moving else _of_place(saying, known))
        or (None if correcting else _of_window(saying, name, known))
        or _of_participants(saying, known)
        or _of_name(saying, name, known, exactly=told_apart)
    )


def _of_kind(saying: Saying, known: Known) -> str | None:
    kinds = {saying.kind, known.event.kind}
    if len(kinds) > 1 and Kind.OTHER not in kinds:
        return f"a {saying.kind} is no {known.event.kind}"
    return None


def _of_editions(name: Name, known: Known) -> str | None:
    editions = {other.ordinal for other in known.names if other.ordinal}
    if name.ordinal and editions and name.ordinal not in editions:
        return "another edition"
    return None


def _of_numbers(name: Name, known: Known) -> str | None:
    """Council 12 is not council 43."""
    told = {word for word in name.words if word.isdigit()}
    numbers = {word for other in known.names for word in other.words if word.isdigit()}
    return "another number" if told and numbers and told.isdisjoint(numbers) else None


def _of_years(name: Name, known: Known) -> str | None:
    if not name.years:
        return None
    years = {year for other in known.names for year in other.years}
    window = known.event.window
    if not years and window.bounded and window.days <= 366:
        years = {window.first.year, window.last.year}
    return "another year in the name" if years and not years & name.years else None


def _of_place(saying: Saying, known: Known) -> str | None:
    if saying.place is None:
        return None
    places = [one.place for one in known.sayings if one.place]
    if known.place:
        places.append(known.place)
    if places and not any(in_one_town(saying.place, place) for place in places):
        return "another place"
    return None


def _of_window(saying: Saying, name: Name, known: Known) -> str | None:
    if saying.status in MOVES or (saying.status in CHANGES and saying.when is None):
        return _of_move(saying, known)
    current, told = _open_window(known.event), saying.window
    if told.overlaps(current):
        return "too far from when it was heard of" if _apart(told, current) else None
    edition = name.ordinal is not None and any(
        other.ordinal == name.ordinal for other in known.names
    )
    for one in known.sayings:
        if one.when and told.overlaps(one.window) and (edition or one.window.days <= NARROW):
            return None
    return None if _moved_since(saying, known) else "another date"


def _open_window(event: Event) -> Window:
    """The days on which an event may be told to lie, any later one where its date was lost."""
    if event.edtf is None and event.status in CHANGES:
        return Window(event.window_first, OPEN_FUTURE)
    return event.window


def _moved_since(saying: Saying, known: Known) -> bool:
    """Whether this is the date, read late, that a known move has given up."""
    if saying.when is None or known.event.was is not None or saying.status in CHANGES:
        return False
    return any(
        one.status in MOVES
        and saying.published <= one.published
        and one.published - JUST_PAST <= saying.window.last
        and not _apart(saying.window, known.event.window)
        for one in known.sayings
    )


def _of_move(saying: Saying, known: Known) -> str | None:
    if known.event.window_last < saying.published - JUST_PAST:
        return "it was over before it could be moved"
    if saying.when and _apart(saying.when.window, known.event.window):
        return "too far to have been moved"
    return None


def _apart(one: Window, other: Window) -> bool:
    """Whether the windows begin and end too far from each other for one event."""
    early, late = sorted((one, other))
    reach = early.first if early.last == OPEN_FUTURE else early.last
    return late.first - reach > FARTHEST_MOVE if reach != OPEN_PAST else False


def _of_participants(saying: Saying, known: Known) -> str | None:
    told = _surnames(saying.participants)
    others = _surnames(known.event.participants)
    return "other participants" if told and others and not told & others else None


def _of_name(saying: Saying, name: Name, known: Known, *, exactly: bool) -> str | None:
    if exactly:
        same = any(name.words == other.words for other in known.names)
        return None if same and name.words else "the article tells them apart"
    told, others = _surnames(saying.participants), _surnames(known.event.participants)
    if told == others and len(told) > 1:
        return None
    against = [_of_wordings(saying, name, other, known) for other in known.names]
    return None if None in against else (against[0] if against else "it has no name")


def _of_wordings(saying: Saying, name: Name, other: Name, known: Known) -> str | None:
    if name.acronym in other.words or other.acronym in name.words:
        return None
    less, more = sorted((name.words, other.words), key=len)
    if not less or not less <= more:
        return "another name"
    if name.bodies and other.bodies and name.bodies != other.bodies:
        return "another body"
    if _telling(less, saying.place, known.place) >= TELLING:
        return None
    if less != more:
        return "too little in the name"
    if not _on_named_days(saying, known):
        return "too little in the name and the date"
    return None if _from_one_town(saying, known) else "too little in the name and the place"


def _telling(told: frozenset[str], *places: Place | None) -> float:
    """How much the words tell, where those of a place tell less than they look."""
    of_places = {word for place in places if place for word in words(place.name)}
    return weight(told - of_places) + sum(
        min(MIDDLING, weight_of(word)) for word in told & of_places
    )


def _on_named_days(saying: Saying, known: Known) -> bool:
    when = saying.when
    if when is None or not (when.certain and known.event.certain):
        return False
    return when.window.overlaps(known.event.window)


def _from_one_town(saying: Saying, known: Known) -> bool:
    """Whether both name a place, which then is the same, or one source tells of both."""
    if saying.place and known.place:
        return True
    return any(one.source == saying.source for one in known.sayings)


def _only(
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


def _candidates(
    session: Session, saying: Saying, name: Name, before: Collection[int]
) -> list[Known]:
    looked_for = _looked_for(saying, name)
    telling = func.sum(case(looked_for, value=col(EventWord.word), else_=0.0))
    first, last = _reach(saying)
    statement = (
        select(EventWord.event_id)
        .join(Event, col(Event.id) == col(EventWord.event_id))
        .where(
            col(EventWord.word).in_(looked_for),
            col(EventWord.first) <= last,
            col(EventWord.first) >= earlier(first, WIDEST),
            col(EventWord.last) >= first,
            _of_a_kind(saying.kind),
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
    told = name.words | _surnames(saying.participants)
    rare = any(weight_of(word) >= TELLING for word in told)
    if rare:
        told = frozenset(word for word in told if weight_of(word) >= MIDDLING)
    acronym = {name.acronym} if name.acronym else set()
    return {word: weight_of(word) for word in told | acronym}


def _of_a_kind(kind: Kind | None) -> ColumnElement[bool]:
    if kind in (None, Kind.OTHER):
        return true()
    return col(Event.kind).in_((kind, Kind.OTHER))


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


def _reach(saying: Saying) -> tuple[dt.date, dt.date]:
    """The days around which an event must have been told to lie to be the one meant."""
    window = saying.window
    first, last = window.first, window.last
    if saying.status in CHANGES:
        first = min(first, earlier(saying.published, JUST_PAST))
        last = max(last, later(saying.published, FARTHEST_MOVE))
    if saying.status in MOVES:
        last = later(last, FARTHEST_MOVE)
    return (saying.published - FARTHEST_MOVE if first == OPEN_PAST else first), last


def earlier(day: dt.date, by: dt.timedelta) -> dt.date:
    """The day so much before, or the first of all days."""
    return day - by if day - OPEN_PAST > by else OPEN_PAST


def later(day: dt.date, by: dt.timedelta) -> dt.date:
    """The day so much after, or the last of all days."""
    return day + by if OPEN_FUTURE - day > by else OPEN_FUTURE


def _surnames(people: Iterable[str]) -> frozenset[str]:
    """The last words of names, by which people are told apart."""
    return frozenset(told[-1] for told in map(words, people) if told)

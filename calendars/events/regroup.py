"""Events told out of order, given the sayings that they would have had in order.

Whether a saying speaks of an event depends on what is known of it: a date on which two
outlets differ is one event's where both had told the month before. When an older article is
read after newer ones, the sayings of the events around it are heard anew by the day they
were published, and claims go where they would have gone. UIDs stay with the events.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from calendars.dates.window import Window
from calendars.events.claims import Facts, together
from calendars.events.gates import Known, objection
from calendars.events.matching import candidates, hull, known_events, only, reach
from calendars.events.merging import merge
from calendars.events.naming import Name
from calendars.events.past import supersede
from calendars.events.revise import Cause, blank, revise
from calendars.events.sayings import Saying, give_claims
from calendars.reading.mention import Place
from calendars.store.tables import Claim, Decision, Event

MOST_EVENTS = 12
MOST_SAYINGS = 200


@dataclass(slots=True)
class _Group:
    """Sayings of one event, and the event as they tell it."""

    sayings: list[Saying] = field(default_factory=list)
    known: Known | None = None
    days: Window | None = None

    def hear(self, saying: Saying) -> None:
        """Take one more saying in."""
        self.sayings.append(saying)
        facts = together(self.sayings)
        window = facts.window or saying.window
        event = _event(facts, window, saying)
        told = dict.fromkeys((one.name, one.ordinal) for one in self.sayings if one.name)
        names = [Name.of(name, ordinal) for name, ordinal in told if name]
        place: Place | None = facts.place
        self.known = Known(event, tuple(self.sayings), (Name.of(facts.name), *names), place)
        self.days = Window(*hull(window, self.sayings))


def regroup(
    session: Session, ids: Collection[int], *, now: dt.datetime, cause: Cause
) -> tuple[list[Event], list[Event]]:
    """Hear what is said of some events anew, in order; those that changed, those merged away."""
    family = _family(session, ids)
    sayings = sorted(
        (saying for known in family for saying in known.sayings), key=lambda one: one.order
    )
    if len(sayings) > MOST_SAYINGS or any(one.rrule for one in sayings):
        return [], []
    owners = {_key(saying): known.event.id for known in family for saying in known.sayings}
    groups = _heard_in_order(sayings)
    if {frozenset(map(_key, group.sayings)) for group in groups} == {
        frozenset(map(_key, known.sayings)) for known in family
    }:
        return [], []
    return _apply(session, groups, owners, now, cause)


def _family(session: Session, ids: Collection[int]) -> list[Known]:
    """The events that may have taken each other's sayings, without what people decided on."""
    found = _free(session, known_events(session, ids))
    asked: dict[Hashable, list[Known]] = {}
    while len(found) <= MOST_EVENTS:
        ids = {known.event.id for known in found}
        beside = {
            other.event.id
            for known in found
            for saying in known.sayings
            for other in _beside(session, saying, asked)
            if other.event.id not in ids and _may_be(saying, other)
        }
        more = _free(session, known_events(session, beside))
        if not more:
            return found
        found += more
    return []


def _beside(session: Session, saying: Saying, asked: dict[Hashable, list[Known]]) -> list[Known]:
    """The events that a saying may speak of, looked for once for all that say the same."""
    same = (saying.name, saying.ordinal, saying.participants, saying.place, reach(saying))
    if same not in asked:
        asked[same] = candidates(session, saying, _name(saying))
    return asked[same]


def _may_be(saying: Saying, known: Known) -> bool:
    return objection(saying, _name(saying), known, correcting=True) is None


def _name(saying: Saying) -> Name:
    return Name.of(saying.name or "", saying.ordinal)


def _free(session: Session, known: Sequence[Known]) -> list[Known]:
    ids = [one.event.id for one in known]
    statement = select(Decision.event_id, Decision.other_id).where(
        col(Decision.undone).is_(None),
        col(Decision.event_id).in_(ids) | col(Decision.other_id).in_(ids),
    )
    decided = {number for row in session.exec(statement).all() for number in row}
    return [
        one
        for one in known
        if one.sayings and one.event.id not in decided and one.event.withdrawn is None
    ]


def _heard_in_order(sayings: Iterable[Saying]) -> list[_Group]:
    groups: list[_Group] = []
    for saying in sayings:
        _group_of(saying, groups).hear(saying)
    return groups


def _group_of(saying: Saying, groups: list[_Group]) -> _Group:
    """The one group that a saying belongs to by all gates, or a new one."""
    name = _name(saying)
    first, last = reach(saying)
    left = {}
    for group in groups:
        if group.known is None or group.days is None:
            continue
        if group.days.first > last or group.days.last < first:
            continue
        own = any(one.article == saying.article for one in group.sayings)
        if objection(saying, name, group.known, told_apart=own) is None:
            left[id(group.known)] = group
    chosen = only([group.known for group in left.values() if group.known], saying, name, ())
    if chosen is not None:
        return left[id(chosen)]
    groups.append(_Group())
    return groups[-1]


def _apply(
    session: Session,
    groups: Sequence[_Group],
    owners: dict[tuple[int | None, str], int],
    now: dt.datetime,
    cause: Cause,
) -> tuple[list[Event], list[Event]]:
    """Let claims go to the events of their groups; an event without any is merged away."""
    kept = _owned(groups, owners)
    homes = {
        gone: kept[_mostly_in(groups, owners, gone)]
        for gone in {*owners.values()} - {*kept.values()}
    }
    events = {}
    for number, group in enumerate(groups):
        event = session.get_one(Event, kept[number]) if number in kept else _new(session, now)
        events[event.id] = event
        # What an event that is gone had for this one comes along when both are merged.
        apart = [one for one in group.sayings if homes.get(owners[_key(one)]) != event.id]
        claims = _claims(session, apart)
        for left_id in sorted({owners[_key(one)] for one in group.sayings} - {event.id}):
            left = session.get_one(Event, left_id)
            supersede(session, left, now)
            events[left_id] = left
        give_claims(session, claims, event.id, now=now)
    session.flush()
    merged = [
        merge(session, home, gone, now=now, cause=cause) for gone, home in sorted(homes.items())
    ]
    standing = [event for event in events.values() if event.merged_into is None]
    changed = [event for event in standing if revise(session, event, now=now, cause=cause)]
    return changed, merged


def _owned(groups: Sequence[_Group], owners: dict[tuple[int | None, str], int]) -> dict[int, int]:
    """The event that each group goes on as: of those mostly in it the oldest."""
    kept: dict[int, int] = {}
    for event_id in sorted(set(owners.values())):
        number = _mostly_in(groups, owners, event_id)
        kept.setdefault(number, event_id)
    return kept


def _mostly_in(
    groups: Sequence[_Group], owners: dict[tuple[int | None, str], int], event_id: int
) -> int:
    counts = Counter(
        number
        for number, group in enumerate(groups)
        for saying in group.sayings
        if owners[_key(saying)] == event_id
    )
    return min(counts, key=lambda number: (-counts[number], number))


def _new(session: Session, now: dt.datetime) -> Event:
    event = blank(now)
    session.add(event)
    session.flush()
    return event


def _event(facts: Facts, window: Window, last: Saying) -> Event:
    """An event as facts tell it, for the gates to look at."""
    event = blank(dt.datetime.combine(last.published, dt.time(), dt.UTC))
    event.name, event.kind, event.status = facts.name, facts.kind, facts.status
    event.window_first, event.window_last = window.first, window.last
    event.edtf = facts.when.edtf if facts.when else None
    event.was = facts.was.edtf if facts.was else None
    event.certain = facts.when.certain if facts.when else False
    event.participants = list(facts.participants)
    return event


def _claims(session: Session, sayings: Iterable[Saying]) -> list[int]:
    ids = [claim for saying in sayings for claim in saying.claims.values()]
    return list(session.exec(select(Claim.id).where(col(Claim.id).in_(ids))).all())


def _key(saying: Saying) -> tuple[int | None, str]:
    return saying.article, saying.key

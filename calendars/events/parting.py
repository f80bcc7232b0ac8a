"""Two events that a person joins, and an event that a person parts."""

import datetime as dt
from collections.abc import Sequence

from sqlmodel import Session, col, select

from calendars.errors import Conflict, InvalidField, NotFound
from calendars.events import journal
from calendars.events.merging import merge, record, told_apart
from calendars.events.past import supersede
from calendars.events.revise import Cause, blank, revise
from calendars.events.sayings import give_claims
from calendars.store.tables import Change, Claim, ClaimMove, Decision, Event, Verdict


def join_by_hand(
    session: Session, one_id: int, other_id: int, *, person: str, now: dt.datetime
) -> tuple[Event, Event]:
    """Merge two events; the one that stays, which is the older, and the one that is gone.

    Raises:
        NotFound: There is no event of one of the ids.
        InvalidField: Both are the same event.
        Conflict: One was merged or withdrawn before.
    """
    journal.hold(session)
    if one_id == other_id:
        raise InvalidField("An event cannot be merged with itself.", field="with")
    older_id, younger_id = sorted((one_id, other_id))
    older, younger = _standing(session, older_id), _standing(session, younger_id)
    for decision in told_apart(session, older_id, younger_id):
        decision.undone = now
    merge(session, older_id, younger_id, now=now, cause=Cause(person=person))
    journal.advance(session)
    return older, younger


def split(
    session: Session,
    event_id: int,
    *,
    person: str,
    now: dt.datetime,
    articles: Sequence[int] = (),
) -> tuple[Event, Event]:
    """Part an event; the one that it was, and the one that is parted from it.

    One that was merged away gets back what it brought along. Of any other event the claims
    of some `articles` become an event of their own. Both are never joined again but by hand.

    Raises:
        NotFound: There is no event of this id.
        InvalidField: The articles are none of those that tell of it, or all of them.
        Conflict: It was withdrawn.
    """
    journal.hold(session)
    event = session.get(Event, event_id)
    if event is None:
        raise NotFound(f"There is no event {event_id}.")
    if event.merged_into is not None:
        whole, part = session.get_one(Event, event.merged_into), event
        supersede(session, part, now)
        claims = _brought_along(session, whole.id, part.id)
        part.merged_into = None
        part.sequence += 1
    else:
        whole = _standing(session, event_id)
        claims = _of_articles(session, whole.id, articles)
        part = blank(now)
        session.add(part)
        session.flush()
    supersede(session, whole, now)
    give_claims(session, claims, part.id, now=now)
    cause = Cause(person=person)
    for one, other in ((part, whole), (whole, part)):
        told = {"event": other.id, "claims": sorted(claims)}
        session.add(record(session, one, Change.SPLIT, "split", told, now, cause))
        session.flush()
        revise(session, one, now=now, cause=cause)
    first, second = sorted((whole.id, part.id))
    session.add(
        Decision(verdict=Verdict.APART, event_id=first, other_id=second, person=person, at=now)
    )
    journal.advance(session)
    return whole, part


def _standing(session: Session, event_id: int) -> Event:
    event = session.get(Event, event_id)
    if event is None:
        raise NotFound(f"There is no event {event_id}.")
    if event.merged_into is not None:
        raise Conflict(f"Event {event_id} was merged into event {event.merged_into} before.")
    if event.withdrawn is not None:
        raise Conflict(f"Event {event_id} was withdrawn.")
    return event


def _brought_along(session: Session, whole_id: int, part_id: int) -> list[int]:
    """The claims that came from the event that was merged away, and are there still."""
    statement = (
        select(Claim.id)
        .join(ClaimMove, col(ClaimMove.claim_id) == col(Claim.id))
        .where(col(ClaimMove.event_id) == part_id, col(Claim.event_id) == whole_id)
    )
    return sorted(set(session.exec(statement).all()))


def _of_articles(session: Session, event_id: int, articles: Sequence[int]) -> list[int]:
    statement = select(Claim).where(
        col(Claim.event_id) == event_id,
        col(Claim.article_id).is_not(None),
        col(Claim.retracted).is_(None),
    )
    told = session.exec(statement).all()
    known = {claim.article_id for claim in told}
    chosen = set(articles)
    if not chosen or not chosen <= known or chosen == known:
        numbers = ", ".join(str(number) for number in sorted(known, key=lambda n: n or 0))
        raise InvalidField(
            f"Tell some but not all of the articles that speak of event {event_id}: {numbers}.",
            field="articles",
        )
    return [claim.id for claim in told if claim.article_id in chosen]

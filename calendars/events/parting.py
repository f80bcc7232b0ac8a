"""Two events that a person joins, an event that a person parts, and how both are undone."""

import datetime as dt
from collections.abc import Collection, Sequence

from sqlmodel import Session, col, func, select

from calendars.errors import Conflict, InvalidField, NotFound
from calendars.events import journal
from calendars.events.links import link
from calendars.events.merging import merge, record, survivor, told_apart
from calendars.events.naming import Name
from calendars.events.past import supersede
from calendars.events.revise import Cause, blank, revise
from calendars.events.sayings import Saying, give_claims, heard
from calendars.store.tables import Change, Claim, ClaimMove, Decision, Event, Verdict


def join_by_hand(
    session: Session,
    one_id: int,
    other_id: int,
    *,
    person: str,
    now: dt.datetime,
    review_id: int | None = None,
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
    brought = session.exec(select(Claim.id).where(col(Claim.event_id) == younger_id)).all()
    cause = Cause(person=person)
    merge(session, older_id, younger_id, now=now, cause=cause)
    link(session, [older, younger], now=now, cause=cause)
    _decide(session, Verdict.ONE, older_id, younger_id, brought, person, now, review_id)
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

    One that was merged away gets back what it brought along, and what was told since under
    a name that it alone had. Of any other event the claims of some `articles` become an event
    of their own. Both are never joined again but by hand.

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
        whole, part = survivor(session, event), event
        brought = _brought_along(session, whole.id, part.id)
        claims = brought + _named_since(session, whole.id, part.id, brought)
    else:
        whole = _standing(session, event_id)
        claims = _of_articles(session, whole.id, articles)
        part = blank(now)
        session.add(part)
        session.flush()
    _part(session, whole, part, claims, now=now, cause=Cause(person=person))
    _decide(session, Verdict.APART, whole.id, part.id, claims, person, now, None)
    journal.advance(session)
    return whole, part


def give_back(
    session: Session, decision: Decision, *, now: dt.datetime, cause: Cause
) -> list[Event]:
    """Undo a merge: the event that is gone stands again with its claims, as after a split.

    Raises:
        Conflict: It stands again already.
    """
    part = session.get_one(Event, decision.other_id)
    if part.merged_into is None:
        raise Conflict(f"Event {part.id} is no longer merged into another.")
    whole = survivor(session, part)
    statement = select(Claim.id).where(
        col(Claim.id).in_(decision.claims), col(Claim.event_id) == whole.id
    )
    brought = session.exec(statement).all()
    claims = [*brought, *_named_since(session, whole.id, part.id, brought)]
    _part(session, whole, part, claims, now=now, cause=cause)
    journal.advance(session)
    return [whole, part]


def join_again(
    session: Session, decision: Decision, *, now: dt.datetime, cause: Cause
) -> list[Event]:
    """Undo that two events are apart: those that a split made are one again.

    Raises:
        Conflict: One of them was merged or withdrawn since.
    """
    if not decision.claims or decision.event_id is None or decision.other_id is None:
        return []
    whole = _standing(session, decision.event_id)
    part = _standing(session, decision.other_id)
    merge(session, whole.id, part.id, now=now, cause=cause)
    link(session, [whole, part], now=now, cause=cause)
    journal.advance(session)
    return [whole, part]


def _decide(
    session: Session,
    verdict: Verdict,
    one_id: int,
    other_id: int,
    claims: Collection[int],
    person: str,
    now: dt.datetime,
    review_id: int | None,
) -> None:
    older_id, younger_id = sorted((one_id, other_id))
    session.add(
        Decision(
            verdict=verdict,
            event_id=older_id,
            other_id=younger_id,
            claims=sorted(claims),
            review_id=review_id,
            person=person,
            at=now,
        )
    )


def _part(
    session: Session,
    whole: Event,
    part: Event,
    claims: Collection[int],
    *,
    now: dt.datetime,
    cause: Cause,
) -> None:
    """Give claims of an event to the one that is parted from it; both are computed anew."""
    supersede(session, whole, now)
    supersede(session, part, now)
    if part.merged_into is not None:
        part.merged_into = None
        part.sequence += 1
    give_claims(session, claims, part.id, now=now)
    for one, other in ((part, whole), (whole, part)):
        told = {"event": other.id, "claims": sorted(claims)}
        session.add(record(session, one, Change.SPLIT, "split", told, now, cause))
        session.flush()
        revise(session, one, now=now, cause=cause)
    link(session, [whole, part], now=now, cause=cause)


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


def _named_since(
    session: Session, whole_id: int, part_id: int, brought: Collection[int]
) -> list[int]:
    """The claims heard since the merge under a name that only what was brought along has."""
    merged = select(func.max(ClaimMove.at)).where(col(ClaimMove.event_id) == part_id)
    statement = select(Claim.id).where(
        col(Claim.event_id) == whole_id, col(Claim.claimed) > merged.scalar_subquery()
    )
    later = set(session.exec(statement).all())
    since: list[Saying] = []
    own: set[frozenset[str]] = set()
    theirs: set[frozenset[str]] = set()
    for saying in heard(session, [whole_id]).get(whole_id, []):
        claims = set(saying.claims.values())
        if claims <= later:
            since.append(saying)
        else:
            (own if claims.isdisjoint(brought) else theirs).add(_words(saying))
    only_theirs = theirs - own
    return [
        claim
        for saying in since
        if _words(saying) in only_theirs
        for claim in saying.claims.values()
    ]


def _words(saying: Saying) -> frozenset[str]:
    return Name.of(saying.name or "", saying.ordinal).words


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

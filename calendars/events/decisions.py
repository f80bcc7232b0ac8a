"""What people decide, kept so that later readings keep to it and so that it can be undone."""

import datetime as dt
from collections.abc import Sequence

from sqlmodel import Session, col, select, update

from calendars.errors import Conflict, NotFound
from calendars.events import journal
from calendars.events.links import link
from calendars.events.mention_keys import MentionKey, same_mentions
from calendars.events.parting import give_back, join_again
from calendars.events.revise import Cause, revise
from calendars.events.sayings import sentences_of
from calendars.reading.mention import Mention
from calendars.store.tables import Article, Claim, Decision, Event, Verdict


def refused(session: Session, article: Article, mentions: Sequence[Mention]) -> set[int]:
    """The mentions of an article, by their numbers, of which a person said they are no event."""
    statement = select(Decision.mention_key).where(
        col(Decision.article_id) == article.id,
        col(Decision.verdict) == Verdict.NO_EVENT,
        col(Decision.undone).is_(None),
    )
    keys = {MentionKey.of(key) for key in session.exec(statement).all() if key}
    if not keys:
        return set()
    return set(same_mentions([(one.quote, one.name) for one in mentions], keys))


def refuse_mention(
    session: Session, article_id: int, key: str, event: Event, *, person: str, now: dt.datetime
) -> Decision:
    """Decide that a mention is no event: its claims go, and never come back by reading."""
    told = sentences_of(session, article_id)
    found = same_mentions(list(told.values()), [MentionKey.of(key)])
    numbers = [number for at, number in enumerate(told) if at in found]
    statement = select(Claim.id).where(
        col(Claim.article_id) == article_id,
        col(Claim.mention).in_(numbers),
        col(Claim.event_id) == event.id,
        col(Claim.retracted).is_(None),
    )
    claims = sorted(session.exec(statement).all())
    _retract(session, claims, now)
    cause = Cause(person=person)
    revise(session, event, now=now, cause=cause)
    link(session, [event], now=now, cause=cause)
    return Decision(
        verdict=Verdict.NO_EVENT,
        article_id=article_id,
        mention_key=key,
        event_id=event.id,
        claims=claims,
        person=person,
        at=now,
    )


def last_about(session: Session, event_id: int) -> Decision:
    """The last decision about an event that was not undone.

    Raises:
        NotFound: There is none.
    """
    statement = (
        select(Decision)
        .where(
            (col(Decision.event_id) == event_id) | (col(Decision.other_id) == event_id),
            col(Decision.undone).is_(None),
        )
        .order_by(col(Decision.id).desc())
    )
    found = session.exec(statement.limit(1)).first()
    if found is None:
        raise NotFound(f"Nobody decided anything about event {event_id} that could be undone.")
    return found


def undo(session: Session, decision: Decision, *, person: str, now: dt.datetime) -> list[Event]:
    """Take a decision back, and give the events that changed by it.

    Raises:
        Conflict: It was undone before, or what it was about is no longer so.
    """
    journal.hold(session)
    if decision.undone is not None:
        raise Conflict("That was undone before.")
    decision.undone = now
    cause = Cause(person=person)
    match decision.verdict:
        case Verdict.ONE:
            return give_back(session, decision, now=now, cause=cause)
        case Verdict.APART:
            return join_again(session, decision, now=now, cause=cause)
        case Verdict.NO_EVENT:
            _restore(session, decision.claims)
        case Verdict.TOLD:
            _retract(session, decision.claims, now)
        case Verdict.KEPT:
            return []
    changed = [
        event
        for event in _events_of(session, decision)
        if revise(session, event, now=now, cause=cause)
    ]
    link(session, changed, now=now, cause=cause)
    return changed


def _events_of(session: Session, decision: Decision) -> list[Event]:
    """The events that the claims of a decision are now claims of."""
    statement = select(Claim.event_id).where(col(Claim.id).in_(decision.claims))
    return [session.get_one(Event, event_id) for event_id in sorted(set(session.exec(statement)))]


def _retract(session: Session, claims: Sequence[int], now: dt.datetime) -> None:
    session.exec(
        update(Claim)
        .where(col(Claim.id).in_(claims), col(Claim.retracted).is_(None))
        .values(retracted=now)
        .execution_options(synchronize_session="fetch")
    )


def _restore(session: Session, claims: Sequence[int]) -> None:
    """Let claims count again, but for those of an article that was retracted since."""
    gone = select(Article.id).where(col(Article.retracted).is_not(None))
    session.exec(
        update(Claim)
        .where(col(Claim.id).in_(claims), col(Claim.article_id).not_in(gone))
        .values(retracted=None)
        .execution_options(synchronize_session="fetch")
    )

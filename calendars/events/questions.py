"""What a person is asked about: raised once, and closed where it has answered itself."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session, col, select, update

from calendars.events.claims import Standing
from calendars.events.sayings import Saying
from calendars.store.tables import Claim, Doubt, Event, Review, ReviewState

SURE = 0.65
"""Mentions of a lower confidence are shown to a person."""


def ask_whether_one(
    session: Session,
    event_id: int,
    other_id: int,
    *,
    now: dt.datetime,
    article_id: int | None = None,
    reasons: Sequence[str] = (),
) -> None:
    """Ask whether two events are one."""
    older, younger = sorted((event_id, other_id))
    review = Review(
        key=f"match {older} {younger}",
        doubt=Doubt.MATCH,
        event_id=younger,
        other_id=older,
        article_id=article_id,
        reasons=list(reasons),
        state=ReviewState.OPEN,
        created=now,
    )
    _ask(session, [review], reopen=False)


def ask_about_mention(
    session: Session,
    event_id: int,
    article_id: int,
    key: str,
    saying: Saying,
    *,
    now: dt.datetime,
) -> None:
    """Ask whether a mention of low confidence is an event at all."""
    review = Review(
        key=f"mention {article_id} {key}",
        doubt=Doubt.MENTION,
        event_id=event_id,
        article_id=article_id,
        field="name",
        value={"name": saying.name, "quote": saying.quote, "mention": key},
        reasons=[f"the reader is right in {saying.confidence:.0%} of such mentions"],
        state=ReviewState.OPEN,
        created=now,
    )
    _ask(session, [review], reopen=False)


def ask_about_correction(
    session: Session, event_id: int, fields: dict[str, Any], note: str | None, *, now: dt.datetime
) -> Review:
    """Ask whether a reader's correction is right; the same one again is the same question."""
    told = {"fields": fields, "note": note}
    review = Review(
        key=f"correction {event_id} {_hash(told)}",
        doubt=Doubt.CORRECTION,
        event_id=event_id,
        value=told,
        reasons=["a reader says so"],
        state=ReviewState.OPEN,
        created=now,
    )
    return _ask(session, [review], reopen=False)[0]


def ask_about_conflicts(
    session: Session,
    event: Event,
    sayings: Iterable[Saying],
    standings: dict[int, Standing],
    locked: Iterable[str],
    now: dt.datetime,
) -> None:
    """Ask about the claims that contradict what is believed, and of no others any longer.

    A field that a person told is not asked about.
    """
    contradicting = {
        claim_id: (saying.article, name)
        for saying in sayings
        for name, claim_id in saying.claims.items()
        if standings.get(claim_id) is Standing.CONFLICT and name not in locked
    }
    asked = _of_event(session, event.id, Doubt.CONFLICT)
    if not contradicting and not asked:
        return
    rows = session.exec(select(Claim).where(col(Claim.id).in_(contradicting))).all()
    wanted: dict[str, Review] = {}
    for claim in sorted(rows, key=lambda claim: claim.id):
        review = Review(
            key=f"conflict {event.id} {claim.field} {_hash(claim.value)}",
            doubt=Doubt.CONFLICT,
            event_id=event.id,
            article_id=claim.article_id,
            field=claim.field,
            value=claim.value,
            reasons=["another date, place or status than is believed, without words of change"],
            state=ReviewState.OPEN,
            created=now,
        )
        wanted.setdefault(review.key, review)
    for review in asked:
        if review.state is ReviewState.OPEN and review.key not in wanted:
            review.state = ReviewState.CLOSED
    _ask(session, list(wanted.values()), reopen=True)


def close_all(session: Session, event_id: int) -> None:
    """Close what is asked about an event that was withdrawn."""
    session.exec(
        update(Review)
        .where(
            (col(Review.event_id) == event_id) | (col(Review.other_id) == event_id),
            col(Review.state) == ReviewState.OPEN,
        )
        .values(state=ReviewState.CLOSED)
        .execution_options(synchronize_session="fetch")
    )


def hand_over(session: Session, older_id: int, younger_id: int) -> None:
    """Ask about the older event what was asked about the one that it took in."""
    statement = select(Review).where(
        (col(Review.event_id) == younger_id) | (col(Review.other_id) == younger_id),
        col(Review.state) == ReviewState.OPEN,
    )
    for review in session.exec(statement).all():
        if review.doubt in (Doubt.MENTION, Doubt.CORRECTION):
            review.event_id = older_id
            continue
        review.state = ReviewState.CLOSED
        other = {review.event_id, review.other_id} - {older_id, younger_id}
        if review.doubt is Doubt.MATCH and other:
            ask_whether_one(
                session,
                older_id,
                min(other, key=lambda number: number or 0) or 0,
                now=review.created,
                article_id=review.article_id,
                reasons=review.reasons,
            )


def _of_event(session: Session, event_id: int, doubt: Doubt) -> Sequence[Review]:
    statement = select(Review).where(col(Review.event_id) == event_id, col(Review.doubt) == doubt)
    return session.exec(statement).all()


def _ask(session: Session, reviews: Sequence[Review], *, reopen: bool) -> list[Review]:
    """Keep the questions that were not asked before; one that closed itself may open again."""
    if not reviews:
        return []
    keys = [review.key for review in reviews]
    known = {
        review.key: review
        for review in session.exec(select(Review).where(col(Review.key).in_(keys))).all()
    }
    for review in reviews:
        before = known.get(review.key)
        if before is None:
            session.add(review)
        elif reopen and before.state is ReviewState.CLOSED:
            before.state = ReviewState.OPEN
    session.flush()
    return [known.get(review.key, review) for review in reviews]


def _hash(value: Any) -> str:
    told = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]

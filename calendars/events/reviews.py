"""The queue of what a person is asked, and what becomes of an answer."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from calendars.errors import Conflict, InvalidField, NotFound
from calendars.events import by_hand, decisions, journal
from calendars.events.parting import join_by_hand
from calendars.events.places import place_of
from calendars.events.questions import ask_about_correction
from calendars.store.tables import Decision, Doubt, Event, Review, ReviewState, Verdict

LONGEST_NOTE = 2_000


@dataclass(frozen=True, slots=True)
class Answered:
    """A question after its answer, and the events that changed, to plan their reminders anew."""

    review: Review
    changed: tuple[Event, ...]


def queue(
    session: Session,
    *,
    states: Collection[ReviewState] = (ReviewState.OPEN,),
    doubts: Collection[Doubt] = (),
    event_id: int | None = None,
    after: int = 0,
    limit: int = 50,
) -> list[Review]:
    """What is asked, the oldest first, from the one after `after` on."""
    statement = select(Review).where(col(Review.state).in_(states), col(Review.id) > after)
    if doubts:
        statement = statement.where(col(Review.doubt).in_(doubts))
    if event_id is not None:
        about = (col(Review.event_id) == event_id) | (col(Review.other_id) == event_id)
        statement = statement.where(about)
    return list(session.exec(statement.order_by(col(Review.id)).limit(limit)).all())


def get(session: Session, review_id: int) -> Review:
    """The question of an id.

    Raises:
        NotFound: There is none.
    """
    review = session.get(Review, review_id) if 0 < review_id < 2**63 else None
    if review is None:
        raise NotFound(f"There is no question {review_id}.")
    return review


def accept(
    session: Session,
    review_id: int,
    *,
    person: str,
    now: dt.datetime,
    fields: Mapping[str, Any] | None = None,
) -> Answered:
    """Say yes: both are one event, the claim or the correction is right, it is an event.

    `fields` are what the person says in place of the claim or correction. What is taken over
    locks its fields.

    Raises:
        NotFound: There is no such question.
        Conflict: It is not open, or its event is no longer there.
        InvalidField: A field cannot be kept.
    """
    journal.hold(session)
    review = _open(session, review_id)
    if fields and review.doubt in (Doubt.MATCH, Doubt.MENTION):
        raise InvalidField(f"A {review.doubt} is accepted without fields.", field="fields")
    if review.doubt is Doubt.MATCH:
        changed = join_by_hand(
            session,
            review.event_id,
            review.other_id or 0,
            person=person,
            now=now,
            review_id=review.id,
        )
        return _answered(session, review, ReviewState.ACCEPTED, person, now, changed)
    event = by_hand.get(session, review.event_id)
    values = _accepted(session, review, event, fields)
    if not values:
        _keep(session, review, person, now)
        return _answered(session, review, ReviewState.ACCEPTED, person, now, ())
    # Answered first, so that computing the event anew does not close it.
    answered = _answered(session, review, ReviewState.ACCEPTED, person, now, (event,))
    by_hand.tell(session, event, values, person, now, review.id)
    return answered


def reject(session: Session, review_id: int, *, person: str, now: dt.datetime) -> Answered:
    """Say no: they are two events, the claim or the correction is wrong, it is no event.

    Raises:
        NotFound: There is no such question.
        Conflict: It is not open.
    """
    journal.hold(session)
    review = _open(session, review_id)
    answered = _answered(session, review, ReviewState.REJECTED, person, now, ())
    if review.doubt is Doubt.MENTION and review.article_id is not None:
        event = session.get_one(Event, review.event_id)
        decision = decisions.refuse_mention(
            session, review.article_id, review.value["mention"], event, person=person, now=now
        )
        decision.review_id = review.id
        session.add(decision)
        journal.advance(session)
        return Answered(review, (event,))
    _keep(session, review, person, now)
    return answered


def undo(session: Session, review_id: int, *, person: str, now: dt.datetime) -> Answered:
    """Take an answer back; the question is open again.

    Raises:
        NotFound: There is no such question.
        Conflict: It was not answered, or what was decided is no longer so.
    """
    journal.hold(session)
    review = get(session, review_id)
    decision = session.exec(
        select(Decision).where(col(Decision.review_id) == review_id, col(Decision.undone).is_(None))
    ).first()
    if decision is None:
        raise Conflict(f"Question {review_id} has no answer that could be undone.")
    changed = decisions.undo(session, decision, person=person, now=now)
    _reopen(review)
    journal.advance(session)
    return Answered(review, tuple(changed))


def undo_last(session: Session, event_id: int, *, person: str, now: dt.datetime) -> list[Event]:
    """Take back what was last decided about an event; gives the events that changed.

    Raises:
        NotFound: There is no such event, or nothing was decided about it.
        Conflict: What was decided is no longer so.
    """
    journal.hold(session)
    if session.get(Event, event_id) is None:
        raise NotFound(f"There is no event {event_id}.")
    decision = decisions.last_about(session, event_id)
    changed = decisions.undo(session, decision, person=person, now=now)
    if decision.review_id is not None:
        _reopen(get(session, decision.review_id))
    journal.advance(session)
    return changed


def suggest(
    session: Session,
    event_id: int,
    fields: Mapping[str, Any],
    note: str | None,
    *,
    now: dt.datetime,
) -> Review:
    """Keep what a reader of ours says is wrong with an event, for a person to look at.

    Raises:
        NotFound: There is no event of this id.
        Gone: It was withdrawn, or merged into another.
        InvalidField: Nothing is said, or a field could not be kept.
    """
    journal.hold(session)
    event = by_hand.get(session, event_id)
    told = " ".join(note.split()) if note else None
    if not fields and not told:
        raise InvalidField("Tell a field that is wrong, or a note.", field="note")
    if told and len(told) > LONGEST_NOTE:
        raise InvalidField(f"“note” is longer than {LONGEST_NOTE} characters.", field="note")
    by_hand.check_fields(event, place_of(session, event), fields)
    return ask_about_correction(session, event_id, dict(fields), told, now=now)


def _accepted(
    session: Session, review: Review, event: Event, fields: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The values that a yes makes a person's own."""
    if fields is None and review.doubt is Doubt.CONFLICT:
        return {str(review.field): review.value}
    if fields is None and review.doubt is Doubt.CORRECTION:
        fields = review.value["fields"]
    return by_hand.check_fields(event, place_of(session, event), fields or {})


def _open(session: Session, review_id: int) -> Review:
    review = get(session, review_id)
    if review.state is ReviewState.CLOSED:
        raise Conflict(f"Question {review_id} has answered itself.")
    if review.state is not ReviewState.OPEN:
        raise Conflict(
            f"Question {review_id} was {review.state} by {review.person}: undo it first."
        )
    return review


def _answered(
    session: Session,
    review: Review,
    state: ReviewState,
    person: str,
    now: dt.datetime,
    changed: tuple[Event, ...],
) -> Answered:
    review.state, review.person, review.decided = state, person, now
    session.add(review)
    session.flush()
    return Answered(review, changed)


def _keep(session: Session, review: Review, person: str, now: dt.datetime) -> None:
    """Keep an answer that changes no event; of two events, that they are two."""
    apart = review.doubt is Doubt.MATCH
    session.add(
        Decision(
            verdict=Verdict.APART if apart else Verdict.KEPT,
            event_id=review.other_id if apart else review.event_id,
            other_id=review.event_id if apart else None,
            article_id=review.article_id,
            review_id=review.id,
            person=person,
            at=now,
        )
    )


def _reopen(review: Review) -> None:
    review.state, review.person, review.decided = ReviewState.OPEN, None, None

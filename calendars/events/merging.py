"""Two events that turn out to be one."""

import datetime as dt
from collections.abc import Sequence

from sqlmodel import Session, col, delete, select

from calendars.events.past import supersede
from calendars.events.questions import hand_over
from calendars.events.revise import Cause, last_number, revise
from calendars.events.sayings import give_claims
from calendars.store.tables import Change, Claim, Decision, Event, EventWord, Revision, Verdict


def merge(
    session: Session, older_id: int, younger_id: int, *, now: dt.datetime, cause: Cause
) -> Event:
    """Give all claims of the younger event to the older, whose UID survives.

    Both keep a revision that tells which claims went where, so that it can be undone. Gives
    the younger, which now points to the older.
    """
    older, younger = session.get_one(Event, older_id), session.get_one(Event, younger_id)
    moved = session.exec(select(Claim.id).where(col(Claim.event_id) == younger_id)).all()
    give_claims(session, moved, older_id, now=now)
    session.exec(delete(EventWord).where(col(EventWord.event_id) == younger_id))
    for event in (older, younger):
        supersede(session, event, now)
    younger.merged_into = older_id
    younger.sequence += 1
    session.add_all((older, younger))
    session.add(record(session, younger, Change.MERGED, "merged_into", older_id, now, cause))
    told = {"event": younger_id, "claims": sorted(moved)}
    session.add(record(session, older, Change.MERGED, "merged", told, now, cause))
    session.flush()
    hand_over(session, older_id, younger_id)
    revise(session, older, now=now, cause=cause)
    return younger


def survivor(session: Session, event: Event) -> Event:
    """The event that this one was merged into, in however many steps; itself where it was not."""
    while event.merged_into is not None:
        event = session.get_one(Event, event.merged_into)
    return event


def record(
    session: Session,
    event: Event,
    change: Change,
    name: str,
    new: object,
    now: dt.datetime,
    cause: Cause,
) -> Revision:
    """A revision that says with which event claims were exchanged."""
    return Revision(
        event_id=event.id,
        number=last_number(session, event.id) + 1,
        sequence=event.sequence,
        change=change,
        field=name,
        new=new,
        article_id=cause.article_id,
        person=cause.person,
        at=now,
    )


def told_apart(session: Session, one_id: int, other_id: int) -> Sequence[Decision]:
    """The decisions of people that these are two events."""
    statement = select(Decision).where(
        col(Decision.verdict) == Verdict.APART,
        col(Decision.undone).is_(None),
        col(Decision.event_id) == min(one_id, other_id),
        col(Decision.other_id) == max(one_id, other_id),
    )
    return session.exec(statement).all()

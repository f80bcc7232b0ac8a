"""Events whose window has passed without another word."""

import datetime as dt

from sqlalchemy import func
from sqlmodel import Session, col, select

from calendars.events import journal
from calendars.events.revise import Cause, revise
from calendars.reading.mention import Status
from calendars.store.tables import Event

PATIENCE = dt.timedelta(days=90)
EXPECTED = (Status.SCHEDULED, Status.RESCHEDULED)


def lapse(
    session: Session, *, now: dt.datetime, patience: dt.timedelta = PATIENCE, limit: int = 500
) -> list[Event]:
    """Let events lapse of which nothing was heard; at most `limit`, the longest past first.

    One whose day nobody named lapses when its window has passed. One with a named day has
    most likely taken place, reported or not, and lapses after `patience`. What was already
    past when it was first heard of, from an archive, never lapses.
    """
    today = now.date()
    journal.hold(session)
    statement = (
        select(Event)
        .where(
            col(Event.status).in_(EXPECTED),
            col(Event.withdrawn).is_(None),
            col(Event.merged_into).is_(None),
            col(Event.window_last) >= func.date(col(Event.created)),
            (col(Event.window_last) < today - patience)
            | ((col(Event.window_last) < today) & col(Event.certain).is_(False)),
        )
        .order_by(col(Event.window_last), col(Event.id))
    )
    passed = list(session.exec(statement.limit(limit)).all())
    for event in passed:
        revise(session, event, now=now, cause=Cause(), lapsing=True)
    if passed:
        journal.advance(session)
    return passed

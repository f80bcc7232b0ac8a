"""Reminders: what became of each, attempt by attempt, and dead ones tried anew."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from app import problems
from app.api.deps import AdminKey, PartsOf, Reading, Writing
from app.api.paging import paged
from app.api.shapes import reminders as shapes
from app.api.shapes.base import Id, Text
from calendars import errors
from calendars.events import shape
from calendars.reminders import deliveries
from calendars.reminders.deliveries import Wanted
from calendars.store.tables import Reminder, ReminderState, Subscription

router = APIRouter(prefix="/reminders", tags=["reminders"])

LOCKED = problems.responses(errors.KeyRequired, errors.ScopeMissing)
MOST = 500
Number = Annotated[int | None, Field(ge=1, lt=2**63)]


class Filters(BaseModel):
    """Which reminders to list."""

    model_config = ConfigDict(extra="forbid")

    state: ReminderState | None = None
    subscription: Number = None
    event: Number = None
    address: Text | None = Field(None, description="Where they go to.")
    cursor: Number = Field(None, description="The `next` of the answer before.")
    limit: int = Field(50, ge=1, le=MOST, description="Reminders in one answer.")


@router.get("", summary="List reminders", response_model=shapes.ReminderList, responses=LOCKED)
def every(
    request: Request,
    asked: Annotated[Filters, Query()],
    parts: PartsOf,
    session: Reading,
    _key: AdminKey,
) -> Response:
    """Reminders of every state, the last planned first; dead ones have their reason."""
    wanted = Wanted(asked.state, asked.subscription, asked.event, asked.address)
    rows = deliveries.listed(session, wanted, limit=asked.limit + 1, before=asked.cursor)
    shown = rows[: asked.limit]
    following = shown[-1][0].id if len(rows) > asked.limit else None
    items = [_told(reminder, subscription) for reminder, subscription in shown]
    return paged(request, parts, {"items": items}, following)


@router.get(
    "/{reminder_id}",
    summary="Read a reminder",
    response_model=shapes.LoggedReminder,
    responses=LOCKED | problems.responses(errors.NotFound),
)
def read(reminder_id: Id, session: Reading, _key: AdminKey) -> Response:
    """A reminder with every attempt to send it."""
    return _logged(session, *deliveries.one(session, reminder_id))


@router.post(
    "/{reminder_id}/replay",
    summary="Try a dead reminder anew",
    response_model=shapes.LoggedReminder,
    responses=LOCKED | problems.responses(errors.NotFound, errors.Conflict),
)
def replay(reminder_id: Id, parts: PartsOf, session: Writing, _key: AdminKey) -> Response:
    """Put a dead reminder back into the queue, under the same key as before."""
    deliveries.replay(session, reminder_id, parts.clock())
    return _logged(session, *deliveries.one(session, reminder_id))


def _logged(session: Session, reminder: Reminder, subscription: Subscription) -> Response:
    tries = [
        {
            "attempt": row.attempt,
            "at": shape.moment(row.at),
            "outcome": row.outcome,
            "error": row.error,
        }
        for row in deliveries.attempts(session, reminder)
    ]
    return JSONResponse(_told(reminder, subscription) | {"deliveries": tries})


def _told(reminder: Reminder, subscription: Subscription) -> dict[str, Any]:
    return {
        "id": reminder.id,
        "key": reminder.key,
        "subscription": subscription.id,
        "channel": subscription.channel,
        "address": subscription.address,
        "event": reminder.event_id,
        "about": reminder.about,
        "before": reminder.before,
        "date": reminder.occurrence or None,
        "was": reminder.was,
        "due": shape.moment(reminder.due),
        "next": shape.moment(reminder.next_at),
        "state": reminder.state,
        "failures": reminder.failures,
        "error": reminder.last_error,
        "created": shape.moment(reminder.created),
        "settled": shape.moment(reminder.settled),
    }

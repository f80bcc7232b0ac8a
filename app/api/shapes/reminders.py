"""JSON of reminders and of attempts to send them."""

import datetime as dt

from pydantic import BaseModel

from calendars.store.tables import About, Channel, ReminderState


class Reminder(BaseModel):
    """One thing to send to one subscription, and what became of it.

    `date` is the date that it tells, of a digest its first and last day; `next` is when it
    is tried next, and `error` why it last failed, was called off or is dead.
    """

    id: int
    key: str
    subscription: int
    channel: Channel
    address: str
    event: int | None
    about: About
    before: str | None
    date: str | None
    was: str | None
    due: dt.datetime
    next: dt.datetime
    state: ReminderState
    failures: int
    error: str | None
    created: dt.datetime
    settled: dt.datetime | None


class Attempt(BaseModel):
    """One attempt to send a reminder: `sent`, `failed`, or `bounced` afterwards."""

    attempt: int
    at: dt.datetime
    outcome: str
    error: str | None


class LoggedReminder(Reminder):
    """A reminder with every attempt to send it."""

    deliveries: list[Attempt]


class ReminderList(BaseModel):
    """Some reminders, the last planned first, and the cursor of those that follow."""

    items: list[Reminder]
    next: int | None

"""The delivery log: what became of reminders, attempt by attempt, and dead ones tried anew."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from calendars.errors import Conflict, NotFound
from calendars.store.tables import (
    Delivery,
    Reminder,
    ReminderState,
    Subscription,
    SubscriptionState,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reminders to list; what is None is any."""

    state: ReminderState | None = None
    subscription: int | None = None
    event: int | None = None
    address: str | None = None


def listed(
    session: Session, wanted: Wanted, *, limit: int, before: int | None = None
) -> list[tuple[Reminder, Subscription]]:
    """Reminders with their subscriptions, the last planned first, from id `before` down."""
    statement = select(Reminder, Subscription).join(Subscription)
    if wanted.state is not None:
        statement = statement.where(col(Reminder.state) == wanted.state)
    if wanted.subscription is not None:
        statement = statement.where(col(Reminder.subscription_id) == wanted.subscription)
    if wanted.event is not None:
        statement = statement.where(col(Reminder.event_id) == wanted.event)
    if wanted.address is not None:
        statement = statement.where(
            func.lower(col(Subscription.address)) == wanted.address.strip().lower()
        )
    if before is not None:
        statement = statement.where(col(Reminder.id) < before)
    return list(session.exec(statement.order_by(col(Reminder.id).desc()).limit(limit)).all())


def one(session: Session, number: int) -> tuple[Reminder, Subscription]:
    """A reminder with its subscription.

    Raises:
        NotFound: There is none of that number.
    """
    reminder = session.get(Reminder, number)
    subscription = session.get(Subscription, reminder.subscription_id) if reminder else None
    if reminder is None or subscription is None:
        raise NotFound(f"There is no reminder {number}: it may have been erased.")
    return reminder, subscription


def attempts(session: Session, reminder: Reminder) -> Sequence[Delivery]:
    """Every attempt to send a reminder, in order."""
    statement = select(Delivery).where(Delivery.reminder_id == reminder.id)
    return session.exec(statement.order_by(col(Delivery.id))).all()


def replay_all(session: Session, now: dt.datetime) -> int:
    """Try every dead reminder anew whose subscription is heard, and say how many they are."""
    statement = (
        select(Reminder.id)
        .join(Subscription)
        .where(
            col(Reminder.state) == ReminderState.DEAD,
            col(Subscription.state) != SubscriptionState.DISABLED,
        )
        .order_by(col(Reminder.id))
    )
    return len([replay(session, number, now) for number in session.exec(statement).all()])


def replay(session: Session, number: int, now: dt.datetime) -> Reminder:
    """Try a dead reminder anew, with its old key and all its tries; it is due now.

    Raises:
        NotFound: There is none of that number.
        Conflict: It is not dead, or its subscription was ended.
    """
    statement = select(Reminder).where(Reminder.id == number).with_for_update()
    reminder = session.exec(statement.execution_options(populate_existing=True)).one_or_none()
    if reminder is None:
        raise NotFound(f"There is no reminder {number}: it may have been erased.")
    if reminder.state is not ReminderState.DEAD:
        raise Conflict(
            f"Reminder {number} is {reminder.state.value}: only a dead one can be tried anew."
        )
    subscription = session.get_one(Subscription, reminder.subscription_id)
    if subscription.state is SubscriptionState.DISABLED:
        raise Conflict(f"The subscription of reminder {number} was ended: {subscription.reason}.")
    reminder.state = ReminderState.PENDING
    reminder.due = reminder.next_at = now
    reminder.attempt = reminder.failures = 0
    reminder.settled = None
    session.add(reminder)
    session.flush()
    return reminder

"""Very many reminders, written at once, and what became of them."""

import datetime as dt
import time
from collections import Counter

from sqlalchemy import func, text
from sqlmodel import insert, select

from calendars.store.tables import About, Reminder, ReminderState, Subscription
from tests.calendars.reminders.makers import make_event, make_subscription

DAY = dt.timedelta(days=1)


def now():
    return dt.datetime.now(dt.UTC)


def subscribed(store, *addresses, channel="webhook"):
    """The ids of subscriptions at these addresses, and of an event in two days."""
    with store.writing() as session:
        event = make_event(session, f"{now() + 2 * DAY:%Y-%m-%d}", now=now() - DAY)
        made = [
            make_subscription(session, now=now() - DAY, before=[], channel=channel, address=address)
            for address in addresses
        ]
        return [one.id for one in made], event.id


def fill(store, count, addresses, *, first=None, apart=0.0, word="rem", channel="webhook"):
    """Plan so many reminders, `apart` seconds from each other from `first` on, in turn."""
    subscriptions, event_id = subscribed(store, *addresses, channel=channel)
    first = first or now() - dt.timedelta(minutes=1)
    occurrence = f"{now() + 2 * DAY:%Y-%m-%d}"
    for at in range(0, count, 10_000):
        rows = [
            {
                "key": f"{word}_{number}",
                "subscription_id": subscriptions[number % len(subscriptions)],
                "event_id": event_id,
                "about": About.BEFORE,
                "occurrence": occurrence,
                "sequence": 0,
                "due": first + dt.timedelta(seconds=apart * number),
                "next_at": first + dt.timedelta(seconds=apart * number),
                "state": ReminderState.PENDING,
                "attempt": 0,
                "failures": 0,
                "created": first,
            }
            for number in range(at, min(at + 10_000, count))
        ]
        with store.writing() as session:
            session.execute(insert(Reminder), rows)


def states(store):
    """How many reminders are in each state."""
    with store.reading() as session:
        counted = select(Reminder.state, func.count()).group_by(Reminder.state)
        return Counter({state.value: count for state, count in session.exec(counted)})


def hurry(store):
    """Let those that wait after a failure, or for their host, be due now; leases stay."""
    with store.writing() as session:
        session.exec(
            text(
                "UPDATE reminder SET next_at = due "
                "WHERE state = 'pending' AND owner IS NULL AND next_at > due"
            )
        )


def until(condition, seconds=60.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def nothing_left(store):
    """Whether none waits; the index of those that do answers at once, however many there are."""
    return waiting(store, now() + 36_500 * DAY) == 0


def waiting(store, until):
    """How many reminders wait that are due until then."""
    with store.reading() as session:
        counted = select(func.count()).where(
            Reminder.state == ReminderState.PENDING, Reminder.next_at < until
        )
        return session.exec(counted).one()


def disabled(store):
    with store.reading() as session:
        return [
            one.address
            for one in session.exec(select(Subscription))
            if one.state.value == "disabled"
        ]

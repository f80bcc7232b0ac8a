"""The last look before a reminder goes out, whether it still holds."""

import datetime as dt

from calendars.dates import zones
from calendars.dates.edtf import Point
from calendars.dates.when import When
from calendars.reminders.digest import period_named
from calendars.reminders.due import takes_place
from calendars.reminders.notices import date_key
from calendars.reminders.outcomes import Claim, Outcome, dead, dropped, held
from calendars.reminders.quiet import held_until
from calendars.store.tables import (
    About,
    Event,
    Reminder,
    ReminderState,
    Subscription,
    SubscriptionState,
)

GRACE = dt.timedelta(hours=1)
LATEST = dt.timedelta(days=7)


def recheck(
    claim: Claim,
    reminder: Reminder | None,
    subscription: Subscription | None,
    event: Event | None,
    now: dt.datetime,
    *,
    latest: dt.timedelta = LATEST,
) -> Outcome | None:
    """Why the reminder is not to be sent, None where it is.

    What was moved, called off, ended or erased since it was planned is dropped. A reminder
    of an event that began more than an hour ago, or on an earlier day, is dead, and so is
    whatever is later than `latest`. What comes in quiet hours is put off to their end.
    """
    if claim.fruitless:
        return dead(claim, f"Taken up {claim.attempt} times without an outcome.")
    if reminder is None or subscription is None:
        return dropped(claim, "It was erased.")
    if reminder.state is not ReminderState.PENDING:
        return dropped(claim, reminder.last_error or "It was called off.")
    if now - reminder.due > latest:
        return dead(claim, f"It was due {_days(now - reminder.due)} ago: too late to be of use.")
    if reminder.about is About.CONFIRM:
        asked = subscription.state is SubscriptionState.PENDING
        return None if asked else dropped(claim, "The subscription is no longer in question.")
    if subscription.state is not SubscriptionState.ACTIVE:
        return dropped(claim, subscription.reason or "The subscription is not active.")
    if reminder.about is About.DIGEST:
        over = _of_digest(claim, reminder, subscription, now)
    else:
        over = _of_event(claim, reminder, subscription, event, now)
    return over or _held(claim, reminder, subscription, now)


def _days(time: dt.timedelta) -> str:
    return "a day" if time.days == 1 else f"{time.days} days"


def _of_digest(
    claim: Claim, reminder: Reminder, subscription: Subscription, now: dt.datetime
) -> Outcome | None:
    today = now.astimezone(zones.zone(subscription.zone)).date()
    if today > period_named(reminder.occurrence).last:
        return dead(claim, "The days that it tells of were over before this could be sent.")
    return None


def _of_event(
    claim: Claim,
    reminder: Reminder,
    subscription: Subscription,
    event: Event | None,
    now: dt.datetime,
) -> Outcome | None:
    if event is None:
        return dropped(claim, "The event was erased.")
    if reminder.about is not About.BEFORE:
        same = reminder.occurrence == date_key(event)
        return None if same else dropped(claim, "The event has changed again.")
    if not takes_place(event, reminder.occurrence):
        return dropped(claim, "The event is no longer then.")
    if _has_begun(reminder.occurrence, subscription.zone, now):
        return dead(claim, "The event began before this could be sent.")
    return None


def _held(
    claim: Claim, reminder: Reminder, subscription: Subscription, now: dt.datetime
) -> Outcome | None:
    """The reminder put off to the end of the quiet hours, None where it need not be."""
    date = "" if reminder.about is About.DIGEST else reminder.occurrence or reminder.was or ""
    until = held_until(now, reminder.about, date, subscription.quiet_hours, subscription.zone)
    return held(claim, until - now) if until else None


def _has_begun(occurrence: str, zone: str, now: dt.datetime) -> bool:
    point = When.of(occurrence).date
    moment = point.moment if isinstance(point, Point) else None
    if moment is not None:
        return now > moment + GRACE
    return now.astimezone(zones.zone(zone)).date() > When.of(occurrence).window.last

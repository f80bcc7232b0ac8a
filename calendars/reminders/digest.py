"""Digests: what the coming day or week holds, told all at once at a local hour.

A digest is a reminder row about no one event. Its period is a day, or a week from Monday
on, of the subscriber's calendar, and the key of its row: however often it is planned, each
period is told once. Of each subscription only the next digest is planned.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, exists, select

from calendars.dates import zones
from calendars.dates.before import DAY
from calendars.dates.window import Window
from calendars.events import occurrences
from calendars.events.finding import find
from calendars.events.occurrences import Occurrence
from calendars.events.search import Search
from calendars.reading.mention import Status
from calendars.reminders.wishes import followed, search_of, sure_enough
from calendars.store.insert import insert_new
from calendars.store.tables import (
    About,
    Digest,
    Event,
    Reminder,
    ReminderState,
    Subscription,
    SubscriptionState,
)

NOON = 12
MOST_EVENTS = 100
LEFT_OUT = (Status.HELD, Status.LAPSED, Status.POSTPONED)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a digest tells: dated events in order, those without a set day apart.

    A time is None where the event began before the period. `more` says that there are
    events that it has no room for; `search` finds them all.
    """

    period: Window
    search: Search
    dated: tuple[tuple[Occurrence | None, Event], ...]
    undated: tuple[Event, ...]
    more: bool

    @property
    def worth_sending(self) -> bool:
        """Whether there is anything to tell; of one day, only what takes place on it."""
        return bool(self.dated or (self.undated and self.period.days > 1))


def period_of(digest: Digest, day: dt.date) -> Window:
    """The day, or the week from Monday to Sunday, that a day lies in.

    >>> period_of(Digest.WEEKLY, dt.date(2021, 4, 1)).first.isoformat()
    '2021-03-29'
    """
    if digest is Digest.DAILY:
        return Window.day(day)
    monday = day - day.weekday() * DAY
    return Window(monday, monday + 6 * DAY)


def due_at(period: Window, hour: int, zone: str) -> dt.datetime:
    """When the digest of a period is sent: at the local hour of its first day.

    From noon on it is the hour of the day before, so that it comes before what it tells.
    """
    day = period.first if hour < NOON else period.first - DAY
    return zones.to_utc(dt.datetime.combine(day, dt.time(hour)), zone)


def plan_digests(session: Session, subscriptions: Iterable[Subscription], now: dt.datetime) -> None:
    """Plan the next digest of each subscription that wants any.

    One that came due while nobody planned is made up for as long as its period lasts, but
    never one from before the subscriber chose it.
    """
    rows = [
        _values(subscription, period, due, now)
        for subscription in subscriptions
        for period, due in _owed(subscription, now)
    ]
    insert_new(session, Reminder, rows, ["key"])


def without_next(
    session: Session, now: dt.datetime, *, after: int = 0, limit: int = 500
) -> Sequence[Subscription]:
    """Subscriptions that want digests and have none planned for later, by id from `after`."""
    planned = exists().where(
        col(Reminder.subscription_id) == col(Subscription.id),
        col(Reminder.about) == About.DIGEST,
        col(Reminder.state) == ReminderState.PENDING,
        col(Reminder.due) > now,
    )
    statement = (
        select(Subscription)
        .where(
            col(Subscription.id) > after,
            col(Subscription.state) == SubscriptionState.ACTIVE,
            col(Subscription.digest).is_not(None),
            ~planned,
        )
        .order_by(col(Subscription.id))
        .limit(limit)
    )
    return session.exec(statement).all()


def contents(
    session: Session,
    subscription: Subscription,
    period: Window,
    *,
    today: dt.date,
    most: int = MOST_EVENTS,
) -> Contents:
    """What a subscription's digest of a period tells as of now; at most so many events."""
    within = Search(first=period.first, last=period.last, certainty=subscription.certainty)
    wished = search_of(session, subscription)
    search = within if wished is None else wished.narrowed(within)
    if wished is None:
        found, more = _followed(session, subscription, period), False
    else:
        page = find(session, search, today=today, limit=most, without=LEFT_OUT)
        found, more = page.items, page.next is not None
    dated: list[tuple[Occurrence | None, Event]] = []
    undated: list[Event] = []
    for event in (one for one in found if sure_enough(one, subscription)):
        times = occurrences.occurrences(event, period.first, period.last)
        if times:
            dated += [(one, event) for one in times]
        elif event.certain and event.rrule is None:
            dated.append((None, event))
        elif not event.certain:
            undated.append(event)
    dated.sort(key=lambda pair: (_begins(pair, period), pair[1].id))
    undated.sort(key=lambda event: (event.window_last - event.window_first, event.id))
    more = more or len(dated) > most
    return Contents(period, search, tuple(dated[:most]), tuple(undated), more)


def period_named(occurrence: str) -> Window:
    """The period of a digest, of the text that its row keeps.

    >>> period_named("2021-03-29/2021-04-04").days
    7
    """
    first, _, last = occurrence.partition("/")
    return Window(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def _followed(session: Session, subscription: Subscription, period: Window) -> Sequence[Event]:
    """The one event of a subscription, where it lies in the period."""
    ids = followed(session, subscription.event_id or 0)
    events = session.exec(select(Event).where(col(Event.id).in_(ids))).all()
    return [event for event in events if _lies_in(event, period)]


def _lies_in(event: Event, period: Window) -> bool:
    gone = event.withdrawn is not None or event.merged_into is not None
    if gone or event.status in LEFT_OUT:
        return False
    return Window(event.window_first, event.window_last).overlaps(period)


def _begins(pair: tuple[Occurrence | None, Event], period: Window) -> tuple[dt.date, str]:
    one, _ = pair
    return (one.day, one.key) if one else (period.first, "")


def _owed(subscription: Subscription, now: dt.datetime) -> Iterator[tuple[Window, dt.datetime]]:
    """The digests to be planned: what is due of a period that lasts, and the next one."""
    if subscription.digest is None:
        return
    today = now.astimezone(zones.zone(subscription.zone)).date()
    since = subscription.chosen or subscription.confirmed or subscription.created
    period = period_of(subscription.digest, today)
    while True:
        due = due_at(period, subscription.digest_hour, subscription.zone)
        if due >= since:
            yield period, due
        if due > now:
            return
        period = period_of(subscription.digest, period.last + DAY)


def _values(
    subscription: Subscription, period: Window, due: dt.datetime, now: dt.datetime
) -> dict[str, Any]:
    told = f"{period.first}/{period.last}"
    text = f"{subscription.token_hash}|{told}"
    return {
        "key": f"dig_{hashlib.sha256(text.encode()).hexdigest()[:32]}",
        "subscription_id": subscription.id,
        "about": About.DIGEST,
        "occurrence": told,
        "sequence": 0,
        "due": due,
        "next_at": due,
        "state": ReminderState.PENDING,
        "attempt": 0,
        "failures": 0,
        "created": now,
    }

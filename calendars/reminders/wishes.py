"""Which subscriptions wish to hear of which events."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session, col, select

from calendars.events.finding import matching
from calendars.events.search import Search
from calendars.store.tables import Calendar, Event, Subscription, SubscriptionState

# Filters that choose how and when an event is shown: a new date must not hide its own notice.
SHOWN_BY = frozenset({"imprecise", "cancelled", "status", "precision", "certain", "from", "to"})

Wishes = defaultdict[int, list[Subscription]]


def active(session: Session) -> list[Subscription]:
    """Every subscription that is heard."""
    statement = select(Subscription).where(Subscription.state == SubscriptionState.ACTIVE)
    return list(session.exec(statement.order_by(col(Subscription.id))).all())


def wishes(
    session: Session,
    events: Sequence[Event],
    subscriptions: Iterable[Subscription],
    *,
    today: dt.date,
    however_shown: bool = False,
) -> Wishes:
    """For the id of each event those of the subscriptions that match it.

    A subscription to an event follows it into the one that it was merged into.
    `however_shown` leaves out the filters that ask how an event is shown.
    """
    by_target: dict[tuple[str, Any], list[Subscription]] = defaultdict(list)
    for subscription in subscriptions:
        by_target[_target(subscription)].append(subscription)
    found: Wishes = defaultdict(list)
    for (word, target), wishing in by_target.items():
        if word == "event":
            matched = followed(session, target) & {event.id for event in events}
        else:
            search = _search(session, word, target)
            if however_shown:
                search = {name: value for name, value in search.items() if name not in SHOWN_BY}
            ids = [event.id for event in events]
            matched = set(matching(session, Search.parse(search), ids, today=today))
        for event in events:
            if event.id in matched:
                found[event.id].extend(one for one in wishing if sure_enough(event, one))
    return found


def sure_enough(event: Event, subscription: Subscription) -> bool:
    """Whether the event is as sure to be held as the subscription asks; what is off always is."""
    return subscription.certainty is None or event.certainty >= subscription.certainty


def _target(subscription: Subscription) -> tuple[str, Any]:
    if subscription.event_id is not None:
        return "event", subscription.event_id
    if subscription.calendar_id is not None:
        return "calendar", subscription.calendar_id
    return "search", json.dumps(subscription.search, sort_keys=True)


def search_of(session: Session, subscription: Subscription) -> Search | None:
    """The search that a subscription is to, None where it is to one event."""
    word, target = _target(subscription)
    return None if word == "event" else Search.parse(_search(session, word, target))


def _search(session: Session, word: str, target: Any) -> dict[str, Any]:
    if word == "search":
        return dict(json.loads(target))
    return session.get_one(Calendar, target).search


def followed(session: Session, event_id: int) -> set[int]:
    """The event and those that it was merged into, one after the other."""
    ids: set[int] = set()
    following: int | None = event_id
    while following is not None and following not in ids:
        ids.add(following)
        event = session.get(Event, following)
        following = event.merged_into if event else None
    return ids

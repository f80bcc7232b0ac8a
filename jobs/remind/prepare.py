"""What is to be sent, read for many claims at once and looked at once more."""

import datetime as dt
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from sqlmodel import Session, SQLModel, col, select

from calendars.errors import DeliveryError
from calendars.feeds.sources import sources_of
from calendars.reminders.digest import Contents, contents, period_named
from calendars.reminders.outcomes import Claim, Outcome, dropped, failed
from calendars.reminders.recheck import LATEST, recheck
from calendars.store.tables import About, Channel, Event, Place, Reminder, Subscription
from jobs.remind.message import Letterhead, Message, Subject, write

log = logging.getLogger(__name__)

Row = TypeVar("Row", bound=SQLModel)


@dataclass(frozen=True, slots=True)
class Ready:
    """A claim that still holds, with its message; `host` has to work for it to arrive."""

    claim: Claim
    channel: Channel
    host: str
    message: Message


def prepared(
    session: Session,
    letterhead: Letterhead,
    claims: Sequence[Claim],
    now: dt.datetime,
    latest: dt.timedelta = LATEST,
) -> Iterator[Ready | Outcome]:
    """For each claim what to send, or why nothing is; nothing is sent later than `latest`."""
    reminders = _by_id(session, Reminder, [claim.id for claim in claims])
    subscriptions = _by_id(session, Subscription, [claim.subscription_id for claim in claims])
    event_ids = {row.event_id for row in reminders.values() if row.event_id is not None}
    events = _by_id(session, Event, event_ids)
    # Only a mail has room for what an event rests on, and for a calendar's entry of it.
    mailed = {claim.id for claim in claims if claim.channel == Channel.EMAIL}
    mailed_of = (events.get(row.event_id or 0) for row in reminders.values() if row.id in mailed)
    shown = [event for event in mailed_of if event is not None]
    places = _by_id(session, Place, {event.place_id for event in shown if event.place_id})
    sources = sources_of(session, list({event.id for event in shown})) if shown else {}
    for claim in claims:
        reminder, subscription = reminders.get(claim.id), subscriptions.get(claim.subscription_id)
        event = events.get(reminder.event_id or 0) if reminder else None
        place = places.get(event.place_id or 0) if event else None
        subject = Subject(event, place, sources.get(event.id, [])) if event else None
        try:
            outcome = recheck(claim, reminder, subscription, event, now, latest=latest)
            if outcome is not None or reminder is None or subscription is None:
                yield outcome or dropped(claim, "It was erased.")
            elif reminder.about is About.DIGEST:
                period = period_named(reminder.occurrence)
                most = letterhead.digest_events
                told = contents(session, subscription, period, today=now.date(), most=most)
                if told.worth_sending:
                    yield _ready(letterhead, claim, reminder, subscription, told, now)
                else:
                    yield dropped(claim, "Nothing is known to take place on these days.")
            else:
                yield _ready(letterhead, claim, reminder, subscription, subject, now)
        except Exception as error:
            log.exception("Reminder %s cannot be read", claim.key)
            yield failed(claim, DeliveryError(f"{type(error).__name__}: {error}"))


def _ready(
    letterhead: Letterhead,
    claim: Claim,
    reminder: Reminder,
    subscription: Subscription,
    told: Subject | Contents | None,
    now: dt.datetime,
) -> Ready:
    message = write(letterhead, reminder, subscription, told, now)
    return Ready(claim, subscription.channel, _host(subscription), message)


def _host(subscription: Subscription) -> str:
    """A web host, the mail server, or a chat service."""
    address = urlsplit(subscription.address).netloc
    if address or subscription.channel is Channel.EMAIL:
        return address or "mail"
    return f"{subscription.channel} {subscription.address}"


def _by_id(session: Session, table: type[Row], ids: Sequence[int] | set[int]) -> dict[int, Row]:
    if not ids:
        return {}
    key = col(table.id)  # type: ignore[attr-defined]
    return {row.id: row for row in session.exec(select(table).where(key.in_(set(ids))))}  # type: ignore[attr-defined]

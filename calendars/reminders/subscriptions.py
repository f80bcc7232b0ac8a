"""Subscriptions: made, confirmed, ended and erased.

The owner of an address holds one token, which confirms the subscription and ends it. It
is looked up by its hash. For e-mail it is kept in `secret` too, because every mail must
carry it; for a webhook `secret` is the key that its bodies are signed with.
"""

import base64
import datetime as dt
import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from calendars.dates import zones
from calendars.dates.before import LONGEST_DAYS, Before
from calendars.errors import Gone, InvalidField, NotFound
from calendars.events import by_hand
from calendars.events.journal import hold
from calendars.events.search import Search
from calendars.reminders.notices import NOTICES
from calendars.reminders.plan import HORIZON, ahead, plan_again
from calendars.store.tables import (
    About,
    Calendar,
    Channel,
    Reminder,
    ReminderState,
    Subscription,
    SubscriptionState,
)

DEFAULT_BEFORE = ("P1D",)
DEFAULT_NOTICES = tuple(NOTICES)
MOST_OFFSETS = 10
LONGEST_ADDRESS = 2000

_MAILBOX = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
)


@dataclass(frozen=True, slots=True)
class Made:
    """A new subscription with what is shown this once: its token and, for a webhook, its key."""

    subscription: Subscription
    token: str
    signing_secret: str | None


def subscribe(
    session: Session,
    *,
    channel: str,
    address: str,
    now: dt.datetime,
    calendar: str | None = None,
    event: int | None = None,
    search: dict[str, Any] | None = None,
    before: Sequence[str] = DEFAULT_BEFORE,
    notices: Sequence[str] = DEFAULT_NOTICES,
    zone: str = "UTC",
    confirmed: bool = False,
    horizon: dt.timedelta = HORIZON,
) -> Made:
    """Make a subscription to a calendar (its slug), an event (its id) or a search.

    One that is not `confirmed` is asked for in a mail and waits for the answer.

    Raises:
        InvalidField: A value cannot be kept; its `field` says which.
        InvalidFilter: The search has no meaning.
        UnknownZone: There is no such zone.
        NotFound: There is no such calendar or event.
        Gone: The event was withdrawn, or merged into another.
    """
    if sum(target is not None for target in (calendar, event, search)) != 1:
        raise InvalidField(
            "Subscribe to exactly one of a calendar, a search and an event.", field="calendar"
        )
    way = _channel(channel)
    token = secrets.token_urlsafe(32)
    signing = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    subscription = Subscription(
        calendar_id=None if calendar is None else _calendar_id(session, calendar),
        event_id=None if event is None else by_hand.get(session, event).id,
        search=None if search is None else Search.parse(search).filters(),
        channel=way,
        address=_address(way, address),
        before=_offsets(before),
        notices=_notices(notices),
        zone=zones.zone(zone).key,
        state=SubscriptionState.ACTIVE if confirmed else SubscriptionState.PENDING,
        secret=token if way is Channel.EMAIL else signing,
        token_hash=_hash(token),
        created=now,
        confirmed=now if confirmed else None,
    )
    session.add(subscription)
    session.flush()
    if confirmed:
        _plan_first(session, subscription, now, horizon)
    else:
        session.add(_question(subscription, now))
    return Made(subscription, token, None if way is Channel.EMAIL else signing)


def find(session: Session, token: str) -> Subscription:
    """The subscription of a token.

    Raises:
        NotFound: There is none.
    """
    statement = select(Subscription).where(Subscription.token_hash == _hash(token))
    subscription = session.exec(statement).one_or_none()
    if subscription is None:
        raise NotFound("There is no such subscription: it may have been erased.")
    return subscription


def confirm(
    session: Session, token: str, now: dt.datetime, *, horizon: dt.timedelta = HORIZON
) -> Subscription:
    """Let a subscription be heard, as the owner of its address says; twice is like once.

    Raises:
        NotFound: There is no such subscription.
        Gone: It was ended.
    """
    subscription = find(session, token)
    if subscription.state is SubscriptionState.DISABLED:
        raise Gone("The subscription was ended: make a new one.")
    if subscription.state is SubscriptionState.PENDING:
        subscription.state, subscription.confirmed = SubscriptionState.ACTIVE, now
        session.add(subscription)
        _plan_first(session, subscription, now, horizon)
    return subscription


def unsubscribe(session: Session, token: str, now: dt.datetime) -> Subscription:
    """End a subscription; nothing more is sent to it. Twice is like once.

    Raises:
        NotFound: There is no such subscription.
    """
    subscription = find(session, token)
    if subscription.state is not SubscriptionState.DISABLED:
        disable(session, subscription.id, "unsubscribed", now)
        session.refresh(subscription)
    return subscription


def disable(session: Session, subscription_id: int, reason: str, now: dt.datetime) -> None:
    """End a subscription for a reason, and call off all that was planned for it."""
    session.flush()
    session.execute(
        update(Subscription)
        .where(col(Subscription.id) == subscription_id)
        .values(state=SubscriptionState.DISABLED, reason=reason)
    )
    planned = select(Reminder.id).where(
        Reminder.subscription_id == subscription_id, Reminder.state == ReminderState.PENDING
    )
    # Locked in the order in which everyone locks them, so that none waits in a ring.
    ids = session.exec(planned.order_by(col(Reminder.id)).with_for_update()).all()
    session.execute(
        update(Reminder)
        .where(col(Reminder.id).in_(ids))
        .values(state=ReminderState.CANCELLED, settled=now, last_error=reason)
    )


def erase(session: Session, address: str) -> int:
    """Remove every trace of an address; says how many subscriptions it had."""
    session.flush()
    spellings = {address.strip().lower(), _ascii(address.strip()).lower()}
    statement = delete(Subscription).where(func.lower(col(Subscription.address)).in_(spellings))
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]


def _plan_first(
    session: Session, subscription: Subscription, now: dt.datetime, horizon: dt.timedelta
) -> None:
    hold(session)  # or an event that is just being kept would not see the subscription, nor it
    ids = ahead(session, now=now, horizon=horizon)
    plan_again(session, ids, now=now, subscriptions=[subscription], horizon=horizon)


def _question(subscription: Subscription, now: dt.datetime) -> Reminder:
    return Reminder(
        key=f"ask_{subscription.token_hash[:32]}",
        subscription_id=subscription.id,
        about=About.CONFIRM,
        occurrence="",
        sequence=0,
        due=now,
        next_at=now,
        state=ReminderState.PENDING,
        created=now,
    )


def _channel(word: str) -> Channel:
    try:
        return Channel(word)
    except ValueError:
        known = ", ".join(Channel)
        raise InvalidField(
            f"“{word[:60]}” is not a channel: it is one of {known}.", field="channel"
        ) from None


def _address(channel: Channel, address: str) -> str:
    address = address.strip()
    if len(address) > LONGEST_ADDRESS:
        raise InvalidField("The address is too long.", field="address")
    return _mailbox(address) if channel is Channel.EMAIL else _web_address(address)


def _mailbox(address: str) -> str:
    """The e-mail address with its domain in lower case, as in ASCII (RFC 5890)."""
    address = _ascii(address)
    if len(address) > 254 or not _MAILBOX.fullmatch(address):
        raise InvalidField(
            "The address is not an e-mail address such as anna@example.org.", field="address"
        )
    return address


def _ascii(address: str) -> str:
    user, _, domain = address.rpartition("@")
    try:
        return f"{user}@{domain.encode('idna').decode().lower()}"
    except UnicodeError:
        return address


def _web_address(address: str) -> str:
    try:
        parts = urlsplit(address)
        fit = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        fit = False
    if not fit or parts.username or any(char <= " " for char in address):
        raise InvalidField(
            "The address of a webhook is a URL such as https://example.org/hook, without a "
            "user name in it.",
            field="address",
        )
    return address


def _offsets(before: Sequence[str]) -> list[str]:
    if len(before) > MOST_OFFSETS:
        raise InvalidField(f"Choose at most {MOST_OFFSETS} times before.", field="before")
    return list(dict.fromkeys(str(Before.of(text, longest_days=LONGEST_DAYS)) for text in before))


def _notices(notices: Sequence[str]) -> list[str]:
    for word in notices:
        if word not in NOTICES:
            known = ", ".join(NOTICES)
            raise InvalidField(
                f"“{word[:60]}” is not a notice: choose among {known}.", field="notices"
            )
    return list(dict.fromkeys(notices))


def _calendar_id(session: Session, slug: str) -> int:
    found = session.exec(select(Calendar.id).where(Calendar.slug == slug)).one_or_none()
    if found is None:
        raise NotFound(f"There is no calendar “{slug[:60]}”.")
    return found


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

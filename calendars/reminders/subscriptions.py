"""Subscriptions: made, confirmed, ended and erased.

The owner of an address holds one token, which confirms the subscription and ends it. It
is looked up by its hash. For e-mail it is kept in `secret` too, because every mail must
carry it; for a webhook `secret` is the key that its bodies are signed with.
"""

import base64
import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from calendars.errors import Conflict, Gone, InvalidField, NotFound
from calendars.events import by_hand, calendars
from calendars.events.journal import hold
from calendars.events.search import Search
from calendars.reminders import addresses
from calendars.reminders.choices import DEFAULT_BEFORE, NOTICES, choose
from calendars.reminders.digest import plan_digests
from calendars.reminders.plan import HORIZON, ahead, plan_again
from calendars.store.tables import (
    About,
    Channel,
    Delivery,
    IdempotentAnswer,
    Reminder,
    ReminderState,
    Subscription,
    SubscriptionState,
)

DEFAULTS: Mapping[str, Any] = {"before": DEFAULT_BEFORE, "notices": NOTICES}
LONGEST_SEARCH = 5_000
OVERLAP = dt.timedelta(days=1)


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
    access_token: str | None = None,
    confirmed: bool = False,
    horizon: dt.timedelta = HORIZON,
    **choices: Any,
) -> Made:
    """Make a subscription to a calendar (its slug), an event (its id) or a search.

    `choices` are those of `calendars.reminders.choices.choose`: a day before and every
    notice unless told. `access_token` is what an ntfy server asks for. A subscription that
    is not `confirmed` is asked for in a mail and waits for the answer; it can be of no private
    calendar.

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
    way = addresses.channel_of(channel)
    token = secrets.token_urlsafe(32)
    signing = _signing_secret() if way is Channel.WEBHOOK else None
    access = _access(way, access_token)
    subscription = Subscription(
        calendar_id=None
        if calendar is None
        else calendars.get(session, calendar, private=confirmed).id,
        event_id=None if event is None else by_hand.get(session, event).id,
        search=None if search is None else _search(search),
        channel=way,
        address=addresses.address_of(way, address),
        state=SubscriptionState.ACTIVE if confirmed else SubscriptionState.PENDING,
        secret=token if way is Channel.EMAIL else signing or access,
        token_hash=_hash(token),
        created=now,
        confirmed=now if confirmed else None,
    )
    choose(subscription, {**DEFAULTS, **choices})
    session.add(subscription)
    session.flush()
    if confirmed:
        _plan_first(session, subscription, now, horizon)
    else:
        session.add(_question(subscription, now))
    return Made(subscription, token, signing)


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


def get(session: Session, number: int) -> Subscription:
    """The subscription of a number.

    Raises:
        NotFound: There is none.
    """
    subscription = session.get(Subscription, number)
    if subscription is None:
        raise NotFound(f"There is no subscription {number}.")
    return subscription


def change(
    session: Session,
    subscription: Subscription,
    choices: Mapping[str, Any],
    now: dt.datetime,
    *,
    horizon: dt.timedelta = HORIZON,
) -> None:
    """Change what a subscription chose, and plan anew what has not come due yet.

    Raises:
        InvalidField: A value cannot be kept; nothing is changed.
        UnknownZone: There is no such zone.
        Gone: The subscription was ended.
    """
    if subscription.state is SubscriptionState.DISABLED:
        raise Gone("The subscription was ended: make a new one.")
    choose(subscription, choices)
    subscription.chosen = now
    session.add(subscription)
    session.flush()
    if subscription.state is SubscriptionState.ACTIVE:
        _forget_planned(session, subscription, now)
        _plan_first(session, subscription, now, horizon)


def rotate(
    session: Session,
    subscription: Subscription,
    now: dt.datetime,
    *,
    overlap: dt.timedelta = OVERLAP,
) -> str:
    """Give a webhook a new secret; what is sent is signed with the old one too for a while.

    Raises:
        Conflict: The subscription is to no webhook.
        Gone: It was ended.
    """
    if subscription.state is SubscriptionState.DISABLED:
        raise Gone("The subscription was ended: make a new one.")
    if subscription.channel is not Channel.WEBHOOK:
        raise Conflict("Only what a webhook is sent is signed: this subscription has no secret.")
    secret = _signing_secret()
    subscription.former_secret, subscription.former_until = subscription.secret, now + overlap
    subscription.secret = secret
    session.add(subscription)
    session.flush()
    return secret


def unsubscribe(session: Session, token: str, now: dt.datetime) -> Subscription:
    """End a subscription; nothing more is sent to it. Twice is like once.

    Raises:
        NotFound: There is no such subscription.
    """
    return end(session, find(session, token), now)


def end(session: Session, subscription: Subscription, now: dt.datetime) -> Subscription:
    """End a subscription as its owner wishes; twice is like once."""
    if subscription.state is not SubscriptionState.DISABLED:
        disable(session, subscription.id, "unsubscribed", now)
        session.refresh(subscription)
    return subscription


def bounced(session: Session, key: str, reason: str, now: dt.datetime) -> list[Subscription]:
    """End what goes to an e-mail address that a message came back from; says what was ended.

    `key` is the message's. A key that is not ours ends nothing.
    """
    found = (
        select(Reminder, Subscription)
        .join(Subscription)
        .where(col(Reminder.key) == key, col(Subscription.channel) == Channel.EMAIL)
    )
    told = session.exec(found).one_or_none()
    if told is None:
        return []
    reminder, first = told
    session.add(
        Delivery(
            reminder_id=reminder.id,
            attempt=reminder.attempt,
            at=now,
            outcome="bounced",
            error=reason,
        )
    )
    same = select(Subscription).where(
        col(Subscription.channel) == Channel.EMAIL,
        col(Subscription.address) == first.address,
        col(Subscription.state) != SubscriptionState.DISABLED,
    )
    ended = list(session.exec(same.order_by(col(Subscription.id))).all())
    for subscription in ended:
        disable(session, subscription.id, reason, now)
    return ended


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


@dataclass(frozen=True, slots=True)
class Erased:
    """How many subscriptions were erased, and the keys of what was sent to them."""

    count: int
    keys: list[str]


def erase(session: Session, address: str) -> Erased:
    """Remove every trace of an address: subscriptions, reminders, attempts, kept answers."""
    session.flush()
    spellings = {address.strip().lower(), addresses.in_ascii(address.strip()).lower()}
    of_address = func.lower(col(Subscription.address)).in_(spellings)
    keys = session.exec(select(Reminder.key).join(Subscription).where(of_address)).all()
    statement = delete(Subscription).where(of_address)
    erased = Erased(int(session.execute(statement).rowcount), list(keys))  # type: ignore[attr-defined]
    for spelling in spellings:
        kept = func.lower(col(IdempotentAnswer.body)).contains(spelling, autoescape=True)
        session.execute(delete(IdempotentAnswer).where(kept))
    return erased


def _forget_planned(session: Session, subscription: Subscription, now: dt.datetime) -> None:
    """Take back what is planned for later, but no notice, so that it is planned anew."""
    planned = select(Reminder.id).where(
        col(Reminder.subscription_id) == subscription.id,
        col(Reminder.about).in_((About.BEFORE, About.DIGEST)),
        col(Reminder.state) == ReminderState.PENDING,
        col(Reminder.owner).is_(None),
        col(Reminder.failures) == 0,
        col(Reminder.next_at) > now,
    )
    ids = session.exec(planned.order_by(col(Reminder.id)).with_for_update()).all()
    session.execute(delete(Reminder).where(col(Reminder.id).in_(ids)))


def _plan_first(
    session: Session, subscription: Subscription, now: dt.datetime, horizon: dt.timedelta
) -> None:
    hold(session)  # or an event that is just being kept would not see the subscription, nor it
    ids = ahead(session, now=now, horizon=horizon)
    plan_again(session, ids, now=now, subscriptions=[subscription], horizon=horizon)
    plan_digests(session, [subscription], now)


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


def _search(told: dict[str, Any]) -> dict[str, Any]:
    search = Search.parse(told).filters()
    if len(str(search)) > LONGEST_SEARCH:
        raise InvalidField("The search is too long to be kept.", field="search")
    return search


def _access(channel: Channel, token: str | None) -> str | None:
    if token is None:
        return None
    if channel is not Channel.NTFY:
        raise InvalidField("Only an ntfy topic has an access token.", field="access_token")
    return addresses.access_token(token)


def _signing_secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

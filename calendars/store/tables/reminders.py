"""Wishes to be reminded, and what became of each reminder."""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Text, text
from sqlmodel import Field, SQLModel

from calendars.reading.mention import Certainty
from calendars.store.columns import Json, Word
from calendars.store.tables import fields


class Channel(StrEnum):
    """A way to reach someone."""

    EMAIL = "email"
    WEBHOOK = "webhook"
    NTFY = "ntfy"
    CHAT = "chat"


class Digest(StrEnum):
    """How often what is coming is told all at once."""

    DAILY = "daily"
    WEEKLY = "weekly"


class Language(StrEnum):
    """What messages are written in (ISO 639-1)."""

    ENGLISH = "en"
    RUSSIAN = "ru"


class SubscriptionState(StrEnum):
    """Whether a subscription is heard."""

    PENDING = "pending"
    ACTIVE = "active"
    DISABLED = "disabled"


class Subscription(SQLModel, table=True):
    """A person's or program's wish to be reminded: of what, how and when.

    Exactly one of `calendar_id`, `event_id` and `search` says of what. `before` holds ISO
    8601 durations before the start; `all_day_hour` is the local hour at which events known
    by their day are reminded of, `digest_hour` that of digests, `quiet_hours` the local
    times between which nothing is sent, as `22:00-07:00`. `former_secret` signs beside
    `secret` until `former_until`. `chosen` is when any of it was last changed.
    """

    __tablename__ = "subscription"

    id: int = fields.key()
    calendar_id: int | None = fields.refers("calendar.id", nullable=True)
    event_id: int | None = fields.refers("event.id", nullable=True)
    search: dict[str, Any] | None = Field(default=None, sa_column=Column(Json, nullable=True))
    channel: Channel = fields.word(Channel)
    address: str = fields.text(index=True)
    before: list[str] = fields.json(list)
    notices: list[str] = fields.json(list)
    all_day_hour: int = 18
    digest: Digest | None = fields.word(Digest, nullable=True)
    digest_hour: int = 7
    quiet_hours: str | None = fields.text(nullable=True)
    certainty: Certainty | None = fields.word(Certainty, nullable=True)
    language: Language = Field(
        default=Language.ENGLISH, sa_column=Column(Word(Language), nullable=False)
    )
    zone: str = Field(default="UTC", sa_column=Column(Text, nullable=False))
    state: SubscriptionState = fields.word(SubscriptionState)
    reason: str | None = fields.text(nullable=True)
    secret: str | None = fields.text(nullable=True)
    former_secret: str | None = fields.text(nullable=True)
    former_until: dt.datetime | None = fields.moment(nullable=True)
    token_hash: str = fields.text(unique=True)
    created: dt.datetime = fields.moment()
    confirmed: dt.datetime | None = fields.moment(nullable=True)
    chosen: dt.datetime | None = fields.moment(nullable=True)


class About(StrEnum):
    """What a reminder tells: that an event comes near, a notice, a digest, or a question.

    UNSET says that the window of an event opens and its day is still not set, UNHEARD that
    the window passed and nothing was heard.
    """

    BEFORE = "before"
    MOVED = "moved"
    CANCELLED = "cancelled"
    DATED = "dated"
    UNSET = "unset"
    UNHEARD = "unheard"
    DIGEST = "digest"
    CONFIRM = "confirm"


class ReminderState(StrEnum):
    """What became of a reminder."""

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"
    CANCELLED = "cancelled"


class Reminder(SQLModel, table=True):
    """One thing to send to one subscription about one event at one due moment.

    A digest and a request to confirm the subscription are about no one event. `occurrence`
    is the date that it tells, of a digest its first and last day as `a/b`; `was` is the one
    that a notice says is given up. `key` is the idempotency id: the same wish about the same
    occurrence has the same key for ever. A claim moves `next_at` forward as its lease;
    `owner` and `attempt` fence the settling. `failures` counts failed sends, not claims.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        Index(
            "reminder_due",
            "next_at",
            "id",
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
        Index(
            "reminder_dead",
            "settled",
            "id",
            sqlite_where=text("state = 'dead'"),
            postgresql_where=text("state = 'dead'"),
        ),
    )

    id: int = fields.key()
    key: str = fields.text(unique=True)
    subscription_id: int = fields.refers("subscription.id", erase=True)
    event_id: int | None = fields.refers("event.id", nullable=True)
    about: About = fields.word(About)
    before: str | None = fields.text(nullable=True)
    occurrence: str = fields.text()
    was: str | None = fields.text(nullable=True)
    sequence: int
    due: dt.datetime = fields.moment()
    next_at: dt.datetime = fields.moment()
    state: ReminderState = fields.word(ReminderState)
    owner: str | None = fields.text(nullable=True)
    attempt: int = 0
    failures: int = 0
    last_error: str | None = fields.text(nullable=True)
    created: dt.datetime = fields.moment()
    settled: dt.datetime | None = fields.moment(nullable=True)


class Delivery(SQLModel, table=True):
    """One attempt to send a reminder, with its outcome."""

    __tablename__ = "delivery"

    id: int = fields.key()
    reminder_id: int = fields.refers("reminder.id", erase=True)
    attempt: int
    at: dt.datetime = fields.moment()
    outcome: str = fields.text()
    error: str | None = fields.text(nullable=True)


class Tally(SQLModel, table=True):
    """How many deliveries had one outcome and were late by at most `late` seconds.

    Kept when reminders are forgotten. `late` is 0 where it was more than the last bound,
    `seconds` the sum of all lateness.
    """

    __tablename__ = "tally"

    channel: str = Field(sa_column=Column(Text, primary_key=True))
    outcome: str = Field(sa_column=Column(Text, primary_key=True))
    late: int = Field(primary_key=True)
    count: int = Field(sa_column=Column(BigInteger, nullable=False))
    seconds: int = Field(sa_column=Column(BigInteger, nullable=False))

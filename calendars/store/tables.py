"""The tables: articles, sources, places, events and what hangs on them."""

import datetime as dt
import uuid
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from calendars.dates.precision import Precision
from calendars.dates.when import When
from calendars.dates.window import Window
from calendars.reading.mention import Certainty, Kind, Status
from calendars.store.columns import BigId, Json, UtcDateTime, Word


def _key() -> Any:
    return Field(default=None, sa_column=Column(BigId, primary_key=True, autoincrement=True))


def _refers(target: str, *, nullable: bool = False, index: bool = True, erase: bool = False) -> Any:
    """A reference to another row; `erase` takes this row along when that one is erased."""
    key = ForeignKey(target, ondelete="CASCADE" if erase else None)
    column: Column[int] = Column(BigId, key, nullable=nullable, index=index)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def _moment(*, nullable: bool = False, index: bool = False) -> Any:
    column: Column[dt.datetime] = Column(UtcDateTime, nullable=nullable, index=index)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def _word(words: type[StrEnum], *, nullable: bool = False) -> Any:
    column: Column[StrEnum] = Column(Word(words), nullable=nullable)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def _json(default: type[list[Any]] | type[dict[Any, Any]]) -> Any:
    return Field(default_factory=default, sa_column=Column(Json, nullable=False))


def _text(*, nullable: bool = False, unique: bool = False, index: bool = False) -> Any:
    column: Column[str] = Column(Text, nullable=nullable, unique=unique, index=index)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


class Source(SQLModel, table=True):
    """Where articles come from.

    `seen` are the keys of the articles that its last answer named and that are done with.
    """

    __tablename__ = "source"

    id: int = _key()
    kind: str = _text()
    url: str = _text(unique=True)
    name: str | None = _text(nullable=True)
    etag: str | None = _text(nullable=True)
    last_modified: str | None = _text(nullable=True)
    every: int = Field(default=3600, description="Seconds between two pulls.")
    next_pull: dt.datetime = _moment(index=True)
    last_pull: dt.datetime | None = _moment(nullable=True)
    last_success: dt.datetime | None = _moment(nullable=True)
    failures: int = 0
    last_error: str | None = _text(nullable=True)
    seen: list[str] = _json(list)
    created: dt.datetime = _moment()


class Article(SQLModel, table=True):
    """A text with its publication date; known by its URL, else by its digest."""

    __tablename__ = "article"
    __table_args__ = (
        Index("article_url", "url", unique=True, sqlite_where=text("url IS NOT NULL")),
        Index("article_digest", "digest"),
    )

    id: int = _key()
    url: str | None = _text(nullable=True)
    digest: str = _text()
    title: str | None = _text(nullable=True)
    text: str = _text()
    published: dt.date
    language: str = _text()
    outlet: str | None = _text(nullable=True)
    source_id: int | None = _refers("source.id", nullable=True)
    read: dt.datetime = _moment()
    retracted: dt.datetime | None = _moment(nullable=True)


class Place(SQLModel, table=True):
    """A place events are held at."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("name", "country_key", "geonames_key", name="place_known"),)

    id: int = _key()
    name: str = _text(index=True)
    country: str | None = _text(nullable=True)
    latitude: float | None = None
    longitude: float | None = None
    zone: str | None = _text(nullable=True)
    geonames_id: int | None = Field(default=None, sa_column=Column(BigId, nullable=True))
    search_text: str = _text()
    # NULLs are never equal to each other, so the unique key has its own columns.
    country_key: str = _text()
    geonames_key: int = Field(default=0, sa_column=Column(BigId, nullable=False))


class Event(SQLModel, table=True):
    """What the claims together say; has one UID for life.

    `sequence` counts significant revisions (date, place, status, name). `modified` is the
    moment of the last revision. `was` is the EDTF date that was given up when the event
    was last moved or postponed.
    """

    __tablename__ = "event"
    __table_args__ = (
        Index("event_window", "window_first", "window_last", "id"),
        Index("event_last", "window_last"),
        Index("event_country", "country", "window_first"),
    )

    id: int = _key()
    uid: str = Field(
        default_factory=lambda: str(uuid.uuid4()),
        sa_column=Column(Text, nullable=False, unique=True),
    )
    sequence: int = 0
    name: str = _text()
    kind: Kind = _word(Kind)
    edtf: str | None = _text(nullable=True)
    window_first: dt.date
    window_last: dt.date
    precision: Precision = _word(Precision)
    certain: bool = False
    starts: dt.datetime | None = _moment(nullable=True)
    ends: dt.datetime | None = _moment(nullable=True)
    zone: str | None = _text(nullable=True)
    place_id: int | None = _refers("place.id", nullable=True)
    place: str | None = _text(nullable=True)
    country: str | None = _text(nullable=True)
    status: Status = _word(Status)
    status_since: dt.datetime = _moment()
    certainty: Certainty = _word(Certainty)
    confidence: float = 1.0
    organiser: str | None = _text(nullable=True)
    participants: list[str] = _json(list)
    url: str | None = _text(nullable=True)
    was: str | None = _text(nullable=True)
    rrule: str | None = _text(nullable=True)
    exdates: list[str] = _json(list)
    locked: list[str] = _json(list)
    search_text: str = _text()
    created: dt.datetime = _moment()
    modified: dt.datetime = _moment(index=True)
    withdrawn: dt.datetime | None = _moment(nullable=True)
    merged_into: int | None = _refers("event.id", nullable=True)
    ics: str | None = _text(nullable=True)

    @property
    def window(self) -> Window:
        """First and last day on which it can lie."""
        return Window(self.window_first, self.window_last)

    @property
    def when(self) -> When | None:
        """The date, None where nobody told one."""
        return When.of(self.edtf) if self.edtf else None


class EventWord(SQLModel, table=True):
    """A word of the names that an event is called by, to find it by.

    `first` and `last` hold every day that was ever said of it, so that words which a
    thousand events share are looked up within a stretch of time.
    """

    __tablename__ = "event_word"
    __table_args__ = (Index("event_word_found", "word", "first", "last"),)

    event_id: int = Field(
        sa_column=Column(BigId, ForeignKey("event.id"), primary_key=True, autoincrement=False)
    )
    word: str = Field(sa_column=Column(Text, primary_key=True))
    first: dt.date
    last: dt.date


class Claim(SQLModel, table=True):
    """One field's value from one mention in an article, or from a person."""

    __tablename__ = "claim"

    id: int = _key()
    event_id: int = _refers("event.id")
    article_id: int | None = _refers("article.id", nullable=True)
    person: str | None = _text(nullable=True)
    mention: int = 0
    field: str = _text()
    value: Any = Field(default=None, sa_column=Column(Json, nullable=True))
    quote: str | None = _text(nullable=True)
    span_from: int | None = None
    span_to: int | None = None
    published: dt.date
    claimed: dt.datetime = _moment()
    confidence: float = 1.0
    retracted: dt.datetime | None = _moment(nullable=True)


class Change(StrEnum):
    """What a revision did to its event."""

    NEW = "new"
    SHARPENED = "sharpened"
    MOVED = "moved"
    RENAMED = "renamed"
    RELOCATED = "relocated"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    HELD = "held"
    LAPSED = "lapsed"
    RESTORED = "restored"
    DETAILED = "detailed"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    SPLIT = "split"


class Revision(SQLModel, table=True):
    """One change of one field of an event: what, from, to, why and when.

    The rows with the same `number` are one revision; `sequence` is the event's after it.
    """

    __tablename__ = "revision"
    __table_args__ = (Index("revision_event", "event_id", "number"),)

    id: int = _key()
    event_id: int = _refers("event.id", index=False)
    number: int
    sequence: int
    change: Change = _word(Change)
    field: str = _text()
    old: Any = Field(default=None, sa_column=Column(Json, nullable=True))
    new: Any = Field(default=None, sa_column=Column(Json, nullable=True))
    article_id: int | None = _refers("article.id", nullable=True)
    person: str | None = _text(nullable=True)
    at: dt.datetime = _moment(index=True)


class Calendar(SQLModel, table=True):
    """A named, saved search that is published as feeds."""

    __tablename__ = "calendar"

    id: int = _key()
    slug: str = _text(unique=True)
    name: str = _text()
    description: str | None = _text(nullable=True)
    colour: str | None = _text(nullable=True)
    search: dict[str, Any] = _json(dict)
    created: dt.datetime = _moment()
    modified: dt.datetime = _moment()


class Channel(StrEnum):
    """A way to reach someone."""

    EMAIL = "email"
    WEBHOOK = "webhook"


class SubscriptionState(StrEnum):
    """Whether a subscription is heard."""

    PENDING = "pending"
    ACTIVE = "active"
    DISABLED = "disabled"


class Subscription(SQLModel, table=True):
    """A person's or program's wish to be reminded: of what, how and when.

    Exactly one of `calendar_id`, `event_id` and `search` says of what. `before` holds ISO
    8601 durations before the start.
    """

    __tablename__ = "subscription"

    id: int = _key()
    calendar_id: int | None = _refers("calendar.id", nullable=True)
    event_id: int | None = _refers("event.id", nullable=True)
    search: dict[str, Any] | None = Field(default=None, sa_column=Column(Json, nullable=True))
    channel: Channel = _word(Channel)
    address: str = _text(index=True)
    before: list[str] = _json(list)
    notices: list[str] = _json(list)
    zone: str = Field(default="UTC", sa_column=Column(Text, nullable=False))
    state: SubscriptionState = _word(SubscriptionState)
    reason: str | None = _text(nullable=True)
    secret: str | None = _text(nullable=True)
    token_hash: str = _text(unique=True)
    created: dt.datetime = _moment()
    confirmed: dt.datetime | None = _moment(nullable=True)


class About(StrEnum):
    """What a reminder tells: that an event comes near, a notice of change, or a question."""

    BEFORE = "before"
    MOVED = "moved"
    CANCELLED = "cancelled"
    DATED = "dated"
    CONFIRM = "confirm"


class ReminderState(StrEnum):
    """What became of a reminder."""

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"
    CANCELLED = "cancelled"


class Reminder(SQLModel, table=True):
    """One thing to send to one subscription about one event at one due moment.

    Only a request to confirm the subscription is about no event. `occurrence` is the date
    that it tells, `was` the one that a notice says is given up. `key` is the idempotency id:
    the same wish about the same occurrence has the same key for ever. A claim moves
    `next_at` forward as its lease; `owner` and `attempt` fence the settling. `failures`
    counts failed sends, not claims.
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
    )

    id: int = _key()
    key: str = _text(unique=True)
    subscription_id: int = _refers("subscription.id", erase=True)
    event_id: int | None = _refers("event.id", nullable=True)
    about: About = _word(About)
    before: str | None = _text(nullable=True)
    occurrence: str = _text()
    was: str | None = _text(nullable=True)
    sequence: int
    due: dt.datetime = _moment()
    next_at: dt.datetime = _moment()
    state: ReminderState = _word(ReminderState)
    owner: str | None = _text(nullable=True)
    attempt: int = 0
    failures: int = 0
    last_error: str | None = _text(nullable=True)
    created: dt.datetime = _moment()
    settled: dt.datetime | None = _moment(nullable=True)


class Delivery(SQLModel, table=True):
    """One attempt to send a reminder, with its outcome."""

    __tablename__ = "delivery"

    id: int = _key()
    reminder_id: int = _refers("reminder.id", erase=True)
    attempt: int
    at: dt.datetime = _moment()
    outcome: str = _text()
    error: str | None = _text(nullable=True)


class ApiKey(SQLModel, table=True):
    """A key to the API: its prefix to find it by, and the hash of the rest."""

    __tablename__ = "api_key"

    id: int = _key()
    name: str = _text(unique=True)
    prefix: str = _text(unique=True)
    hash: str = _text()
    scopes: list[str] = _json(list)
    created: dt.datetime = _moment()
    last_used: dt.datetime | None = _moment(nullable=True)
    revoked: dt.datetime | None = _moment(nullable=True)


class IdempotentAnswer(SQLModel, table=True):
    """What was answered to a request with an idempotency key, so that it can be again."""

    __tablename__ = "idempotent_answer"
    __table_args__ = (UniqueConstraint("api_key_id", "key", name="idempotent_answer_key"),)

    id: int = _key()
    api_key_id: int = _refers("api_key.id")
    key: str = _text()
    request_hash: str = _text()
    status: int
    headers: dict[str, str] = _json(dict)
    body: str = _text()
    at: dt.datetime = _moment(index=True)


class JobRun(SQLModel, table=True):
    """One period of one job, taken by the process that ran it."""

    __tablename__ = "job_run"

    name: str = Field(sa_column=Column(Text, primary_key=True))
    slot: int = Field(sa_column=Column(BigId, primary_key=True, autoincrement=False))
    at: dt.datetime = _moment(index=True)


class Journal(SQLModel, table=True):
    """One row whose number grows with each commit that changes an event or a calendar.

    Feeds ask it whether they are fresh; on PostgreSQL it puts such commits in one order.
    """

    __tablename__ = "journal"

    id: int = Field(sa_column=Column(BigId, primary_key=True, autoincrement=False))
    version: int = Field(sa_column=Column(BigId, nullable=False))

"""Events, what is claimed of them, and how they changed."""

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
from calendars.store.columns import BigId, Json
from calendars.store.tables import fields
from calendars.store.width import NARROW


class Place(SQLModel, table=True):
    """A place events are held at."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("name", "country_key", "geonames_key", name="place_known"),)

    id: int = fields.key()
    name: str = fields.text(index=True)
    country: str | None = fields.text(nullable=True)
    latitude: float | None = None
    longitude: float | None = None
    zone: str | None = fields.text(nullable=True)
    geonames_id: int | None = Field(default=None, sa_column=Column(BigId, nullable=True))
    search_text: str = fields.text()
    # NULLs are never equal to each other, so the unique key has its own columns.
    country_key: str = fields.text()
    geonames_key: int = Field(default=0, sa_column=Column(BigId, nullable=False))


_WIDE: dict[str, Any] = {
    "sqlite_where": text(f"window_last > date(window_first, '+{NARROW.days} days')"),
    "postgresql_where": text(f"window_last > (window_first + {NARROW.days})"),
}
_IN_ORDER = ("window_first", "window_last", "id")
# Few events have these. An index of those alone is not taken for a way to all the others.
_BESIDE = ("merged_into", "parent_id", "follows_id")


def _told(name: str) -> dict[str, Any]:
    told = text(f"{name} IS NOT NULL")
    return {"sqlite_where": told, "postgresql_where": told}


class Event(SQLModel, table=True):
    """What the claims together say; has one UID for life.

    `sequence` counts significant revisions (date, place, status, name). `modified` is the
    moment of the last revision. `was` is the EDTF date that was given up when the event
    was last moved or postponed. `parent_id` is the event during which this one is held,
    `follows_id` the edition before it. `instances` are the days of a recurring event that
    were moved: the EDTF date of the day that its rule gives to the one that holds. `told`
    is the fingerprint of all that is said of it, with the number of articles that say it.
    """

    __tablename__ = "event"
    __table_args__ = (
        Index("event_window", *_IN_ORDER),
        Index("event_last", "window_last"),
        Index("event_country", "country", *_IN_ORDER),
        Index("event_wide", *_IN_ORDER, **_WIDE),
        Index("event_wide_country", "country", *_IN_ORDER, **_WIDE),
        *(Index(f"event_{name}", name, **_told(name)) for name in _BESIDE),
    )

    id: int = fields.key()
    uid: str = Field(
        default_factory=lambda: str(uuid.uuid4()),
        sa_column=Column(Text, nullable=False, unique=True),
    )
    sequence: int = 0
    name: str = fields.text()
    kind: Kind = fields.word(Kind)
    edtf: str | None = fields.text(nullable=True)
    window_first: dt.date
    window_last: dt.date
    precision: Precision = fields.word(Precision)
    certain: bool = False
    starts: dt.datetime | None = fields.moment(nullable=True)
    ends: dt.datetime | None = fields.moment(nullable=True)
    zone: str | None = fields.text(nullable=True)
    place_id: int | None = fields.refers("place.id", nullable=True)
    place: str | None = fields.text(nullable=True)
    country: str | None = fields.text(nullable=True)
    status: Status = fields.word(Status)
    status_since: dt.datetime = fields.moment()
    certainty: Certainty = fields.word(Certainty)
    confidence: float = 1.0
    organiser: str | None = fields.text(nullable=True)
    participants: list[str] = fields.json(list)
    url: str | None = fields.text(nullable=True)
    was: str | None = fields.text(nullable=True)
    rrule: str | None = fields.text(nullable=True)
    exdates: list[str] = fields.json(list)
    instances: dict[str, str] = fields.json(dict)
    locked: list[str] = fields.json(list)
    told: dict[str, Any] | None = Field(default=None, sa_column=Column(Json, nullable=True))
    search_text: str = fields.text()
    created: dt.datetime = fields.moment()
    modified: dt.datetime = fields.moment(index=True)
    withdrawn: dt.datetime | None = fields.moment(nullable=True)
    merged_into: int | None = fields.refers("event.id", nullable=True, index=False)
    parent_id: int | None = fields.refers("event.id", nullable=True, index=False)
    follows_id: int | None = fields.refers("event.id", nullable=True, index=False)
    ics: str | None = fields.text(nullable=True)

    @property
    def window(self) -> Window:
        """First and last day on which it can lie."""
        return Window(self.window_first, self.window_last)

    @property
    def when(self) -> When | None:
        """The date, None where nobody told one."""
        return When.of(self.edtf) if self.edtf else None


class EventJson(SQLModel, table=True):
    """An event as the JSON that lists answer; dropped by triggers once it may be wrong.

    `mark` tells the style it is written in.
    """

    __tablename__ = "event_json"

    event_id: int = Field(
        sa_column=Column(
            BigId,
            ForeignKey("event.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        )
    )
    mark: str = fields.text()
    body: str = fields.text()


class EventWord(SQLModel, table=True):
    """A word of the names that an event is called by, to find it by.

    `first` and `last` hold every day that was ever said of it, so that words which a
    thousand events share are looked up within a stretch of time. `least` is how many words
    the shortest name with this one has, below zero where names only spell it.
    """

    __tablename__ = "event_word"
    __table_args__ = (Index("event_word_found", "word", "first", "last", "event_id", "least"),)

    event_id: int = Field(
        sa_column=Column(BigId, ForeignKey("event.id"), primary_key=True, autoincrement=False)
    )
    word: str = Field(sa_column=Column(Text, primary_key=True))
    first: dt.date
    last: dt.date
    least: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class Claim(SQLModel, table=True):
    """One field's value from one mention in an article, or from a person."""

    __tablename__ = "claim"

    id: int = fields.key()
    event_id: int = fields.refers("event.id")
    article_id: int | None = fields.refers("article.id", nullable=True)
    person: str | None = fields.text(nullable=True)
    mention: int = 0
    field: str = fields.text()
    value: Any = Field(default=None, sa_column=Column(Json, nullable=True))
    quote: str | None = fields.text(nullable=True)
    span_from: int | None = None
    span_to: int | None = None
    published: dt.date
    claimed: dt.datetime = fields.moment()
    confidence: float = 1.0
    retracted: dt.datetime | None = fields.moment(nullable=True)


class ClaimMove(SQLModel, table=True):
    """A claim that was given to another event; `event_id` is the one that it left."""

    __tablename__ = "claim_move"

    id: int = fields.key()
    claim_id: int = fields.refers("claim.id")
    event_id: int = fields.refers("event.id")
    at: dt.datetime = fields.moment()


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

    id: int = fields.key()
    event_id: int = fields.refers("event.id", index=False)
    number: int
    sequence: int
    change: Change = fields.word(Change)
    field: str = fields.text()
    old: Any = Field(default=None, sa_column=Column(Json, nullable=True))
    new: Any = Field(default=None, sa_column=Column(Json, nullable=True))
    article_id: int | None = fields.refers("article.id", nullable=True)
    person: str | None = fields.text(nullable=True)
    at: dt.datetime = fields.moment(index=True)

"""Which event a mention was given to, what is doubtful about it, and what people decided."""

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from calendars.store.columns import Json
from calendars.store.tables import fields


class Match(SQLModel, table=True):
    """Which event a mention of an article was found to speak of, and why."""

    __tablename__ = "match"
    __table_args__ = (UniqueConstraint("article_id", "mention", name="match_known"),)

    id: int = fields.key()
    article_id: int = fields.refers("article.id", index=False)
    mention: int
    event_id: int = fields.refers("event.id")
    reasons: list[str] = fields.json(list)
    at: dt.datetime = fields.moment()


class Doubt(StrEnum):
    """What a person is asked about."""

    MATCH = "match"
    CONFLICT = "conflict"
    MENTION = "mention"
    CORRECTION = "correction"


class ReviewState(StrEnum):
    """What became of a question to a person; `closed` ones have answered themselves."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CLOSED = "closed"


class Review(SQLModel, table=True):
    """One question to a person: about two events, a claim, a mention or a correction.

    `key` is the same for the same question, so that it is asked once. `field` and `value`
    are what a claim or a reader of ours says; `other_id` is the event that it may be.
    """

    __tablename__ = "review"
    __table_args__ = (
        Index(
            "review_open",
            "id",
            postgresql_where=text("state = 'open'"),
            sqlite_where=text("state = 'open'"),
        ),
    )

    id: int = fields.key()
    key: str = fields.text(unique=True)
    doubt: Doubt = fields.word(Doubt)
    event_id: int = fields.refers("event.id")
    other_id: int | None = fields.refers("event.id", nullable=True)
    article_id: int | None = fields.refers("article.id", nullable=True)
    field: str | None = fields.text(nullable=True)
    value: Any = Field(default=None, sa_column=Column(Json, nullable=True))
    reasons: list[str] = fields.json(list)
    state: ReviewState = fields.word(ReviewState)
    created: dt.datetime = fields.moment()
    decided: dt.datetime | None = fields.moment(nullable=True)
    person: str | None = fields.text(nullable=True)


class Verdict(StrEnum):
    """What a person decided: about two events, a mention, some fields, or to leave it so."""

    ONE = "one"
    APART = "apart"
    NO_EVENT = "no event"
    TOLD = "told"
    KEPT = "kept"


class Decision(SQLModel, table=True):
    """What a person decided and every later reading keeps to, until it is undone.

    About a mention it holds `article_id` and `mention_key`, which names the mention however
    often the article is read; about two events `event_id` and `other_id`, the older first.
    `claims` are those that it told, moved or took back.
    """

    __tablename__ = "decision"
    __table_args__ = (Index("decision_mention", "article_id", "mention_key"),)

    id: int = fields.key()
    verdict: Verdict = fields.word(Verdict)
    article_id: int | None = fields.refers("article.id", nullable=True, index=False)
    mention_key: str | None = fields.text(nullable=True)
    event_id: int | None = fields.refers("event.id", nullable=True)
    other_id: int | None = fields.refers("event.id", nullable=True)
    review_id: int | None = fields.refers("review.id", nullable=True)
    claims: list[int] = fields.json(list)
    person: str = fields.text()
    at: dt.datetime = fields.moment()
    undone: dt.datetime | None = fields.moment(nullable=True)

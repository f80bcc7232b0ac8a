"""Articles and where they come from."""

import datetime as dt
from typing import Any

from sqlalchemy import Column, Index, text
from sqlmodel import Field, SQLModel

from calendars.store.columns import Json
from calendars.store.tables import fields


class Source(SQLModel, table=True):
    """Where articles come from.

    `seen` are the keys of the articles that its last answer named and that are done with.
    """

    __tablename__ = "source"

    id: int = fields.key()
    kind: str = fields.text()
    url: str = fields.text(unique=True)
    name: str | None = fields.text(nullable=True)
    etag: str | None = fields.text(nullable=True)
    last_modified: str | None = fields.text(nullable=True)
    every: int = Field(default=3600, description="Seconds between two pulls.")
    next_pull: dt.datetime = fields.moment(index=True)
    last_pull: dt.datetime | None = fields.moment(nullable=True)
    last_success: dt.datetime | None = fields.moment(nullable=True)
    failures: int = 0
    last_error: str | None = fields.text(nullable=True)
    seen: list[str] = fields.json(list)
    created: dt.datetime = fields.moment()


class Article(SQLModel, table=True):
    """A text with its publication date; known by its URL, else by its digest.

    `marked` are the events that its page marks up, None where that was not kept.
    """

    __tablename__ = "article"
    __table_args__ = (
        Index("article_url", "url", unique=True, sqlite_where=text("url IS NOT NULL")),
        Index("article_digest", "digest"),
    )

    id: int = fields.key()
    url: str | None = fields.text(nullable=True)
    digest: str = fields.text()
    title: str | None = fields.text(nullable=True)
    text: str = fields.text()
    published: dt.date
    language: str = fields.text()
    outlet: str | None = fields.text(nullable=True)
    source_id: int | None = fields.refers("source.id", nullable=True)
    marked: list[dict[str, Any]] | None = Field(default=None, sa_column=Column(Json, nullable=True))
    read: dt.datetime = fields.moment()
    retracted: dt.datetime | None = fields.moment(nullable=True)

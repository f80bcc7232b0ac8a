"""Calendars, and the number by which feeds know whether they are fresh."""

import datetime as dt
from typing import Any

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel

from calendars.store.columns import BigId
from calendars.store.tables import fields


class Calendar(SQLModel, table=True):
    """A named, saved search that is published as feeds.

    A private one is listed nowhere and read at its secret addresses only.
    """

    __tablename__ = "calendar"

    id: int = fields.key()
    slug: str = fields.text(unique=True)
    name: str = fields.text()
    description: str | None = fields.text(nullable=True)
    colour: str | None = fields.text(nullable=True)
    search: dict[str, Any] = fields.json(dict)
    private: bool = False
    created: dt.datetime = fields.moment()
    modified: dt.datetime = fields.moment()


class SecretFeed(SQLModel, table=True):
    """An address of a calendar's feeds that only who was told it knows; of it the hash."""

    __tablename__ = "secret_feed"

    id: int = fields.key()
    calendar_id: int | None = fields.refers("calendar.id", nullable=True)
    name: str = fields.text()
    hash: str = fields.text(unique=True)
    created: dt.datetime = fields.moment()
    revoked: dt.datetime | None = fields.moment(nullable=True)


class FeedFetch(SQLModel, table=True):
    """When a client last fetched a feed: `calendars/SLUG`, `feeds/ID` or `events`."""

    __tablename__ = "feed_fetch"

    feed: str = Field(sa_column=Column(Text, primary_key=True))
    client: str = Field(sa_column=Column(Text, primary_key=True))
    at: dt.datetime = fields.moment()


class Journal(SQLModel, table=True):
    """One row whose number grows with each commit that changes an event or a calendar.

    Feeds ask it whether they are fresh; on PostgreSQL it puts such commits in one order.
    """

    __tablename__ = "journal"

    id: int = Field(sa_column=Column(BigId, primary_key=True, autoincrement=False))
    version: int = Field(sa_column=Column(BigId, nullable=False))

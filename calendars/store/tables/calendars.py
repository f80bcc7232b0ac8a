"""Calendars, and the number by which feeds know whether they are fresh."""

import datetime as dt
from typing import Any

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from calendars.store.columns import BigId
from calendars.store.tables import fields


class Calendar(SQLModel, table=True):
    """A named, saved search that is published as feeds."""

    __tablename__ = "calendar"

    id: int = fields.key()
    slug: str = fields.text(unique=True)
    name: str = fields.text()
    description: str | None = fields.text(nullable=True)
    colour: str | None = fields.text(nullable=True)
    search: dict[str, Any] = fields.json(dict)
    created: dt.datetime = fields.moment()
    modified: dt.datetime = fields.moment()


class Journal(SQLModel, table=True):
    """One row whose number grows with each commit that changes an event or a calendar.

    Feeds ask it whether they are fresh; on PostgreSQL it puts such commits in one order.
    """

    __tablename__ = "journal"

    id: int = Field(sa_column=Column(BigId, primary_key=True, autoincrement=False))
    version: int = Field(sa_column=Column(BigId, nullable=False))

"""JSON of calendars."""

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from app.api.shapes.base import Body, Text


class CalendarFields(Body):
    """A calendar: a named, saved search."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "slug": "moscow",
                "name": "Moscow",
                "search": {"place": "Moscow", "country": "RU"},
                "colour": "#2266aa",
            }
        }
    )

    slug: Text
    name: Text
    search: dict[str, Any] = Field(default_factory=dict, description="Filters as of GET /events.")
    description: Text | None = None
    colour: Text | None = None
    private: bool = Field(False, description="Listed nowhere, read at secret addresses only.")


class CalendarChanges(Body):
    """What to change of a calendar."""

    model_config = ConfigDict(json_schema_extra={"example": {"name": "Moscow and around"}})

    name: Text | None = None
    search: dict[str, Any] | None = None
    description: Text | None = None
    colour: Text | None = None
    private: bool | None = None


class Calendar(BaseModel):
    """A calendar and the addresses of its feeds."""

    slug: str
    name: str
    description: str | None
    colour: str | None
    search: dict[str, Any]
    private: bool
    created: dt.datetime
    modified: dt.datetime
    feeds: dict[str, str]
    caldav: str | None = Field(description="Its address over CalDAV, to be read.")


class CalendarList(BaseModel):
    """All calendars by their slugs."""

    items: list[Calendar]

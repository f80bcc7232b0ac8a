"""JSON of sources."""

import datetime as dt

from pydantic import BaseModel, ConfigDict

from app.api.shapes.base import Body, Text


class SourceFields(Body):
    """Where articles are to be pulled from."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"url": "https://news.example/feed.xml"}}
    )

    url: Text
    name: Text | None = None


class Source(BaseModel):
    """A source and its health."""

    id: int
    kind: str
    url: str
    name: str | None
    next_pull: dt.datetime
    last_pull: dt.datetime | None
    last_success: dt.datetime | None
    failures: int
    last_error: str | None


class SourceList(BaseModel):
    """All sources."""

    items: list[Source]

"""JSON of secret feeds and of what the doctor finds."""

import datetime as dt

from pydantic import BaseModel, ConfigDict

from app.api.shapes.base import Body, Text


class SecretFeedFields(Body):
    """For whom a secret address is."""

    model_config = ConfigDict(json_schema_extra={"example": {"name": "Anna's phone"}})

    name: Text


class SecretFeed(BaseModel):
    """A secret address of a calendar, without its secret."""

    id: int
    name: str
    created: dt.datetime
    revoked: dt.datetime | None
    last_used: dt.datetime | None


class NewSecretFeed(SecretFeed):
    """A secret address, with the addresses of its feeds, which are shown this once."""

    feeds: dict[str, str]


class SecretFeedList(BaseModel):
    """The secret addresses of a calendar, those taken back too."""

    items: list[SecretFeed]


class FeedClient(BaseModel):
    """A program that fetched a feed, and when it last did."""

    client: str
    at: dt.datetime


class FeedReport(BaseModel):
    """What the doctor found in a feed; sizes are in bytes."""

    feed: str
    bytes: int
    packed_bytes: int | None
    events: int
    first: dt.date | None
    last: dt.date | None
    zones: list[str]
    etag: str | None
    last_modified: str | None
    limits: dict[str, int]
    clients: list[FeedClient]
    warnings: list[str]

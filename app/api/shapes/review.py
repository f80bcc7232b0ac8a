"""JSON of corrections and of questions to a person."""

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from app.api.shapes.base import Body, Text
from app.api.shapes.events import CitedArticle, Event, EventFields
from calendars.reading.mention import Status
from calendars.store.tables import Doubt, ReviewState


class Corrected(Body):
    """What a reader says is wrong: fields as they should be, a note, or both."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"fields": {"start": "2021-05-13"}, "note": "The city moved it by a day."}
        }
    )

    fields: EventFields | None = None
    note: Text | None = Field(None, max_length=2000)

    def told(self) -> dict[str, Any]:
        """The fields that were told."""
        return self.fields.told() if self.fields else {}


class Correction(BaseModel):
    """A correction as it waits for a person; its number is that of the question."""

    id: int
    state: ReviewState


class Answer(Body):
    """What a person says in place of what was asked about."""

    model_config = ConfigDict(json_schema_extra={"example": {"fields": {"start": "2021-05-13"}}})

    fields: EventFields | None = None


class Merge(Body):
    """The other event that this one is the same as."""

    model_config = ConfigDict(json_schema_extra={"example": {"with": 2}}, serialize_by_alias=True)

    other: int = Field(alias="with", ge=1, lt=2**63, description="The other event's id.")


class Split(Body):
    """The articles whose claims become an event of their own; none for a merged-away event."""

    model_config = ConfigDict(json_schema_extra={"example": {"articles": [2]}})

    articles: list[Annotated[int, Field(ge=1, lt=2**63)]] = Field([], max_length=1000)


class Parted(BaseModel):
    """An event that was parted: what it was, and what left it."""

    event: Event
    parted: Event


class Changed(BaseModel):
    """The events that something changed, as they are now."""

    items: list[Event]


class EventNamed(BaseModel):
    """An event by what tells it from others."""

    id: int
    uid: str
    name: str
    edtf: str | None
    place: str | None
    status: Status


class Review(BaseModel):
    """A question to a person: whether two events are one, a claim, mention or correction right.

    `value` is what the claim or correction says.
    """

    id: int
    doubt: Doubt
    state: ReviewState
    event: EventNamed
    other: EventNamed | None
    article: CitedArticle | None
    field: str | None
    value: Any
    reasons: list[str]
    created: dt.datetime
    decided: dt.datetime | None
    person: str | None


class ReviewList(BaseModel):
    """Questions, the oldest first, and the cursor of those that follow."""

    items: list[Review]
    next: str | None

"""JSON of events, their claims and revisions."""

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.api.examples import EVENT, MENTION
from app.api.shapes.base import Body, Text
from calendars.dates.precision import Precision
from calendars.reading.mention import Certainty, Kind, Status
from calendars.store.tables import Change


class Mention(BaseModel):
    """An event as one article speaks of it."""

    model_config = ConfigDict(json_schema_extra={"example": MENTION})

    name: str
    kind: Kind
    edtf: str | None
    start: str | None
    end: str | None
    precision: Precision
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    timezone: str | None
    status: Status
    certainty: Certainty
    confidence: float
    quote: str | None
    spans: dict[str, tuple[int, int]]
    participants: list[str]
    organiser: str | None
    rrule: str | None = Field(None, description="How it comes again (RFC 5545).")
    exdates: list[str] = Field([], description="Days on which a series is not held.")


class Said(BaseModel):
    """An article that tells of an event, and the sentence that does."""

    url: str | None
    title: str | None
    published: dt.date
    quote: str | None


class Conflict(BaseModel):
    """A value that an article tells and that is not believed, with its sentence."""

    field: str
    value: str = Field(description="A date as EDTF, the name of a place, or a status.")
    quote: str | None
    url: str | None
    title: str | None
    published: dt.date


class Event(Mention):
    """What the claims together say; one UID for life."""

    model_config = ConfigDict(json_schema_extra={"example": EVENT})

    id: int
    uid: str
    sequence: int
    window: tuple[dt.date, dt.date]
    sources: list[Said]
    parent: int | None = Field(None, description="The visit during which it is held, by its id.")
    parts: list[int] = Field([], description="What is held during it.")
    follows: int | None = Field(None, description="The edition before it, by its id.")
    followed_by: list[int] = Field([], description="The editions after it.")
    conflicts: list[Conflict] = Field([], description="What contradicts it.")
    url: str | None
    instances: dict[str, str] = Field({}, description="Days of a series that were moved.")
    occurrences: list[str] | None = Field(
        None, description="The times of a series that lie in the days asked for."
    )
    created: dt.datetime
    modified: dt.datetime


class GoneEvent(BaseModel):
    """An event that was withdrawn, merged away, or changed so that the search finds it no more."""

    id: int
    uid: str
    reason: Literal["withdrawn", "merged", "changed"]
    merged_into: int | None
    modified: dt.datetime


class EventList(BaseModel):
    """Some events in order, and the cursor of those that follow."""

    items: list[Event]
    gone: list[GoneEvent] | None = Field(None, description="Only with `updated_since`.")
    next: str | None


class CitedArticle(BaseModel):
    """The article of a claim."""

    id: int
    url: str | None
    title: str | None
    published: dt.date


class Claim(BaseModel):
    """One field's value from one mention or one person."""

    id: int
    field: str
    value: Any
    quote: str | None
    span: tuple[int, int] | None
    article: CitedArticle | None
    person: str | None
    published: dt.date
    claimed: dt.datetime
    confidence: float
    retracted: dt.datetime | None
    standing: str | None
    reasons: list[str] = Field(default=[], description="Why the mention was given to this event.")


class ClaimList(BaseModel):
    """All that was said of an event."""

    items: list[Claim]


class FieldChange(BaseModel):
    """One field that a revision changed."""

    model_config = ConfigDict(populate_by_name=True)

    change: Change
    field: str
    old: Any = Field(alias="from")
    new: Any = Field(alias="to")
    claim: int | None = Field(None, description="The claim that made the change.")
    quote: str | None = None


class Revision(BaseModel):
    """One change of an event: what, why and when."""

    number: int
    sequence: int
    at: dt.datetime
    article: int | None
    person: str | None
    changes: list[FieldChange]


class RevisionList(BaseModel):
    """The history of an event, oldest first."""

    items: list[Revision]


class EventFields(Body):
    """An event as a person tells it; dates are EDTF text."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "name": "Public hearing on the harbour",
                "start": "2021-05-12T18:30+03:00",
                "place": "Riga",
                "country": "LV",
                "kind": "hearing",
                "url": "https://city.example/hearing",
            }
        }
    )

    name: Text | None = None
    start: Text | None = Field(None, description="The date, or its first day.")
    end: Text | None = Field(None, description="The last day, inclusive, or the end's clock time.")
    edtf: Text | None = Field(None, description="The whole date, in place of start and end.")
    place: Text | None = None
    country: Text | None = Field(None, description="ISO 3166-1 alpha-2.")
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)
    timezone: Text | None = Field(None, description="An IANA time zone.")
    kind: Kind | None = None
    status: Status | None = None
    certainty: Certainty | None = None
    organiser: Text | None = None
    participants: list[Text] | None = None
    url: Text | None = None
    rrule: Text | None = Field(None, description="A recurrence rule (RFC 5545).")
    exdates: list[Text] | None = None
    instances: dict[str, str] | None = Field(
        None, description="Days of a series that were moved, each with its new date."
    )

    def told(self) -> dict[str, Any]:
        """The fields that were sent, null ones too."""
        return self.model_dump(mode="json", exclude_unset=True)

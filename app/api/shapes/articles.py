"""JSON of reading and of articles that are kept."""

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field

from app.api.examples import QUOTE, READ
from app.api.shapes.base import Body, Text
from app.api.shapes.events import Event, Mention
from calendars.events.ingest import Outcome
from calendars.reading.mention import TimexType


class Reading(Body):
    """A text, or the URL of one, to be read."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"text": QUOTE, "published": "2021-03-31"}}
    )

    text: str | None = Field(None, description="Plain text or HTML.")
    url: str | None = Field(None, description="Where the text is from; fetched without a text.")
    published: dt.date | None = None
    title: Text | None = None
    language: str | None = None


class ExplainedReading(Reading):
    """A text, or the URL of one, to be read; `explain` asks why its events stand."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"text": QUOTE, "published": "2021-03-31", "explain": True}}
    )

    explain: bool = Field(False, description="Answer every time expression and decision, too.")


class ReadArticle(BaseModel):
    """The article as it was read."""

    url: str | None
    title: str | None
    published: dt.date
    dateline: str | None
    language: str
    text: str


class Timex(BaseModel):
    """A time expression (TIMEX3), and the rule that found it."""

    start: int
    end: int
    type: TimexType
    value: str
    mod: str | None
    text: str
    rule: str
    edtf: str | None


class Decision(BaseModel):
    """Why one mention was kept or dropped; the span is empty where no sentence tells it."""

    span: tuple[int, int]
    text: str
    kept: bool
    reasons: list[str]


class Explanation(BaseModel):
    """Every time expression, and why each mention stands or fell."""

    timexes: list[Timex]
    decisions: list[Decision]


class Read(BaseModel):
    """What reading an article gave; `explain` only where it was asked for."""

    model_config = ConfigDict(json_schema_extra={"example": READ})

    article: ReadArticle
    events: list[Mention]
    explain: Explanation | None = None


class Article(BaseModel):
    """An article that is kept."""

    id: int
    url: str | None
    title: str | None
    published: dt.date
    language: str
    outlet: str | None
    text: str
    read: dt.datetime


class EventChange(BaseModel):
    """What an article did to an event."""

    event: Event
    change: Outcome


class Ingested(BaseModel):
    """An article that was read and kept, and what it did."""

    article: Article
    events: list[EventChange]

"""What requests and answers look like, for checking and for OpenAPI."""

import datetime as dt
from typing import Annotated, Any, Literal

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field

from app.api.examples import EVENT, MENTION, QUOTE, READ
from calendars.dates.precision import Precision
from calendars.events.ingest import Outcome
from calendars.reading.mention import Certainty, Kind, Status, TimexType
from calendars.reminders.choices import NOTICES
from calendars.store.tables import (
    About,
    Change,
    Channel,
    Digest,
    Doubt,
    Language,
    ReminderState,
    ReviewState,
    SubscriptionState,
)

Id = Annotated[int, Path(ge=1, lt=2**63, description="The number of the record.")]
Hour = Annotated[int, Field(ge=0, le=23, strict=True)]
Notice = Literal[About.MOVED, About.CANCELLED, About.DATED, About.UNSET, About.UNHEARD]
Text = Annotated[str, Field(pattern=r"^[^\x00]*$")]


class Body(BaseModel):
    """A request's body; a field that is not known is refused."""

    model_config = ConfigDict(extra="forbid")


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


class SubscriptionChoices(Body):
    """What a subscriber may choose, and change later; what is not told stays as it is."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"before": ["P1D", "PT2H"], "digest": None, "quiet_hours": "22:00-07:00"}
        }
    )

    before: list[Text] = Field(
        ["P1D"], description="ISO 8601 durations before the start, at most ten."
    )
    notices: list[Notice] = Field(
        [*NOTICES], description="News of events to be told of: all by default."
    )
    digest: Digest | None = Field(
        None, description="What is coming, all at once: each day or each week."
    )
    digest_hour: Hour = Field(
        7, description="Local hour of digests; from 12 on they come on the day before."
    )
    all_day_hour: Hour = Field(
        18, description="Local hour at which events without a clock time are reminded of."
    )
    timezone: Text = Field("UTC", description="Where days and hours are meant.")
    quiet_hours: Text | None = Field(
        None,
        description="Local times between which nothing is sent but what cannot wait.",
        examples=["22:00-07:00"],
    )
    certainty: Certainty | None = Field(
        None, description="Only events at least so sure to be held, eos1 to eos5."
    )
    language: Language = Field(Language.ENGLISH, description="What messages are written in.")

    def choices(self) -> dict[str, Any]:
        """The choices that were sent, as subscriptions keep them."""
        told = self.model_dump(include=set(SubscriptionChoices.model_fields), exclude_unset=True)
        return {{"timezone": "zone"}.get(name, name): value for name, value in told.items()}


class SubscriptionFields(SubscriptionChoices):
    """Who wants to be told of what, how and when."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "calendar": "all",
                "channel": "email",
                "address": "anna@example.org",
                "before": ["P1D", "PT2H"],
                "notices": ["moved", "cancelled", "dated"],
                "digest": "weekly",
                "timezone": "Europe/Riga",
                "quiet_hours": "22:00-07:00",
            }
        }
    )

    calendar: Text | None = Field(None, description="A calendar's slug.")
    search: dict[str, Any] | None = Field(None, description="Filters as of GET /events.")
    event: int | None = Field(None, ge=1, lt=2**63, description="An event's id.")
    channel: Channel
    address: Text = Field(
        description="An e-mail address, the URL of a webhook or of an ntfy topic, or the name "
        "of a chat service in DATELINE_CHAT_URLS."
    )
    access_token: Text | None = Field(None, description="What an ntfy server asks for.")


class Subscription(BaseModel):
    """A subscription as its owner sees it."""

    id: int
    calendar: str | None
    search: dict[str, Any] | None
    event: int | None
    channel: Channel
    address: str
    before: list[str]
    notices: list[Notice]
    digest: Digest | None
    digest_hour: int
    all_day_hour: int
    timezone: str
    quiet_hours: str | None
    certainty: Certainty | None
    language: Language
    state: SubscriptionState
    reason: str | None
    created: dt.datetime
    confirmed: dt.datetime | None


class NewSubscription(Subscription):
    """A new subscription, with what is shown this once to who holds a key.

    `token` confirms, changes and ends it; `secret` signs what a webhook is sent.
    """

    token: str | None
    secret: str | None


class NewSecret(BaseModel):
    """A webhook's new secret, shown this once; the former one signs too until `former_until`."""

    secret: str
    former_until: dt.datetime


class SubscriptionList(BaseModel):
    """Some subscriptions, and the cursor of those that follow."""

    items: list[Subscription]
    next: int | None


class Reminder(BaseModel):
    """One thing to send to one subscription, and what became of it.

    `date` is the date that it tells, of a digest its first and last day; `next` is when it
    is tried next, and `error` why it last failed, was called off or is dead.
    """

    id: int
    key: str
    subscription: int
    channel: Channel
    address: str
    event: int | None
    about: About
    before: str | None
    date: str | None
    was: str | None
    due: dt.datetime
    next: dt.datetime
    state: ReminderState
    failures: int
    error: str | None
    created: dt.datetime
    settled: dt.datetime | None


class Attempt(BaseModel):
    """One attempt to send a reminder: `sent`, `failed`, or `bounced` afterwards."""

    attempt: int
    at: dt.datetime
    outcome: str
    error: str | None


class LoggedReminder(Reminder):
    """A reminder with every attempt to send it."""

    deliveries: list[Attempt]


class ReminderList(BaseModel):
    """Some reminders, the last planned first, and the cursor of those that follow."""

    items: list[Reminder]
    next: int | None


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

"""JSON of subscriptions."""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.api.shapes.base import Body, Text
from calendars.reading.mention import Certainty
from calendars.reminders.choices import NOTICES
from calendars.store.tables import About, Channel, Digest, Language, SubscriptionState

Hour = Annotated[int, Field(ge=0, le=23, strict=True)]
Notice = Literal[About.MOVED, About.CANCELLED, About.DATED, About.UNSET, About.UNHEARD]


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

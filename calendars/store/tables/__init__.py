"""The tables: articles, sources, places, events and what hangs on them."""

from calendars.store.tables.access import ApiKey, IdempotentAnswer, JobRun
from calendars.store.tables.articles import Article, Source
from calendars.store.tables.calendars import Calendar, FeedFetch, Journal, SecretFeed
from calendars.store.tables.events import (
    Change,
    Claim,
    ClaimMove,
    Event,
    EventJson,
    EventWord,
    Place,
    Revision,
)
from calendars.store.tables.past import KEPT, PAST
from calendars.store.tables.reminders import (
    About,
    Channel,
    Delivery,
    Digest,
    Language,
    Reminder,
    ReminderState,
    Subscription,
    SubscriptionState,
    Tally,
)
from calendars.store.tables.reviews import Decision, Doubt, Match, Review, ReviewState, Verdict

__all__ = [
    "KEPT",
    "PAST",
    "About",
    "ApiKey",
    "Article",
    "Calendar",
    "Change",
    "Channel",
    "Claim",
    "ClaimMove",
    "Decision",
    "Delivery",
    "Digest",
    "Doubt",
    "Event",
    "EventJson",
    "EventWord",
    "FeedFetch",
    "IdempotentAnswer",
    "JobRun",
    "Journal",
    "Language",
    "Match",
    "Place",
    "Reminder",
    "ReminderState",
    "Review",
    "ReviewState",
    "Revision",
    "SecretFeed",
    "Source",
    "Subscription",
    "SubscriptionState",
    "Tally",
    "Verdict",
]

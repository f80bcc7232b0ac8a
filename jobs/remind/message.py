"""What a reminder, a notice or a digest says, the same in every channel."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.utils import parseaddr
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from calendars.dates.when import When
from calendars.events.filters import Cancelled
from calendars.events.occurrences import Occurrence
from calendars.feeds.ics import vevent
from calendars.feeds.lines import one_line, shortened, uri
from calendars.feeds.mail import posted
from calendars.feeds.style import Style
from calendars.feeds.wording import Cited
from calendars.reading.mention import Status
from calendars.reminders.digest import MOST_EVENTS, Contents
from calendars.reminders.due import on_clocks
from calendars.reminders.notices import date_key
from calendars.store.tables import About, Channel, Event, Language, Place, Reminder, Subscription
from jobs.remind import body
from jobs.remind.languages import CATALOGUES
from jobs.remind.languages.catalogue import Catalogue

NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What is the same in every message of this server.

    `sender` is a mailbox such as `Dateline <dateline@example.org>`; one digest tells of at
    most `digest_events`.
    """

    style: Style
    sender: str
    digest_events: int = MOST_EVENTS

    def page(self, word: str, token: str) -> str:
        """The address of the page that confirms, changes or ends a subscription."""
        return f"{self.style.base_url}/{word}/{token}"


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one address.

    `key` is the same for every try. `secrets` sign a webhook's body, or open an ntfy topic.
    `text` and `html` are whole letters and `ics` the event for a calendar, where it goes by
    mail; `short` is what fits a notification, `body` the message as JSON. `page` tells more,
    `leave` ends the subscription; `urgent` says that a date is no longer what it was.
    """

    key: str
    address: str
    secrets: tuple[str, ...]
    subject: str
    text: str
    html: str
    short: str
    body: dict[str, Any]
    page: str
    page_words: str
    ics: bytes | None = None
    leave: str | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """The event that a message is about, with its place and the articles that speak of it."""

    event: Event
    place: Place | None = None
    sources: Sequence[Cited] = field(default=())


def write(
    letterhead: Letterhead,
    reminder: Reminder,
    subscription: Subscription,
    told: Subject | Contents | None,
    now: dt.datetime,
) -> Message:
    """The message of a reminder, notice or digest, or the question whether to subscribe at all."""
    words = CATALOGUES[subscription.language]
    match told:
        case Subject():
            fields = _of_event(letterhead, reminder, subscription, told, words)
        case Contents():
            fields = _of_digest(letterhead, reminder, subscription, told, words)
        case None:
            fields = _question(letterhead, reminder, subscription, words)
    return Message(
        key=reminder.key,
        address=subscription.address,
        secrets=_secrets(subscription, now),
        **fields,
    )


def _of_event(
    letterhead: Letterhead,
    reminder: Reminder,
    subscription: Subscription,
    subject: Subject,
    words: Catalogue,
) -> dict[str, Any]:
    event, style = subject.event, letterhead.style
    title, lead = _words(reminder, subscription, event, words)
    facts = _facts(reminder, event, subscription, words)
    letter: dict[str, Any] = _links(letterhead, subscription) | {
        "title": title,
        "lead": lead,
        "facts": facts,
        "sources": [_quoted(source, style.quote_length, words) for source in subject.sources],
        "page": style.page(event.uid),
    }
    return _rendered("letter", letter, words, subscription) | {
        "subject": title,
        "short": "\n".join([lead, *(f"{label}: {value}" for label, value in facts)]),
        "body": body.body(reminder, subscription, body.of_event(reminder, event, title, style)),
        "page": style.page(event.uid),
        "page_words": words.say("more"),
        "ics": _calendar(letterhead, subject) if _by_mail(subscription) else None,
        "leave": letter["leave"],
        "urgent": reminder.about in (About.MOVED, About.CANCELLED),
    }


def _of_digest(
    letterhead: Letterhead,
    reminder: Reminder,
    subscription: Subscription,
    contents: Contents,
    words: Catalogue,
) -> dict[str, Any]:
    style = letterhead.style
    phrase = "day" if contents.period.days == 1 else "week"
    title = words.say(phrase, days=words.dates.days(contents.period))
    page = f"{style.base_url}/?{urlencode(_asked(contents))}"
    letter: dict[str, Any] = _links(letterhead, subscription) | {
        "title": title,
        "dated": [_listed(event, one, subscription, style, words) for one, event in contents.dated],
        "undated": [_listed(event, None, subscription, style, words) for event in contents.undated],
        "more": contents.more,
        "page": page,
    }
    lines = [f"{one['when']}: {one['name']}" for one in letter["dated"]]
    lines += [f"{words.say('undated_head')}:"] if letter["undated"] else []
    lines += [f"{one['name']} ({one['when']})" for one in letter["undated"]]
    return _rendered("digest", letter, words, subscription) | {
        "subject": title,
        "short": "\n".join(lines),
        "body": body.body(reminder, subscription, body.of_digest(contents, title, style)),
        "page": page,
        "page_words": words.say("see_all"),
        "leave": letter["leave"],
    }


def _asked(contents: Contents) -> dict[str, str]:
    """The filters of the page that tells of the same events as a digest."""
    filters = contents.search.filters() | {"from": contents.search.first}
    return {
        name: ",".join(value) if isinstance(value, list) else str(value)
        for name, value in filters.items()
    }


def _question(
    letterhead: Letterhead, reminder: Reminder, subscription: Subscription, words: Catalogue
) -> dict[str, Any]:
    confirm = letterhead.page("confirm", subscription.secret or "")
    title = words.say("question")
    letter = {"title": title, "confirm": confirm, "site": letterhead.style.base_url}
    return _rendered("question", letter, words, subscription) | {
        "subject": title,
        "short": title,
        "body": body.body(reminder, subscription, {"confirm": confirm}),
        "page": confirm,
        "page_words": words.say("question_yes"),
    }


def _by_mail(subscription: Subscription) -> bool:
    return subscription.channel is Channel.EMAIL


def _rendered(
    name: str, letter: dict[str, Any], words: Catalogue, subscription: Subscription
) -> dict[str, str]:
    """The letter as text and as HTML, where it goes by mail: it costs most of a message."""
    if not _by_mail(subscription):
        return {"text": "", "html": ""}
    return {
        kind: _template(f"{name}.{ending}").render(letter, say=words.say, language=words.code)
        for kind, ending in (("text", "txt"), ("html", "html"))
    }


def _secrets(subscription: Subscription, now: dt.datetime) -> tuple[str, ...]:
    """The secret that holds, and the former one for as long as it does."""
    former, until = subscription.former_secret, subscription.former_until
    held = former if until is not None and now < until else None
    return tuple(secret for secret in (subscription.secret, held) if secret)


def _links(letterhead: Letterhead, subscription: Subscription) -> dict[str, Any]:
    """Where the reader of a mail changes or ends the subscription."""
    token = subscription.secret if subscription.channel is Channel.EMAIL else None
    return {
        "leave": letterhead.page("unsubscribe", token) if token else None,
        "choose": letterhead.page("preferences", token) if token else None,
    }


def _words(
    reminder: Reminder, subscription: Subscription, event: Event, words: Catalogue
) -> tuple[str, str]:
    """The subject line and the sentence that says why this is sent."""
    zone = event.zone or subscription.zone
    gaps = {
        "name": shortened(one_line(event.name), NAME_LENGTH),
        "date": _whole(reminder.occurrence, event, zone, words),
        "was": date_words(reminder.was or "", zone, words),
    }
    phrase = _phrase(reminder, event)
    return words.say(phrase, **gaps), words.say(f"{phrase}_lead", **gaps)


def _phrase(reminder: Reminder, event: Event) -> str:
    match reminder.about:
        case About.CANCELLED if event.withdrawn is not None:
            return "withdrawn"
        case About.MOVED if not reminder.occurrence:
            return "postponed"
        case About.MOVED if reminder.occurrence == reminder.was:
            return "again"
        case about:
            return about.value


def date_words(key: str, zone: str, words: Catalogue = CATALOGUES[Language.ENGLISH]) -> str:
    """A date as reminders keep it, in words; an instant on the clocks of the zone.

    >>> date_words("2021-04-02T07:00:00Z", "Europe/Moscow")
    '2 April 2021, 10:00 (Europe/Moscow)'
    >>> date_words("2021-08", "UTC")
    'some time in August 2021'
    """
    if not key:
        return words.say("no_date")
    when = When.of(key)
    moment = when.begins.moment if when.begins else None
    if moment is None:
        return words.dates.date(when)
    local = on_clocks(moment, zone)
    return f"{words.dates.day(local.date())}, {local:%H:%M} ({zone})"


def _whole(key: str, event: Event, zone: str, words: Catalogue) -> str:
    """A date in words, and of an event that lasts, all its days."""
    days = event.certain and event.starts is None and event.rrule is None
    if days and event.when is not None and key == event.window_first.isoformat():
        return words.dates.date(event.when)
    return date_words(key, zone, words)


def _facts(
    reminder: Reminder, event: Event, subscription: Subscription, words: Catalogue
) -> list[tuple[str, str]]:
    facts = [(words.say("what"), one_line(event.name))]
    facts += _times(reminder, event, subscription, words)
    facts.append((words.say("where"), one_line(event.place or words.say("nowhere"))))
    if event.organiser:
        facts.append((words.say("organiser"), one_line(event.organiser)))
    return facts


def _times(
    reminder: Reminder, event: Event, subscription: Subscription, words: Catalogue
) -> list[tuple[str, str]]:
    """When it is: of a series the time that is told, of a known hour on both clocks."""
    when, zone = event.when, event.zone or subscription.zone
    whole = words.dates.date(when) if when else words.say("no_date")
    if event.starts is None and event.rrule is None:
        return [(words.say("when"), whole)]
    key = reminder.occurrence if reminder.about is About.BEFORE else date_key(event)
    begins = date_words(key, zone, words)
    if when is not None and when.end and event.rrule is None:
        times = [(words.say("when"), whole), (words.say("begins"), begins)]
    else:
        times = [(words.say("when"), begins)]
    for_you = date_words(key, subscription.zone, words)
    if zone != subscription.zone and for_you != begins:
        times.append((words.say("for_you"), for_you))
    return times


def _listed(
    event: Event,
    one: Occurrence | None,
    subscription: Subscription,
    style: Style,
    words: Catalogue,
) -> dict[str, str]:
    """An event as a line of a digest."""
    name = shortened(one_line(event.name), NAME_LENGTH)
    whole = words.dates.date(event.when) if event.when else words.say("no_date")
    if one is not None:
        when = date_words(one.key, event.zone or subscription.zone, words)
    else:
        when = words.say("goes_on", date=whole) if event.certain else whole
    return {
        "name": words.say("off", name=name) if event.status is Status.CANCELLED else name,
        "when": when,
        "where": one_line(event.place or ""),
        "page": style.page(event.uid),
    }


def _quoted(source: Cited, length: int, words: Catalogue) -> dict[str, str | None]:
    named = [one_line(part) for part in (source.title, source.outlet) if part]
    if not named and not source.url and not source.quote:
        named = [words.say("by_hand")]
    return {
        "quote": shortened(one_line(source.quote or ""), length) if length else "",
        "from": ", ".join([*named, words.dates.day(source.published)]),
        "url": uri(source.url),
    }


def _calendar(letterhead: Letterhead, subject: Subject) -> bytes | None:
    entry = vevent(
        subject.event,
        style=letterhead.style,
        sources=subject.sources,
        place=subject.place,
        cancelled=Cancelled.STATUS,
    )
    return posted(entry, parseaddr(letterhead.sender)[1]) if entry else None


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("jobs.remind"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template(name: str) -> Any:
    return _environment().get_template(name)

"""What a reminder or a notice says, the same in every channel."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.utils import parseaddr
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from calendars.dates.when import When
from calendars.dates.words import day_words, in_words
from calendars.events.filters import Cancelled
from calendars.events.occurrences import Occurrence
from calendars.feeds.ics import vevent
from calendars.feeds.lines import one_line, shortened, uri
from calendars.feeds.mail import posted
from calendars.feeds.style import Style
from calendars.feeds.wording import Cited
from calendars.reminders.due import on_clocks
from calendars.store.tables import About, Event, Place, Reminder, Subscription

BODY_VERSION = 1
NAME_LENGTH = 200
NO_DATE = "date not announced"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What is the same in every message of this server.

    `sender` is a mailbox such as `Dateline <dateline@example.org>`.
    """

    style: Style
    sender: str

    def page(self, word: str, token: str) -> str:
        """The address of the page that confirms or ends a subscription."""
        return f"{self.style.base_url}/{word}/{token}"


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one address.

    `key` is the same for every try. `secret` signs a webhook's body. `body` is the message
    as JSON, `ics` the event for a calendar; `leave` ends the subscription.
    """

    key: str
    address: str
    secret: str
    subject: str
    text: str
    html: str
    body: dict[str, Any]
    ics: bytes | None = None
    leave: str | None = None


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
    subject: Subject | None,
) -> Message:
    """The message of a reminder, a notice, or the question whether to subscribe at all."""
    token = subscription.secret or ""
    if subject is None:
        return _question(letterhead, reminder, subscription, token)
    event = subject.event
    title, lead = _words(reminder, subscription, event)
    leave = letterhead.page("unsubscribe", token) if subscription.channel == "email" else None
    told = {
        "title": title,
        "lead": lead,
        "facts": _facts(event, subscription),
        "sources": [_quoted(source, letterhead.style.quote_length) for source in subject.sources],
        "page": letterhead.style.page(event.uid),
        "leave": leave,
    }
    return Message(
        key=reminder.key,
        address=subscription.address,
        secret=token,
        subject=title,
        text=_template("letter.txt").render(told),
        html=_template("letter.html").render(told),
        body=_body(letterhead, reminder, subscription, event, title),
        ics=_calendar(letterhead, subject),
        leave=leave,
    )


def _question(
    letterhead: Letterhead, reminder: Reminder, subscription: Subscription, token: str
) -> Message:
    confirm = letterhead.page("confirm", token)
    told = {
        "title": "Please confirm your subscription",
        "confirm": confirm,
        "site": letterhead.style.base_url,
    }
    body = _head(reminder, subscription) | {"data": {"confirm": confirm}}
    return Message(
        key=reminder.key,
        address=subscription.address,
        secret=token,
        subject=told["title"],
        text=_template("question.txt").render(told),
        html=_template("question.html").render(told),
        body=body,
    )


def _words(reminder: Reminder, subscription: Subscription, event: Event) -> tuple[str, str]:
    """The subject line and the sentence that says why this is sent."""
    name = shortened(one_line(event.name), NAME_LENGTH)
    now = date_words(reminder.occurrence, event.zone or subscription.zone)
    was = date_words(reminder.was or "", event.zone or subscription.zone)
    match reminder.about:
        case About.CANCELLED if event.withdrawn is not None:
            lead = f"The announcement was taken back. The date was {was}."
            return f"Withdrawn: {name} ({was})", lead
        case About.CANCELLED:
            return f"Cancelled: {name} ({was})", f"It is cancelled. The date was {was}."
        case About.MOVED if not reminder.occurrence:
            lead = f"It is postponed and no new date is announced. The date was {was}."
            return f"Postponed: {name} (was {was})", lead
        case About.MOVED if reminder.occurrence == reminder.was:
            return f"On again: {name}, {now}", f"It takes place after all: {now}."
        case About.MOVED:
            lead = f"It was moved from {was} to {now}."
            return f"Moved: {name}, now {now} (was {was})", lead
        case About.DATED:
            return f"Date now known: {name}, {now}", f"The date is now known: {now}."
        case _:
            return f"Reminder: {name}, {now}", f"You asked to be reminded: {now}."


def date_words(key: str, zone: str) -> str:
    """A date as reminders keep it, in words; an instant on the clocks of the zone.

    >>> date_words("2021-04-02T07:00:00Z", "Europe/Moscow")
    '2 April 2021, 10:00 (Europe/Moscow)'
    >>> date_words("2021-08", "UTC")
    'some time in August 2021'
    """
    if not key:
        return NO_DATE
    when = When.of(key)
    moment = when.begins.moment if when.begins else None
    if moment is None:
        return in_words(when)
    local = on_clocks(moment, zone)
    return f"{day_words(local.date())}, {local:%H:%M} ({zone})"


def _facts(event: Event, subscription: Subscription) -> list[tuple[str, str]]:
    facts = [
        ("What", one_line(event.name)),
        ("When", in_words(event.when) if event.when else NO_DATE),
    ]
    if event.starts is not None:
        zone = event.zone or subscription.zone
        starts = Occurrence(event.window_first, event.starts).key
        facts.append(("Begins", date_words(starts, zone)))
        if zone != subscription.zone:
            facts.append(("For you", date_words(starts, subscription.zone)))
    facts.append(("Where", one_line(event.place or "not announced")))
    if event.organiser:
        facts.append(("Organiser", one_line(event.organiser)))
    return facts


def _quoted(source: Cited, length: int) -> dict[str, str | None]:
    named = [one_line(part) for part in (source.title, source.outlet) if part]
    if not named and not source.url and not source.quote:
        named = ["Entered by hand"]
    return {
        "quote": shortened(one_line(source.quote or ""), length) if length else "",
        "from": ", ".join([*named, day_words(source.published)]),
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


def _head(reminder: Reminder, subscription: Subscription) -> dict[str, Any]:
    return {
        "version": BODY_VERSION,
        "type": f"reminder.{reminder.about}",
        "timestamp": _instant(reminder.due),
        "id": reminder.key,
        "subscription": subscription.id,
    }


def _body(
    letterhead: Letterhead,
    reminder: Reminder,
    subscription: Subscription,
    event: Event,
    title: str,
) -> dict[str, Any]:
    """The message as JSON: the reminder's own fields, and the event's as REST names them."""
    when = event.when
    told = {
        "uid": event.uid,
        "sequence": event.sequence,
        "name": event.name,
        "kind": event.kind,
        "edtf": event.edtf,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "starts": _instant(event.starts),
        "precision": event.precision,
        "window": [event.window_first.isoformat(), event.window_last.isoformat()],
        "timezone": event.zone,
        "place": event.place,
        "country": event.country,
        "status": event.status,
        "certainty": event.certainty,
        "url": letterhead.style.page(event.uid),
    }
    data = {
        "title": title,
        "before": reminder.before,
        "was": reminder.was,
        "date": reminder.occurrence or None,
        "event": told,
    }
    return _head(reminder, subscription) | {"data": data}


def _instant(moment: dt.datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")[:19] + "Z"


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

"""An event as a page shows it, in words."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from app.web import countries
from calendars.dates.when import When
from calendars.dates.words import PRECISION_WORDS, in_words
from calendars.dates.zones import zone
from calendars.events.conflicts import contradictions
from calendars.events.links import linked
from calendars.events.occurrences import Occurrence
from calendars.reading.mention import Certainty, Status
from calendars.store.tables import Article, Claim, Event

STATUS_WORDS = {
    Status.SCHEDULED: "Scheduled",
    Status.POSTPONED: "Postponed",
    Status.RESCHEDULED: "Moved",
    Status.CANCELLED: "Cancelled",
    Status.HELD: "Held",
    Status.LAPSED: "Date passed, nothing heard",
}
CERTAINTY_WORDS = {
    Certainty.PLANNED_ONLY: "Only planned",
    Certainty.HIGHLY_UNCERTAIN: "Highly uncertain",
    Certainty.MAY_OCCUR: "May be held",
}

QUOTATION_MARKS = ("“", '"', "„", "«", "”")
TIME_VALUE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d(T\d\d:\d\d(Z|[+-]\d\d:\d\d)?)?)?)?")


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that speaks of an event, and the article that it stands in.

    `url` is None unless it is a web address, so that a page may link to it.
    """

    text: str
    title: str | None
    outlet: str | None
    url: str | None
    published: dt.date
    language: str | None


@dataclass(frozen=True, slots=True)
class Contradicted:
    """A field that an article tells otherwise, in words, and the sentence that does."""

    field: str
    value: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with all that a list says of it.

    `moment` is what a `time` element tells machines; `clock` the time of day at which it
    begins, where one is known; `day` and `last` are its days, clear only where `certain`.
    """

    uid: str
    name: str
    kind: str
    date: str
    moment: str | None
    clock: str | None
    precision: str | None
    was: str | None
    place: str | None
    status: Status
    status_words: str
    doubt: str | None
    day: dt.date
    last: dt.date
    certain: bool
    quotes: tuple[Quote, ...]

    @property
    def is_news(self) -> bool:
        """Whether its status is more than that it is coming."""
        return self.status is not Status.SCHEDULED

    @property
    def is_off(self) -> bool:
        """Whether it will not be held as it was said."""
        return self.status in (Status.CANCELLED, Status.POSTPONED)


def entry(event: Event, quotes: Sequence[Quote] = ()) -> Entry:
    """The event in words."""
    when = event.when
    return Entry(
        uid=event.uid,
        name=_as_title(event.name),
        kind=event.kind.value,
        date=date_words(event),
        moment=_moment(when),
        clock=_clock(when),
        precision=PRECISION_WORDS[when.precision] if when else None,
        was=in_words(When.of(event.was)) if event.was and event.was != event.edtf else None,
        place=_as_title(place_words(event.place, event.country) or "") or None,
        status=event.status,
        status_words=STATUS_WORDS[event.status],
        doubt=CERTAINTY_WORDS.get(event.certainty),
        day=event.window_first,
        last=event.window_last,
        certain=event.certain,
        quotes=tuple(quotes),
    )


def at_time(one: Entry, event: Event, time: Occurrence) -> Entry:
    """One time of a series, on its own day and as long as the first."""
    told = time.day.isoformat()
    if one.clock and event.zone and time.starts:
        told = f"{time.starts.astimezone(zone(event.zone)):%Y-%m-%dT%H:%M}"
    words = in_words(When.of(told))
    if one.clock and event.zone:
        words = f"{words} ({zone_words(event.zone)})"
    lasts = event.when.window.days - 1 if event.when else 0
    return replace(
        one, date=words, moment=told, day=time.day, last=time.day + dt.timedelta(days=lasts)
    )


def entries(session: Session, events: Sequence[Event], *, quote_length: int) -> list[Entry]:
    """The events in words, each with its sentences."""
    said = quotes_of(session, events, quote_length)
    return [entry(event, said[event.id]) for event in events]


def quotes_of(
    session: Session, events: Sequence[Event], quote_length: int
) -> dict[int, list[Quote]]:
    """The sentences on which each event rests: those that give its date, then the newest.

    `quote_length` is in characters.
    """
    statement = (
        select(Claim, Article)
        .join(Article, col(Claim.article_id) == col(Article.id))
        .where(
            col(Claim.event_id).in_([event.id for event in events]),
            col(Claim.retracted).is_(None),
            col(Claim.quote).is_not(None),
        )
        .order_by(col(Claim.published).desc(), col(Claim.id).desc())
        .options(defer(Article.text))  # type: ignore[arg-type]
    )
    dates = {event.id: event.edtf for event in events}
    telling: dict[int, dict[tuple[int, str], Quote]] = {event.id: {} for event in events}
    others: dict[int, dict[tuple[int, str], Quote]] = {event.id: {} for event in events}
    for claim, article in session.exec(statement):
        gives_date = claim.field == "date" and claim.value == dates[claim.event_id]
        found = (telling if gives_date else others)[claim.event_id]
        sentence = claim.quote or ""
        found.setdefault((article.id, sentence), _quote(sentence, article, quote_length))
    return {
        event_id: list((first | others[event_id]).values()) for event_id, first in telling.items()
    }


def contradicted(session: Session, event: Event, quote_length: int) -> list[Contradicted]:
    """What articles tell of an event otherwise than it is believed."""
    return [
        Contradicted(
            one.claim.field.capitalize(),
            _value_words(one.claim.field, one.claim.value),
            _quote(one.claim.quote or "", one.article, quote_length),
        )
        for one in contradictions(session, [event]).get(event.id, [])
    ]


def beside(session: Session, event: Event) -> list[tuple[str, Entry]]:
    """The events that one is linked to, each after what it is to it."""
    links = linked(session, [event])[event.id]
    told = [
        ("Held during", [links["parent"]]),
        ("Held during it", links["parts"]),
        ("Edition before", [links["follows"]]),
        ("Next edition", links["followed_by"]),
    ]
    return [
        (words, entry(session.get_one(Event, other)))
        for words, others in told
        for other in others
        if other is not None
    ]


def _value_words(field: str, value: Any) -> str:
    match field:
        case "date":
            return in_words(When.of(value))
        case "status":
            return STATUS_WORDS[Status(value)]
        case _:
            return place_words(value["name"], value["country"]) or ""


def date_words(event: Event) -> str:
    """The date as a reader would say it, on the clocks of the place where its zone is known.

    The name of the zone is said too, so that nobody takes it for their own.
    """
    when = event.when
    if when is None:
        return "no new date announced" if event.status is Status.POSTPONED else "date not announced"
    if event.zone and _clock(when) and when.begins and when.begins.offset is None:
        return f"{in_words(when)} ({zone_words(event.zone)})"
    return in_words(when)


def zone_words(name: str) -> str:
    """A zone by the town that it is named for.

    >>> zone_words("America/Argentina/Buenos_Aires")
    'Buenos Aires time'
    """
    town = name.rpartition("/")[2].replace("_", " ")
    return town if town in ("UTC", "GMT") else f"{town} time"


def place_words(place: str | None, country: str | None) -> str | None:
    """Place and country, neither said twice.

    >>> place_words("Tallinn", "EE")
    'Tallinn, Estonia'
    >>> place_words("Estonia", "EE")
    'Estonia'
    """
    name = countries.name_of(country) if country else None
    if not place or not name:
        return place or name
    return place if place.endswith(name) else f"{place}, {name}"


def web_address(url: str | None) -> str | None:
    """The URL where a page may link to it, None for `javascript:` and its like.

    >>> web_address("javascript:alert(1)")
    """
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def _quote(text: str, article: Article, length: int) -> Quote:
    shown = text if len(text) <= length else f"{text[:length].rstrip()}…"
    return Quote(
        text=_in_marks(" ".join(shown.split())) if length else "",
        title=article.title,
        outlet=article.outlet,
        url=web_address(article.url),
        published=article.published,
        language=article.language,
    )


def _as_title(text: str) -> str:
    return text[:1].upper() + text[1:]


def _in_marks(text: str) -> str:
    """The sentence in quotation marks, its own where it begins with one."""
    return text if text.startswith(QUOTATION_MARKS) else f"“{text}”"


def _moment(when: When | None) -> str | None:
    """The start where HTML's `time` has a form for it: a year, month, day or moment."""
    start = when.start if when else None
    return start if start and TIME_VALUE.fullmatch(start) else None


def _clock(when: When | None) -> str | None:
    point = when.begins if when else None
    return f"{point.clock:%H:%M}" if point and point.clock is not None else None

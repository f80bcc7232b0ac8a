"""The events as schema.org Events in JSON-LD."""

import datetime as dt
import json
from typing import Any

from calendars.dates.when import When
from calendars.feeds.lines import one_line, shortened, uri
from calendars.feeds.listed import Item, Listing, writing
from calendars.feeds.showing import Manner
from calendars.feeds.times import times_of
from calendars.feeds.truncated import ends_of
from calendars.feeds.wording import Cited
from calendars.reading.mention import Kind, Status

# The narrower types of schema.org that a kind certainly is.
TYPES = {
    Kind.CONFERENCE: "ConferenceEvent",
    Kind.EXHIBITION: "ExhibitionEvent",
    Kind.FESTIVAL: "Festival",
    Kind.SPORT: "SportsEvent",
}
STATUSES = {
    Manner.CANCELLED: "EventCancelled",
    Manner.POSTPONED: "EventPostponed",
}


def document(listing: Listing) -> bytes:
    """A graph of events; one that another took in is left out, for that other stands there."""
    items = [item for item in listing.items if item.shown.manner is not Manner.MERGED]
    graph = [_event(item, listing) for item in items]
    whole = {"@context": "https://schema.org", "@graph": graph}
    # So that the text can stand within a script element of a page.
    return json.dumps(whole, ensure_ascii=False).replace("</", "<\\/").encode()


write = writing(document)


def _event(item: Item, listing: Listing) -> dict[str, Any]:
    event, sources = item.known.event, item.known.sources
    told: dict[str, Any] = {
        "@type": TYPES.get(event.kind, "Event"),
        "@id": listing.style.page(event.uid),
        "identifier": f"urn:uuid:{event.uid}",
        "name": one_line(event.name),
        "eventStatus": f"https://schema.org/{_status(item)}",
        "url": uri(event.url) or listing.style.page(event.uid),
        "location": _location(item),
        "description": _quote(sources, listing.style.quote_length),
        "organizer": _named("Organization", event.organiser),
        "contributor": [_named("Thing", name) for name in event.participants],
        "subjectOf": [_article(source) for source in sources if uri(source.url)],
        **_dates(item, listing.style.options.zone),
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _dates(item: Item, zone: str | None) -> dict[str, str | None]:
    """`startDate` and `endDate`, no finer than they are known, and the date before a move.

    A postponed event keeps the date it had, as schema.org asks for.
    """
    start, end = times_of(item.known.event, item.shown, zone)
    if isinstance(start, dt.datetime):
        first: str | None = start.isoformat()
        last = end.isoformat() if end else None
    else:
        first, last = ends_of(item.shown)
    was = item.known.event.was
    moved = was is not None and item.shown.manner is Manner.DATED
    before = When.of(was).start if was and moved else None
    return {"startDate": first, "endDate": last, "previousStartDate": before}


def _status(item: Item) -> str:
    if item.known.event.status is Status.RESCHEDULED:
        return STATUSES.get(item.shown.manner, "EventRescheduled")
    return STATUSES.get(item.shown.manner, "EventScheduled")


def _location(item: Item) -> dict[str, Any] | None:
    event, place = item.known.event, item.known.place
    if not event.place:
        return None
    found: dict[str, Any] = {"@type": "Place", "name": one_line(event.place)}
    if event.country:
        found["address"] = {"@type": "PostalAddress", "addressCountry": event.country}
    if place and place.latitude is not None and place.longitude is not None:
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    return found


def _quote(sources: tuple[Cited, ...], length: int) -> str | None:
    quote = next((source.quote for source in sources if source.quote), None)
    return shortened(one_line(quote), length) if quote and length else None


def _named(kind: str, name: str | None) -> dict[str, str] | None:
    return {"@type": kind, "name": one_line(name)} if name else None


def _article(source: Cited) -> dict[str, Any]:
    told = {
        "@type": "NewsArticle",
        "url": uri(source.url),
        "headline": one_line(source.title or "") or None,
        "datePublished": source.published.isoformat(),
        "publisher": _named("Organization", source.outlet),
    }
    return {name: value for name, value in told.items() if value is not None}

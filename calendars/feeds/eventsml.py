"""The events as IPTC EventsML-G2: a knowledge item with a concept for each (NewsML-G2 2.35)."""

import datetime as dt
from xml.etree.ElementTree import Element

from calendars.dates.when import When
from calendars.events import shape
from calendars.feeds.lines import one_line, shortened, uri
from calendars.feeds.listed import Item, Listing, writing
from calendars.feeds.markup import child, octets
from calendars.feeds.showing import Manner
from calendars.feeds.times import times_of
from calendars.feeds.truncated import ends_of
from calendars.reading.mention import Certainty

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
CATALOGUE = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
STATUSES = "http://cv.iptc.org/newscodes/eventstatus/"
DAY = dt.timedelta(days=1)


def document(listing: Listing) -> bytes:
    """The knowledge item. An event of which no year is known has no place in it."""
    about = listing.about
    item = Element(
        "knowledgeItem",
        {
            "xmlns": NAMESPACE,
            "standard": "NewsML-G2",
            "standardversion": "2.35",
            "conformance": "power",
            "guid": about.source,
            "version": "1",
            "xml:lang": "en",
        },
    )
    child(item, "catalogRef", href=CATALOGUE)
    meta = child(item, "itemMeta")
    child(meta, "itemClass", qcode="cinat:concept")
    child(child(meta, "provider", literal="Dateline"), "name", "Dateline")
    child(meta, "versionCreated", shape.moment(listing.modified))
    child(meta, "pubStatus", qcode="stat:usable")
    child(meta, "title", one_line(about.name))
    concepts = child(item, "conceptSet")
    for one in listing.items:
        _concept(concepts, one, listing)
    return octets(item)


write = writing(document)


def _concept(concepts: Element, item: Item, listing: Listing) -> None:
    event, style = item.known.event, listing.style
    concept = child(concepts, "concept", modified=shape.moment(event.modified) or "")
    child(
        concept,
        "conceptId",
        uri=f"urn:uuid:{event.uid}",
        created=shape.moment(event.created) or "",
    )
    child(concept, "type", qcode="cpnat:event")
    child(concept, "name", one_line(event.name))
    quote = next((source.quote for source in item.known.sources if source.quote), None)
    if quote and style.quote_length:
        text = shortened(one_line(quote), style.quote_length)
        child(concept, "definition", text, role="definitionrole:short")
    for source in item.known.sources:
        told = (source.title, source.outlet, source.published.isoformat(), uri(source.url))
        child(concept, "note", one_line(", ".join(filter(None, told))))
    child(concept, "sameAs", uri=style.page(item.known.survivor or event.uid))
    details = child(concept, "eventDetails")
    _dates(details, item, style.options.zone)
    if item.shown.manner is Manner.CANCELLED:
        child(details, "eventStatus", uri=f"{STATUSES}canceled")
    elif not item.shown.manner.is_off:
        child(details, "eventStatus", uri=f"{STATUSES}scheduled")
    child(details, "occurStatus", qcode=f"eocstat:{_certainty(item)}")
    _place(details, item)
    for name in event.participants:
        child(child(details, "participant", literal=one_line(name)), "name", one_line(name))
    if event.organiser:
        named = one_line(event.organiser)
        child(child(details, "organiser", literal=named), "name", named)


def _dates(details: Element, item: Item, zone: str | None) -> None:
    """Start and end: moments and days as they are, else the month or year with its bounds."""
    dates = child(details, "dates")
    start, end = times_of(item.known.event, item.shown, zone)
    if isinstance(start, dt.datetime):
        child(dates, "start", start.isoformat())
        if end is not None:
            child(dates, "end", end.isoformat())
        return
    first, last = ends_of(item.shown)
    if item.shown.manner is Manner.HALF_DATED or When.of(item.shown.edtf).certain:
        only = first or last or item.shown.days.first.isoformat()
        child(dates, "start", first or only)
        child(dates, "end", last or only)
        return
    bounds = {
        "approxstart": item.shown.days.first.isoformat(),
        "approxend": item.shown.days.last.isoformat(),
    }
    told = first or str(item.shown.days.first.year)
    child(dates, "start", told, **bounds, confirmationstatus="edconf:approximate")
    child(dates, "end", last or told, **bounds, confirmationstatus="edconf:undefined")


def _certainty(item: Item) -> Certainty:
    off = item.shown.manner in (Manner.CANCELLED, Manner.POSTPONED)
    return Certainty.CANCELLED if off else item.known.event.certainty


def _place(details: Element, item: Item) -> None:
    event, place = item.known.event, item.known.place
    if not event.place:
        return
    named = one_line(event.place)
    found = child(details, "location", literal=named)
    child(found, "name", named)
    if place and place.latitude is not None and place.longitude is not None:
        where = child(found, "POIDetails")
        child(where, "position", latitude=str(place.latitude), longitude=str(place.longitude))

"""The events as Atom entries (RFC 4287), for feed readers."""

from xml.etree.ElementTree import Element

from calendars.events import shape
from calendars.feeds.frame import About
from calendars.feeds.lines import one_line, uri
from calendars.feeds.listed import Item, Listing, writing
from calendars.feeds.markup import child, octets
from calendars.feeds.showing import Manner
from calendars.feeds.wording import description, title

NAMESPACE = "http://www.w3.org/2005/Atom"


def document(listing: Listing) -> bytes:
    """A feed with an entry for each event, in the order of their dates."""
    feed = frame(listing.about, shape.moment(listing.modified) or "")
    for item in listing.items:
        if item.shown.manner is not Manner.MERGED:
            _entry(feed, item, listing)
    return octets(feed)


write = writing(document)


def frame(about: About, updated: str) -> Element:
    """A feed without entries."""
    feed = Element("feed", xmlns=NAMESPACE)
    child(feed, "id", about.source)
    child(feed, "title", one_line(about.name))
    if about.description:
        child(feed, "subtitle", one_line(about.description))
    child(feed, "updated", updated)
    if not about.hidden:
        child(feed, "link", rel="self", href=about.source, type="application/atom+xml")
    child(feed, "link", rel="alternate", href=about.page, type="text/html")
    child(child(feed, "author"), "name", "Dateline")
    return feed


def _entry(feed: Element, item: Item, listing: Listing) -> None:
    known, event, page = item.known, item.known.event, listing.style.page(item.known.event.uid)
    entry = child(feed, "entry")
    child(entry, "id", f"urn:uuid:{event.uid}")
    child(entry, "title", title(event, item.shown))
    child(entry, "published", shape.moment(event.created))
    child(entry, "updated", shape.moment(event.modified))
    child(entry, "link", rel="alternate", href=page, type="text/html")
    for source in known.sources:
        if address := uri(source.url):
            child(entry, "link", rel="via", href=address, title=one_line(source.title or ""))
    child(entry, "category", term=event.kind.value)
    words = description(
        event,
        item.shown,
        known.sources,
        page=page,
        quote_length=listing.style.quote_length,
        attributed=known.place is not None and known.place.geonames_id is not None,
    )
    child(entry, "summary", words, type="text")

"""The events as IPTC ninjs 3.1: one composite item with an item of type `event` for each."""

import datetime as dt
import json
from typing import Any

from calendars.events import shape
from calendars.feeds.lines import clean, one_line, shortened, uri
from calendars.feeds.listed import Item, Listing, writing
from calendars.feeds.showing import Manner
from calendars.feeds.times import times_of
from calendars.feeds.truncated import ends_of
from calendars.feeds.wording import Cited

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "https://iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
# The IPTC names no word for a postponed event, so that one has no status at all.
STATUSES = {
    Manner.CANCELLED: "http://cv.iptc.org/newscodes/eventstatus/canceled",
    Manner.DATED: "http://cv.iptc.org/newscodes/eventstatus/scheduled",
    Manner.HALF_DATED: "http://cv.iptc.org/newscodes/eventstatus/scheduled",
    Manner.IMPRECISE: "http://cv.iptc.org/newscodes/eventstatus/scheduled",
}


def document(listing: Listing) -> bytes:
    """The composite; `canceled` items are events that another one took in."""
    about = listing.about
    whole = {
        "uri": about.source,
        "type": "composite",
        "standard": STANDARD,
        "versionCreated": shape.moment(listing.modified),
        "pubStatus": "usable",
        "title": one_line(about.name),
        "descriptions": _valued(clean(about.description or "").strip()),
        "associations": [
            {"name": f"event{number}", **_event(item, listing)}
            for number, item in enumerate(listing.items, start=1)
        ],
    }
    return json.dumps(_told(whole), ensure_ascii=False).encode()


write = writing(document)


def _event(item: Item, listing: Listing) -> dict[str, Any]:
    event, style = item.known.event, listing.style
    quote = next((source.quote for source in item.known.sources if source.quote), None)
    told = {
        "uri": f"urn:uuid:{event.uid}",
        "type": "event",
        "standard": STANDARD,
        "version": str(event.sequence),
        "firstCreated": shape.moment(event.created),
        "versionCreated": shape.moment(event.modified),
        "pubStatus": "canceled" if item.shown.manner is Manner.MERGED else "usable",
        "title": one_line(event.name),
        "headlines": _valued(one_line(event.name)),
        "descriptions": _valued(shortened(one_line(quote or ""), style.quote_length)),
        "places": _places(item),
        "infoSources": [_source(source) for source in item.known.sources],
        "altIds": [
            {"role": "page", "value": style.page(item.known.survivor or event.uid)},
            *([{"role": "edtf", "value": event.edtf}] if event.edtf else []),
        ],
        "eventDetails": _details(item, listing.style.options.zone),
    }
    return _told(told)


def _details(item: Item, zone: str | None) -> dict[str, Any]:
    event = item.known.event
    told = {
        "eventStatus": STATUSES.get(item.shown.manner),
        "dates": _dates(item, zone),
        "organiser": {"name": one_line(event.organiser)} if event.organiser else None,
    }
    return _told(told)


def _dates(item: Item, zone: str | None) -> dict[str, str] | None:
    """Moments as `startDate`; days, months and years as the truncated `expectedStartDate`.

    The standard asks for an end with each start. Where none was told the end is as vague
    as the start: the same day, month or year.
    """
    start, end = times_of(item.known.event, item.shown, zone)
    if isinstance(start, dt.datetime):
        if isinstance(end, dt.datetime):
            return {"startDate": start.isoformat(), "endDate": end.isoformat()}
        return {"startDate": start.isoformat(), "expectedEndDate": start.date().isoformat()}
    first, last = ends_of(item.shown)
    if first is None and last is None:
        return None
    return {
        "expectedStartDate": first or last or "",
        "expectedEndDate": last or first or "",
    }


def _places(item: Item) -> list[dict[str, Any]]:
    event, place = item.known.event, item.known.place
    if not event.place:
        return []
    found: dict[str, Any] = {"name": one_line(event.place), "rel": "location"}
    if place and place.geonames_id is not None:
        found["uri"] = f"https://sws.geonames.org/{place.geonames_id}/"
    if place and place.latitude is not None and place.longitude is not None:
        point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
        found["geoJSON"] = point
    return [found]


def _source(source: Cited) -> dict[str, str]:
    told = {
        "name": one_line(source.outlet or source.title or "") or "entered by hand",
        "uri": uri(source.url),
        "role": "source",
    }
    return {name: value for name, value in told.items() if value is not None}


def _valued(text: str) -> list[dict[str, str]]:
    return [{"contentType": "text/plain", "value": text}] if text else []


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [], {})}

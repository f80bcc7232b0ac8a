"""The events as JSCalendar (RFC 8984): a group of events."""

import datetime as dt
import json
from typing import Any
from urllib.parse import urlsplit

from calendars.dates.before import Before
from calendars.dates.when import When
from calendars.events import shape
from calendars.events.occurrences import Occurrence, moved_to
from calendars.feeds.lines import clean, one_line, uri
from calendars.feeds.listed import Item, Listing, writing
from calendars.feeds.showing import Manner
from calendars.feeds.times import Moment, times_of
from calendars.feeds.wording import Cited, description, title
from calendars.reading.mention import Certainty
from calendars.store.tables import Event

PRODID = "-//Dateline//Dateline 1//EN"
UNSURE = (Certainty.PLANNED_ONLY, Certainty.HIGHLY_UNCERTAIN, Certainty.MAY_OCCUR)
CANCELLED = (Manner.CANCELLED, Manner.POSTPONED, Manner.MERGED)
# The parts of a rule that hold numbers, by their names in RFC 8984 §4.3.3.
NUMBERS = {
    "BYMONTHDAY": "byMonthDay",
    "BYYEARDAY": "byYearDay",
    "BYWEEKNO": "byWeekNo",
    "BYHOUR": "byHour",
    "BYMINUTE": "byMinute",
    "BYSETPOS": "bySetPosition",
}


def document(listing: Listing) -> bytes:
    """A Group whose entries are the events; properties of ours begin with the server's name."""
    about = listing.about
    whole = {
        "@type": "Group",
        "uid": about.source,
        "prodId": PRODID,
        "title": one_line(about.name),
        "description": clean(about.description or "").strip(),
        "color": about.colour,
        "updated": shape.moment(listing.modified),
        "source": about.source,
        "entries": [_event(item, listing) for item in listing.items],
    }
    return json.dumps(
        {name: value for name, value in whole.items() if value not in (None, "")},
        ensure_ascii=False,
    ).encode()


write = writing(document)


def _event(item: Item, listing: Listing) -> dict[str, Any]:
    known, shown, style = item.known, item.shown, listing.style
    event = known.event
    page = style.page(known.survivor or event.uid)
    ours = urlsplit(style.base_url).hostname
    told = {
        "@type": "Event",
        "uid": event.uid,
        "prodId": PRODID,
        "created": shape.moment(event.created),
        "updated": shape.moment(event.modified),
        "sequence": event.sequence,
        "title": title(event, shown),
        "description": description(
            event,
            shown,
            known.sources,
            page=page,
            quote_length=style.quote_length,
            attributed=known.place is not None and known.place.geonames_id is not None,
        ),
        **_times(item, style.options.zone),
        "alerts": _alerts(item, style.options.alarm),
        "status": _status(item),
        "keywords": {event.kind.value: True},
        "locations": _locations(item),
        "links": _links(page, known.sources),
        "relatedTo": _held_during(known.parent),
        "privacy": "public",
        f"{ours}:edtf": event.edtf,
        f"{ours}:precision": event.precision.value,
    }
    return {name: value for name, value in told.items() if value not in (None, {})}


def _times(item: Item, zone: str | None) -> dict[str, Any]:
    """`start` on the clocks of its zone, `duration`, and whether it is whole days."""
    event = item.known.event
    start, end = times_of(event, item.shown, zone)
    timed = isinstance(start, dt.datetime)
    free = not timed or item.shown.manner.is_off
    told: dict[str, Any] = {
        "start": _local(start),
        "timeZone": _zone(start, zone or event.zone) if isinstance(start, dt.datetime) else None,
        "duration": _duration(start, end) if end else None,
        "showWithoutTime": None if timed else True,
        "freeBusyStatus": "free" if free else "busy",
    }
    if event.rrule and item.shown.manner is Manner.DATED:
        told |= _series(event, event.rrule, start)
    return told


def _alerts(item: Item, alarm: tuple[Before, ...]) -> dict[str, Any]:
    """Alarms, never on a day that nobody named."""
    if item.shown.manner is not Manner.DATED:
        return {}
    return {
        str(number): {
            "@type": "Alert",
            "trigger": {"@type": "OffsetTrigger", "offset": f"-{before}"},
        }
        for number, before in enumerate(alarm, start=1)
    }


def _zone(start: dt.datetime, name: str | None) -> str:
    return name if name and start.tzinfo is not dt.UTC else "Etc/UTC"


def _local(moment: Moment) -> str:
    if isinstance(moment, dt.datetime):
        return moment.replace(tzinfo=None).isoformat(timespec="seconds")
    return f"{moment.isoformat()}T00:00:00"


def _duration(start: Moment, end: Moment) -> str:
    """The time between both, in days where they are days (RFC 8984 §1.4.6)."""
    if not isinstance(start, dt.datetime) or not isinstance(end, dt.datetime):
        return f"P{end.toordinal() - start.toordinal()}D"
    minutes = int((end - start).total_seconds()) // 60
    return f"PT{minutes // 60}H{minutes % 60}M"


def _status(item: Item) -> str:
    if item.shown.manner in CANCELLED:
        return "cancelled"
    unsure = item.shown.manner is Manner.IMPRECISE or item.known.event.certainty in UNSURE
    return "tentative" if unsure else "confirmed"


def _series(event: Event, rule: str, start: Moment) -> dict[str, Any]:
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    told: dict[str, Any] = {"@type": "RecurrenceRule", "frequency": parts["FREQ"].lower()}
    for name, ours in (("INTERVAL", "interval"), ("COUNT", "count")):
        if name in parts:
            told[ours] = int(parts[name])
    if "UNTIL" in parts:
        told["until"] = _until(parts["UNTIL"], start)
    if "WKST" in parts:
        told["firstDayOfWeek"] = parts["WKST"].lower()
    if "BYDAY" in parts:
        told["byDay"] = [_nth_day(day) for day in parts["BYDAY"].split(",")]
    if "BYMONTH" in parts:
        told["byMonth"] = parts["BYMONTH"].split(",")
    told |= {
        ours: [int(number) for number in parts[name].split(",")]
        for name, ours in NUMBERS.items()
        if name in parts
    }
    return {"recurrenceRules": [told], "recurrenceOverrides": _overrides(event, start)}


def _overrides(event: Event, start: Moment) -> dict[str, Any]:
    """The times of a series that were left out or moved, by when its rule has them."""
    found: dict[str, Any] = {_of_rule(day, start): {"excluded": True} for day in event.exdates}
    for day, edtf in event.instances.items():
        if moved := moved_to(event, edtf):
            found[_of_rule(day, start)] = {"start": _moved(moved, start)}
    return dict(sorted(found.items()))


def _of_rule(day: str, start: Moment) -> str:
    return f"{When.of(day).window.first.isoformat()}{_local(start)[10:]}"


def _moved(occurrence: Occurrence, start: Moment) -> str:
    """When a moved time begins, on the clocks of the series."""
    if occurrence.starts is None or not isinstance(start, dt.datetime):
        return f"{occurrence.day.isoformat()}{_local(start)[10:]}"
    return _local(occurrence.starts.astimezone(start.tzinfo))


def _until(written: str, start: Moment) -> str:
    day = f"{written[:4]}-{written[4:6]}-{written[6:8]}"
    clock = _local(start)[10:]
    return f"{day}{clock}"


def _nth_day(written: str) -> dict[str, Any]:
    told: dict[str, Any] = {"@type": "NDay", "day": written[-2:].lower()}
    return told | ({"nthOfPeriod": int(written[:-2])} if written[:-2] else {})


def _locations(item: Item) -> dict[str, Any]:
    event, place = item.known.event, item.known.place
    if not event.place:
        return {}
    found: dict[str, Any] = {"@type": "Location", "name": one_line(event.place)}
    if place and place.latitude is not None and place.longitude is not None:
        found["coordinates"] = f"geo:{round(place.latitude, 4)},{round(place.longitude, 4)}"
    if event.zone:
        found["timeZone"] = event.zone
    return {"1": found}


def _held_during(parent: str | None) -> dict[str, Any]:
    """The event during which this one is held (RFC 8984 §4.1.3)."""
    return {parent: {"@type": "Relation", "relation": {"parent": True}}} if parent else {}


def _links(page: str, sources: tuple[Cited, ...]) -> dict[str, Any]:
    """The event's page, and the articles that it rests on."""
    links: dict[str, Any] = {"1": {"@type": "Link", "href": page, "rel": "describedby"}}
    for number, source in enumerate(sources, start=2):
        if address := uri(source.url):
            named = one_line(source.title or source.outlet or "")
            links[str(number)] = {"@type": "Link", "href": address, "rel": "via"} | (
                {"title": named} if named else {}
            )
    return links

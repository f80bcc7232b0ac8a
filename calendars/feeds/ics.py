"""Events as iCalendar (RFC 5545, 7986, 9253): the only module that speaks to icalendar.

DTSTAMP is the last revision, so an unchanged event has the same bytes for ever.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import icalendar
from icalendar.prop import vRecur, vText, vUri

from calendars.dates.series import is_sound
from calendars.dates.when import When
from calendars.events.filters import Cancelled
from calendars.events.occurrences import Occurrence, moved_to
from calendars.feeds import lines
from calendars.feeds.showing import Manner, Showing, showing
from calendars.feeds.style import Detail, Style
from calendars.feeds.times import DAY, Moment, times_of
from calendars.feeds.wording import Cited, description, title
from calendars.reading import mention
from calendars.reading.mention import Certainty
from calendars.store.tables import Event, Place

# As a day that is named takes that day, so a minute that is named takes that minute. An
# event without any end is given an hour by some readers, and refused by one at length 0.
MINUTE = dt.timedelta(minutes=1)
OF_THE_SERIES = ("RRULE", "EXDATE", "DTSTART", "DTEND", "DURATION", "X-DATELINE-EDTF")
UNSURE = (Certainty.PLANNED_ONLY, Certainty.HIGHLY_UNCERTAIN, Certainty.MAY_OCCUR)


def vevent(
    event: Event,
    *,
    style: Style,
    sources: Sequence[Cited] = (),
    place: Place | mention.Place | None = None,
    survivor: str | None = None,
    parent: str | None = None,
    cancelled: Cancelled = Cancelled.MARK,
) -> str | None:
    """The VEVENT of an event with its line ends, None where a feed shows it on no day.

    `sources` are the articles that it rests on, the most telling one first; `survivor` is
    the UID of the event that it was merged into, `parent` that of the one it is held during.
    """
    shown = showing(event)
    if shown is None:
        return None
    entry = icalendar.Event()
    _add_identity(entry, event)
    start, end = times_of(event, shown, style.options.zone)
    _add_times(entry, start, end)
    if event.rrule and shown.manner is Manner.DATED:
        _add_series(entry, event, start)
    page = style.page(survivor or event.uid)
    attributed = place is not None and place.geonames_id is not None
    marked = cancelled is not Cancelled.STATUS
    _add_text(entry, "SUMMARY", title(event, shown, mark_cancelled=marked))
    _add_state(entry, event, shown, cancelled=cancelled, start=start)
    entry.add("CLASS", "PUBLIC")
    entry.add("URL", vUri(lines.uri(event.url) or page))
    words = description(
        event, shown, sources, page=page, quote_length=style.quote_length, attributed=attributed
    )
    _add_text(entry, "DESCRIPTION", words)
    _add_categories(entry, event, shown)
    _add_place(entry, event, place)
    _add_text(entry, "RELATED-TO", parent)
    if style.options.detail is Detail.FULL:
        _add_links(entry, sources)
    _add_text(entry, "X-DATELINE-EDTF", event.edtf)
    _add_text(entry, "X-DATELINE-PRECISION", event.precision.value)
    moved = _moved_times(entry, event, start, end) if "RRULE" in entry else []
    written: list[bytes] = [one.to_ical(sorted=False) for one in (entry, *moved)]
    return b"".join(written).decode()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of anybody's calendar as it reads: its last day is the last one it touches.

    `lacks` are properties that it needs and has not, `errors` those that cannot be read.
    """

    uid: str
    first: dt.date | None
    last: dt.date | None
    is_moved: bool
    lacks: tuple[str, ...]
    errors: tuple[str, ...]


def entries_of(feed: bytes) -> list[Entry]:
    """The entries of anybody's calendar.

    Raises:
        ValueError: It cannot be read as iCalendar.
    """
    calendars = icalendar.Calendar.from_ical(feed, multiple=True)
    return [_entry(one) for calendar in calendars for one in calendar.walk("VEVENT")]


def _entry(entry: icalendar.Component) -> Entry:
    start, end = _value(entry, "DTSTART"), _value(entry, "DTEND")
    first = _day(start)
    last = _day(end if isinstance(end, dt.datetime) else end and end - DAY) or first
    return Entry(
        str(entry.get("UID", "")),
        first,
        last,
        "RECURRENCE-ID" in entry,
        tuple(name for name in ("UID", "DTSTAMP", "DTSTART") if name not in entry),
        tuple(f"{name}: {why}" for name, why in entry.errors),
    )


def _value(entry: icalendar.Component, name: str) -> Moment | None:
    value = getattr(entry.get(name), "dt", None)
    return value if isinstance(value, dt.date) else None


def _day(moment: Moment | None) -> dt.date | None:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def as_jcal(text: bytes) -> list[Any]:
    """An iCalendar text of ours as jCal (RFC 7265)."""
    calendar = icalendar.Calendar.from_ical(text)
    told: list[Any] = calendar.to_jcal()
    for line in told[1]:
        if line[0] == "name":  # a TEXT by RFC 7986, which the library does not know
            line[2:] = ["text", str(vText.from_ical(line[3]))]
    return told


class _Text(vText):
    """A TEXT value; the library's own escaping turns a backslash before N into a line break."""

    def to_ical(self) -> bytes:
        return lines.escape(self).encode()


def _add_text(entry: icalendar.Event, name: str, text: str | None) -> None:
    if text and (cleaned := lines.told_apart(lines.clean(text))):
        entry.add(name, _Text(cleaned))


def _add_identity(entry: icalendar.Event, event: Event) -> None:
    _add_text(entry, "UID", event.uid)
    entry.add("DTSTAMP", event.modified)
    entry.add("CREATED", event.created)
    entry.add("LAST-MODIFIED", event.modified)
    entry.add("SEQUENCE", event.sequence)


def _add_times(entry: icalendar.Event, start: Moment, end: Moment | None) -> None:
    entry.add("DTSTART", start)
    if end is None:
        entry.add("DURATION", MINUTE)
    else:
        entry.add("DTEND", end)


def _add_series(entry: icalendar.Event, event: Event, start: Moment) -> None:
    """RRULE and EXDATE, with values of the type of DTSTART (RFC 5545 §3.3.10, §3.8.5.1)."""
    if event.rrule is None or not is_sound(event.rrule):
        return
    rule = vRecur.from_ical(event.rrule)
    until = [_like_start(value, start) for value in rule.get("UNTIL", [])]
    if until:
        rule["UNTIL"] = [
            value.astimezone(dt.UTC) if isinstance(value, dt.datetime) else value for value in until
        ]
    entry.add("RRULE", rule)
    if event.exdates:
        entry.add(
            "EXDATE", [_like_start(When.of(day).window.first, start) for day in event.exdates]
        )


def _moved_times(
    entry: icalendar.Event, event: Event, start: Moment, end: Moment | None
) -> list[icalendar.Event]:
    """An entry for each time of a series that was moved (RFC 5545 §3.8.4.4)."""
    found = []
    for day, edtf in sorted(event.instances.items()):
        occurrence = moved_to(event, edtf)
        if occurrence is None:
            continue
        one = icalendar.Event(
            (name, value) for name, value in entry.items() if name not in OF_THE_SERIES
        )
        one.add("RECURRENCE-ID", _like_start(When.of(day).window.first, start))
        _add_times(one, *_moved_to(occurrence, start, end))
        _add_text(one, "X-DATELINE-EDTF", edtf)
        found.append(one)
    return found


def _moved_to(
    occurrence: Occurrence, start: Moment, end: Moment | None
) -> tuple[Moment, Moment | None]:
    """When a moved time is, as long as the others and on the same clocks."""
    if occurrence.starts is None:
        return occurrence.day, occurrence.day + DAY
    if not isinstance(start, dt.datetime) or not isinstance(end, dt.datetime):
        zone = start.tzinfo if isinstance(start, dt.datetime) else dt.UTC
        return occurrence.starts.astimezone(zone), None
    begins = occurrence.starts.astimezone(start.tzinfo)
    return begins, begins + (end - start)


def _like_start(value: Moment, start: Moment) -> Moment:
    """The same day, at the clock time of the start where it has one."""
    day = value.date() if isinstance(value, dt.datetime) else value
    if isinstance(start, dt.datetime):
        return start.replace(year=day.year, month=day.month, day=day.day)
    return day


def _add_state(
    entry: icalendar.Event, event: Event, shown: Showing, *, cancelled: Cancelled, start: Moment
) -> None:
    manner = shown.manner
    unsure = manner is Manner.IMPRECISE or event.certainty in UNSURE
    if manner is Manner.MERGED or (manner.is_off and cancelled is Cancelled.STATUS):
        status = "CANCELLED"
    else:
        status = "TENTATIVE" if unsure or manner.is_off else "CONFIRMED"
    free = not isinstance(start, dt.datetime) or manner.is_off
    entry.add("STATUS", status)
    entry.add("TRANSP", "TRANSPARENT" if free else "OPAQUE")
    if free or status == "TENTATIVE":
        entry.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE" if free else "TENTATIVE")


def _add_categories(entry: icalendar.Event, event: Event, shown: Showing) -> None:
    words = [event.kind.value.capitalize()]
    if shown.manner is Manner.IMPRECISE:
        words.append("Date TBC")
    entry.add("CATEGORIES", words)


def _add_place(entry: icalendar.Event, event: Event, place: Place | mention.Place | None) -> None:
    _add_text(entry, "LOCATION", lines.label(event.place or ""))
    if place is None or place.latitude is None or place.longitude is None:
        return
    if abs(place.latitude) <= 90 and abs(place.longitude) <= 180:
        entry.add("GEO", (round(place.latitude, 4), round(place.longitude, 4)))


def _add_links(entry: icalendar.Event, sources: Sequence[Cited]) -> None:
    """The articles as links of the IANA relation `via`: where the information is from.

    The library writes quotation marks in LABEL as RFC 6868 says. A backslash has no meaning
    there, yet some readers take it for an escape.
    """
    for source in sources:
        address = lines.uri(source.url)
        if address is None:
            continue
        label = lines.one_line(source.title or source.outlet or "").replace("\\", "/")
        parameters = {"VALUE": "URI", "LINKREL": "via"}
        if label:
            parameters["LABEL"] = lines.shortened(label, 120)
        entry.add("LINK", vUri(address), parameters=parameters)

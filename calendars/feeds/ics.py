"""Events as iCalendar (RFC 5545, 7986, 9253): the only module that speaks to icalendar.

DTSTAMP is the last revision, so an unchanged event has the same bytes for ever.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import icalendar
from icalendar.prop import vRecur, vText, vUri

from calendars.dates.when import When
from calendars.events.filters import Cancelled
from calendars.feeds import lines
from calendars.feeds.showing import Manner, Showing, showing
from calendars.feeds.style import Detail, Style
from calendars.feeds.times import Moment, times_of
from calendars.feeds.wording import Cited, description, title
from calendars.reading import mention
from calendars.reading.mention import Certainty
from calendars.store.tables import Event, Place

# As a day that is named takes that day, so a minute that is named takes that minute. An
# event without any end is given an hour by some readers, and refused by one at length 0.
MINUTE = dt.timedelta(minutes=1)
RULE_WORDS = {"FREQ", "UNTIL", "BYDAY", "WKST"}
RULE_NUMBERS = {
    "INTERVAL": (1, 1_000),
    "COUNT": (1, 10_000),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYSETPOS": (-366, 366),
}
UNSURE = (Certainty.PLANNED_ONLY, Certainty.HIGHLY_UNCERTAIN, Certainty.MAY_OCCUR)


def vevent(
    event: Event,
    *,
    style: Style,
    sources: Sequence[Cited] = (),
    place: Place | mention.Place | None = None,
    survivor: str | None = None,
    cancelled: Cancelled = Cancelled.MARK,
) -> str | None:
    """The VEVENT of an event with its line ends, None where a feed shows it on no day.

    `sources` are the articles that it rests on, the most telling one first; `survivor` is
    the UID of the event that it was merged into.
    """
    shown = showing(event)
    if shown is None:
        return None
    entry = icalendar.Event()
    _add_identity(entry, event)
    all_day = _add_times(entry, event, shown, style.options.zone)
    page = style.page(survivor or event.uid)
    attributed = place is not None and place.geonames_id is not None
    marked = cancelled is not Cancelled.STATUS
    _add_text(entry, "SUMMARY", title(event, shown, mark_cancelled=marked))
    _add_state(entry, event, shown, cancelled=cancelled, all_day=all_day)
    entry.add("CLASS", "PUBLIC")
    entry.add("URL", vUri(lines.uri(event.url) or page))
    words = description(
        event, shown, sources, page=page, quote_length=style.quote_length, attributed=attributed
    )
    _add_text(entry, "DESCRIPTION", words)
    _add_categories(entry, event, shown)
    _add_place(entry, event, place)
    if style.options.detail is Detail.FULL:
        _add_links(entry, sources)
    _add_text(entry, "X-DATELINE-EDTF", event.edtf)
    _add_text(entry, "X-DATELINE-PRECISION", event.precision.value)
    written: bytes = entry.to_ical(sorted=False)
    return written.decode()


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
    if text and (cleaned := lines.clean(text)):
        entry.add(name, _Text(cleaned))


def _add_identity(entry: icalendar.Event, event: Event) -> None:
    _add_text(entry, "UID", event.uid)
    entry.add("DTSTAMP", event.modified)
    entry.add("CREATED", event.created)
    entry.add("LAST-MODIFIED", event.modified)
    entry.add("SEQUENCE", event.sequence)


def _add_times(entry: icalendar.Event, event: Event, shown: Showing, zone_name: str | None) -> bool:
    """Add when it is, and say whether that is whole days."""
    start, end = times_of(event, shown, zone_name)
    entry.add("DTSTART", start)
    if end is None:
        entry.add("DURATION", MINUTE)
    else:
        entry.add("DTEND", end)
    if event.rrule and shown.manner is Manner.DATED:
        _add_series(entry, event, start)
    return not isinstance(start, dt.datetime)


def _add_series(entry: icalendar.Event, event: Event, start: Moment) -> None:
    """RRULE and EXDATE, with values of the type of DTSTART (RFC 5545 §3.3.10, §3.8.5.1)."""
    rule = _rule(event.rrule or "")
    if rule is None:
        return
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


def _rule(text: str) -> vRecur | None:
    """The recurrence rule, None where a client might refuse the feed for it."""
    try:
        rule = vRecur.from_ical(text)
    except ValueError:
        return None
    if "FREQ" not in rule or not rule.keys() <= RULE_WORDS | RULE_NUMBERS.keys():
        return None
    numbers = [
        low <= number <= high and (number or not low)
        for name, (low, high) in RULE_NUMBERS.items()
        for number in rule.get(name, [])
    ]
    return rule if all(numbers) and not ("COUNT" in rule and "UNTIL" in rule) else None


def _like_start(value: Moment, start: Moment) -> Moment:
    """The same day, at the clock time of the start where it has one."""
    day = value.date() if isinstance(value, dt.datetime) else value
    if isinstance(start, dt.datetime):
        return start.replace(year=day.year, month=day.month, day=day.day)
    return day


def _add_state(
    entry: icalendar.Event, event: Event, shown: Showing, *, cancelled: Cancelled, all_day: bool
) -> None:
    manner = shown.manner
    unsure = manner is Manner.IMPRECISE or event.certainty in UNSURE
    if manner is Manner.MERGED or (manner.is_off and cancelled is Cancelled.STATUS):
        status = "CANCELLED"
    else:
        status = "TENTATIVE" if unsure or manner.is_off else "CONFIRMED"
    free = all_day or manner.is_off
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
    _add_text(entry, "LOCATION", lines.one_line(event.place or ""))
    if place is None or place.latitude is None or place.longitude is None:
        return
    if abs(place.latitude) <= 90 and abs(place.longitude) <= 180:
        entry.add("GEO", (round(place.latitude, 4), round(place.longitude, 4)))


def _add_links(entry: icalendar.Event, sources: Sequence[Cited]) -> None:
    """The articles as links of the IANA relation `via`: where the information is from."""
    for source in sources:
        address = lines.uri(source.url)
        if address is None:
            continue
        label = lines.one_line(source.title or source.outlet or "").replace('"', "'")
        parameters = {"VALUE": "URI", "LINKREL": "via"}
        if label:
            parameters["LABEL"] = lines.shortened(label, 120)
        entry.add("LINK", vUri(address), parameters=parameters)

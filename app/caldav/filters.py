"""The filter of a report, from XML to what is asked for (RFC 4791 §9.7)."""

import datetime as dt
from xml.etree.ElementTree import Element

from app.caldav.names import caldav
from app.caldav.reading import span
from app.caldav.refusals import Refused, forbidden, too_much
from calendars.dates import zones
from calendars.errors import UnknownZone
from calendars.feeds.asking import (
    Collation,
    ComponentFilter,
    ParameterFilter,
    PropertyFilter,
    TextMatch,
)
from calendars.feeds.components import parse
from calendars.feeds.instances import Span
from calendars.feeds.portion import Chosen, Portion

# Each is looked at for each event.
MOST_FILTERS = 50


def read(root: Element) -> ComponentFilter:
    """What a calendar-query asks for.

    Raises:
        Refused: The filter has no meaning, or one that cannot be followed here.
    """
    told = root.find(caldav("filter"))
    if told is None:
        raise invalid("A calendar-query has a filter.")
    wanted = told.findall(caldav("comp-filter"))
    if len(wanted) != 1 or wanted[0].get("name", "").upper() != "VCALENDAR":
        raise invalid("A filter holds one comp-filter, that of VCALENDAR.")
    names = ("comp-filter", "prop-filter", "param-filter")
    if sum(1 for name in names for _ in told.iter(caldav(name))) > MOST_FILTERS:
        detail = f"The filter has more than {MOST_FILTERS} parts."
        raise forbidden(caldav("supported-filter"), detail)
    return _component(wanted[0])


def zone_of(root: Element) -> dt.tzinfo:
    """The zone at whose midnights days begin (RFC 4791 §9.8, RFC 7809), UTC unless told.

    Raises:
        Refused: It is told and not known.
    """
    named, written = root.findtext(caldav("timezone-id")), root.findtext(caldav("timezone"))
    if not named and not written:
        return dt.UTC
    try:
        return zones.zone(named.strip() if named else _named_in(written or ""))
    except UnknownZone as error:
        raise forbidden(caldav("valid-timezone"), str(error)) from error


def _named_in(calendar: str) -> str:
    """The name of the zone that a calendar holds."""
    lines = "".join(f"{line}\r\n" for line in calendar.strip().splitlines())
    try:
        parts = parse(lines).components
    except (StopIteration, RecursionError):
        parts = ()
    found = next((one.get("TZID") for one in parts if one.name == "VTIMEZONE"), None)
    return found.value if found else ""


def portion(told: Element | None) -> Portion:
    """As much of each object as a calendar-data asks for (RFC 4791 §9.6).

    Raises:
        Refused: It asks for another format, or has no meaning.
    """
    if told is None:
        return Portion()
    kind, version = told.get("content-type", "text/calendar"), told.get("version", "2.0")
    if (kind.partition(";")[0].strip().lower(), version) != ("text/calendar", "2.0"):
        detail = "Calendar data is text/calendar of version 2.0 here."
        raise forbidden(caldav("supported-calendar-data"), detail)
    comp = told.find(caldav("comp"))
    if comp is not None and comp.get("name", "").upper() != "VCALENDAR":
        raise invalid("The comp of a calendar-data is that of VCALENDAR.")
    expand, moved = (
        _span(found, both=True) if (found := told.find(caldav(name))) is not None else None
        for name in ("expand", "limit-recurrence-set")
    )
    return Portion(_chosen(comp) if comp is not None else Chosen(), expand, moved)


def busy_span(root: Element) -> Span:
    """The time that a free-busy-query asks about.

    Raises:
        Refused: It tells none, or not both its ends.
    """
    told = root.find(caldav("time-range"))
    if told is None:
        raise invalid("A free-busy-query has a time-range.")
    return _span(told, both=True)


def check_length(asked: Span | None, days: int) -> None:
    """Refuse a span of more days, in which each time of a series would have to be told.

    Raises:
        Refused: It is longer.
    """
    if asked and asked.begins and asked.ends and (asked.ends - asked.begins).days > days:
        raise too_much(f"The times of a series are told for at most {days} days at once.")


def invalid(detail: str) -> Refused:
    """A filter that has no meaning."""
    return forbidden(caldav("valid-filter"), detail)


def _chosen(comp: Element) -> Chosen:
    names = {
        one.get("name", "").upper(): one.get("novalue", "no") != "yes"
        for one in comp.findall(caldav("prop"))
    }
    within = {one.get("name", "").upper(): _chosen(one) for one in comp.findall(caldav("comp"))}
    return Chosen(
        None if comp.find(caldav("allprop")) is not None else names,
        None if comp.find(caldav("allcomp")) is not None else within,
    )


def _component(told: Element) -> ComponentFilter:
    return ComponentFilter(
        _name(told),
        absent=_is_absent(told),
        span=_span_in(told),
        properties=tuple(_property(one) for one in told.findall(caldav("prop-filter"))),
        components=tuple(_component(one) for one in told.findall(caldav("comp-filter"))),
    )


def _property(told: Element) -> PropertyFilter:
    return PropertyFilter(
        _name(told),
        absent=_is_absent(told),
        span=_span_in(told),
        match=_match(told),
        parameters=tuple(
            ParameterFilter(_name(one), absent=_is_absent(one), match=_match(one))
            for one in told.findall(caldav("param-filter"))
        ),
    )


def _match(told: Element) -> TextMatch | None:
    found = told.find(caldav("text-match"))
    if found is None:
        return None
    name = found.get("collation", Collation.ASCII)
    try:
        collation = Collation(Collation.ASCII if name == "default" else name)
    except ValueError as error:
        detail = f"“{name[:40]}” is no collation here; there are {', '.join(Collation)}."
        raise forbidden(caldav("supported-collation"), detail) from error
    return TextMatch(found.text or "", collation, found.get("negate-condition") == "yes")


def _name(told: Element) -> str:
    name = told.get("name", "").upper()
    if not name:
        raise invalid("Each part of a filter has a name.")
    return name


def _is_absent(told: Element) -> bool:
    return told.find(caldav("is-not-defined")) is not None


def _span_in(told: Element) -> Span | None:
    found = told.find(caldav("time-range"))
    return _span(found) if found is not None else None


def _span(told: Element, *, both: bool = False) -> Span:
    try:
        found = span(told)
        if both and (found.begins is None or found.ends is None):
            raise ValueError("start or end is missing")
    except ValueError as error:
        detail = (
            "A time range has a start, an end or both, in order and in UTC, such as "
            f"20210801T000000Z ({error})."
        )
        raise invalid(detail[:300]) from error
    return found

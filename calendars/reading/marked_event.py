"""An event as a page marks it up with schema.org, and what its fields mean."""

import datetime as dt
import html
import json
import re
import unicodedata
from dataclasses import dataclass, replace

from calendars.dates.edtf import Interval, Point, parse
from calendars.dates.when import When
from calendars.dates.zones import zone
from calendars.errors import UnreadableDate
from calendars.reading.mention import Kind, Place, Status
from calendars.reading.places import capital, resolve

LONGEST_WORDS = 200
LONGEST_ADDRESS = 8  # parts between commas
# An end further away than this is a mistake of the page.
LONGEST_EVENT = dt.timedelta(days=3_660)

_DATE = re.compile(
    r"(?P<day>\d{4}(?:-\d\d(?:-\d\d)?)?)"
    r"(?:[T ](?P<clock>\d\d:\d\d)(?::\d\d(?:[.,]\d{1,9})?)?[ ]?(?P<offset>Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII | re.IGNORECASE,
)
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(?:\d\d)?)?(?=$|Z|[+-])", re.ASCII)
_TAG = re.compile(r"<[^<>]{1,200}>")
_NUMBERED = re.compile(r"\S*\d\S*")
_WEB = re.compile(r"\w+://|www\.", re.IGNORECASE)
_MIDNIGHT, _LAST_MINUTE = dt.time(0, 0), dt.time(23, 59)
_DAY_CLOCKS = (None, _MIDNIGHT, _LAST_MINUTE)

STATUSES = {
    "EventCancelled": Status.CANCELLED,
    "EventPostponed": Status.POSTPONED,
    "EventRescheduled": Status.RESCHEDULED,
}
# What a type of schema.org says of an event whose name does not tell its kind.
KINDS = {
    "ConferenceEvent": Kind.CONFERENCE,
    "CourseInstance": Kind.CONFERENCE,
    "EducationEvent": Kind.CONFERENCE,
    "Hackathon": Kind.CONFERENCE,
    "ExhibitionEvent": Kind.EXHIBITION,
    "VisualArtsEvent": Kind.EXHIBITION,
    "ComedyEvent": Kind.FESTIVAL,
    "DanceEvent": Kind.FESTIVAL,
    "Festival": Kind.FESTIVAL,
    "FoodEvent": Kind.FESTIVAL,
    "MusicEvent": Kind.FESTIVAL,
    "ScreeningEvent": Kind.FESTIVAL,
    "TheaterEvent": Kind.FESTIVAL,
    "SportsEvent": Kind.SPORT,
}


@dataclass(frozen=True, slots=True)
class MarkedEvent:
    """An event as a page marks it up; dates are ISO 8601 as written, "" is not told.

    `type` is a class of schema.org ("BusinessEvent"), `status` a word of its
    EventStatusType ("EventPostponed"). `country` is as written. What is no geographic
    degree is None.
    """

    name: str
    start: str
    end: str = ""
    type: str = "Event"
    previous_start: str = ""
    status: str = ""
    venue: str = ""
    address: str = ""
    town: str = ""
    region: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    organiser: str = ""
    performers: tuple[str, ...] = ()
    description: str = ""

    @property
    def label(self) -> str:
        """The name as a calendar would print it."""
        return plain(self.name)

    @property
    def place(self) -> Place | None:
        """Where it is held: venue and town, found in the gazetteer; None where only online."""
        venue, town = plain(self.venue), self._town()
        named = ["" if _WEB.match(venue) else venue, town.name if town else ""]
        name = ", ".join(dict.fromkeys(filter(None, named)))
        if not name:
            return None
        place = replace(town or self._land() or Place(""), name=name)
        if self.latitude is None or self.longitude is None:
            return place
        return replace(place, latitude=self.latitude, longitude=self.longitude)

    def _town(self) -> Place | None:
        """The town, else what the address names of towns, else the country; None is unknown."""
        land = self._land()
        known = (land.country,) if land and land.country else ()
        point = (self.latitude, self.longitude) if self.latitude and self.longitude else None
        for name in self._names():
            found = resolve(name, known, point)
            if found.geonames_id is not None and (not known or found.country in known):
                return replace(found, name=plain(self.town) or found.name)
        if self.town:
            return replace(land or Place(""), name=plain(self.town))
        return land if land and land.name else None

    def _names(self) -> list[str]:
        """What may name the town, the likeliest first; postal codes are no part of it."""
        town, region = plain(self.town), plain(self.region)
        parts = [f"{town}, {region}"] if town and region else []
        parts += [town, *reversed(plain(self.address).split(",")[-LONGEST_ADDRESS:])]
        cleaned = (" ".join(_NUMBERED.sub(" ", part).split()) for part in parts)
        return [part for part in cleaned if part]

    def _land(self) -> Place | None:
        """The country, by its code or its name."""
        country = plain(self.country)
        if len(country) == 2 and capital(country.upper()):
            return Place("", country.upper())
        found = resolve(country) if country else None
        return found if found and found.country and found.geonames_id is None else None

    def when(self, zone_name: str | None) -> When:
        """Its date, no finer than it is marked up; moments on the clocks of the place.

        Midnight at the start and the last minute at the end stand for the day, as programs
        write a day; from midnight to midnight may be one day or two, so it tells no end.

        Raises:
            UnreadableDate: The start is no date, or no day that exists.
        """
        start, end = _on_clocks(_point(self.start), zone_name), _end(self.end, zone_name)
        if start.clock == _MIDNIGHT and (end is None or end.clock in _DAY_CLOCKS):
            end = None if end and end.clock == _MIDNIGHT else end
            start = _day(start)
        if end and (end.clock == _LAST_MINUTE or start.clock is None):
            end = _day(end)
        if end and end.clock is None and end.window != start.window:
            start = _day(start)
        return When.from_date(Interval(start, end) if end and _follows(start, end) else start)

    @property
    def told_status(self) -> Status | None:
        """What the page says became of it; that it is scheduled is said of every event."""
        moved = bool(self.previous_start) and self.previous_start != self.start
        return STATUSES.get(self.status) or (Status.RESCHEDULED if moved else None)

    @property
    def snippet(self) -> str:
        """What the markup says, its values as written: the quote of what no sentence tells."""
        told = {
            "name": self.name,
            "startDate": self.start,
            "endDate": self.end,
            "previousStartDate": self.previous_start,
            "eventStatus": self.status,
            "location": self.venue or self.town or self.address,
            "organizer": self.organiser,
        }
        kept = {name: value[:LONGEST_WORDS] for name, value in told.items() if value}
        said = json.dumps(kept, ensure_ascii=False)
        return said.encode("utf-8", "backslashreplace").decode()


def plain(words: str) -> str:
    """The words of a marked-up value: entities and tags read, what cannot be printed gone.

    >>> plain("Caf&eacute; &amp; <b>Jazz</b>")
    'Café & Jazz'
    """
    read = _TAG.sub(" ", html.unescape(html.unescape(words[: LONGEST_WORDS * 4])))
    kept = "".join(" " if unicodedata.category(one)[0] == "C" else one for one in read)
    return " ".join(kept.split())[:LONGEST_WORDS].rstrip()


def _point(text: str) -> Point:
    """The point of an ISO 8601 date; a clock time whose offset is none is left out.

    Raises:
        UnreadableDate: It is no date, or no day that exists.
    """
    written = _DATE.fullmatch(_BASIC.sub(_extended, text.strip()))
    if written is None:
        raise UnreadableDate(f"“{text[:40]}” is no date of ISO 8601.")
    day = parse(written["day"])
    if not isinstance(day, Point):
        raise UnreadableDate(f"“{text[:40]}” is no single date.")
    if written["clock"] is None:
        return day
    try:
        moment = parse(f"{written['day']}T{written['clock']}{(written['offset'] or '').upper()}")
    except UnreadableDate:
        return day
    return moment if isinstance(moment, Point) else day


def _extended(basic: re.Match[str]) -> str:
    year, month, day, hour, minute = basic.groups()
    return f"{year}-{month}-{day}" + (f"T{hour}:{minute}" if hour else "")


def _end(text: str, zone_name: str | None) -> Point | None:
    try:
        return _on_clocks(_point(text), zone_name) if text else None
    except UnreadableDate:
        return None


def _on_clocks(point: Point, zone_name: str | None) -> Point:
    """The same moment on the clocks of a zone, where the point is one."""
    moment = point.moment
    if moment is None or zone_name is None:
        return point
    local = moment.astimezone(zone(zone_name))
    return replace(Point.of(local.date()), clock=local.time(), offset=local.utcoffset())


def _day(point: Point) -> Point:
    return replace(point, clock=None, offset=None)


def _follows(start: Point, end: Point) -> bool:
    """Whether an end can be that of the start: later, and not years later."""
    if end.window.last - start.window.first > LONGEST_EVENT:
        return False
    if start.moment and end.moment:
        return start.moment < end.moment
    if start.clock and end.clock and start.window == end.window:
        return start.clock < end.clock
    return start.window.last < end.window.first

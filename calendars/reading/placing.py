"""Where an event is held: of the places that an article names, the one its sentence gives it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from calendars.dates.record import record
from calendars.reading.candidate import Candidate, Fate
from calendars.reading.document import Document
from calendars.reading.mention import Dateline, Kind, Offsets, Place
from calendars.reading.placematch import PlaceMatch, lying_in
from calendars.reading.placenames import in_list
from calendars.reading.places import Context, PlaceKind, context, resolve
from calendars.reading.rules import rules
from calendars.reading.venues import address_end, full_name

NEAR_CHARACTERS = 40
# The rest of a body's name, and what it holds: "at the Singapore Arbitration Centre India Summit".
_BODY_HOLDS = re.compile(
    r"(?:\s[A-Z][\w’'-]+){0,4}\s(?:Centre|Center|Institute|Association|Society|Chamber|Bank|Council|"
    r"Commission|Authority|Federation|Foundation|Union)\b(?:\s\([A-Z]{2,10}\))?\s[A-Z]"
)
_OFF_EARTH = "Space Station"
HELD_IN = (PlaceKind.CITY, PlaceKind.COUNTRY, PlaceKind.REGION)


@record(frozen=True, slots=True)
class Placed:
    """A place with the characters that tell it, None where they stand in no text of the article.

    `town` is the match that gives it its country; a venue without one is `open`.
    """

    place: Place
    span: Offsets | None
    town: PlaceMatch | None = None
    open: bool = False


def _unlisted_opening(area: PlaceMatch, dateline: Dateline) -> PlaceMatch | None:
    """The town of a dateline that no list holds, by the division behind it: "COBURN, Ont."."""
    start = dateline.span[0]
    if area.start - start < len(dateline.place) or not area.areas:
        return None
    town = PlaceMatch(start, area.end, dateline.place, PlaceKind.CITY, dateline.place)
    return lying_in(town, area.areas[0], (), dateline.place)


class Places:
    """The places of one article, resolved in each other's light; found when first asked for."""

    def __init__(self, document: Document, dateline: Dateline | None, language: str = "en") -> None:
        self.document = document
        self.language = language
        self._text = document.text
        self._dateline = dateline

    @cached_property
    def matches(self) -> list[PlaceMatch]:
        """All that the article names, in order."""
        found: list[PlaceMatch] = rules(self.language, "places").find(self._text)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [match.start for match in self.matches]

    @cached_property
    def opening(self) -> PlaceMatch | None:
        """The place of the dateline."""
        if self._dateline is None:
            return None
        told = self.within(self._dateline.span)
        if told and told[0].kind in (PlaceKind.COUNTRY, PlaceKind.REGION):
            return _unlisted_opening(told[0], self._dateline) or told[0]
        return told[0] if told else None

    @property
    def dateline_name(self) -> str | None:
        """The town of the dateline by its name, where no list holds it."""
        return self._dateline.place if self._dateline and self.opening is None else None

    @cached_property
    def context(self) -> Context:
        """Where the article plays."""
        return context(self.matches, self.opening)

    def within(self, span: Offsets) -> list[PlaceMatch]:
        """The matches that begin in some characters."""
        first = bisect_left(self._starts, span[0])
        last = bisect_left(self._starts, span[1])
        return self.matches[first:last]

    def next(self, start: int) -> PlaceMatch | None:
        """The first match that begins here or later."""
        return next(iter(self._matches_behind(start)), None)

    def last(self, end: int) -> Iterator[PlaceMatch]:
        """The matches before a place in the text, the nearest first."""
        for at in range(bisect_left(self._starts, end) - 1, -1, -1):
            yield self.matches[at]

    def placed(self, match: PlaceMatch) -> Placed:
        """A match as a place."""
        return Placed(resolve(match, self.context), (match.start, match.end), match)

    def told(self, members: Sequence[Candidate]) -> Placed | None:
        """The place that an event's own sentences give it, the best dated first."""
        ordered = sorted(members, key=lambda member: member.date is None)
        for way in (self._destination, self._stated, self._host):
            for member in ordered:
                placed = way(member)
                if placed is not None:
                    return placed
        return self._country_of_election(members)

    def _destination(self, member: Candidate) -> Placed | None:
        matches = self._goals(member)
        countries = [match for match in matches if match.kind is PlaceKind.COUNTRY]
        if len({match.countries for match in countries}) > 1:
            return self._in_all(countries)
        return self.placed(self._narrower(matches[0], matches[1:])) if matches else None

    def _goals(self, member: Candidate) -> list[PlaceMatch]:
        if member.destination is None:
            return []
        return [m for m in self.within(member.destination) if m.kind in HELD_IN or m.seat]

    def _stated(self, member: Candidate) -> Placed | None:
        """The place behind "in" or "at" in the event's part of the sentence."""
        towns = self._located(member)
        if member.venue is not None:
            return self._at_venue(member.venue, towns[0] if towns else None)
        if towns:
            return self._in_all(towns)
        if member.here and self.opening:
            return self.placed(self.opening)
        return Placed(Place("online"), member.online) if member.online else None

    def _at_venue(self, venue: Offsets, located: PlaceMatch | None) -> Placed:
        name = full_name(self._text, venue)
        town, end = self._town_of(venue, located)
        if town is None:
            return Placed(Place(name), venue, open=not name.endswith(_OFF_EARTH))
        place = resolve(town, self.context)
        if venue[0] <= town.start < venue[1]:
            tells_town = town.areas and town.kind is PlaceKind.CITY and town.areas[0].town
            known = f"{name}, {town.areas[0].town}" if tells_town else name
            return Placed(replace(place, name=known), venue, town)
        span = (min(venue[0], town.start), max(end, town.end))
        return Placed(replace(place, name=f"{name}, {place.name}"), span, town)

    def _town_of(self, venue: Offsets, located: PlaceMatch | None) -> tuple[PlaceMatch | None, int]:
        """The town that a venue stands in, and where its address ends."""
        following = self._matches_behind(venue[1])
        for match in following:
            end = address_end(self._text, venue, match) if match.kind in HELD_IN else None
            if end is not None:
                return match, end
        own = [m for m in self.within(venue) if m.kind is PlaceKind.CITY and m.alone]
        return (own[-1] if own else located), venue[1]

    def _matches_behind(self, end: int) -> list[PlaceMatch]:
        first = bisect_left(self._starts, end)
        return self.matches[first : first + 3]

    def _in_all(self, towns: list[PlaceMatch]) -> Placed:
        """The place of an event that is held in one town or in several: "in Rome and Milan"."""
        if len(towns) == 1:
            return self.placed(towns[0])
        places = [resolve(town, self.context) for town in towns]
        names = [place.name for place in places]
        countries = {place.country for place in places}
        zones = {place.zone for place in places}
        place = Place(
            f"{', '.join(names[:-1])} and {names[-1]}",
            places[0].country if len(countries) == 1 else None,
            zone=places[0].zone if len(zones) == 1 else None,
        )
        return Placed(place, (towns[0].start, towns[-1].end), towns[0])

    def _located(self, member: Candidate) -> list[PlaceMatch]:
        """The first place "in" or "at" which it is, with the towns that stand in a list with it."""
        told_anew = member.date is not None or member.fate is not Fate.TOLD
        for scope in member.scopes if told_anew else member.own_scopes:
            told = self.within(scope)
            for number, match in enumerate(told):
                if (self._is_at(match, member) and match.kind in HELD_IN) or match.seat:
                    return self._listed(self._narrower(match, told[number + 1 :]))
        return []

    def _is_at(self, match: PlaceMatch, member: Candidate) -> bool:
        """Whether an event is said to be in a place, or a rocket to leave from it."""
        if member.surrounds().only_place:
            return True
        leaves = member.kind is Kind.LAUNCH and self._text.endswith("from ", 0, match.start)
        of_body = not match.alone and _BODY_HOLDS.match(self._text, match.end)
        return (match.located and not of_body) or leaves

    def _narrower(self, match: PlaceMatch, following: list[PlaceMatch]) -> PlaceMatch:
        """Of a country or division a town in it that follows."""
        if match.kind is PlaceKind.CITY or match.seat:
            return match
        for town in following:
            near = town.start - match.end < NEAR_CHARACTERS
            if near and town.kind is PlaceKind.CITY and set(town.countries) & set(match.countries):
                return town
        return match

    def _listed(self, match: PlaceMatch) -> list[PlaceMatch]:
        listed = [match]
        if match.kind in (PlaceKind.CITY, PlaceKind.COUNTRY) and not match.seat:
            for following in self._matches_behind(match.end):
                gap = self._text[listed[-1].end : following.start]
                if following.kind is not match.kind or following.seat or not in_list(gap):
                    break
                listed.append(following)
        last_gap = self._text[listed[-2].end : listed[-1].start] if len(listed) > 1 else ""
        names = {town.name for town in listed}
        return listed if last_gap.strip() not in ("", ",") and len(names) > 1 else [match]

    def _host(self, member: Candidate) -> Placed | None:
        """The town or country that hosts the event ("Riga will host the forum")."""
        if member.organiser is None:
            return None
        for match in self.within(member.organiser):
            whole = match.start - member.organiser[0] <= 4 and match.end == member.organiser[1]
            if (whole and match.kind in HELD_IN) or match.seat:
                return self.placed(match)
        return None

    def _country_of_election(self, members: Sequence[Candidate]) -> Placed | None:
        """A vote that names no place is held in the country its sentence or article is of."""
        votes = [member for member in members if member.kind is Kind.ELECTION]
        for member in votes:
            for match in self.within(member.anchor):
                if match.kind is PlaceKind.REGION:
                    return self.placed(match)
            for scope in member.scopes:
                for match in self.within(scope):
                    if match.kind in (PlaceKind.COUNTRY, PlaceKind.DEMONYM) and match.countries:
                        return self.placed(match)
        main = self.context.countries[:1]
        for match in self.matches if votes else ():
            if match.kind is PlaceKind.COUNTRY and match.countries == main:
                return self.placed(match)
        return None

"""Where an event is held: of the places that an article names, the one its sentence gives it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from calendars.reading.candidate import Candidate, Fate
from calendars.reading.document import Document
from calendars.reading.mention import Dateline, Kind, Offsets, Place
from calendars.reading.placematch import PlaceMatch
from calendars.reading.places import Context, PlaceKind, context, resolve
from calendars.reading.rules import rules

NEAR_CHARACTERS = 40
HELD_IN = (PlaceKind.CITY, PlaceKind.COUNTRY, PlaceKind.REGION)


@dataclass(frozen=True, slots=True)
class Placed:
    """A place with the characters that tell it."""

    place: Place
    span: Offsets


class Places:
    """The places of one article, resolved in each other's light; found when first asked for."""

    def __init__(self, document: Document, dateline: Dateline | None, language: str = "en") -> None:
        self._text = document.text
        self._dateline = dateline
        self._language = language

    @cached_property
    def _matches(self) -> list[PlaceMatch]:
        found: list[PlaceMatch] = rules(self._language, "places").find(self._text)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [match.start for match in self._matches]

    @cached_property
    def _opening(self) -> PlaceMatch | None:
        opening = self._within(self._dateline.span) if self._dateline else []
        return opening[0] if opening else None

    @cached_property
    def _context(self) -> Context:
        return context(self._matches, self._opening)

    def of(self, members: Sequence[Candidate]) -> Placed | None:
        """The place of an event from the sentences that speak of it, the best dated first."""
        ordered = sorted(members, key=lambda member: member.date is None)
        if any(self._goes_abroad_twice(member) for member in ordered):
            return None
        for way in (self._destination, self._told, self._host):
            for member in ordered:
                placed = way(member)
                if placed is not None:
                    return placed
        return self._country_of_election(members)

    def _within(self, span: Offsets) -> list[PlaceMatch]:
        first = bisect_left(self._starts, span[0])
        last = bisect_left(self._starts, span[1])
        return self._matches[first:last]

    def _destination(self, member: Candidate) -> Placed | None:
        matches = self._goals(member)
        return self._placed(matches[0]) if matches else None

    def _goals(self, member: Candidate) -> list[PlaceMatch]:
        if member.destination is None:
            return []
        return [m for m in self._within(member.destination) if m.kind in HELD_IN or m.seat]

    def _goes_abroad_twice(self, member: Candidate) -> bool:
        """Whether a visit goes to several countries, so that it has no one place."""
        countries = [m for m in self._goals(member) if m.kind is PlaceKind.COUNTRY]
        return len({match.countries for match in countries}) > 1

    def _told(self, member: Candidate) -> Placed | None:
        """The place behind "in" or "at" in the event's part of the sentence."""
        town = self._located(member)
        if member.venue is None:
            if town is None and member.here and self._opening:
                return self._placed(self._opening)
            return self._placed(town) if town else None
        venue = " ".join(self._text[slice(*member.venue)].split())
        own = [m for m in self._within(member.venue) if m.kind is PlaceKind.CITY and m.alone]
        town = own[-1] if own else town
        if town is None or member.venue[0] <= town.start < member.venue[1]:
            known = self._placed(town).place if town else None
            return Placed(replace(known, name=venue) if known else Place(venue), member.venue)
        place = self._placed(town).place
        span = (min(member.venue[0], town.start), max(member.venue[1], town.end))
        return Placed(replace(place, name=f"{venue}, {place.name}"), span)

    def _located(self, member: Candidate) -> PlaceMatch | None:
        """The first place "in" or "at" which it is; of a country a town in it that follows."""
        told_anew = member.date is not None or member.fate is not Fate.TOLD
        for scope in member.scopes if told_anew else member.scopes[:1]:
            told = self._within(scope)
            for number, match in enumerate(told):
                if (match.located and match.kind in HELD_IN) or match.seat:
                    return self._narrower(match, told[number + 1 :])
        return None

    def _narrower(self, match: PlaceMatch, following: list[PlaceMatch]) -> PlaceMatch:
        if match.kind is PlaceKind.CITY or match.seat:
            return match
        for town in following:
            near = town.start - match.end < NEAR_CHARACTERS
            if near and town.kind is PlaceKind.CITY and set(town.countries) & set(match.countries):
                return town
        return match

    def _host(self, member: Candidate) -> Placed | None:
        """The town or country that hosts the event ("Riga will host the forum")."""
        if member.organiser is None:
            return None
        for match in self._within(member.organiser):
            whole = match.start - member.organiser[0] <= 4 and match.end == member.organiser[1]
            if whole and match.kind in HELD_IN:
                return self._placed(match)
        return None

    def _country_of_election(self, members: Sequence[Candidate]) -> Placed | None:
        """A vote that names no place is held in the country its sentence or article is of."""
        votes = [member for member in members if member.kind is Kind.ELECTION]
        for member in votes:
            for scope in member.scopes:
                for match in self._within(scope):
                    if match.kind in (PlaceKind.COUNTRY, PlaceKind.DEMONYM) and match.countries:
                        return self._placed(match)
        main = self._context.countries[:1]
        for match in self._matches if votes else ():
            if match.kind is PlaceKind.COUNTRY and match.countries == main:
                return self._placed(match)
        return None

    def _placed(self, match: PlaceMatch) -> Placed:
        return Placed(resolve(match, self._context), (match.start, match.end))

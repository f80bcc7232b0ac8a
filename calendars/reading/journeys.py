"""Where travellers meet those whom they have come to: on the days of a visit, behind an arrival."""

import datetime as dt
import re
from collections.abc import Sequence

from calendars.dates.window import Window
from calendars.reading.candidate import Candidate
from calendars.reading.mention import Kind
from calendars.reading.placematch import PlaceMatch
from calendars.reading.places import PlaceKind
from calendars.reading.placing import HELD_IN, Placed, Places

GOAL_REACH = 60
LONGEST_STAY = 31  # days
AROUND_REPORT = dt.timedelta(days=7)
OPENING_SENTENCES = 2

Members = Sequence[Candidate]

_DONE_THERE = (Kind.TALKS, Kind.MEETING, Kind.SIGNING, Kind.CEREMONY)
_ARRIVED = re.compile(
    r"\b(?:arriv\w+|visit\w*|travel\w*|trip|flew|fly|flies|tour|stay\w*|stop\w*|head\w*)"
    r"(?:\s(?:an?|the|official|working|state|on|in|to|at|for|of|brief|short|two-day|three-day))*\s\Z"
)


class Journeys:
    """The journeys of one article, and what is done on them."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._text = places.document.text

    def of(self, members: Members, around: Sequence[Members]) -> Placed | None:
        """The place of an event that is done on a journey; `around` are the events beside it."""
        if members[0].kind not in _DONE_THERE:
            return None
        return self._behind_arrival(members[0]) or self._on_visit(members, around)

    def _behind_arrival(self, member: Candidate) -> Placed | None:
        """Where those who meet have come: "arrived in Astana on Sunday. He will hold talks"."""
        sentences = self._places.document.sentences
        before = sentences[max(0, member.sentence - 1)]
        if before.paragraph < sentences[member.sentence].paragraph - 1:
            return None
        goals = [m for m in self._places.within((before.start, member.anchor[0])) if self._goal(m)]
        if not goals or len({match.countries[:1] for match in goals}) > 1:
            return None
        return self._places.placed(goals[-1])

    def _goal(self, match: PlaceMatch) -> bool:
        before = self._text[max(0, match.start - GOAL_REACH) : match.start]
        return match.kind in HELD_IN and _ARRIVED.search(before) is not None

    def _on_visit(self, members: Members, around: Sequence[Members]) -> Placed | None:
        """Where a visitor is on the days of a visit: "will meet the opposition the same day"."""
        if any(member.kind not in _DONE_THERE for member in members):
            return None
        for other in around:
            if other[0].kind is not Kind.VISIT or other[0].sentence > members[-1].sentence:
                continue
            if self._is_during(members, other):
                placed = self._places.told(other)
                if placed is not None and placed.place.country and self._may_be(members, placed):
                    return placed
        return None

    def _is_during(self, members: Members, visit: Members) -> bool:
        """Whether all days of an event are days of a visit, or near the one a report opens with."""
        days, stays = days_of(members), days_of(visit)
        if not stays and visit[0].sentence < OPENING_SENTENCES:
            published = self._places.document.published
            stays = [Window(published - AROUND_REPORT, published + AROUND_REPORT)]
        return bool(days) and any(
            stay.days <= LONGEST_STAY and all(stay.contains(day) for day in days) for stay in stays
        )

    def _may_be(self, members: Members, placed: Placed) -> bool:
        """Whether an event's own words name no town of another land."""
        named = [match for member in members for match in self._places.within(member.anchor)]
        towns = [match for match in named if match.kind is PlaceKind.CITY]
        return all(placed.place.country in town.countries for town in towns)


def days_of(members: Members) -> list[Window]:
    """The days on which the sentences of an event put it."""
    return [member.date.when.window for member in members if member.date]

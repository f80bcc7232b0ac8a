"""Where an event is held that other words than those of its own clause tell: hosts, courts."""

from collections.abc import Iterator, Sequence
from itertools import islice
from types import ModuleType

from calendars.reading.candidate import Candidate, Fate
from calendars.reading.mention import Kind, Offsets
from calendars.reading.placematch import PlaceMatch
from calendars.reading.places import PlaceKind
from calendars.reading.placing import HELD_IN, Placed, Places
from calendars.reading.rules import rules

NEXT_SENTENCES = 2
REACH = 100
BESIDE_DATE = 3
COURTS_TRIED = 40

Members = Sequence[Candidate]

# What stands behind a place that is none of a longer phrase.
_CLOSING = ("", ",", ".", ";", ")", "]", "\n", "*", "|")


class Elsewhere:
    """The places of one article, as hosts, later sentences and courts tell them of its events."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._text = places.document.text
        self._words: ModuleType = rules(places.language, "hosts")

    def of(self, members: Members, around: Sequence[Members]) -> Placed | None:
        """The place of an event; `around` are the events told near it."""
        found = (
            self._beside_date(members)
            or self._host(members)
            or self._court(members)
            or self._later(members, around)
        )
        return self._places.placed(found) if found else None

    def _beside_date(self, members: Members) -> PlaceMatch | None:
        """The town that only marks part from the date: "Graz, Austria, 4-6 May"."""
        for member in members:
            if member.date is None:
                continue
            span = member.date.span
            behind = self._places.next(span[1])
            is_beside = behind is not None and self._is_gap(span[1], behind.start)
            if behind is not None and is_beside and self._is_apart(behind, member):
                return behind
            before = self._before_date(member, span[0])
            if before is not None:
                return before
        return None

    def _before_date(self, member: Candidate, end: int) -> PlaceMatch | None:
        """The first of the places that stand in a row before a date: "Graz, Austria, 4-6 May"."""
        found = None
        for match in islice(self._places.last(end), BESIDE_DATE):
            if not self._is_gap(match.end, end) or not self._is_apart(match, member):
                break
            found, end = match, match.start
        return found

    def _is_gap(self, first: int, last: int) -> bool:
        """Whether two things are parted by a mark and nothing else."""
        gap = self._text[first:last]
        bare = gap.strip(" \t\n,;:()[]*|–—-")
        return bool(gap) and not bare and gap.count("\n") <= 1 and (gap.strip(" ") != "")

    def _is_apart(self, match: PlaceMatch, member: Candidate) -> bool:
        """Whether a place is none of the words of an event's name."""
        inside = member.anchor[0] <= match.start < member.anchor[1]
        ends = self._text[match.end : match.end + 1] in _CLOSING
        return match.kind in HELD_IN and match.alone and ends and not inside

    def _host(self, members: Members) -> PlaceMatch | None:
        """The place that is said to be the venue or the host, in the event's own sentences."""
        for span in self._own(members):
            found = self._told_host(span)
            if found is not None:
                return found
        return None

    def _told_host(self, span: Offsets) -> PlaceMatch | None:
        for match in self._places.within(span):
            if match.kind not in HELD_IN and not match.seat:
                continue
            before = self._text[max(span[0], match.start - REACH) : match.start]
            if self._words.IS_HOST.match(self._text, match.end) or self._words.HOST_IS.search(
                before
            ):
                return match
        return None

    def _later(self, members: Members, around: Sequence[Members]) -> PlaceMatch | None:
        """The place that the next sentences tell: "It will take place in Tashkent"."""
        if any(member.kind in (Kind.VISIT, Kind.ELECTION) for member in members):
            return None
        others = {member.sentence for other in around for member in other}
        nouns = {member.noun for member in members}
        for span in self._following(members, others):
            told = self._told_later(span, nouns)
            if told is not None:
                return told
        return None

    def _following(self, members: Members, others: set[int]) -> Iterator[Offsets]:
        """The sentences behind an event's own, up to where another event is told."""
        sentences = self._places.document.sentences
        for member in members:
            for number in range(member.sentence + 1, member.sentence + 1 + NEXT_SENTENCES):
                if number >= len(sentences) or number in others:
                    break
                yield sentences[number].span

    def _told_later(self, span: Offsets, nouns: set[str]) -> PlaceMatch | None:
        words = self._words
        opening = words.GOES_ON.match(self._text, *span)
        noun = (opening["noun"] or opening["noun2"] or "").lower() if opening else ""
        on = opening is not None and (not noun or noun in nouns or noun in words.ANY_EVENT)
        told = self._told_host(span) if on or self._names(span, nouns) else None
        if told is not None:
            return told
        for match in self._places.within(span):
            if not match.located or match.kind not in HELD_IN:
                continue
            before = self._text[max(span[0], match.start - 2 * REACH) : match.start]
            if on or words.COMING.search(before):
                return match
        return None

    def _names(self, span: Offsets, nouns: set[str]) -> bool:
        said = self._text[slice(*span)].lower()
        return any(noun in said for noun in (*nouns, *self._words.ANY_EVENT))

    def _court(self, members: Members) -> PlaceMatch | None:
        """The town of the court, for what is tried."""
        if not any(member.noun in self._words.TRIED for member in members):
            return None
        own = [match for span in self._own(members) for match in self._places.within(span)]
        for match in (*own, *self._places.matches[:COURTS_TRIED]):
            if match.kind is not PlaceKind.CITY or match.areas:
                continue
            before = self._text[max(0, match.start - REACH) : match.start]
            in_court = self._words.COURT_IN.search(before)
            if in_court or self._words.COURT_OF.match(self._text, match.end):
                return match
        return None

    def _own(self, members: Members) -> Iterator[Offsets]:
        sentences = self._places.document.sentences
        for member in members:
            if member.date is not None or member.fate is not Fate.TOLD:
                yield sentences[member.sentence].span

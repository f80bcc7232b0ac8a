"""Names of places that the words beside them tell: districts, and towns that no list holds."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from calendars.reading.areas import PlaceKind, areas
from calendars.reading.gazetteer import gazetteer, key
from calendars.reading.placematch import PlaceMatch

LONGEST_GAP = 80
LEAD_REACH = 6

# Words behind a town's name with which it names what is held or sits there.
OCCASION_WORDS = frozenset(
    """city town township village county borough municipal council fair festival forum marathon
    summit conference convention symposium biennale expo show film book jazz music airport
    cathedral castle hall library museum opera university college school public planning board
    district region province oblast prefecture governorate international economic open
    port harbour central stadium arena theatre theater""".split()
)
_SETTLEMENTS = "village|town|city|municipality|settlement|hamlet|commune|resort|port|suburb|island"
_KINDS_OF_PLACE = frozenset(
    f"capital|district|province|region|county|state|community|township|borough|{_SETTLEMENTS}".split(
        "|"
    )
)
_PLAINLY_OF = frozenset("city town capital".split())
_DISTRICT = re.compile(
    r"[ \u00a0](?:(?:autonomous )?(?:regions?|provinces?|oblast|district|county|governorate|"
    r"prefecture|voivodeship|canton|krai|raion|rayon|department)|(?:Region|Province|Oblast|District|"
    r"County|Governorate|Prefecture|Voivodeship|Canton|Krai|Raion|Rayon))\b"
    r"(?![ \u00a0](?:[A-Z]|(?:court|attorney|council|school|commission|governor|administration|"
    r"police|official|authorit|parliament|head|judge|leader)))"
)
_NAME = r"[A-Z][\w'’-]+(?:\s(?:[A-Z][\w'’-]+|de|la|el|al|del|da|do|upon|on|am|an der|sur|le|les))*"
_LISTED_NOWHERE = re.compile(
    rf"(?:\b(?:in|at|near|to|from|city of|town of|village of)\s+"
    rf"|\d[^,\n]{{2,40}},\s)({_NAME}), \Z"
)
_OF_KIND = re.compile(
    rf"\b(?:in|at|near|to|of|visits?)\s(?:the\s|a\s)?(?:[\w-]+\s){{0,2}}?"
    rf"(?:{_SETTLEMENTS})\sof\s({_NAME})"
)


def leads_to_place(words: Sequence[str], prepositions: frozenset[str]) -> bool:
    """Whether words before "of" lead to a place: "city", "in the Egyptian resort"."""
    if not words or words[-1] not in _KINDS_OF_PLACE:
        return False
    return words[-1] in _PLAINLY_OF or not prepositions.isdisjoint(words[-LEAD_REACH:-1])


def as_district(text: str, match: PlaceMatch) -> PlaceMatch:
    """The match with the word of a district behind it: "the Samarkand region"."""
    if match.kind not in (PlaceKind.CITY, PlaceKind.REGION) or match.within or match.seat:
        return match
    if any(area.kind is PlaceKind.CITY for area in match.areas):
        return match
    behind = _DISTRICT.match(text, match.end)
    if behind is None:
        return match
    return replace(
        match,
        end=behind.end(),
        text=text[match.start : behind.end()],
        kind=PlaceKind.REGION,
        name=match.name + text[match.end : behind.end()],
        alone=True,
    )


def unlisted_before(text: str, area: PlaceMatch) -> PlaceMatch | None:
    """A town that no list knows, with its country behind it: "in Firuzgala, Turkmenistan"."""
    if area.kind not in (PlaceKind.COUNTRY, PlaceKind.REGION):
        return None
    offset = max(0, area.start - LONGEST_GAP)
    head = _LISTED_NOWHERE.search(text[offset : area.start])
    if head is None or _is_known(head[1]):
        return None
    start = offset + head.start(1)
    return PlaceMatch(
        start,
        area.end,
        text[start : area.end],
        PlaceKind.CITY,
        head[1],
        within=area.areas[0],
        located=True,
    )


def with_unlisted(text: str, matches: list[PlaceMatch]) -> list[PlaceMatch]:
    """The matches with the towns that no list knows but the text calls so."""
    found = [_called_town(text, told) for told in _OF_KIND.finditer(text)]
    starts = [match.start for match in matches]
    ends = [match.end for match in matches]
    new = []
    for town in found:
        at = bisect_right(starts, town.start)
        free = (at == 0 or ends[at - 1] <= town.start) and (
            at == len(starts) or town.end <= starts[at]
        )
        if free:
            new.append(town)
    return sorted([*matches, *new], key=lambda match: match.start) if new else matches


def _called_town(text: str, told: re.Match[str]) -> PlaceMatch:
    start, end = told.span(1)
    words = " ".join(text[start:end].split())
    return PlaceMatch(start, end, words, PlaceKind.CITY, words, located=True)


def _is_known(name: str) -> bool:
    """Whether a town or an area is called so."""
    known = key(name)
    return known in gazetteer() or bool(areas().called(known))

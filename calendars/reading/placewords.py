"""Names of places that the words beside them tell: districts, seas, and unlisted towns."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from calendars.reading.areas import PlaceKind, areas
from calendars.reading.gazetteer import gazetteer, key
from calendars.reading.placematch import PlaceMatch, lying_in

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
# Words behind a name with which it is a street's, a square's or a house's.
SITES = frozenset(
    """street avenue road boulevard lane drive terrace square place plaza park gardens garden hall
    house hotel inn centre center station theatre theater cinema building bridge tower stadium
    arena ground memorial cemetery church cathedral chapel school hospital room embankment gate
    falls cross palace pier quay beach bay harbour harbor island lake river creek mountain hills
    museum gallery library club restaurant""".split()
)
# Words behind a town's name with which it is that of what was agreed there.
TREATIES = frozenset(
    "agreement accord protocol treaty pact declaration statute consensus principle formula "
    "communique memorandum".split()
)
CONVENTIONS = frozenset(("Convention", "Conventions"))
CONVENED = frozenset(
    "geneva vienna basel bern berne stockholm rotterdam ramsar hague bonn aarhus istanbul chicago "
    "warsaw barcelona bucharest montreux tehran brussels kyoto".split()
)
SETTLEMENTS = "village|town|city|municipality|settlement|hamlet|commune|resort|port|suburb|island"
_KINDS_OF_PLACE = frozenset(
    f"capital|district|province|region|county|state|community|township|borough|isle|{SETTLEMENTS}"
    "|peninsula|archipelago".split("|")
)
_ISLANDS = frozenset("island isle islands peninsula archipelago coast".split())
_PLAINLY_OF = frozenset("city town capital".split())
_DISTRICT = re.compile(
    r"[ \u00a0](?:(?:autonomous )?(?:regions?|provinces?|oblast|district|county|governorate|"
    r"prefecture|voivodeship|canton|krai|raion|rayon|department)|(?:Region|Province|Oblast|District|"
    r"County|Governorate|Prefecture|Voivodeship|Canton|Krai|Raion|Rayon))\b"
    r"(?![ \u00a0](?:[A-Z]|(?:court|attorney|council|school|commission|governor|administration|"
    r"police|official|authorit|parliament|head|judge|leader)))"
)
NAME = (
    r"[A-Z][\w'’-]+"
    r"(?:\s(?:(?:de|la|el|al|del|da|do|upon|am|an der|sur|le|les)\s)?(?!(?:January|February|March|"
    r"April|May|June|July|August|September|October|November|December)\b|\w+day\b)[A-Z][\w'’-]+)*"
)
_LISTED_NOWHERE = re.compile(
    rf"(?:\b(?:in|at|near|to|from|city of|town of|village of)\s+"
    rf"|\d[^,\n]{{2,40}},\s)({NAME}), \Z"
)
_FEATURE = re.compile(
    r"\b(?:in|off|on|at|near|over|across|around)\s(?:the\s)?("
    r"(?:[A-Z][\w'’-]+\s){1,3}(?:Sea|Ocean|Gulf|Strait|Bay|Channel|[Pp]eninsula|Mountains|Range|"
    r"River|Lake|Islands?|Valley|Desert|[Cc]oast|Forest|National Park)"
    r"|(?:Gulf|Bay|Strait|Straits|Sea|Lake|Mount|Isle|Cape)\s(?:of\s)?[A-Z][\w'’-]+)\b"
    rf"(?!\s(?:[a-z]+\s)?(?:{SETTLEMENTS}|state|nation|country)\b)"
)
_OF_KIND = re.compile(
    rf"\b(?:in|at|near|to|of|visits?)\s(?:the\s|a\s)?(?:[\w-]+\s){{0,2}}?"
    rf"(?:{SETTLEMENTS})\sof\s({NAME})"
)


def leads_to_place(words: Sequence[str], prepositions: frozenset[str], *, named: bool) -> bool:
    """Whether words lead to a place: "city", "in the Egyptian resort"; `named` by "of"."""
    if not words or words[-1] not in _KINDS_OF_PLACE:
        return False
    lead = words[-LEAD_REACH:-1]
    on_island = "on" in lead and words[-1] in _ISLANDS
    return (named and words[-1] in _PLAINLY_OF) or on_island or not prepositions.isdisjoint(lead)


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
    town = PlaceMatch(
        start, area.end, text[start : area.end], PlaceKind.CITY, head[1], located=True
    )
    return lying_in(town, area.areas[0], (), head[1])


def with_unlisted(text: str, matches: list[PlaceMatch]) -> list[PlaceMatch]:
    """The matches with the towns and seas that no list knows but the text calls so."""
    found = [_called(text, told, PlaceKind.CITY) for told in _OF_KIND.finditer(text)]
    found += [_called(text, told, PlaceKind.REGION) for told in _FEATURE.finditer(text)]
    if not found:
        return matches
    starts = [match.start for match in matches]
    hidden: set[int] = set()
    new = []
    for place in found:
        first = max(0, bisect_right(starts, place.start) - 1)
        over = [
            m for m in matches[first : first + 3] if m.start < place.end and place.start < m.end
        ]
        if all(match.kind is PlaceKind.DEMONYM for match in over):
            hidden.update(match.start for match in over)
            new.append(place)
    kept = [match for match in matches if match.start not in hidden]
    return sorted([*kept, *new], key=lambda match: match.start)


def _called(text: str, told: re.Match[str], kind: PlaceKind) -> PlaceMatch:
    start, end = told.span(1)
    words = " ".join(text[start:end].split())
    return PlaceMatch(start, end, words, kind, words, located=True)


def _is_known(name: str) -> bool:
    """Whether a town or an area is called so."""
    known = key(name)
    return known in gazetteer() or bool(areas().called(known))

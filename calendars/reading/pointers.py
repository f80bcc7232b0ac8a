"""Words that point back to a place: "there", "in the city", "at the same place"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from calendars.reading.areas import PlaceKind
from calendars.reading.placematch import PlaceMatch

REACH = 1_000

_TOWNS = "city|town|village|resort|municipality"
# Only a word with one of these letters is looked at further.
_POINTER = re.compile(
    r"(?=[tiav])(?:(?<![\w’'-])there(?![\w’'])"
    r"(?!\s+(?:is|are|was|were|be|been|will|would|has|have|had|may|might|can|could|should|must|"
    r"seems?|appears?|remains?|exists?|no|to)\b)"
    r"|\b(?:in|at|to|across|throughout|around|visit)\s+(?:the|this|that)\s+"
    r"(?:(?:same|host|coastal|ancient|historic|border|port|southern|northern|eastern|western|"
    r"Black Sea|Baltic|Caspian)\s+)?"
    rf"(?:(?P<town>{_TOWNS})|(?P<country>country|nation))(?!\s+(?:of|island|isle|city|town|village|area|region|hall|council|centre|center|"
    r"park|square|museum|club|library|officials?|named|called)\b|['’-])(?!\s+[A-Z]))"
)


def with_pointers(text: str, matches: list[PlaceMatch]) -> list[PlaceMatch]:
    """The matches, and among them as places the words that point back to one.

    A pointer is the place it points to, at its own characters.
    """
    found: list[PlaceMatch] = []
    known = 0
    for told in _POINTER.finditer(text):
        while known < len(matches) and matches[known].start < told.end():
            found.append(matches[known])
            known += 1
        if found and found[-1].end > told.start():
            continue
        meant = _meant(found, told)
        if meant is not None:
            start, end = told.start(told.lastgroup or 0), told.end()
            said = text[start:end]
            found.append(replace(meant, start=start, end=end, text=said, located=True))
    return [*found, *matches[known:]] if found else matches


def _meant(before: Sequence[PlaceMatch], told: re.Match[str]) -> PlaceMatch | None:
    """The last place before that a pointer can mean, one where something is if there is such."""
    spoken_of = None
    for match in reversed(before):
        if told.start() - match.end > REACH:
            break
        if not _fits(match, told):
            continue
        if match.located:
            return match
        spoken_of = spoken_of or match
    return spoken_of


def _fits(match: PlaceMatch, told: re.Match[str]) -> bool:
    """Whether a pointer can mean a place: a town, a country, or where all was held."""
    if told["country"]:
        return match.kind is PlaceKind.COUNTRY
    town = match.kind is PlaceKind.CITY
    if told["town"]:
        return town
    return match.located and (town or bool(match.areas)) and match.kind is not PlaceKind.GROUP

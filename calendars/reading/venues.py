"""Venues: their names in full, and the town that an address behind one tells."""

import re

from calendars.reading.mention import Offsets
from calendars.reading.placematch import PlaceMatch

LONGEST_ADDRESS = 120
SHORTEST_NOUN = 4
MOST_TRIED = 20

_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:january|february|march|april|may|june|"
    r"july|august|september|october|november|december)\b|\b\d{1,2}(?::\d\d)?\s*[ap]\.?m\b",
    re.IGNORECASE,
)
_PART = (
    r"(?:\d[^,;()\n]{1,40}|[A-Z][\w.'’ –-]{1,40}|(?:room|suite|floor|hall|building)\s[\w-]{1,12}"
    r"|(?:first|second|third|fourth|ground)[ -]floor)"
)
_LEADS_ON = re.compile(
    rf"(?:,\s{_PART}){{0,4}}(?:,\s(?:in\s)?|\s(?:in|of|near|outside)\s(?:the\s)?|\s\()"
    r"(?:(?:downtown|central|the (?:city|town|village|heart|centre|center) of)\s)?"
)


def address_end(text: str, venue: Offsets, town: PlaceMatch) -> int | None:
    """Where the address of a venue ends, where it goes on to a town; None where it does not.

    >>> from calendars.reading.placenames import find
    >>> text = "at City Hall, 200 Main St., Milford, Ohio"
    >>> address_end(text, (3, 12), find(text)[-1]) == len(text)
    True
    """
    gap = text[venue[1] : town.start]
    if len(gap) > LONGEST_ADDRESS or _DAY.search(gap) or _LEADS_ON.fullmatch(gap) is None:
        return None
    return town.end


def unlisted_town(text: str, venue: Offsets) -> Offsets | None:
    """The town right behind a venue, where no list holds it: "the park in Saylorsburg"."""
    told = _UNLISTED.match(text, venue[1])
    if told is None or _DAY.search(told[0]):
        return None
    return told.span("town")


def full_name(text: str, venue: Offsets) -> str:
    """A venue's name as the text gives it anywhere: "the museum" is the "Maritime Museum"."""
    said = " ".join(text[slice(*venue)].split())
    if any(word[0].isupper() for word in said.split()):
        return said
    owners = [word[:-2] for word in said.split() if word.endswith(("'s", "’s"))]
    for word in (*owners, said) if owners or " " not in said else ():
        if len(word) >= SHORTEST_NOUN and (named := _named(text, word)):
            return named
    return said


def _named(text: str, noun: str) -> str | None:
    """The first name in the text with a noun at its end: "library" in "Elm Street Library"."""
    noun = noun.capitalize()
    at = text.find(noun)
    for _ in range(MOST_TRIED):
        if at < 0:
            return None
        before = _BEFORE_NOUN.search(text[max(0, at - 80) : at])
        ends = not text[at + len(noun) : at + len(noun) + 1].isalpha()
        if before is not None and ends:
            return before[0] + noun
        at = text.find(noun, at + 1)
    return None


_UNLISTED = re.compile(
    r"(?:(?:,\s\d[^,;\n]{2,40})?,\s|\s(?:in|near)\s)"
    r"(?P<town>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2})(?=[,.;)]|\Z|\s(?:on|from|at|to|and)\s)"
)
_BEFORE_NOUN = re.compile(r"(?:(?!The\b|In\b|At\b|A\b|On\b)[A-Z][\w'’.&-]*\s){1,5}\Z")

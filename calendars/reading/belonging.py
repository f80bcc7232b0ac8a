"""What the words beside a town's name say of it: whose it is, what it is near, how it goes on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from calendars.reading.areas import Area, PlaceKind, areas, people, small_words
from calendars.reading.divisions import inside
from calendars.reading.gazetteer import gazetteer, key, plain
from calendars.reading.placematch import PlaceMatch, lying_in
from calendars.reading.placewords import NAME, OCCASION_WORDS, SETTLEMENTS, SITES

LARGE = 500_000
LONGEST_GAP = 60

_ADJECTIVES = r"(?:[\w-]+\s){0,4}?"
# "the Swiss town of Brig", "Germany's northern port city Kiel", "Italy's Bari".
_OWNS = re.compile(
    rf"\s{_ADJECTIVES}(?:{SETTLEMENTS})\s(?:city\s|town\s)?(?:of\s)?"
    rf"|['’]s?\s(?:{_ADJECTIVES}(?:{SETTLEMENTS})\s(?:of\s)?|(?:[a-z]+ern\s|coastal\s)?)"
)
_GOES_ON = re.compile(
    r"(?:\s(?:(?:de|la|el|al|del|da|do|upon|sur|les)\s)?[A-Z][\w'’-]+){1,2}"
    r"(?=\s*(?:[,.;)]|\Z)|\s[a-z(])"
)
_SIDE = r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)"
_NEAR = re.compile(
    rf"\b(?:in|at)\s(?:the\s)?(?P<name>{NAME}),?\s(?:just\s|[\w.]+\s(?:kilomet\w+|km|miles?)\s)?"
    rf"(?:near|outside|{_SIDE}\sof"
    rf"|an?\s(?:[\w-]+\s){{0,3}}?(?:{SETTLEMENTS})\s(?:of|near|outside))\s\Z"
)


def as_told(text: str, matches: Sequence[PlaceMatch]) -> Iterator[PlaceMatch]:
    """The matches, each town as the words beside it tell it.

    >>> from calendars.reading.placenames import find
    >>> [town.name for town in find("in the Idaho town of Moscow") if town.towns]
    ['Moscow, Idaho']
    >>> find("in Castel Gandolfo, outside Rome")[0].name
    'Castel Gandolfo'
    """
    before: PlaceMatch | None = None
    for match in matches:
        if match.kind is PlaceKind.CITY and not (match.within or match.seat or match.areas):
            beside = _beside(text, match)
            if beside is not None and (before is None or before.end <= beside.start):
                yield beside
            told = (before and _owned(text, before, match)) or _longer(text, match)
        else:
            told = match
        yield told
        before = told


def _owned(text: str, owner: PlaceMatch, town: PlaceMatch) -> PlaceMatch | None:
    """A town in the country whose it is said to be: "the Swiss town of Brig"."""
    if owner.kind not in (PlaceKind.DEMONYM, PlaceKind.COUNTRY, PlaceKind.REGION):
        return None
    gap = text[owner.end : town.start]
    if len(gap) > LONGEST_GAP or not _OWNS.fullmatch(gap):
        return None
    owners = [area for area in owner.areas if len(area.countries) == 1]
    for area in owners:
        towns = inside(town.towns, area)
        if towns:
            return lying_in(town, area, towns, town.name)
    return lying_in(town, owners[0], (), town.name) if owners and gap.endswith(" of ") else None


def _longer(text: str, match: PlaceMatch) -> PlaceMatch:
    """A match with the words by which its name goes on, where no list holds the whole."""
    if match.alone or not match.located or match.towns[0].population >= LARGE:
        return match
    on = _GOES_ON.match(text, match.end)
    if on is None or any(_is_other(word) for word in on[0].split()):
        return match
    whole = " ".join(text[match.start : on.end()].split())
    return replace(
        match,
        end=on.end(),
        text=text[match.start : on.end()],
        name=whole,
        towns=gazetteer().towns(key(whole)),
        alone=True,
    )


def _is_other(word: str) -> bool:
    """Whether a word behind a town's name begins something else: "in Davos President Weber"."""
    known = plain(word)
    other = known in people() or known in small_words() or known in SITES or known in OCCASION_WORDS
    return other or word.isupper() or bool(areas().called(known))


def _beside(text: str, town: PlaceMatch) -> PlaceMatch | None:
    """A town that no list knows beside one: "in Firuzgala near Ashgabat"."""
    offset = max(0, town.start - 2 * LONGEST_GAP)
    told = _NEAR.search(text, offset, town.start)
    if told is None or key(told["name"]) in gazetteer() or areas().called(key(told["name"])):
        return None
    if any(_is_other(word) for word in told["name"].split()[-1:]):
        return None
    start, end = told.span("name")
    country = Area(PlaceKind.COUNTRY, town.towns[0].country, (town.towns[0].country,))
    sure = town.towns[0].population >= LARGE or len(town.towns) == 1
    name = " ".join(told["name"].split())
    return PlaceMatch(
        start,
        end,
        name,
        PlaceKind.CITY,
        name,
        within=country if sure else None,
        located=True,
    )

"""Find the names of places in a text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from calendars.reading.areas import (
    Area,
    AreaName,
    PlaceKind,
    areas,
    common_words,
    people,
    small_words,
)
from calendars.reading.belonging import LARGE, as_told
from calendars.reading.divisions import american_state, inside
from calendars.reading.gazetteer import Town, gazetteer, key, plain
from calendars.reading.placematch import PlaceMatch, lying_in
from calendars.reading.placescan import Words, cut
from calendars.reading.placewords import (
    CONVENED,
    CONVENTIONS,
    OCCASION_WORDS,
    SITES,
    TREATIES,
    as_district,
    leads_to_place,
    unlisted_before,
    with_unlisted,
)
from calendars.reading.seats import with_seats

__all__ = ["LARGE", "PlaceMatch", "find", "in_list"]

SMALL = 15_000
LONGEST_ACRONYM = 4
LONGEST_GAP = 40
OPENING = (", ", " (", " —", " –", " -", "—", "/")

_LOCATIVE = frozenset(
    """in at to near from outside around visit visits visited visiting via host leave leaves
    toward towards into through between across throughout off""".split()
)
_QUALIFIER = re.compile(r",\s+|\s+\(|,?\s+in\s+(?:the\s+)?")
_CODE = re.compile(r",\s+([A-Z]{2})\b")
_LISTED = re.compile(r"\s*,?\s*(?:\b(?:and|or)\b|&|,)\s*(?:the\s+)?")
_CLOSES = re.compile(r"\s*(?:[,.;:)]|\Z)(?!\s*(?:and|or)\b)|\s(?:on|from|at|for|this|next)\b")
_AREA_BEHIND = re.compile(r",\s[A-Z]")
_TO_TOWN = ("in ", "to ", "from ", "near ", "of ")
_DIRECTIONS = frozenset(
    """north south east west northern southern eastern western central greater downtown uptown
    old inner outer metropolitan metro mid upper lower midtown northeast northwest southeast
    southwest suburban occupied""".split()
)


# What stands behind "the Minster", where that is no town.
_CLOSING = frozenset(("", "on", "in", "at", "from", "to", "and", "for", "of", "is", "will"))
# Verbs behind which "on" is where and not what of: "to be held on Bali".
_HELD = frozenset("held hosted place meet meets gather gathers convene staged organised".split())
# Parts of a house: "in room 366 of the Dirksen Building".
_PARTS = frozenset("room hall lobby steps front lawn grounds auditorium floor wing".split())
_BESIDE = _DIRECTIONS | frozenset(
    """nearby neighbouring neighboring coastal war-torn southernmost northernmost landlocked
    distant faraway remote far""".split()
)


def find(text: str) -> list[PlaceMatch]:
    """The places that a text names, in order, not overlapping.

    A town with its country or division behind it is one match: "Moscow, Idaho". Names
    that are also common words, or of persons in the text, count only where it speaks of a
    place.

    >>> [(match.text, match.kind.value) for match in find("Turkmen diplomats flew to Moscow.")]
    [('Turkmen', 'demonym'), ('Moscow', 'city')]
    """
    persons: set[str] = set()
    named = _qualified(text, list(_scan(text, persons)))
    known = [as_district(text, match) for match in named if _stands(match, persons)]
    told = list(as_told(text, with_unlisted(text, known)))
    return with_seats(text, told)


def in_list(gap: str) -> bool:
    """Whether what stands between two names makes them a list: "Rome and Milan"."""
    return "the" not in gap and _LISTED.fullmatch(gap) is not None


def _scan(text: str, persons: set[str]) -> Iterator[PlaceMatch]:
    """The names of places, the longest at each word; `persons` is told those of persons."""
    words = cut(text)
    known, named = gazetteer(), areas()
    over = 0
    for at in words.openings():
        if at < over:
            continue
        names = words.names(at)
        for count in range(len(names), 0, -1):
            name = names[count - 1]
            if name not in known and name not in named:
                continue
            match = _match(words, at, at + count, name)
            if match:
                before = _neighbour(words, at - 1, at)
                after = _neighbour(words, at + count, at + count)
                match = _in_company(match, before, after, persons)
            if match:
                yield match
                over = at + count
                break


def _match(words: Words, first: int, behind: int, name: str) -> PlaceMatch | None:
    text, last = words.text, words.last(behind - 1, name)
    start, end = words.starts[first], words.starts[behind - 1] + len(last)
    is_code = text[end : end + 1] == "-" and text[end + 1 : end + 2].isdigit()
    if is_code or _is_saint_of_church(text, start, end):
        return None
    called = areas().called(name)
    called = tuple(entry for entry in called if _written(entry, text, start, end))
    if last.islower() and not (called and called[0].area.kind is PlaceKind.CITY):
        return None
    people_only = bool(called) and called[0].area.kind is PlaceKind.DEMONYM
    towns = () if people_only or not _is_name(text, start, end) else gazetteer().towns(name)
    if not called and not towns:
        return None
    if text[end : end + 1] == "." and any(entry.written.endswith(".") for entry in called):
        end += 1
    return PlaceMatch(
        start,
        end,
        text[start:end],
        called[0].area.kind if called else PlaceKind.CITY,
        called[0].area.name if called else _printed(text[start:end], towns),
        towns,
        tuple(entry.area for entry in called),
        located=_is_located(text, start),
    )


def _is_saint_of_church(text: str, start: int, end: int) -> bool:
    """Whether it is the saint of a church or school: "St. Mary's Church"."""
    if not text.startswith(("St. ", "St ", "Saint "), start):
        return False
    if text[end - 2 : end] in ("'s", "’s"):
        return not (text.endswith(_TO_TOWN, 0, start) or _AREA_BEHIND.match(text, end))
    return text[end : end + 2] in ("'s", "’s")


def _is_located(text: str, start: int) -> bool:
    """Whether a word of place goes before: "in", "near the", "city of"."""
    if start == 0 or not text[start - 1].isspace():
        return False
    words = text[max(0, start - LONGEST_GAP) : start].lower().split()
    if words and words[-1].endswith(("'s", "’s")):
        words.pop()
    while words and (words[-1] in _BESIDE or words[-1] == "the"):
        words.pop()
    if not words:
        return False
    if words[-1] in _LOCATIVE or (words[-1] == "on" and words[-2:-1] and words[-2] in _HELD):
        return True
    if words[-1] == "of" and not _PARTS.isdisjoint(words[-4:-1]):
        return True
    kind = words[:-1] if words[-1] == "of" else [*words[:-1], words[-1].rstrip(",")]
    return leads_to_place(kind, _LOCATIVE, named=words[-1] == "of")


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether it may be a town's name and not an acronym: "ROME" opens a line, "GAO" does not."""
    if end - start > LONGEST_ACRONYM or not text[start:end].isupper():
        return True
    opens = start == 0 or text[start - 1] == "\n"
    return opens and text.startswith(OPENING, end)


def _written(entry: AreaName, text: str, start: int, end: int) -> bool:
    """Whether a name is written as this area's name must be."""
    if entry.after_town and text[max(0, start - 2) : start] != ", ":
        return False
    if entry.exact:
        return text[start:end].replace(".", "") == entry.written.replace(".", "")
    return not (entry.written.endswith(".") and text[end : end + 1] != ".")


def _printed(written: str, towns: tuple[Town, ...]) -> str:
    """A town's name as a calendar prints it: as written, but not in capitals."""
    if not written.isupper():
        return " ".join(written.split())
    own = [town.name for town in towns if key(town.name) == key(written)]
    return own[0] if own else written.title()


def _neighbour(words: Words, at: int, gap_at: int) -> str:
    """The word beside another with one space between, empty where there is none."""
    if not 0 <= at < len(words.words):
        return ""
    gap = words.gap(gap_at)
    titled = gap == ". " and plain(words.words[gap_at - 1]) in people()
    return words.words[at] if gap in (" ", "\u00a0") or titled else ""


def _in_company(match: PlaceMatch, before: str, after: str, persons: set[str]) -> PlaceMatch | None:
    """The match seen with the words around it: None where it is a person's or a thing's name."""
    following = _is_proper(after)
    if match.areas:
        if _is_of_site(match, before, after):
            return None
        return match if not following else replace(match, alone=False)
    led = _is_proper(before) and plain(before) not in _DIRECTIONS
    small = match.towns[0].population < LARGE
    if _is_treaty(match, after):
        return None
    if before == "the" and after.lower() in _CLOSING and not _takes_article(match):
        return None
    if plain(before) in people() or (led and small and not areas().called(plain(before))):
        persons.add(plain(match.text))
        return None
    located = match.located and before.lower() != "the"
    names_occasion = after.lower() in OCCASION_WORDS and plain(match.text) not in common_words()
    if following and small and not (located or names_occasion) and " " not in match.text:
        return None
    if plain(match.text) in common_words():
        own = tuple(town for town in match.towns if key(town.name) == plain(match.text))
        if following or not own:
            return None
        match = replace(match, towns=own)
    return match if not (led or following) else replace(match, alone=False)


def _is_treaty(match: PlaceMatch, after: str) -> bool:
    """Whether a town's name is that of what was signed there: "the Vienna Convention"."""
    signed = after.lower().removesuffix("s") in TREATIES
    return signed or (after in CONVENTIONS and plain(match.text) in CONVENED)


def _takes_article(match: PlaceMatch) -> bool:
    """Whether a town has an article before its name: The Hague."""
    return any(town.name.startswith(("The ", "Den ", "La ", "El ")) for town in match.towns)


def _is_of_site(match: PlaceMatch, before: str, after: str) -> bool:
    """Whether an area's name is that of a street, a hall or a person: "at Victoria Hall"."""
    if match.kind not in (PlaceKind.REGION, PlaceKind.COUNTRY):
        return False
    if after[:1].isupper() and after.lower() in SITES and " " not in match.text:
        return True
    return plain(match.text) in people() and plain(before) in people()


def _is_proper(word: str) -> bool:
    return word[:1].isupper() and plain(word) not in small_words()


def _qualified(text: str, matches: list[PlaceMatch]) -> list[PlaceMatch]:
    """The matches with each town joined to the country or division behind it."""
    joined: list[PlaceMatch] = []
    for match, following in zip_longest(matches, matches[1:]):
        listed = following is not None and _is_listed(text, match, following)
        whole = _join(text, joined[-1], match, listed=listed) if joined else None
        unlisted = None if whole or listed else unlisted_before(text, match)
        if whole or (unlisted and joined and joined[-1].end > unlisted.start):
            joined.pop()
        joined.append(whole or unlisted or match)
    return [_with_code(text, match) for match in joined]


def _is_listed(text: str, match: PlaceMatch, following: PlaceMatch) -> bool:
    """Whether two areas stand in a list: "Armenia, Georgia and Turkey"."""
    both = match.kind is following.kind and bool(following.areas)
    return both and bool(_LISTED.fullmatch(text[match.end : following.start]))


def _join(text: str, town: PlaceMatch, area: PlaceMatch, *, listed: bool) -> PlaceMatch | None:
    gap = text[town.end : area.start]
    if town.kind is PlaceKind.DEMONYM or not _QUALIFIER.fullmatch(gap):
        return None
    if area.kind not in (PlaceKind.COUNTRY, PlaceKind.REGION):
        return None
    if town.within:
        same = set(town.within.countries) & set(area.areas[0].countries)
        return replace(town, end=area.end, text=text[town.start : area.end]) if same else None
    for place in area.areas:
        towns = inside(town.towns, place)
        if towns and not (listed and towns[0] is not town.towns[0]):
            return _within(text, town, area.end, place, towns)
    is_namesake = town.kind is PlaceKind.CITY and not (listed or town.areas) and gap == ", "
    if is_namesake and _CLOSES.match(text, area.end):
        return replace(_within(text, town, area.end, area.areas[0], ()), located=town.located)
    return None


def _within(
    text: str, town: PlaceMatch, end: int, area: Area, towns: tuple[Town, ...]
) -> PlaceMatch:
    if text[end : end + 1] == ")" and "(" in text[town.end : end]:
        end += 1
    name = _printed(text[town.start : town.end], towns)
    whole = replace(town, end=end, text=text[town.start : end])
    return lying_in(whole, area, towns, name)


def _with_code(text: str, match: PlaceMatch) -> PlaceMatch:
    """The match with the postal code of a state behind it: "Moscow, ID"."""
    code = _CODE.match(text, match.end) if match.towns and not match.within else None
    if code is None:
        return match
    towns = tuple(town for town in match.towns if (town.country, town.division) == ("US", code[1]))
    state = american_state(code[1])
    return _within(text, match, code.end(), state, towns) if towns and state else match


def _stands(match: PlaceMatch, persons: set[str]) -> bool:
    """Whether a match is a place at all: landmarks, small towns and common words need a reason."""
    if match.areas and match.kind is PlaceKind.CITY:
        return match.located
    if match.within or match.areas:
        return True
    if plain(match.text) in small_words():
        return False
    if plain(match.text) in persons and not match.located:
        return False
    large_enough = match.towns[0].population >= SMALL
    if plain(match.text) in common_words():
        return match.located and large_enough
    return match.located or large_enough

"""Countries, their divisions and groups by names and demonyms, and halls known by themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources

from calendars.reading.gazetteer import key

_FILES = resources.files("calendars.reading.world")
LONGEST_ACRONYM = 5


class PlaceKind(StrEnum):
    """What a name in a text speaks of."""

    CITY = "city"
    COUNTRY = "country"
    REGION = "region"
    DEMONYM = "demonym"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Area:
    """A country, a division of one, a group of them, the people of any, or a landmark.

    `countries` are ISO 3166-1 alpha-2, one for all but groups. `town` is a town of a
    division, None where none is known. `name` is as a calendar would print it. A landmark
    is a site or seat of the kind `city`, and `town` the one it stands in.
    """

    kind: PlaceKind
    name: str
    countries: tuple[str, ...]
    town: str | None = None


@dataclass(frozen=True, slots=True)
class AreaName:
    """A name of an area, as it must be written to be one.

    `exact` names are acronyms: "US" is not "Us". `after_town` names stand only behind a
    town and a comma: "Jackson, Miss.", "Perth, WA".
    """

    area: Area
    written: str
    exact: bool
    after_town: bool


class Areas:
    """The areas by the names and demonyms that people call them by."""

    def __init__(self, areas: Iterator[tuple[Area, list[str]]]) -> None:
        self._by_name: dict[str, tuple[AreaName, ...]] = {}
        self._longest: dict[str, int] = {}
        for area, names in areas:
            for name in names:
                self._call(name, area)

    def called(self, name: str) -> tuple[AreaName, ...]:
        """The areas that are called so; `name` is a `key`."""
        return self._by_name.get(name, ())

    @property
    def regions(self) -> Iterator[Area]:
        """The divisions of countries."""
        for entries in self._by_name.values():
            yield from (e.area for e in entries if e.area.kind is PlaceKind.REGION)

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def longest(self, first: str) -> int:
        """How many words the longest name has that begins with this word, 0 for none."""
        return self._longest.get(first, 0)

    def _call(self, name: str, area: Area) -> None:
        letters = name.replace(".", "")
        exact = letters.isupper() and len(letters) <= LONGEST_ACRONYM
        short = exact or name.endswith(".")
        after_town = area.kind is PlaceKind.REGION and short and letters != "DC"
        known = key(name)
        entry = AreaName(area, name, exact, after_town)
        self._by_name[known] = (*self._by_name.get(known, ()), entry)
        words = known.split(" ")
        self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))


@lru_cache(maxsize=1)
def areas() -> Areas:
    """The world's areas, loaded when first asked for."""
    return Areas(_all())


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Words and names of people that are towns only where the text says so."""
    return _words("common.txt")


@lru_cache(maxsize=1)
def people() -> frozenset[str]:
    """Titles and given names: a town's name behind one is a person's."""
    return _words("people.txt")


@lru_cache(maxsize=1)
def small_words() -> frozenset[str]:
    """Words that stand with a capital beside a name without being part of it."""
    return _words("small.txt")


@lru_cache(maxsize=1)
def division_seats() -> dict[str, str]:
    """The capitals of the divisions that have a larger town."""
    return dict(_table("seats.txt"))


def _all() -> Iterator[tuple[Area, list[str]]]:
    for code, name, others, demonyms in _table("countries.txt"):
        yield Area(PlaceKind.COUNTRY, name, (code,)), [name, *_several(others)]
        yield Area(PlaceKind.DEMONYM, name, (code,)), _people(demonyms)
    for name, country, town, others, adjectives in _table("regions.txt"):
        known = None if town == "-" else town
        yield Area(PlaceKind.REGION, name, (country,), known), [name, *_several(others)]
        yield Area(PlaceKind.DEMONYM, name, (country,), known), _people(adjectives)
    for name, others, adjectives, members in _table("groups.txt"):
        countries = tuple(members.split())
        yield Area(PlaceKind.GROUP, name, countries), [name, *_several(others)]
        yield Area(PlaceKind.DEMONYM, name, countries), _people(adjectives)
    for name, country, town, others in _table("landmarks.txt"):
        yield Area(PlaceKind.CITY, name, (country,), town), [name, *_several(others)]


def _people(words: str) -> list[str]:
    """Adjectives and names of people, with the plurals of those that have one.

    >>> _people("Turkmen; Swiss; Englishman")
    ['Turkmen', 'Turkmens', 'Swiss', 'Englishman', 'Englishmen']
    """
    given = _several(words)
    return [form for word in given for form in _forms(word)]


def _forms(word: str) -> list[str]:
    if word.endswith("man") and word[0] in "DEFIW" and word not in ("Roman", "German"):
        return [word, word[:-3] + "men"]
    if word.endswith(("s", "sh", "ch", "ese", ".", "x")) or word.isupper():
        return [word]
    return [word, f"{word}s"]


def _several(words: str) -> list[str]:
    return [word.strip() for word in words.split(";") if word.strip()]


def _words(file: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for line in _lines(file) for word in line.split())


def _table(file: str) -> Iterator[list[str]]:
    for line in _lines(file):
        yield [cell.strip() for cell in line.split("|")]


def _lines(file: str) -> Iterator[str]:
    for line in (_FILES / file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line

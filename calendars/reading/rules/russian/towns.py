"""Towns, countries and their adjectives by their names in Russian."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from itertools import product
from typing import Any, NamedTuple

from calendars.reading.areas import Area, PlaceKind
from calendars.reading.gazetteer import SMALLEST_WITH_OTHER_NAMES, Gazetteer, key, records
from calendars.reading.rules.russian.inflection import lemmas, without_yo

MOST_SPELLINGS = 400
_RUSSIAN_NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁа-яё]+){0,3}")
_FILES = resources.files("calendars.reading.rules.russian")


class Countries(NamedTuple):
    """The countries by the keys of their names and adjectives, and their capitals by code."""

    names: dict[str, Area]
    adjectives: dict[str, Area]
    capitals: dict[str, str]


@lru_cache(maxsize=1)
def towns() -> Gazetteer:
    """The world's towns by their names in Russian, loaded when first asked for."""
    return Gazetteer(records(), _russian)


@lru_cache(maxsize=1)
def countries() -> Countries:
    """The countries of the world, loaded when first asked for."""
    found = Countries({}, {}, {})
    for code, name, others, adjectives, capital in _table("countries.txt"):
        area = Area(PlaceKind.COUNTRY, name, (code,))
        people = Area(PlaceKind.DEMONYM, name, (code,))
        for called in (name, *_several(others)):
            found.names[key(without_yo(called))] = area
        for adjective in _several(adjectives):
            found.adjectives[adjective] = people
        found.capitals[code] = capital
    return found


@lru_cache(maxsize=4096)
def spellings(name: str) -> tuple[str, ...]:
    """The keys that a name in any case may have in the nominative, its own first.

    >>> "нижнии новгород" in spellings("Нижнем Новгороде")
    True
    """
    words = re.split(r"[\s-]+", name)
    choices = [tuple(dict.fromkeys(lemmas(word))) for word in words]
    found: dict[str, None] = {key(without_yo(name)): None}
    for number, parts in enumerate(product(*choices)):
        if number >= MOST_SPELLINGS:
            break
        found[key(" ".join(parts))] = None
    return tuple(found)


@lru_cache(maxsize=4096)
def adjective_country(word: str) -> Area | None:
    """The country of an adjective in any case, None for other words.

    >>> adjective_country("туркменского").countries
    ('TM',)
    """
    known = countries().adjectives
    low = without_yo(word.lower())
    if low in known:
        return known[low]
    if not low.endswith(_TAILS):
        return None
    stem = re.sub(r"(?:ого|ому|ими|ая|ое|ие|им|ом|ой|ую|их)$", "", low)
    return known.get(stem + "ий")


_TAILS = ("ого", "ому", "ими", "ая", "ое", "ие", "им", "ом", "ой", "ую", "их")


def _russian(record: dict[str, Any]) -> Iterator[str]:
    """The names of a town that are written in Russian letters."""
    if record["population"] >= SMALLEST_WITH_OTHER_NAMES:
        for name in record["alternatenames"]:
            if _RUSSIAN_NAME.fullmatch(name):
                yield without_yo(name)


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _table(file: str) -> Iterator[list[str]]:
    for line in (_FILES / file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]

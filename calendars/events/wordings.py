"""Wordings of one thing put into one: Russian words in English, aliases by their first name."""

import re
from functools import lru_cache
from importlib import resources

from calendars.events.folding import words
from calendars.events.sounds import latin

_ENDING = re.compile(
    "(?:ами|ями|ого|его|ому|ему|ыми|ими|ых|их|ая|яя|ое|ее|ые|ие|ыи|ии|ия|ию|ью|еи|ои|ом|ем|ам|ям|"
    "ах|ях|ов|ев|а|я|о|е|у|ю|ы|и|ь)$"
)
_CYRILLIC = re.compile("[а-яіїєґқңғүұөһәӣӯҷҳ]+")
_ORDINAL = re.compile(r"(\d+)\s+(?:е|и|я|го|му|ом|м|ы|ая|ое|ых|ои)\b")
SHORTEST_STEM = 3


def in_english(text: str) -> list[str]:
    """The plain words of a name; Russian ones in English or in Latin letters, aliases resolved.

    >>> in_english("заседание Совета министров иностранных дел СНГ")
    ['meeting', 'council', 'minister', 'foreign', 'affair', 'cis']
    >>> in_english("plenary session of the Verkhovna Rada")
    ['plenary', 'session', 'of', 'the', 'ukraine', 'parliament']
    """
    plain = " ".join(words(text))
    if _CYRILLIC.search(plain):
        plain = _ORDINAL.sub(r"\1th", plain)
        plain = " ".join(map(_translated, plain.split()))
    return _aliases().sub(lambda match: _names()[match[0]], plain).split()


@lru_cache(maxsize=8192)
def _translated(word: str) -> str:
    if not _CYRILLIC.fullmatch(word):
        return word
    known = _russian()
    stem = _stem(word)
    found = known.get(word) or known.get(stem) or known.get(stem + "ск") or known.get(stem + "еск")
    return found or latin(stem if len(stem) > SHORTEST_STEM else word)


def _stem(word: str) -> str:
    bare = _ENDING.sub("", word)
    return bare if len(bare) >= SHORTEST_STEM else word


@lru_cache(maxsize=1)
def _russian() -> dict[str, str]:
    """English by the stems of Russian words, and by the words that have none."""
    found: dict[str, str] = {}
    for word, english in _rows("calendars.events", "russian.txt", 2):
        plain = " ".join(words(word))
        found[plain] = found[_stem(plain)] = english
    lands = {row[0]: row[1] for row in _rows("calendars.reading.world", "countries.txt", 2)}
    for code, name, others, adjective, _ in _rows(
        "calendars.reading.rules.russian", "countries.txt", 5
    ):
        for told in (name, *others.split(";"), *adjective.split(";")):
            plain = " ".join(words(told))
            if plain and " " not in plain and code in lands:
                found[plain] = found[_stem(plain)] = " ".join(words(lands[code]))
    return found


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """The first name of each alias."""
    return {
        " ".join(words(alias)): name
        for name, others in _rows("calendars.events", "aliases.txt", 2)
        for alias in others.split(";")
    }


@lru_cache(maxsize=1)
def _aliases() -> re.Pattern[str]:
    longest_first = sorted(_names(), key=lambda alias: (-len(alias), alias))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")


def _rows(package: str, file: str, columns: int) -> list[list[str]]:
    text = (resources.files(package) / file).read_text("utf-8")
    rows = [line.split("|") for line in text.splitlines() if line and not line.startswith("#")]
    return [[cell.strip() for cell in (row + [""] * columns)[:columns]] for row in rows]

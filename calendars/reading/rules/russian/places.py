"""Find the names of places in a Russian text, in whatever case they stand."""

import re
from collections.abc import Iterator

from calendars.reading.areas import Area, PlaceKind
from calendars.reading.gazetteer import Town, key
from calendars.reading.placematch import PlaceMatch
from calendars.reading.rules.russian.inflection import lemmas
from calendars.reading.rules.russian.towns import (
    adjective_country,
    countries,
    spellings,
    towns,
)

LONGEST_NAME = 4
SMALL = 50_000
EXACT_WEIGHT = 3
LONGEST_GAP = 40

_WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
_LOCATIVE = frozenset(
    "в во на из под близ около возле через вокруг город города городе городу г посетит посетят "
    "посетил посетила примет".split()
)
_SEAT = re.compile(r"\bстолиц(?:а|ы|е|у|ей)\b", re.IGNORECASE)
_PERSON = re.compile(r"(?:ов|ев|ёв|ин|ын|ский|цкий|ко|дзе|швили|ян|ова|ева|ина)$")
# Words that begin a sentence or a name and are towns somewhere, too.
_COMMON = frozenset(
    "он она они это этот эта как что для при под над все вся мир мира союз союза совет совета "
    "победа победы октябрь май мая марта март дом дома день дня мы вы оно так там тут где когда "
    "после перед советский советского красный новый большой первый второй третий первая заря "
    "свобода северный южный восточный западный центральный правда надежда вера любовь форум "
    "встреча дружба труд мост парк сад озеро море гора луч луна звезда солнце орел лев роза "
    "владимир александр константин виктор роман марк леонид сергей андрей петр павел иван "
    "дмитрий николай михаил анна мария елена юрий игорь олег илья алексей кирилл филипп антон "
    "министр президент глава визит пресс рада дума казна бар кола ад".split()
)


def find(text: str) -> list[PlaceMatch]:
    """The places that a text names, in order, not overlapping.

    >>> [(match.name, match.kind.value) for match in find("Форум пройдёт в Ашхабаде.")]
    [('Ашхабад', 'city')]
    """
    return list(_scan(text))


def _scan(text: str) -> Iterator[PlaceMatch]:
    words = list(_WORD.finditer(text))
    over = 0
    for at in range(len(words)):
        if at < over:
            continue
        match, count = _at(text, words, at)
        if match is not None:
            yield match
            over = at + count


def _at(text: str, words: list[re.Match[str]], at: int) -> tuple[PlaceMatch | None, int]:
    """The place that begins at a word, and how many words it has."""
    first = words[at][0]
    if not first[0].isupper():
        return _small(text, words, at)
    for count in range(_reach(text, words, at), 0, -1):
        start, end = words[at].start(), words[at + count - 1].end()
        match = _named(text, start, end, words[at - 1][0].lower() if at else "")
        if match is not None and (count > 1 or not _is_person(text, words, at, match)):
            return match, count
    adjective = adjective_country(first)
    if adjective is not None:
        return _area(text, words[at].start(), words[at].end(), adjective), 1
    return None, 1


def _small(text: str, words: list[re.Match[str]], at: int) -> tuple[PlaceMatch | None, int]:
    """An adjective of a country, or “столица”, written small."""
    word = words[at]
    if _SEAT.fullmatch(word[0]):
        return _seat(text, words, at)
    parts = word[0].split("-")
    area = adjective_country(parts[-1])
    if area is None:
        return None, 1
    if at + 1 < len(words) and _SEAT.fullmatch(words[at + 1][0]):
        return _capital(text, word.start(), words[at + 1].end(), area), 2
    return _area(text, word.start(), word.end(), area), 1


def _seat(text: str, words: list[re.Match[str]], at: int) -> tuple[PlaceMatch | None, int]:
    """“В столице Туркменистана”, or of the country that the text is about."""
    start, end = words[at].start(), words[at].end()
    if at + 1 < len(words):
        owner, count = _at(text, words, at + 1)
        if owner is not None and words[at + 1].start() - end < 2:
            if owner.kind is PlaceKind.COUNTRY:
                return _capital(text, start, owner.end, owner.areas[0]), 1 + count
            return None, 1
    return (
        PlaceMatch(
            start, end, text[start:end], PlaceKind.CITY, text[start:end], located=True, seat=True
        ),
        1,
    )


def _capital(text: str, start: int, end: int, area: Area) -> PlaceMatch | None:
    name = countries().capitals[area.countries[0]]
    choices = [town for town in towns().towns(spellings(name)[0]) if town.country in area.countries]
    if not choices:
        return None
    return PlaceMatch(
        start, end, text[start:end], PlaceKind.CITY, name, tuple(choices[:1]), located=True
    )


def _reach(text: str, words: list[re.Match[str]], at: int) -> int:
    """How many words from here may be one name: with capitals, a space apart."""
    count = 1
    while count < LONGEST_NAME and at + count < len(words):
        gap = text[words[at + count - 1].end() : words[at + count].start()]
        if gap not in (" ", "\u00a0", "-") or not words[at + count][0][0].isupper():
            break
        count += 1
    return count


def _named(text: str, start: int, end: int, before: str) -> PlaceMatch | None:
    told = text[start:end]
    name = told.title() if told.isupper() and len(told) > LONGEST_NAME else told
    known, places = countries().names, spellings(name)
    for spelling in places:
        area = known.get(spelling)
        if area is not None and (area.name.isupper() <= told.isupper()):
            return _area(text, start, end, area)
    if told.isupper() and len(told) <= LONGEST_NAME and told != "БАКУ":
        return None
    found = _best_towns(places)
    if found is None:
        return None
    spelling, choices = found
    located = before in _LOCATIVE
    if choices[0].population < SMALL and not located:
        return None
    if spelling in _COMMON and not (located and choices[0].population >= SMALL):
        return None
    return PlaceMatch(
        start, end, told, PlaceKind.CITY, _printed(name, spelling), choices, located=located
    )


def _best_towns(places: tuple[str, ...]) -> tuple[str, tuple[Town, ...]] | None:
    """The spelling with the largest town; as it is written counts more."""
    known = towns()
    found = [(spelling, known.towns(spelling)) for spelling in places if spelling in known]
    if not found:
        return None

    own = next((choice for choice in found if choice[0] == places[0]), None)
    best = max(found, key=lambda choice: choice[1][0].population)
    if own is None or best[1][0].population > EXACT_WEIGHT * own[1][0].population:
        return best
    same = [choice for choice in found if choice[1][0] == own[1][0]]
    return same[-1] if places[0].endswith("е") else own


def _printed(told: str, spelling: str) -> str:
    """The name in the nominative, spelt as the text spells it as far as that goes."""
    if spelling == spellings(told)[0]:
        return told
    parts = re.split(r"([\s-]+)", told)
    lows = iter(spelling.split(" "))
    return "".join(
        part if number % 2 else _one_printed(part, next(lows, ""))
        for number, part in enumerate(parts)
    )


def _one_printed(word: str, low: str) -> str:
    """A word in the nominative: й is again what the key has as и."""
    for lemma in lemmas(word):
        if key(lemma) == low:
            return lemma[:1].upper() + lemma[1:] if word[:1].isupper() else lemma
    return word


def _area(text: str, start: int, end: int, area: Area) -> PlaceMatch:
    before = text[max(0, start - LONGEST_GAP) : start].lower().split()
    located = bool(before) and before[-1] in _LOCATIVE and area.kind is PlaceKind.COUNTRY
    return PlaceMatch(
        start, end, text[start:end], area.kind, area.name, areas=(area,), located=located
    )


def _is_person(text: str, words: list[re.Match[str]], at: int, match: PlaceMatch) -> bool:
    """Whether a town's name is a person's: beside another word with a capital."""
    if match.areas or match.located:
        return False
    for other in (at - 1, at + 1):
        if not 0 <= other < len(words):
            continue
        first, last = sorted((at, other))
        gap = text[words[first].end() : words[last].start()]
        near = gap in (" ", "\u00a0", ". ") and words[other][0][0].isupper()
        if near and (other > at or _PERSON.search(words[at][0].lower())):
            return True
    return False

"""People and peoples as an editor names them: in full, and by their country's adjective."""

import re
from functools import lru_cache
from importlib import resources

from calendars.reading.rules.english import name_words

SEARCHED_CHARACTERS = 6_000
_NAME = r"(?<![\w.])(?:(?:(?:[A-Z]\.){1,4}|[A-Z][\w'’-]*\.?)[ \t]+){1,6}"
# In names that begin with the surname: "President Xi Jinping".
_GIVEN = re.compile(r"(?:[ \t]+[A-Z][a-z-]{1,15}){1,2}")
_DIED = re.compile(
    r"(?P<who>(?:(?!The |A |An |In |On |At )[A-Z][\w'’-]*\.? ){1,4}[A-Z][\w'’-]+)"
    r"(?:, [^.\n]{1,150},)?(?: \([^)\n]{1,40}\))?(?: has| have)? "
    r"(?:died|dies|passed away|was killed)\b"
)
_FROM_COUNTRY = re.compile(
    r"(?P<article>an? )?(?P<group>[\w -]{2,80}) from (?:the )?(?P<country>[A-Z][\w' -]{2,40})"
)


def full_name(text: str, surname: str) -> str:
    """The fullest name that the opening of a text gives somebody called by a surname.

    >>> full_name("Israeli Foreign Minister David Levy said he would go.", "Levy")
    'Israeli Foreign Minister David Levy'
    """
    opening = text[:SEARCHED_CHARACTERS]
    if not re.fullmatch(r"[A-Z][\w'’-]{2,30}", surname):
        return surname
    longest = surname
    for match in re.finditer(rf"\b{re.escape(surname)}\b", opening):
        before = re.search(rf"{_NAME}$", opening[max(0, match.start() - 90) : match.start()])
        if before is None:
            continue
        title = before[0].split()[-1].lower()
        given = _GIVEN.match(opening, match.end()) if title in name_words.TITLES else None
        full = " ".join((before[0] + surname + (given[0] if given else "")).split())
        if opening[: match.start() - len(before[0])].endswith(("of ", "in ", "from ", "to ")):
            full = full.partition(" ")[2]
        if _is_person(full) and len(full) > len(longest):
            longest = full
    return longest


def deceased(text: str) -> str | None:
    """Who has died, as the opening of a text tells.

    >>> deceased("Sir Alan Weatherby, the diplomat, died on June 17 in Devon.")
    'Sir Alan Weatherby'
    """
    return _deceased(text[:SEARCHED_CHARACTERS])


@lru_cache(maxsize=4)
def _deceased(opening: str) -> str | None:
    told = _DIED.search(opening)
    return told["who"] if told else None


def national(words: str) -> str:
    """A group by its country's adjective.

    >>> national("a delegation from Turkmenistan")
    'a Turkmen delegation'
    """
    match = _FROM_COUNTRY.fullmatch(words)
    if match is None or match["group"].split()[-1].lower() not in name_words.GROUPS:
        return words
    adjective = _adjectives().get(match["country"])
    if adjective is None:
        return words
    told = f"{adjective} {match['group']}"
    if not match["article"]:
        return told
    return ("an " if told[0] in "AEIOU" else "a ") + told


def _is_person(name: str) -> bool:
    """Whether a run of capitalised words is a person: a title or a given name before."""
    parts = name.split()
    return 2 <= len(parts) <= 7 and parts[0].lower() not in name_words.NO_NAME_STARTS


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    """Countries and what comes from there."""
    table = resources.files("calendars.reading.world") / "countries.txt"
    found: dict[str, str] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 4 and cells[3] and not line.startswith("#"):
            found[cells[1]] = cells[3].split(";")[0].strip()
    return found

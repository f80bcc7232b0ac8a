"""Names of events, taken apart so that two wordings of one name are seen to be one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Protocol, TypeVar

from calendars.events.folding import words
from calendars.events.wordings import in_english

STRONG, MIDDLING, WEAK = 1.0, 0.5, 0.35
LONGEST_NAME = 160

# Words of a name that say nothing of which event it is.
STOP_WORDS = frozenset(
    "a an the of on in at for to and or with between by from into its his her their this that "
    "these those s no upcoming forthcoming next regular ordinary extraordinary planned scheduled "
    "official working new latest coming current first-ever annual yearly monthly weekly biennial "
    "joint heads delegation session meeting meet sitting gathering summit conference congress "
    "symposium seminar forum visit trip tour talk negotiation consultation discussion hearing "
    "trial election vote exhibition expo fair festival ceremony launch signing exercise drill "
    "championship tournament deadline event edition round plenary dialogue level high top "
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter day "
    "week month year two three four five six seven eight nine ten eleven twelve former ex new "
    "part phase stage leg round volume".split()
)
# Words that a thousand bodies and gatherings share.
WEAK_WORDS = frozenset(
    "international intergovernmental interstate national regional global world local public "
    "general economic economy trade business investment cooperation political security "
    "development culture cultural humanitarian scientific technical commission committee council "
    "board group subcommittee subcommission ministry minister ministerial foreign affair head "
    "state government president presidential prime leader chief official delegation parliament "
    "parliamentary assembly association union organization community city country support "
    "issue relation bilateral multilateral annual company department office center member board "
    "technology digital energy science education health industry".split()
)
# Bodies: of two names that each tell one, another body is another event.
KIND_NOUNS = frozenset(
    "session meeting sitting gathering summit conference congress symposium seminar forum visit "
    "talks negotiations hearing trial election vote exhibition expo fair festival ceremony launch "
    "exercise championship tournament".split()
)
BODIES = frozenset(
    "commission committee council board group subcommittee subcommission ministry parliament "
    "assembly senate duma cabinet court tribunal congress bank agency bureau".split()
)
# What tells a part of an event from the whole, and one part from another.
PARTS = frozenset(
    "man men woman women boy girl junior youth young senior veteran qualifying qualifier "
    "qualification semifinal quarterfinal final opening closing pre pretrial preparatory "
    "preliminary reading side satellite gala dinner reception breakfast luncheon workshop "
    "masterclass ministerial expert parallel morning afternoon evening upper lower rehearsal "
    "preview aftershow runoff track panel hackathon roundtable party night heat knockout playoff "
    "singles doubles mixed single double post sideline fringe warmup semi quarter deputy vice "
    "sherpa taskforce matinee premiere screening rehearsal parade march protest rally "
    "briefing press exam tender auction".split()
)
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split()
TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SPELLINGS = {"centre": "center", "programme": "program", "defence": "defense", "labour": "labor"}

_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_ROMAN = re.compile(r"\b(?=[IVXL]{2,})(X{0,3}|XL|L)(IX|IV|V?I{0,3})\b")
_NUMBER = re.compile(
    r"(?:\b(?:no|nos|number|nr|part|phase|stage|leg|round|volume|lot)\.?\s*|[№#]\s*)(\d{1,4}|[ivx]{1,5}|one|two|three|four)\b"
    r"|(?<=[^\W\d_])-(\d{1,4})\b|\b[^\W\d_]+\s+(\d{1,4})(?=\s*(?:[^\w\s]|$|\s(?!%|per)))",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"(?<=[a-z]\s)([A-HJ-Z])(?=\s|$|[,:;])")
_COUNTED = re.compile(
    r"\b(?:session|meeting|sitting|edition|conference|congress|summit) (\d{1,3})\b"
)
_NO_NAME_OF_A_NUMBER = frozenset(
    "session meeting sitting edition conference congress summit in on at of to from with for by "
    "about over than nearly and or the may january february march april june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec all "
    "some".split()
)
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?=\s|$)")
_UNSPELT = frozenset((*ORDINALS, *TENS, *TEN_WORDS, "the", "a", "an"))
_CO = re.compile(r"\bco-(?=[a-z])", re.IGNORECASE)
SHORTEST_ACRONYM = 3
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}


class Named(Protocol):
    """Whatever has a name."""

    @property
    def name(self) -> str | None:
        """The name as it was said."""


HasName = TypeVar("HasName", bound=Named)


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: what tells it from others, its edition and its years.

    Countries and groups of them stand among the words by their codes ("=tm"), so that
    "Turkmen-Russian" and "of Russia and Turkmenistan" are alike. `acronyms` are what its
    capitals spell; `numbers` and letters tell parts and bodies of one name apart.
    """

    words: frozenset[str]
    ordinal: int | None
    years: frozenset[int]
    acronyms: frozenset[str]
    numbers: frozenset[str]

    @classmethod
    @lru_cache(maxsize=8192)
    def of(cls, text: str, ordinal: int | None = None) -> "Name":
        """Take a name apart.

        >>> name = Name.of("2nd meeting of the Turkmen-Russian Commission, 2021")
        >>> sorted(name.words), name.ordinal, sorted(name.years)
        (['=ru', '=tm', 'commission'], 2, [2021])
        """
        numbers = _numbers(text)
        bare = _CO.sub("co", _POSSESSIVE.sub("", text))
        told = _ordinal(in_english(text), _NUMBER.sub(" ", text))
        plain, places = _places_as_codes(" ".join(in_english(_ROMAN.sub(" ", bare))))
        kept = {
            _stem(word)
            for word in plain
            if not word.isdigit() and _counts(word) is None and word not in TEN_WORDS
        }
        years = frozenset(int(word) for word in plain if _YEAR.fullmatch(word))
        distinctive = frozenset(word for word in kept if word not in STOP_WORDS and len(word) > 1)
        return cls(distinctive | places, ordinal or told, years, _acronyms(text), numbers)

    @property
    def countries(self) -> frozenset[str]:
        """The codes of the countries and groups in the name."""
        return frozenset(word for word in self.words if word.startswith("="))

    @property
    def parts(self) -> frozenset[str]:
        """The words that tell a part of an event from the whole."""
        return self.words & PARTS

    @property
    def bodies(self) -> frozenset[str]:
        """The bodies that the name tells of."""
        return self.words & BODIES


def weight(told: Iterable[str]) -> float:
    """How much words tell of which event is meant, 1 for one word that is rare."""
    return sum(map(weight_of, told))


def weight_of(word: str) -> float:
    """How much one word tells: a rare one, a country, or what a thousand names have."""
    if word.startswith("="):
        return MIDDLING
    return WEAK if word in WEAK_WORDS else STRONG


def best_name(named: Sequence[HasName]) -> HasName:
    """The one with the name that tells most, of equals the first."""
    said = [one for one in named if one.name and len(one.name) <= LONGEST_NAME] or list(named)

    def telling(one: HasName) -> float:
        name = Name.of(one.name or "")
        return round(weight(name.words) + (MIDDLING if name.ordinal else 0), 2)

    return max(said, key=telling)


def country_called(text: str) -> str | None:
    """The ISO 3166-1 code of the country of this name, None where it is none."""
    return _countries().get(" ".join(words(text)))


def country_name(code: str) -> str:
    """The name of the country of an ISO 3166-1 code, the code where there is none."""
    return next((name for known, name, *_ in _table("countries.txt", 4) if known == code), code)


def _places_as_codes(plain: str) -> tuple[list[str], frozenset[str]]:
    """The words without those that name countries and groups, and the codes of these."""
    found: set[str] = set()

    def note(match: re.Match[str]) -> str:
        found.add(_codes()[match[0]])
        return " "

    left = _code_pattern().sub(note, plain)
    return left.split(), frozenset(found)


@lru_cache(maxsize=1)
def _code_pattern() -> re.Pattern[str]:
    """A pattern of the few hundred names of countries and groups, the longest first."""
    names = sorted(_codes(), key=lambda name: (-len(name), name))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {name: f"={code.lower()}" for name, code in {**_groups(), **_countries(True)}.items()}


@lru_cache(maxsize=2)
def _countries(demonyms: bool = False) -> dict[str, str]:
    """The codes of countries by their names, with what is of them where asked."""
    found = {}
    for code, name, others, of_them in _table("countries.txt", 4):
        told = [name, *others.split(";"), *(of_them.split(";") if demonyms else ())]
        found.update({" ".join(words(one)): code for one in told})
    return {name: code for name, code in found.items() if name}


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    """The short names of groups of countries by each of their names."""
    found = {}
    for name, others, adjectives, _members in _table("groups.txt", 4):
        told = [name, *others.split(";"), *adjectives.split(";")]
        names = [" ".join(words(one.replace(".", ""))) for one in told]
        short = min((one for one in names if one), key=len)
        found.update(dict.fromkeys((one for one in names if one), short))
    return found


def _table(file: str, columns: int) -> list[list[str]]:
    text = (resources.files("calendars.reading") / "world" / file).read_text("utf-8")
    rows = [line.split("|") for line in text.splitlines() if line and not line.startswith("#")]
    return [[cell.strip() for cell in (row + [""] * columns)[:columns]] for row in rows]


def _ordinal(plain: Sequence[str], text: str) -> int | None:
    for before, word in zip(("", *plain), plain, strict=False):
        number = _counts(word)
        if number is not None:
            tens = TEN_WORDS.index(before) + 2 if before in TEN_WORDS else 0
            return tens * 10 + number
    counted = _COUNTED.search(" ".join(plain))
    if counted:
        return int(counted[1])
    roman = _ROMAN.search(text)
    return _roman(roman[0]) if roman and roman[0] else None


def _counts(word: str) -> int | None:
    digits = _ORDINAL.fullmatch(word)
    if digits:
        return int(digits[1])
    if word in ORDINALS:
        return ORDINALS.index(word) + 1
    return (TENS.index(word) + 2) * 10 if word in TENS else None


def _roman(text: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in text]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _stem(word: str) -> str:
    """The word in the singular and in one spelling.

    >>> _stem("organisations"), _stem("commissions"), _stem("parties"), _stem("address")
    ('organization', 'commission', 'party', 'address')
    """
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "as")):
        word = word[:-1]
    return SPELLINGS.get(word, re.sub(r"is(?=ation|e$|ing$)", "iz", word))


def _acronyms(text: str) -> frozenset[str]:
    """What the capitals of three words and more spell, from the first or up to the last one.

    >>> sorted(_acronyms("hearing of the Environment and Public Works Committee"))
    ['epw', 'epwc', 'pwc']
    """
    told = re.findall(r"[^\W\d_]+", _ROMAN.sub(" ", text))
    told = [word for word in told if word[0].isupper()]
    initials = "".join(word[0] for word in told if word.casefold() not in _UNSPELT).casefold()
    ends = range(SHORTEST_ACRONYM, len(initials) + 1)
    return frozenset(part for end in ends for part in (initials[:end], initials[-end:]))


def _numbers(text: str) -> frozenset[str]:
    """The numbers and letters by which bodies and parts of one name are told apart.

    >>> sorted(_numbers("hearing in Court 3")), sorted(_numbers("Part II")), sorted(_numbers("A-5"))
    (['3'], ['2'], ['5'])
    >>> _numbers("meeting on May 5 of ministers from 14 countries in 2021")
    frozenset()
    """
    found = {letter.casefold() for letter in _LETTERED.findall(text)}
    for match in _NUMBER.finditer(text):
        number = next(filter(None, match.groups()))
        before = match[0].split()[0].casefold().strip(".")
        if before in _NO_NAME_OF_A_NUMBER or _YEAR.fullmatch(number):
            continue
        found.add(_number(number.casefold()))
    return frozenset(found)


def _number(text: str) -> str:
    """A number in digits, whether it is told in digits, as a word or in Roman numerals."""
    if text.isdigit():
        return text.lstrip("0")
    spelt = ("one", "two", "three", "four")
    return str(spelt.index(text) + 1 if text in spelt else _roman(text.upper()))

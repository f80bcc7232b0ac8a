"""Names of Russian events as a calendar prints them: in the nominative, with what follows."""

import re
from dataclasses import dataclass

from calendars.reading.mention import Kind
from calendars.reading.rules.russian import verbs
from calendars.reading.rules.russian.date_words import ORDINALS, ROMAN
from calendars.reading.rules.russian.event_words import EMPTY, HEADS, REFINED, Head
from calendars.reading.rules.russian.inflection import nominative_adjective, without_yo
from calendars.reading.rules.russian.line import Line

LONGEST_NAME = 24
LONGEST_LEAD = 6
_ADJECTIVE = re.compile(
    r"\w+(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ей|ых|их|ыми|ими)(?:ся)?"
)
_NO_ADJECTIVES = frozenset(
    "его их ее её ней ним ими им ей всем чем при мой свой затем более между своей своем своём "
    "россией азией комиссией партией делегацией также об этом том уже еще ещё".split()
)
_COMPLEMENTS = frozenset("по между о об".split())
_WITH = frozenset(("с", "со"))
_SUBJECTS = frozenset("министры президенты лидеры депутаты стороны послы эксперты".split())
_DANGLING = frozenset("по между о об с со в на и".split())
_OPENING_QUOTES = '«“"„'
_CLOSING_QUOTES = '»”"“'
_STOPS = frozenset(
    "в во на из от до к ко при под для за через после перед около уже также не и или но а у без "
    "где что как когда будет будут это".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `[first, last)` that name an event, with its head noun at `head`."""

    first: int
    last: int
    head: int
    word: Head
    kind: Kind


def phrases(line: Line) -> list[Phrase]:
    """The names of events in a sentence, in order, never overlapping."""
    found: list[Phrase] = []
    for at, token in enumerate(line.tokens):
        word = HEADS.get(token.low)
        if word is None or token.date >= 0 or (found and at < found[-1].last):
            continue
        first = _first(line, at, found[-1].last if found else 0)
        last = _last(line, at, word.kind)
        found.append(Phrase(first, last, at, word, _kind(line, at, word)))
    return found


def name_of(line: Line, phrase: Phrase, guest: str = "") -> str:
    """The name: its adjectives and head in the nominative, then the guest, the rest as told."""
    lead = [
        nominative_adjective(line.tokens[at].text, phrase.word.gender)
        for at in range(phrase.first, phrase.head)
        if not _is_empty(line.low(at))
    ]
    head = line.tokens[phrase.head].text
    told = phrase.word.nominative
    head = told.capitalize() if head[0].isupper() and phrase.first < phrase.head else told
    rest = line.said(phrase.head + 1, phrase.last)
    return " ".join(part for part in (*lead, head, guest, rest) if part)


def is_bare(line: Line, phrase: Phrase) -> bool:
    """Whether the head stands without words of its own."""
    led = any(not _is_empty(line.low(at)) for at in range(phrase.first, phrase.head))
    return not led and phrase.last == phrase.head + 1


def ordinal_of(line: Line, phrase: Phrase) -> int | None:
    """Which in a row it is: “второй”, “XII”."""
    for at in range(phrase.first, phrase.head):
        word = line.tokens[at].text
        number = ORDINALS.get(word.lower()) or ROMAN.get(word)
        if number:
            return number
    return None


def genitive(words: str) -> str:
    """A subject in the genitive, as far as simple endings go: “министры” – “министров”.

    >>> genitive("президент Туркменистана"), genitive("главы МИД России")
    ('президента Туркменистана', 'глав МИД России')
    """
    first, _, rest = _PERSON.sub("", words).partition(" ")
    low = first.lower()
    first = low if low.startswith(_ROLES) else first
    if low in _GENITIVES:
        form = _GENITIVES[low]
        return f"{form.capitalize() if first[0].isupper() else form} {rest}".strip()
    for ending, genitive_ending in _GENITIVE_ENDINGS:
        if low.endswith(ending) and len(low) > len(ending) + 1:
            return f"{first[: len(first) - len(ending)]}{genitive_ending} {rest}".strip()
    if re.fullmatch(r"[\w-]*[бвгдзклмнпрстфхц]", low) and not first.isupper():
        return f"{first}а {rest}".strip()
    return f"{first} {rest}".strip()


_ROLES = tuple("президент премьер министр глав делегаци депутат посол канцлер вице лидер".split())
# A person's name behind the office: “глава МИД России Сергей Лавров”.
_PERSON = re.compile(
    r"(?<=\w) [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:ов|ев|ёв|ин|ын|ий|ова|ева|ина|ая|ко|дзе|швили|ян|ич)$"
)
_GENITIVES = {
    "главы": "глав", "глава": "главы", "министры": "министров", "президенты": "президентов",
    "представители": "представителей", "лидеры": "лидеров", "премьеры": "премьеров",
    "послы": "послов", "депутаты": "депутатов", "эксперты": "экспертов", "руководители":
    "руководителей", "члены": "членов", "делегация": "делегации", "совет": "совета",
    "комиссия": "комиссии", "комитет": "комитета",
}  # fmt: skip
_GENITIVE_ENDINGS = (
    ("ий", "ия"), ("ия", "ии"), ("ие", "ия"), ("тели", "телей"), ("ь", "я"), ("ры", "ров"),
    ("ты", "тов"), ("ны", "нов"),
)  # fmt: skip


def _is_empty(word: str) -> bool:
    return without_yo(word).startswith(EMPTY) and HEADS.get(word) is None


def _kind(line: Line, head: int, word: Head) -> Kind:
    before, after = line.low(head - 1), line.low(head + 1)
    for (stem, noun), kind in REFINED.items():
        if word.nominative == noun and before.startswith(stem):
            return kind
    if word.noun == "meeting" and after == "на" and line.low(head + 2) == "высшем":
        return Kind.SUMMIT
    if word.noun == "заседание" and after == "суда":
        return Kind.HEARING
    if word.kind is Kind.CEREMONY and after in ("подписания", "подписание"):
        return Kind.SIGNING
    return word.kind


def _first(line: Line, head: int, floor: int) -> int:
    first = head
    while first > max(floor, head - LONGEST_LEAD) and _leads(line, first - 1):
        first -= 1
    return first


def _leads(line: Line, at: int) -> bool:
    token = line.tokens[at]
    if token.date >= 0 or token.low in HEADS or token.low in _NO_ADJECTIVES:
        return False
    if token.text in ROMAN or token.low in ORDINALS:
        return True
    if verbs.is_future(token.low) or verbs.is_past(token.low) or verbs.act_of(token.low):
        return False
    return _ADJECTIVE.fullmatch(token.low) is not None


def _last(line: Line, head: int, kind: Kind) -> int:
    at = head + 1
    while at < min(len(line.tokens), head + LONGEST_NAME):
        step = _step(line, at, kind)
        if not step:
            break
        at += step
    while at > head + 1 and line.low(at - 1) in (
        "по",
        "между",
        "о",
        "об",
        "с",
        "со",
        "в",
        "на",
        "и",
    ):
        at -= 1
    return at


def _step(line: Line, at: int, kind: Kind) -> int:
    """How many tokens from here belong to the name, 0 where it ends."""
    token = line.tokens[at]
    following = line.tokens[at + 1] if at + 1 < len(line.tokens) else None
    if token.date >= 0 or verbs.is_future(token.low) or verbs.act_of(token.low):
        return 0
    if token.low in _SUBJECTS:
        return 0
    if token.text in _OPENING_QUOTES:
        return _quoted(line, at)
    if token.low in _COMPLEMENTS or (token.low in _WITH and kind in (Kind.TALKS, Kind.MEETING)):
        return 1 if following is not None and following.date < 0 else 0
    if token.low == "в" and kind is Kind.VISIT:
        return (
            1 if following is not None and following.date < 0 and following.text[0].isupper() else 0
        )
    if token.low == "на" and line.low(at + 1) in ("высшем", "уровне", "тему"):
        return 2
    if token.low == "и":
        return _joined(line, at + 1)
    if not token.text[0].isalpha() or token.low in _STOPS or verbs.is_past(token.low):
        return 0
    return 0 if HEADS.get(token.low) and HEADS[token.low].direct else 1


def _joined(line: Line, at: int) -> int:
    """Whether a word joined by “и” still belongs to the name."""
    word = line.low(at)
    if not word.isalpha() and "-" not in word:
        return 0
    telling = verbs.act_of(word) or verbs.is_future(word) or verbs.is_past(word)
    return 0 if telling or word in _STOPS or word in HEADS else 2


def _quoted(line: Line, at: int) -> int:
    for end in range(at + 1, min(len(line.tokens), at + LONGEST_NAME)):
        if line.tokens[end].text in _CLOSING_QUOTES:
            return end + 1 - at
    return 0

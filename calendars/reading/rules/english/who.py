"""Who a name speaks of: persons in full, whom a pronoun or a bare title points back to."""

import re
from functools import lru_cache

from calendars.reading.mention import Offsets
from calendars.reading.rules.english import name_words, people
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import mood_of
from calendars.reading.rules.english.name_core import clean, core
from calendars.reading.rules.english.occurrence import Range, Telling
from calendars.reading.rules.english.sentence_words import DETERMINERS, REPORTING
from calendars.reading.rules.english.subjects import subject_of

VISITOR_REACH = 10
POINTING_REACH = 900  # characters
_PERSONAL = frozenset("i we he she they it you this that".split())
_ONE_PERSON = frozenset("he she".split())
# Somebody with an office and a name: "Norwegian Foreign Minister Anna Berg".
_TITLED = re.compile(
    r"(?:(?:[A-Z][\w'’-]*|U\.S\.)\s){0,3}"
    r"\b(?P<title>President|Premier|Minister|Secretary|Chancellor|King|Queen|Prince|Princess|"
    r"Pope|Senator|Governor|Mayor|Ambassador|Emir|Sultan|Secretary-General|Commissioner|"
    r"Secretary\sof\sState|president|premier|minister|chancellor|governor|mayor|(?<=[a-z]\s)PM)"
    r"(?:\s(?!The\b|In\b|On\b|At\b)[A-Z][\w-]*(?:['’](?!s\b)[\w-]+)*\.?){1,4}"
)
_SPEAKS_FOR = re.compile(r"\bspokes\w+|\b(?:aide|official|adviser|advisor)\b")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+[A-Z]")
_JOINED = ("and", "&", ",")
# Names of one country or firm with "and" in them.
_WHOLES = frozenset("tobago herzegovina barbuda nevis grenadines principe príncipe caicos".split())


def person(line: Line, subject: Range) -> str:
    """A subject as a name gives it: a person in full, a delegation by its people."""
    if (known := _pointed_at(line, subject)) is not None:
        return " ".join(line.text[slice(*known)].split())
    first, last = subject
    if line.word(first) not in ("the", "a", "an"):
        first, last = core(line, first, last)
    words = line.said(first, last)
    if line.word(first) in DETERMINERS:
        words = words[:1].lower() + words[1:]
    if last - first == 1:
        words = people.full_name(line.text, line.tokens[first].text)
    title = _title_after(line, subject)
    return people.national(clean(f"{title} {words}" if title else words))


def subject_told(line: Line, telling: Telling) -> Range | None:
    """Who a verb is said of, be it only "he" or "she"."""
    before = telling.mood.first - 1
    pronoun = telling.subject is None and line.word(before) in _ONE_PERSON
    return (before, before + 1) if pronoun else telling.subject


def named(line: Line, subject: Range) -> str:
    """Who a pronoun or a bare title ("the minister") stands for, as far as the text tells."""
    told = speaker(line, subject)
    known = None if told else _pointed_at(line, subject)
    return " ".join(line.text[slice(*known)].split()) if known else told


def referent(line: Line, subject: Range) -> Offsets | None:
    """The characters of who takes part, a pronoun or a bare title resolved; None for nobody."""
    if (known := _pointed_at(line, subject)) is not None:
        return known
    named = any(line.tokens[at].capitalised for at in range(*subject))
    return line.span(*subject) if named and not is_pronoun(line, subject) else None


def _pointed_at(line: Line, subject: Range) -> Offsets | None:
    """Whom "he" or "the minister" points back to: who was last told with office and name."""
    words = [line.word(at) for at in range(*subject)]
    if words[0] not in _ONE_PERSON and not (
        words[0] == "the" and len(words) > 1 and name_words.TITLES.issuperset(words[1:])
    ):
        return None
    title = None if words[0] in _ONE_PERSON else words[-1]
    return _titled_before(line.text, line.spans[subject[0]][0], title)


@lru_cache(maxsize=64)
def _titled_before(text: str, end: int, title: str | None) -> Offsets | None:
    """The person told before, of some title; the first of the last sentence that tells any."""
    start = max(0, end - POINTING_REACH)
    found: Offsets | None = None
    for told in reversed(list(_TITLED.finditer(text, start, end))):
        if title is not None and told["title"].lower().split()[0] != title:
            continue
        if found is not None and (
            title is not None or _SENTENCE_END.search(text, told.end() - 1, found[0] + 1)
        ):
            break
        found = told.span()
    if found is None or _SPEAKS_FOR.search(text, found[1], end):
        return None
    return found


def _title_after(line: Line, subject: Range) -> str:
    """The office told in an aside after the name ("Grace Fu, Minister for …, will")."""
    after = subject[1]
    if line.word(after) != "," or line.word(after + 1) not in name_words.TITLES:
        return ""
    told = line.tokens[after + 1]
    return told.text if told.capitalised else ""


def describes(line: Line, subject: Range) -> bool:
    """Whether somebody is only called by what he is ("the 87-year-old pontiff")."""
    small = not any(line.tokens[at].capitalised for at in range(subject[0] + 1, subject[1]))
    is_one = line.word(subject[1] - 1) in name_words.TITLES | {"pontiff", "monarch", "leader"}
    return small and is_one and line.word(subject[0]) == "the"


def is_pronoun(line: Line, subject: Range) -> bool:
    """Whether a subject is nothing but "he", "they" or "it"."""
    return subject[1] - subject[0] == 1 and line.word(subject[0]) in _PERSONAL


def speaker(line: Line, pronoun: Range) -> str:
    """Who "he" or "she" is, where the sentence begins with who says so."""
    if line.word(pronoun[0]) not in ("he", "she"):
        return ""
    for index in range(pronoun[0]):
        if line.word(index) in REPORTING:
            subject = subject_of(line, index)
            known = subject is not None and not is_pronoun(line, subject)
            if subject is None or not known or _SPEAKS_FOR.search(line.said(*subject)):
                return ""
            return person(line, subject)
    return ""


def visitor(line: Line, before: int) -> str:
    """Whose visit "his visit" is: the subject of the verb before it."""
    for index in range(before - 1, max(-1, before - VISITOR_REACH), -1):
        if line.role(index) in (Role.AUXILIARY, Role.VERB):
            subject = subject_of(line, mood_of(line, index, "base").first)
            if subject and not is_pronoun(line, subject):
                return person(line, subject)
    return ""


def traveller(line: Line, visit: int) -> str:
    """Who makes a visit that a verb right before it tells ("President Berg put off a trip")."""
    verb = visit - 1
    while line.role(verb) is Role.DETERMINER or line.word(verb) in ("off", "on", "for", "up"):
        verb -= 1
    if line.role(verb) is not Role.VERB or line.word(verb) in REPORTING:
        return ""
    subject = subject_of(line, mood_of(line, verb, "base").first)
    if subject is None:
        return ""
    if is_pronoun(line, subject):
        return named(line, subject)
    who = person(line, subject)
    titled = any(word.lower() in name_words.TITLES for word in who.split())
    return who if titled and any(word[0].isupper() for word in who.split()) else ""


def parties(line: Line, span: Range) -> list[Range]:
    """Those that a phrase joins with "and": "Berg and Soto" are two, a ministry's name is one."""
    first, last = span
    found: list[Range] = []
    start = first
    for at in range(first + 1, last - 1):
        if line.word(at) in _JOINED and at > start and _parts(line, start, at, last):
            found.append((start, at))
            start = at + 2 if line.word(at + 1) == "and" else at + 1
    return [*found, (start, last)]


def _parts(line: Line, start: int, joint: int, last: int) -> bool:
    """Whether somebody else is named behind a joint."""
    behind = joint + 2 if line.word(joint + 1) == "and" else joint + 1
    while behind < last and line.role(behind) is Role.DETERMINER:
        behind += 1
    if behind >= last or line.word(behind) in _WHOLES:
        return False
    names = (joint - 1, behind, last - 1)
    both = all(line.tokens[at].capitalised for at in names)
    titled = any(line.word(at) in name_words.TITLES for at in range(behind, last))
    depends = any(
        line.role(at) is Role.PREPOSITION
        and (line.word(at - 1) in name_words.BODIES or line.word(at - 1).endswith("s"))
        for at in range(start + 1, joint)
    )
    return both and (titled or not depends)

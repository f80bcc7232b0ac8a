"""The words that make a name: without articles, counts, and marks that belong to the sentence."""

import re

from calendars.reading.rules.english import event_nouns
from calendars.reading.rules.english.line import Line
from calendars.reading.rules.english.occurrence import Range
from calendars.reading.rules.english.sentence_words import (
    CONJUNCTIONS,
    DETERMINERS,
    NUMBER_WORDS,
    PREPOSITIONS,
)

LEAST_SPACES_OF_HEADING = 2
LONGEST_ACRONYM = 5
# What is no number of an edition, but of a telephone or a code.
_NUMBER = re.compile(r"[\d./-]*\d[./-]\d[\d./-]*|\d{5,}")
_EMPTY_LENGTH = re.compile(r"[\w-]+-(?:day|hour|week|month)(?:-long)?")
_TITLE_ASIDE = re.compile(r",\s+(?=[\"“«])")
_SPACES = re.compile(r"\s+([,.;:)])|(\()\s+")
_EDGES = " ,;:.-–—*\"“”‘’'&|#"
_QUOTES = (("“", "”"), ("«", "»"), ('"', '"'))
_LOOSE_ENDS = frozenset("due likely early late".split())
_FIRST_WORDS = frozenset("The A An This These".split())


def core(line: Line, first: int, last: int) -> Range:
    """The words of a name, without articles and words that a calendar leaves out."""
    first = _behind_break(line, first, last)
    while first < last - 1 and _is_empty(line, first):
        first += 1
    while last > first + 1 and line.word(last - 1) in _LOOSE_ENDS:
        last -= 1
    return first, last


def _behind_break(line: Line, first: int, last: int) -> int:
    """Where a name begins that stands behind the end of another line ("833-1116 / The fair")."""
    for at in range(last - 1, first, -1):
        if line.tokens[at].text not in _FIRST_WORDS:
            continue
        before = line.tokens[at - 1].text
        gap = line.text[line.spans[at - 1][1] : line.spans[at][0]]
        dateline = before.isupper() and len(before) > LONGEST_ACRONYM
        if before[-1].isdigit() or dateline or len(gap) > 1 or "\n" in gap:
            return at
    return first


def _is_empty(line: Line, first: int) -> bool:
    """Whether a word says nothing of the event that it stands before."""
    token = line.tokens[first]
    word = token.word
    if not token.is_word or word in DETERMINERS or word in event_nouns.EMPTY_MODIFIERS:
        return True
    if token.capitalised:
        return False
    if word[0].isdigit():
        counts = word.isdigit() and line.tokens[first + 1].text.islower()
        return counts or _NUMBER.fullmatch(word) is not None
    return (
        word in event_nouns.EMPTY_ADVERBS
        or word in NUMBER_WORDS
        or ("-" in word and _EMPTY_LENGTH.fullmatch(word) is not None)
    )


def clean(name: str) -> str:
    """A name without loose marks, in the case of names."""
    name = " ".join(name.split())
    return name if name.replace(" ", "").isalpha() and not name.isupper() else _cleaned(name)


def _cleaned(name: str) -> str:
    name = _TITLE_ASIDE.sub(" ", name)
    name = _SPACES.sub(lambda match: match[1] or match[2], " ".join(name.split()))
    whole, name = name, name.strip(_EDGES)
    for opening, closing in _QUOTES:
        if _is_balanced(name, opening, closing):
            continue
        if whole.endswith(closing) and _is_balanced(name + closing, opening, closing):
            name += closing
        else:
            name = name.replace(opening, "").replace(closing, "")
    if name.isupper() and name.count(" ") >= LEAST_SPACES_OF_HEADING:
        name = _from_capitals(name)
    return name + ")" if name.count("(") > name.count(")") else name


def _is_balanced(name: str, opening: str, closing: str) -> bool:
    """Whether each quotation mark has its other half."""
    if opening == closing:
        return name.count(opening) % 2 == 0
    return name.count(opening) == name.count(closing)


def _from_capitals(name: str) -> str:
    """A heading set in capitals, as a name."""
    words = name.lower().split()
    small = DETERMINERS | PREPOSITIONS | CONJUNCTIONS
    return " ".join(word if word in small else word.capitalize() for word in words)

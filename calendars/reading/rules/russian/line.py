"""A Russian sentence as words with its dates, its clauses and its event nouns."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from calendars.reading.day_phrases import DayPhrase
from calendars.reading.mention import Offsets
from calendars.reading.rules.russian import verbs

_TOKEN = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|[^\w\s]")
_PARTICIPLE = re.compile(
    r"(?:запланирован|намечен|назначен|намечавш|планировавш|отменен|отложен|перенесен|"
    r"приурочен|посвящ)\w*"
)
_RELATIVE = re.compile(r"котор(?:ый|ая|ое|ые|ого|ой|ых|ом|ую|ым)")
OPENERS = frozenset("что где когда чтобы если поскольку хотя а но".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark; `low` is it in small letters, `date` the place of its date or −1."""

    start: int
    end: int
    text: str
    low: str
    date: int


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence; `clauses` are ranges of tokens, `dates` ranges of tokens for each date."""

    text: str
    tokens: list[Token]
    dates: Sequence[DayPhrase]
    date_tokens: list[tuple[int, int]]
    clauses: list[tuple[int, int]]

    def low(self, index: int) -> str:
        """The word at a place in small letters, empty outside the sentence."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def span(self, first: int, last: int) -> Offsets:
        """The characters of tokens `[first, last)`."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def said(self, first: int, last: int) -> str:
        """The text of tokens `[first, last)` with single spaces."""
        return " ".join(self.text[slice(*self.span(first, last))].split()) if first < last else ""

    def clause(self, index: int) -> tuple[int, int]:
        """The clause that a token stands in."""
        at = bisect_right(self.clauses, (index, len(self.tokens))) - 1
        return self.clauses[at] if at >= 0 else (0, len(self.tokens))

    def is_relative(self, clause: tuple[int, int]) -> bool:
        """Whether a clause tells of the noun before it: “который …”."""
        return any(_RELATIVE.fullmatch(self.low(at)) for at in range(clause[0], clause[0] + 3))


def read_line(text: str, span: Offsets, dates: Sequence[DayPhrase]) -> Line:
    """Cut a sentence into words and clauses."""
    tokens: list[Token] = []
    number = 0
    for match in _TOKEN.finditer(text, *span):
        while number < len(dates) and dates[number].end <= match.start():
            number += 1
        here = number < len(dates) and dates[number].start <= match.start()
        tokens.append(
            Token(match.start(), match.end(), match[0], match[0].lower(), number if here else -1)
        )
    ranges = [_range(tokens, at) for at in range(len(dates))]
    return Line(text, tokens, dates, ranges, _clauses(tokens))


def _range(tokens: list[Token], date: int) -> tuple[int, int]:
    own = [at for at, token in enumerate(tokens) if token.date == date]
    return (own[0], own[-1] + 1) if own else (0, 0)


def _clauses(tokens: list[Token]) -> list[tuple[int, int]]:
    """Clauses end at a semicolon, and at a comma before “который”, “что” or a reporting verb."""
    cuts = [0]
    for at, token in enumerate(tokens):
        following = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if token.low == ";" or (token.low == "," and _opens(tokens, at + 1, following)):
            cuts.append(at + 1)
    cuts.append(len(tokens))
    return [(first, last) for first, last in pairwise(cuts) if first < last]


def _opens(tokens: list[Token], at: int, word: str) -> bool:
    if word in OPENERS or verbs.REPORTING.fullmatch(word) or _RELATIVE.fullmatch(word):
        return True
    for token in tokens[at : at + 4]:
        if token.low == ",":
            return False
        if _RELATIVE.fullmatch(token.low) or verbs.REPORTING.fullmatch(token.low):
            return True
    return _PARTICIPLE.fullmatch(word) is not None

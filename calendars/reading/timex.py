"""Temporal tagging: the time expressions of a text with their values (TIMEX3, ISO-TimeML).

A language brings its words and rules (`rules/<language>/dates.py`); here they are found,
resolved in the order of the text, and checked.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Protocol

from calendars.dates import edtf
from calendars.errors import UnreadableDate
from calendars.reading.grammar import Grammar
from calendars.reading.history import Course, is_history
from calendars.reading.meaning import Bound, Context, Tense, TimexHit, Value
from calendars.reading.mention import Timex
from calendars.reading.periods import Unit
from calendars.reading.rules import rules
from calendars.reading.words import Tokens, tokenize


class Language(Protocol):
    """What a language's `dates` module brings."""

    GRAMMAR: Grammar[Value]

    @staticmethod
    def tense(hit: TimexHit) -> Tense:
        """Whether the words around a hit tell it as past or future."""

    @staticmethod
    def told_year(hit: TimexHit) -> int | None:
        """The year that a hit spells out."""

    @staticmethod
    def points_at_now(hit: TimexHit) -> bool:
        """Whether a hit is told from the day of publication: “today”, “on Friday”."""

    @staticmethod
    def tells_of_now(tokens: Tokens, hits: list[TimexHit]) -> bool:
        """Whether a text speaks of the time of its publication at all."""


def tag(text: str, published: dt.date, *, language: str = "en") -> list[Timex]:
    """The time expressions of a text, in order, never overlapping.

    >>> [(t.text, t.value) for t in tag("They will meet on Friday.", dt.date(2021, 3, 31))]
    [('Friday', '2021-04-02')]

    Raises:
        UnsupportedLanguage: There are no rules for the language.
    """
    speech: Language = rules(language, "dates")  # type: ignore[assignment]
    tokens = tokenize(text)
    hits = speech.GRAMMAR.find(tokens)
    told = [_told_years(hit, speech) for hit in hits]
    pointing = sum(speech.points_at_now(hit) for hit in _with_children(hits))
    of_now = speech.tells_of_now(tokens, hits)
    history = is_history(told, pointing, published.year, of_now=of_now)
    context = Context(published, history, speech.tense)
    course = Course(told) if history else None
    timexes: list[Timex] = []
    for place, hit in enumerate(hits):
        before = context.told
        timexes.extend(_resolved(hit, context, len(timexes) + 1))
        bare = context.told is not None and context.told[0].unit.rank >= Unit.YEAR.rank
        if course and course.is_aside(place, bare=bare):
            context.told = before
    return timexes


def _told_years(hit: TimexHit, speech: Language) -> list[int]:
    return [year for one in _with_children([hit]) if (year := speech.told_year(one)) is not None]


def _with_children(hits: Iterable[TimexHit]) -> Iterator[TimexHit]:
    for hit in hits:
        yield hit
        yield from _with_children(hit.children)


def _resolved(hit: TimexHit, context: Context, number: int) -> list[Timex]:
    """The expressions of a hit, of which the first has the number."""
    context.looked_at.clear()
    meaning = context.resolve(hit)
    anchor = max(context.looked_at, default=None)
    if meaning is None:
        timexes: list[Timex] = []
        for child in hit.children:
            timexes.extend(_resolved(child, context, number + len(timexes)))
        return timexes
    if isinstance(meaning, Value):
        return [_timex(hit, (hit.first, hit.last), meaning, context, (number, anchor))]
    parts = [(name, value) for name, value in zip(hit.rule.apart, meaning, strict=True) if value]
    return [
        _timex(hit, hit.range(name), value, context, (number + place, anchor))
        for place, (name, value) in enumerate(parts)
    ]


def _timex(
    hit: TimexHit,
    words: tuple[int, int],
    value: Value,
    context: Context,
    numbers: tuple[int, int | None],
) -> Timex:
    """An expression; `numbers` are its own and that of what it is counted from."""
    number, anchor = numbers
    begin, finish = value.begin, value.finish
    bounds = (
        {Bound.HERE: context.standing, Bound.NEXT: number + 1, Bound.PREVIOUS: number - 1}
        if begin or finish
        else {}
    )
    if value.period is not None:
        context.remember(value.period, number, late=value.mod == "END")
    tokens = hit.tokens
    start, end = tokens.starts[words[0]], tokens.ends[words[1] - 1]
    return Timex(
        start=start,
        end=end,
        text=tokens.text[start:end],
        type=value.type,
        value=value.value,
        rule=hit.rule.name,
        mod=value.mod,
        quant=value.quant,
        freq=value.freq,
        edtf=_kept(value),
        zone=value.zone,
        anchor=anchor,
        begin=begin and bounds[begin],
        finish=finish and bounds[finish],
    )


def _kept(value: Value) -> str | None:
    """The EDTF text if it is of the subset that calendars keep; they begin with the year 1."""
    if value.edtf is None or value.value.startswith("BC"):
        return None
    return _as_kept(value.edtf)


@lru_cache(maxsize=4096)
def _as_kept(text: str) -> str | None:
    try:
        return str(edtf.parse(text))
    except UnreadableDate:
        return None

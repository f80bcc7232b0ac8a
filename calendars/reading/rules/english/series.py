"""What the dates of an English sentence say of a series: its hours, its ends, its exceptions."""

import re
from collections.abc import Sequence
from dataclasses import replace

from calendars.dates.edtf import Interval, Point
from calendars.reading.day_phrases import DayPhrase, Unsaid
from calendars.reading.repeated import within, without
from calendars.reading.rules.english.date_words import NUMBERS
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.occurrence import Telling
from calendars.reading.rules.english.sentence_words import RELATIVES
from calendars.reading.series import Often, Series

REACH = 4
_EXCEPT = frozenset("except excepting excluding bar barring".split())
_STARTING = frozenset("from starting beginning since".split())
_WEEKS = re.compile(r"\b(\w+)(?: |-| - )weeks?\b")


def limited(
    line: Line, phrase: DayPhrase, numbers: Sequence[int]
) -> tuple[DayPhrase | None, list[int]]:
    """A series with what the dates of its line say of it, and the dates that stand apart.

    The series is None where it is over.
    """
    series = phrase.series
    if series is None:
        return phrase, list(numbers)
    apart: list[int] = []
    for number in numbers:
        limit, before = line.dates[number], _words_before(line, number)
        if not before.isdisjoint(_EXCEPT):
            series = without(series, limit)
        elif _limits(limit, before):
            series = within(series, limit, starts=not before.isdisjoint(_STARTING))
        else:
            apart.append(number)
    series = _counted(line, series)
    date = series.begin()
    return (replace(phrase, date=date, series=series) if date else None), apart


def in_passing(line: Line, telling: Telling | None) -> bool:
    """Whether only an aside tells the series ("the council, which meets every Monday, …")."""
    return telling is not None and line.word(telling.mood.first - 1) in RELATIVES


def _words_before(line: Line, number: int) -> set[str]:
    first, _ = line.date_tokens(number)
    start = first
    while start > max(0, first - REACH) and line.role(start - 1) not in (Role.DATE, Role.AUXILIARY):
        start -= 1
    return {line.word(at) for at in range(start, first)}


def _limits(date: DayPhrase, before: set[str]) -> bool:
    """Whether a date is the hour, the season or an edge of a series."""
    if date.ends_only or date.unsaid[0] is Unsaid.ALL:
        return True
    if not before.isdisjoint(_STARTING) or isinstance(date.date, Interval):
        return True
    return isinstance(date.date, Point) and date.date.day is None and "in" in before


def _counted(line: Line, series: Series) -> Series:
    """How often it is held ("for six weeks"), where its first day is told."""
    told = _WEEKS.search(" ".join(line.words))
    ahead = series.first is not None and series.first >= series.told
    if told is None or not ahead or series.often is not Often.WEEKLY or series.interval > 1:
        return series
    weeks = int(told[1]) if told[1].isdigit() else NUMBERS.get(told[1], 0)
    return replace(series, count=weeks * len(series.weekdays)) if weeks else series

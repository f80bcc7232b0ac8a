"""The English date grammar."""

from calendars.reading.grammar import Grammar
from calendars.reading.meaning import TimexHit, Value
from calendars.reading.rules.english import calendar_dates, relative_dates
from calendars.reading.rules.english.calendar_dates import year_of
from calendars.reading.rules.english.date_words import LEXICON, SHAPES
from calendars.reading.rules.english.tense import tense

GRAMMAR: Grammar[Value] = Grammar(
    lexicon=LEXICON,
    shapes=SHAPES,
    levels=[[*calendar_dates.RULES, *relative_dates.RULES]],
)


def told_year(hit: TimexHit) -> int | None:
    """The year that a hit spells out."""
    return year_of(hit)


__all__ = ["GRAMMAR", "tense", "told_year"]

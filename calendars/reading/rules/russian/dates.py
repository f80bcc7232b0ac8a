"""The Russian date grammar: words to dates, dates to greater dates, in four levels."""

from calendars.reading.grammar import Grammar
from calendars.reading.meaning import TimexHit, Value
from calendars.reading.rules.russian import (
    calendar_dates,
    clock_times,
    compound_dates,
    date_ranges,
    durations,
    relative_dates,
)
from calendars.reading.rules.russian.calendar_dates import year_of
from calendars.reading.rules.russian.date_words import FILLERS, LEXICON, SHAPES
from calendars.reading.rules.russian.tense import tense
from calendars.reading.words import Tokens

GRAMMAR: Grammar[Value] = Grammar(
    lexicon=LEXICON,
    shapes=SHAPES,
    fillers=FILLERS,
    levels=[
        [
            *calendar_dates.RULES,
            *relative_dates.RULES,
            *clock_times.RULES,
            *durations.RULES,
        ],
        compound_dates.WITHIN_RULES,
        compound_dates.MODIFIED_RULES,
        date_ranges.RULES,
    ],
)
POINTING_AT_NOW = frozenset("today weekday pointed-weekday".split())


def told_year(hit: TimexHit) -> int | None:
    """The year that a hit spells out."""
    return year_of(hit)


def points_at_now(hit: TimexHit) -> bool:
    """Whether a hit is told from the day of publication: “сегодня”, “в пятницу”."""
    return hit.rule.name in POINTING_AT_NOW


def tells_of_now(tokens: Tokens, hits: list[TimexHit]) -> bool:  # noqa: ARG001
    """Whether a text speaks of its own time: any may, as the present of verbs is not known."""
    return True


__all__ = ["GRAMMAR", "points_at_now", "tells_of_now", "tense", "told_year"]

"""The English date grammar: words to dates, dates to greater dates, in four levels."""

from calendars.reading.grammar import Grammar
from calendars.reading.meaning import TimexHit, Value
from calendars.reading.rules.english import (
    calendar_dates,
    clock_times,
    compound_dates,
    counted_dates,
    date_ranges,
    durations,
    holidays,
    numeric_dates,
    references,
    relative_dates,
    repetitions,
    years,
)
from calendars.reading.rules.english.date_words import FILLERS, LEXICON, SHAPES
from calendars.reading.rules.english.tense import tense
from calendars.reading.rules.english.years import year_of
from calendars.reading.words import Tokens

GRAMMAR: Grammar[Value] = Grammar(
    lexicon=LEXICON,
    shapes=SHAPES,
    fillers=FILLERS,
    levels=[
        [
            *numeric_dates.RULES,
            *calendar_dates.RULES,
            *years.RULES,
            *relative_dates.RULES,
            *clock_times.RULES,
            *repetitions.RULES,
            *durations.RULES,
            *references.RULES,
            *holidays.RULES,
        ],
        [*counted_dates.RULES, *compound_dates.WITHIN_RULES, *date_ranges.WITH_YEAR_RULES],
        compound_dates.MODIFIED_RULES,
        date_ranges.RULES,
    ],
)


def told_year(hit: TimexHit) -> int | None:
    """The year that a hit spells out, in the calendar's count."""
    try:
        return year_of(hit)
    except ValueError:
        return None


def points_at_now(hit: TimexHit) -> bool:
    """Whether a hit is told from the day of publication: “today”, “on Friday”, “last week”.

    What somebody is quoted with is told from the day of the speech.
    """
    return (hit.rule.name in POINTING_AT_NOW or _is_last_week(hit)) and not _is_quoted(hit)


def _is_last_week(hit: TimexHit) -> bool:
    bare = hit.rule.name == "unit-pointed" and hit.last - hit.first == len(("last", "week"))
    return bare and hit.word("which") in ("last", "this") and hit.word("u") in ("week", "month")


def tells_of_now(tokens: Tokens, hits: list[TimexHit]) -> bool:
    """Whether a text speaks of the time of its publication at all."""
    if not OF_NOW.isdisjoint(tokens.lows):
        return True
    return any(hit.rule.name == "ago" or _points_to_now(hit) for hit in hits)


def _points_to_now(hit: TimexHit) -> bool:
    """Whether it is “next year”, not “the next day” of what is told."""
    in_text = hit.word("which") == "next" and hit.tokens.lows[hit.first] == "the"
    return hit.word("which") in TO_NOW and not in_text


OF_NOW = frozenset("will is are has have says say now currently today tomorrow yesterday".split())
TO_NOW = frozenset("this last next coming current upcoming past".split())


def _is_quoted(hit: TimexHit) -> bool:
    """Whether the quotation mark before a hit opens a speech: it stands right at a word."""
    tokens = hit.tokens
    for index in range(hit.first - 1, max(-1, hit.first - LONGEST_SPEECH), -1):
        if tokens.words[index] in QUOTATION_MARKS:
            return tokens.glued(index) and not (index and tokens.glued(index - 1))
    return False


LONGEST_SPEECH = 60
QUOTATION_MARKS = frozenset(("“", "”", '"'))


POINTING_AT_NOW = frozenset("today weekday pointed-weekday tonight".split())

__all__ = ["GRAMMAR", "points_at_now", "tells_of_now", "tense", "told_year"]

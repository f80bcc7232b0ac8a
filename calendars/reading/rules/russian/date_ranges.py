"""Russian ranges whose ends complete each other: from 30 March to 2 April 2021."""

from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, TimexHit, Value
from calendars.reading.ranges import Ranges
from calendars.reading.rules.russian.clock_times import clock_of
from calendars.reading.rules.russian.date_words import MONTH_OF
from calendars.reading.rules.russian.numbers import ordinal_of

RANGES = Ranges(MONTH_OF, ordinal_of, frozenset(("и", "или")), frozenset(("между",)))


def _times(hit: TimexHit, context: Context) -> tuple[Value, Value]:
    """On Friday from 10:00 to 12:00: both on the day."""
    first, last = hit.child("first"), hit.child("last")
    if last.rule.kind == "TIME":
        start = clock_of(first).on(context.period(last))
        return RANGES.joined(hit, start, context.value(last))
    end = clock_of(last).on(context.period(first))
    return RANGES.joined(hit, context.value(first), end)


def _is_one_day(hit: TimexHit) -> bool:
    """Whether one of the times at least is without a day of its own."""
    return "CLOCKTIME" in (hit.child("first").rule.kind, hit.child("last").rule.kind)


DATE = "(MONTHDAY|DAYDATE|MONTHNAME|MONTHYEAR)"

RULES = [
    Rule(
        "date-range",
        "RANGE",
        f"first:{DATE} (по|до|DASH|и) last:{DATE}",
        RANGES.dates,
        apart=("first", "last"),
    ),
    Rule(
        "time-range",
        "RANGE",
        "first:(CLOCKTIME|TIME) (по|до|DASH) last:(CLOCKTIME|TIME)",
        _times,
        _is_one_day,
        apart=("first", "last"),
    ),
]

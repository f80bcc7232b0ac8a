"""Russian ranges whose ends complete each other: from 30 March to 2 April 2021."""

from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, TimexHit, Value
from calendars.reading.periods import Period
from calendars.reading.rules.russian.clock_times import clock_of
from calendars.reading.rules.russian.date_words import MONTH_OF
from calendars.reading.rules.russian.numbers import ordinal_of

WITHOUT_YEAR = frozenset(("MONTHDAY", "MONTHNAME"))
WITH_YEAR = frozenset(("DAYDATE", "MONTHYEAR"))


def _dates(hit: TimexHit, context: Context) -> tuple[Value, Value]:
    """The end gives its year to the start, or the start its own to the end."""
    first, last = hit.child("first"), hit.child("last")
    if first.rule.kind in WITHOUT_YEAR and last.rule.kind in WITH_YEAR:
        return Value.of(_until(first, context.period(last))), context.value(last)
    if last.rule.kind in WITHOUT_YEAR:
        start = context.value(first)
        return start, Value.of(_since(last, context.period(first)))
    return context.value(first), context.value(last)


def _until(hit: TimexHit, end: Period) -> Period:
    found = _in_year(hit, end.first.year)
    return found if found.first <= end.first else _in_year(hit, end.first.year - 1)


def _since(hit: TimexHit, start: Period) -> Period:
    found = _in_year(hit, start.first.year)
    return found if found.last >= start.first else _in_year(hit, start.first.year + 1)


def _in_year(hit: TimexHit, year: int) -> Period:
    month = MONTH_OF[hit.word("m")]
    if hit.rule.kind == "MONTHNAME":
        return Period.month(year, month)
    return Period.day(year, month, ordinal_of(hit.words("d")) or 0)


def _times(hit: TimexHit, context: Context) -> tuple[Value, Value]:
    """On Friday from 10:00 to 12:00: both on the day."""
    first, last = hit.child("first"), hit.child("last")
    if last.rule.kind == "TIME":
        return clock_of(first).on(context.period(last)), context.value(last)
    return context.value(first), clock_of(last).on(context.period(first))


def _is_one_day(hit: TimexHit) -> bool:
    """Whether one of the times at least is without a day of its own."""
    return "CLOCKTIME" in (hit.child("first").rule.kind, hit.child("last").rule.kind)


DATE = "(MONTHDAY|DAYDATE|MONTHNAME|MONTHYEAR)"

RULES = [
    Rule(
        "date-range",
        "RANGE",
        f"first:{DATE} (по|до|DASH|и) last:{DATE}",
        _dates,
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

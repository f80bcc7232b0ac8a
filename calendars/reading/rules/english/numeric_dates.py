"""Dates written in digits: 2021-04-02, 30.04.2021, 10-30-89, 9/11."""

import datetime as dt
from collections.abc import Callable

from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, TimexHit, Value
from calendars.reading.mention import TimexType
from calendars.reading.periods import FIRST_BEFORE_CHRIST, Period, full_year
from calendars.reading.rules.english.calendar_dates import LAST_OF_MONTH, MONTHS_OF_YEAR, ON_WEEKDAY


def _iso(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    text = hit.word("date").upper()
    day = _written_day(*(int(part) for part in text[:10].split("-")))
    if "T" in text:
        return Value(TimexType.TIME, text, text, period=day)
    return Value.of(day)


def _written_day(year: int, month: int, day: int) -> Period:
    if year >= FIRST_BEFORE_CHRIST:
        raise ValueError(f"{year} is not written as a year")
    return Period.day(year, month, day)


def _numeric(hit: TimexHit, context: Context) -> Value:
    first, second, third = (int(part) for part in hit.word("date").replace("/", ".").split("."))
    if first > LAST_OF_MONTH:
        return Value.of(_written_day(first, second, third))
    if third < 100:
        third = full_year(third, context.published.year)
    if "." in hit.word("date") or first > MONTHS_OF_YEAR:
        return Value.of(_written_day(third, second, first))
    american = _written_day(third, first, second)
    if second > MONTHS_OF_YEAR or third != context.published.year:
        return Value.of(american)
    return Value.of(min(american, Period.day(third, second, first), key=_distance(context)))


def _iso_month(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value.of(Period.month(int(hit.word("y")), int(hit.word("d"))))


def _is_iso_month(hit: TimexHit) -> bool:
    """Whether “2021-08” stands alone and is no range of years such as “2007-08”."""
    tokens, month = hit.tokens, int(hit.word("d"))
    tied = tokens.glued(hit.first) and tokens.glued(hit.first + 1)
    longer = (tokens.glued(hit.last - 1) and hit.after in ("-", "/", ":")) or (
        hit.first > 0 and tokens.glued(hit.first - 1) and hit.before in ("-", "/")
    )
    return tied and not longer and 0 < month <= MONTHS_OF_YEAR and month <= int(hit.word("y")[2:])


def _nine_eleven(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value.of(Period.day(2001, 9, 11))


def _is_nine_eleven(hit: TimexHit) -> bool:
    return hit.tokens.lows[hit.first : hit.last] == ["9", "/", "11"]


def _dashed(hit: TimexHit, context: Context) -> Value:
    """The date of an agency's header: 03-22-98, month first."""
    first, second, year = (int(word) for word in hit.tokens.words[hit.first : hit.last : 2])
    if year < 100:
        year = full_year(year, context.published.year)
    month, day = (first, second) if first <= MONTHS_OF_YEAR else (second, first)
    return Value.of(_written_day(year, month, day))


def _is_glued(hit: TimexHit) -> bool:
    """Whether a date stands alone in one piece, not in a longer number."""
    tokens = hit.tokens
    inside = all(map(tokens.glued, range(hit.first, hit.last - 1)))
    longer = tokens.glued(hit.last - 1) and hit.after in ("-", "–", "/")
    two_digits = len(tokens.words[hit.first + 2]) == 2
    return inside and not longer and two_digits


def _spaced(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    """The date 30 / 04 / 2019, day first where it can be."""
    first, second, year = (int(word) for word in hit.tokens.words[hit.first : hit.last : 2])
    month, day = (first, second) if second > MONTHS_OF_YEAR else (second, first)
    return Value.of(_written_day(year, month, day))


def _distance(context: Context) -> Callable[[Period], dt.timedelta]:
    """How far a day is from publication: 4/5 is read as the nearer of its two days."""
    return lambda day: abs(day.first - context.published)


RULES = [
    Rule("iso-date", "DAYDATE", "date:ISODATE", _iso),
    Rule("iso-month", "MONTHYEAR", "y:YEAR DASH d:TWODIGITS", _iso_month, _is_iso_month),
    Rule("nine-eleven", "DAYDATE", "INT SLASH INT", _nine_eleven, _is_nine_eleven),
    Rule("numeric-date", "DAYDATE", f"{ON_WEEKDAY} date:NUMERICDATE", _numeric),
    Rule("spaced-date", "DAYDATE", "SMALL SLASH SMALL SLASH YEAR", _spaced),
    Rule(
        "dashed-date",
        "DAYDATE",
        "SMALL DASH SMALL DASH (TWODIGITS|YEAR)",
        _dashed,
        _is_glued,
    ),
]

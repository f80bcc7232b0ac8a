"""English ranges and lists whose ends complete each other: from 30 March to 2 April 2021."""

import dataclasses
import datetime as dt

from calendars.reading.clock import Clock
from calendars.reading.grammar import Hit, Rule
from calendars.reading.meaning import Context, TimexHit, Value
from calendars.reading.ranges import Ranges
from calendars.reading.rules.english.clock_times import HALF_A_DAY, clock_of
from calendars.reading.rules.english.date_words import MONTH_OF, WEEKDAY_OF
from calendars.reading.rules.english.numbers import number_of, ordinal_of

MIDNIGHT = dt.time()
RANGES = Ranges(MONTH_OF, ordinal_of, frozenset(("and", "or")), frozenset(("between",)))


def _dates_and_year(hit: TimexHit, context: Context) -> tuple[Value, Value, Value]:
    year = context.value(hit.child("year"))
    last = RANGES.in_year(hit.child("last"), context.period(hit.child("year")).first.year)
    first = Value.of(RANGES.until(hit.child("first"), last))
    return *RANGES.joined(hit, first, Value.of(last)), year


def _weekdays(hit: TimexHit, context: Context) -> tuple[Value, Value]:
    """Monday and Tuesday: the second is the next after the first."""
    if hit.child("last").rule.name == "weekday-of-week":
        return _weekdays_of_week(hit, context)
    start, weekday = context.value(hit.child("first")), WEEKDAY_OF[hit.child("last").word("w")]
    if start.period is None:
        raise ValueError(f"{start.value} is no day")
    first = start.period
    last = Value.of(first.shift((weekday - first.first.weekday()) % 7 or 7))
    return RANGES.joined(hit, start, last)


def _weekdays_of_week(hit: TimexHit, context: Context) -> tuple[Value, Value]:
    """Monday through Wednesday next week."""
    end = context.value(hit.child("last"))
    if end.period is None:
        raise ValueError(f"{end.value} is no day")
    back = (end.period.first.weekday() - WEEKDAY_OF[hit.child("first").word("w")]) % 7
    return RANGES.joined(hit, Value.of(end.period.shift(-back)), end)


def _are_weekdays(hit: TimexHit) -> bool:
    names = ("weekday", "weekday-of-week")
    return hit.child("first").has("w") and hit.child("last").rule.name in names


def _times(hit: TimexHit, context: Context) -> tuple[Value, Value]:
    """From 10 to 12 a.m. on Friday: the times share the day and the half of the day."""
    first, last = hit.word("hour"), hit.child("last")
    end = _clock(last)
    start = _hour_before(number_of([first]), end) if first else _clock(hit.child("first"))
    if first and end.time == MIDNIGHT and start.time > MIDNIGHT:
        end = dataclasses.replace(end, time=dt.time(HALF_A_DAY), ends_day=False)
    day = context.period(hit.child("first") if _has_day(hit, "first") else last)
    if start.zone is None and start.offset is None:
        start = dataclasses.replace(start, zone=end.zone, offset=end.offset)
    elif end.zone is None and end.offset is None:
        end = dataclasses.replace(end, zone=start.zone, offset=start.offset)
    if _has_day(hit, "first") and _has_day(hit, "last"):
        return RANGES.joined(hit, start.on(day), end.on(context.period(last)))
    overnight = end.time <= start.time and not end.ends_day
    return RANGES.joined(hit, start.on(day), end.on(day.shift(1) if overnight else day))


def _has_day(hit: TimexHit, name: str) -> bool:
    part = hit.parts.get(name)
    return isinstance(part, Hit) and part.rule.kind == "TIME"


def _clock(hit: TimexHit) -> Clock:
    if hit.rule.kind != "CLOCKTIME" and not hit.has("clock"):
        raise ValueError(f"“{hit.rule.name}” tells no clock time")
    return clock_of(hit if hit.rule.kind == "CLOCKTIME" else hit.child("clock"))


def _hour_before(hour: float | None, end: Clock) -> Clock:
    """The last such hour of a twelve-hour clock before the end."""
    if hour is None or not 0 <= hour <= HALF_A_DAY * 2:
        raise ValueError(f"{hour} is no hour")
    start = int(hour) % HALF_A_DAY
    if start + HALF_A_DAY < end.time.hour:
        start += HALF_A_DAY
    return Clock(dt.time(start), end.zone, end.offset)


def _is_hours(hit: TimexHit) -> bool:
    return hit.before in ("from", "between", "at", ",", "(", "of")


YEARLESS = "(MONTHDAY|MONTHNAME)"
DATE = "(MONTHDAY|DAYDATE|MONTHNAME|MONTHYEAR)"
TO = "(to|through|thru|until|till|DASH|SLASH|and)"

WITH_YEAR_RULES = [
    Rule(
        "date-range-and-year",
        "RANGE",
        f"first:{YEARLESS} {TO} last:{YEARLESS} (COMMA|of)? year:(YEARREF|THEYEAR)",
        _dates_and_year,
        apart=("first", "last", "year"),
    ),
]
RULES = [
    Rule(
        "date-range",
        "RANGE",
        f"first:{DATE} ({TO}|or) last:{DATE}",
        RANGES.dates,
        apart=("first", "last"),
    ),
    Rule(
        "weekday-range",
        "RANGE",
        f"first:DAYNAME ({TO}|or) last:DAYNAME",
        _weekdays,
        _are_weekdays,
        apart=("first", "last"),
    ),
    Rule(
        "time-range",
        "RANGE",
        f"first:(CLOCKTIME|TIME) {TO} last:(CLOCKTIME|TIME)",
        _times,
        apart=("first", "last"),
    ),
    Rule(
        "hour-range",
        "RANGE",
        f"hour:HOUR {TO} last:(CLOCKTIME|TIME)",
        _times,
        _is_hours,
        apart=("hour", "last"),
    ),
]

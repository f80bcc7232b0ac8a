"""English dates of reports: the quarter ended September 30, the same period a year earlier."""

import dataclasses

from calendars.reading.grammar import Rule
from calendars.reading.meaning import Bound, Context, TimexHit, Value
from calendars.reading.mention import TimexType
from calendars.reading.periods import Period, Unit
from calendars.reading.rules.english.day_times import DAYS
from calendars.reading.rules.english.durations import count_of
from calendars.reading.rules.english.quarters import position
from calendars.reading.rules.english.relative_dates import unit_of


def _same_unit(hit: TimexHit, context: Context) -> Value:
    """The same month last year: the last date moved to another year."""
    told = _told_unit(hit.child("same") if hit.has("same") else hit, context)
    year = context.period(hit.child("whole")).first.year
    return Value.of(Period.of(told.unit, told.first.replace(year=year, day=1)))


def _is_same_unit(hit: TimexHit) -> bool:
    return not hit.has("same") or hit.child("same").word("which") == "same"


def _fiscal_part(hit: TimexHit, context: Context) -> Value:
    """The first quarter of fiscal 1990: when it begins and ends is the company's own."""
    year = context.value(hit.child("whole")).value
    number = position(hit)
    if hit.word("u") == "half":
        return Value(TimexType.DATE, f"{year}-H{2 if number in (-1, 2) else 1}")
    return Value(TimexType.DATE, f"{year}-Q{4 if number < 0 else number}")


def _is_fiscal(hit: TimexHit) -> bool:
    return hit.child("whole").rule.name.startswith("fiscal")


def _year_earlier(hit: TimexHit, context: Context) -> Value:
    told = _told_unit(hit, context)
    return Value.of(Period.of(told.unit, told.first.replace(year=told.first.year - 1, day=1)))


def _same_earlier(hit: TimexHit, context: Context) -> Value:
    """The same month a year ago: the last date moved to the year before."""
    told = context.period(hit.child("same")) if hit.has("same") else _told_unit(hit, context)
    count = count_of(hit.child("d"))
    if count is None or hit.child("d").word("u") not in ("year", "years"):
        raise ValueError("how many years is not told")
    return Value.of(
        Period.of(told.unit, told.first.replace(year=told.first.year - int(count), day=1))
    )


def _is_same(hit: TimexHit) -> bool:
    return not hit.has("same") or hit.child("same").word("which") in ("same", "that")


def _unit_ended(hit: TimexHit, context: Context) -> tuple[Value, Value]:
    """The quarter ended September 30: the unit that the day lies in."""
    first, last = hit.range("whole")
    unit, day = unit_of(hit.tokens.lows[last - 1]), context.value(hit.child("day"))
    if day.period is None:
        raise ValueError("the day is not told")
    period = Period.of(unit, day.period.first)
    if day.period.last != period.last and unit in (Unit.YEAR, Unit.QUARTER) and _is_bare(hit):
        return Value(TimexType.DURATION, f"P1{unit.value[0].upper()}", finish=Bound.NEXT), day
    fiscal = not FISCAL.isdisjoint(hit.tokens.lows[first:last])
    whole = Value.of(period)
    return (dataclasses.replace(whole, value=f"FY{period.value}") if fiscal else whole), day


def _is_bare(hit: TimexHit) -> bool:
    """Whether a year is only told by its last day, and none of the calendar: “the year”."""
    first, last = hit.range("whole")
    return last - first == len(("the", "year"))


def _year_to(hit: TimexHit, context: Context) -> tuple[Value, Value]:
    """The year to September, the quarter ended in June: it ends with the month."""
    month, unit = context.value(hit.child("day")), hit.tokens.lows[hit.range("whole")[1] - 1]
    if unit == "year":
        return Value(TimexType.DURATION, "P1Y", finish=Bound.NEXT), month
    if unit != "quarter" or month.period is None:
        raise ValueError(f"the {unit} has no such end")
    return Value.of(Period.of(Unit.QUARTER, month.period.first)), month


def _told_unit(hit: TimexHit, context: Context) -> Period:
    """The unit of the last date that is meant; a “period” is what was told last."""
    if hit.has("u"):
        return _anchor(unit_of(hit.word("u")), context)
    told = context.reference or Period.of(Unit.YEAR, context.published)
    if told.unit.rank >= Unit.MONTH.rank:
        return told
    return context.lately(Unit.QUARTER) or Period.of(Unit.YEAR, told.first)


def _anchor(unit: Unit, context: Context) -> Period:
    """The unit that is spoken of; of quarters, that are told when they are over, the last."""
    told = context.reference
    if unit is Unit.QUARTER and not context.history and (told is None or told.unit is not unit):
        return Period.of(unit, context.published).shift(-1)
    return context.anchor(unit)


FISCAL = frozenset(("fiscal", "financial"))

NTH = "n:(ORDINAL|NTH|final|last)"

REPORTED_RULES = [
    Rule(
        "same-unit",
        "UNITDATE",
        "(the same (u:UNIT|period)|same:UNITDATE) (of|in|a)? whole:(YEARREF|UNITDATE|YEARDATE)",
        _same_unit,
        _is_same_unit,
    ),
    Rule(
        "fiscal-part",
        "MODDATE",
        f"the? {NTH} DASH? u:(quarter|qtr|half) (of|in)? whole:(YEARDATE|YEARREF)",
        _fiscal_part,
        _is_fiscal,
    ),
    Rule(
        "fiscal-year-and-part",
        "MODDATE",
        f"whole:(YEARDATE|YEARREF) POSSESSIVE? {NTH} DASH? u:(quarter|qtr|half)",
        _fiscal_part,
        _is_fiscal,
    ),
    Rule(
        "year-earlier", "UNITDATE", "the? year DASH (earlier|ago) (u:UNIT|period)?", _year_earlier
    ),
    Rule(
        "same-earlier",
        "UNITDATE",
        "(same:UNITDATE|the (same|corresponding|comparable|like) period) d:DURATION "
        "(ago|earlier|before)",
        _same_earlier,
        _is_same,
    ),
    Rule(
        "unit-ended",
        "RANGE",
        f"whole:(UNITDATE|THEYEAR|YEARREF|the (week|month|quarter|year)) (ended|ending) on? "
        f"day:({DAYS})",
        _unit_ended,
        apart=("whole", "day"),
    ),
    Rule(
        "year-to",
        "RANGE",
        "whole:(UNITDATE|THEYEAR|the (year|quarter)) (to|through|(ended|ending) in?) "
        "day:(MONTHNAME|MONTHYEAR)",
        _year_to,
        apart=("whole", "day"),
    ),
]

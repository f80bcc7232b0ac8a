"""English dates built on dates: the first week of May, early next year, noon on Friday."""

import dataclasses
import datetime as dt

from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, TimexHit, Value
from calendars.reading.parts import from_third_to_third, nth_week, third
from calendars.reading.periods import DAY, Period, Unit, choice
from calendars.reading.rules.english.date_words import MONTH_OF, SEASON_MONTH, WEEKDAY_OF
from calendars.reading.rules.english.day_times import CLOCK_RULES, DAYS
from calendars.reading.rules.english.day_times import PART_RULES as DAY_PART_RULES
from calendars.reading.rules.english.numbers import ordinal_of
from calendars.reading.rules.english.quarters import RULES as QUARTER_RULES
from calendars.reading.rules.english.quarters import position
from calendars.reading.rules.english.relative_dates import unit_of
from calendars.reading.rules.english.reported_dates import REPORTED_RULES

MODS = {
    "early": "START", "beginning": "START", "start": "START", "late": "END", "end": "END",
    "close": "END", "latter": "END", "mid": "MID", "middle": "MID", "turn": "START",
}  # fmt: skip


def _month_of_year(hit: TimexHit, context: Context) -> Value:
    year = context.period(hit.child("year")).first.year
    return Value.of(Period.month(year, MONTH_OF[hit.child("month").word("m")]))


def _day_of_year(hit: TimexHit, context: Context) -> Value:
    return Value.of(_day_within(hit.child("day"), context.period(hit.child("year"))))


def _day_within(day: TimexHit, year: Period) -> Period:
    return Period.day(year.first.year, MONTH_OF[day.word("m")], ordinal_of(day.words("d")) or 0)


def _day_of_month(hit: TimexHit, context: Context) -> Value:
    """The 20th of next month."""
    month = context.period(hit.child("whole"))
    if month.unit is not Unit.MONTH:
        raise ValueError(f"a {month.unit} has no such day")
    return Value.of(Period(Unit.DAY, month.first.replace(day=ordinal_of(hit.words("d")) or 0)))


def _day_and_year(hit: TimexHit, context: Context) -> tuple[Value, Value]:
    year = context.value(hit.child("year"))
    if year.period is None:
        raise ValueError("the year is not told")
    return Value.of(_day_within(hit.child("day"), year.period)), year


def _year_and_day(hit: TimexHit, context: Context) -> tuple[Value, Value]:
    """1804 (Dec. 2)."""
    day, year = _day_and_year(hit, context)
    return year, day


def _month_and_year(hit: TimexHit, context: Context) -> tuple[Value, Value]:
    return _month_of_year(hit, context), context.value(hit.child("year"))


def _season_of_year(hit: TimexHit, context: Context) -> Value:
    year = context.period(hit.child("year")).first.year
    month = SEASON_MONTH[hit.child("season").word("s")]
    return Value.of(Period(Unit.SEASON, dt.date(year, month, 1)))


def _nth_unit(hit: TimexHit, context: Context) -> Value:
    """The first week of May, the second quarter of 2021, the last day of the year."""
    whole, unit, number = context.period(hit.child("whole")), unit_of(hit.word("u")), position(hit)
    if whole.unit.rank <= unit.rank:
        raise ValueError(f"a {unit} is not part of a {whole.unit}")
    if unit in (Unit.WEEK, Unit.WEEKEND):
        return Value.of(nth_week(whole, number, unit))
    if unit is Unit.QUARTER and whole.unit.rank > Unit.YEAR.rank:
        return _quarter_of(whole, number)
    first = Period.of(unit, whole.first)
    part = first.shift(number - 1) if number > 0 else Period.of(unit, whole.last)
    if not whole.holds(part.first):
        raise ValueError(f"the {whole.unit} has no such {unit}")
    return Value.of(part)


def _quarter_of(whole: Period, number: int) -> Value:
    """The last quarter of the 19th century: no unit of the calendar, but its end."""
    mods = {1: "START", 4: "END", -1: "END"}
    return Value.of(whole, mod=mods.get(number, "MID"))


def _half(hit: TimexHit, context: Context) -> Value:
    whole, second = context.period(hit.child("whole")), position(hit) != 1
    if whole.unit is Unit.YEAR:
        return Value.of(Period.of(Unit.HALF, whole.first).shift(int(second)))
    middle = whole.first + ((whole.last - whole.first).days + 1) // 2 * DAY - DAY
    days = choice(middle + DAY, whole.last) if second else choice(whole.first, middle)
    return Value.of(whole, mod="END" if second else "START", edtf=days)


def _nth_weekday(hit: TimexHit, context: Context) -> Value:
    """The first Tuesday of May."""
    whole, weekday, number = (
        context.period(hit.child("whole")),
        WEEKDAY_OF[hit.child("day").word("w")],
        position(hit) if hit.has("n") else -1,
    )
    if number < 0:
        day = whole.last - (whole.last.weekday() - weekday) % 7 * DAY
    else:
        day = whole.first + ((weekday - whole.first.weekday()) % 7 + 7 * (number - 1)) * DAY
    if not whole.holds(day):
        raise ValueError(f"there is no such weekday in {whole.value}")
    return Value.of(Period(Unit.DAY, day))


def _last_unit(hit: TimexHit, context: Context) -> Value:
    """The last week of March."""
    whole, unit = context.period(hit.child("whole")), unit_of(hit.child("part").word("u"))
    if whole.unit.rank <= unit.rank:
        raise ValueError(f"a {unit} is not part of a {whole.unit}")
    if unit in (Unit.WEEK, Unit.WEEKEND):
        return Value.of(nth_week(whole, -1, unit))
    if unit is Unit.QUARTER and whole.unit.rank > Unit.YEAR.rank:
        return _quarter_of(whole, -1)
    return Value.of(Period.of(unit, whole.last))


def _is_last(hit: TimexHit) -> bool:
    return hit.child("part").word("which") == "last"


def _is_weekday(hit: TimexHit) -> bool:
    day = hit.child("day")
    return day.rule.name == "weekday" if hit.has("n") else day.word("which") == "last"


def _week_of(hit: TimexHit, context: Context) -> Value:
    return Value.of(Period.of(unit_of(hit.word("u")), context.period(hit.child("day")).first))


def _weekday_of_week(hit: TimexHit, context: Context) -> Value:
    """Wednesday of next week."""
    week, weekday = context.period(hit.child("week")), WEEKDAY_OF[hit.child("day").word("w")]
    if week.unit is not Unit.WEEK:
        raise ValueError(f"a {week.unit} has more than one such day")
    return Value.of(Period(Unit.DAY, week.first + weekday * DAY))


def _is_weekday_of_week(hit: TimexHit) -> bool:
    return hit.child("day").rule.name == "weekday" and hit.child("week").word("u") == "week"


def _same_month(hit: TimexHit, context: Context) -> Value:
    return context.value(hit.child("month"))


def _end_of_unit(hit: TimexHit, context: Context) -> Value:
    unit = unit_of(hit.word("u"))
    period = context.period(hit.child("whole")) if hit.has("whole") else context.anchor(unit)
    return Value.of(period, mod="END", edtf=third(period, "END"))


def _modified(hit: TimexHit, context: Context) -> Value:
    value = context.value(hit.child("whole"))
    mod = MODS[hit.word("mod")]
    days = third(value.period, mod) if value.period else None
    return Value(value.type, value.value, days or value.edtf, mod, period=value.period)


def _from_third_to_third(hit: TimexHit, context: Context) -> Value:
    """Mid-to-late June: from the beginning of its middle to its end."""
    whole = context.period(hit.child("whole"))
    first, last = MODS[hit.word("mod")], MODS[hit.word("until")]
    days = from_third_to_third(whole, first, last)
    return Value.of(whole, mod=last if first == "MID" else first, edtf=days)


def _about(hit: TimexHit, context: Context) -> Value:
    """Around 15 May: the day, marked as approximate."""
    value = context.value(hit.child("whole"))
    about = f"{value.edtf}~" if value.edtf and value.edtf[-1].isdigit() else value.edtf
    return dataclasses.replace(value, edtf=about, mod="APPROX")


def _is_approximate(hit: TimexHit) -> bool:
    """Whether “about” is no topic, as in “spoke about May 2019”."""
    return hit.before in ("in", "until", "since", "from", "by", "on", "", ".", ",", "was", "is")


def _bounded(hit: TimexHit, context: Context) -> Value:
    """No later than 15 July, on or after Monday."""
    before = hit.words("bound")[-2:] in (["later", "than"], ["or", "before"])
    mod = "ON_OR_BEFORE" if before else "ON_OR_AFTER"
    return dataclasses.replace(context.value(hit.child("whole")), mod=mod)


def _later_in(hit: TimexHit, context: Context) -> Value:
    """Later this year: what is left of it; earlier: what is gone."""
    value = context.value(hit.child("whole"))
    period, published = value.period, context.published
    if period is None or not period.holds(published) or period.unit is Unit.DAY:
        return value
    later = hit.word("dir") == "later"
    days = choice(published, period.last) if later else choice(period.first, published)
    return Value(value.type, value.value, days, value.mod, period=period)


YEARREF = "year:(YEARREF|THEYEAR)"
UNMONTHLY = "SEASONDATE|SEASONNAME|DECADEDATE"
LONG = f"MONTHNAME|MONTHYEAR|QUARTERDATE|YEARDATE|YEARREF|THEYEAR|UNITDATE|{UNMONTHLY}"
NTH = "n:(ORDINAL|NTH|final|last)"

WITHIN_RULES = [
    *QUARTER_RULES,
    *DAY_PART_RULES,
    *REPORTED_RULES,
    Rule("month-of-year", "MONTHYEAR", f"month:MONTHNAME of {YEARREF}", _month_of_year),
    Rule(
        "month-and-year",
        "MONTHYEAR",
        f"month:MONTHNAME COMMA? {YEARREF}",
        _month_and_year,
        apart=("month", "year"),
    ),
    Rule("day-of-year", "DAYDATE", f"day:MONTHDAY of {YEARREF}", _day_of_year),
    Rule(
        "day-and-year",
        "DAYDATE",
        f"day:MONTHDAY COMMA? {YEARREF}",
        _day_and_year,
        apart=("day", "year"),
    ),
    Rule(
        "year-and-day",
        "DAYDATE",
        "year:YEARDATE OPEN day:MONTHDAY CLOSE",
        _year_and_day,
        apart=("year", "day"),
    ),
    Rule("day-of-month", "DAYDATE", "the? d:NTHDAY of whole:UNITDATE", _day_of_month),
    Rule("season-of-year", "SEASONDATE", f"season:SEASONNAME of {YEARREF}", _season_of_year),
    Rule("nth-unit", "UNITDATE", f"the? {NTH} u:UNIT (of|in) whole:({LONG})", _nth_unit),
    Rule(
        "year-and-part",
        "UNITDATE",
        "the? whole:(YEARDATE|YEARREF) POSSESSIVE? n:(ORDINAL|NTH) DASH? u:(quarter|qtr)",
        _nth_unit,
    ),
    Rule(
        "year-and-half",
        "UNITDATE",
        "whole:(YEARDATE|YEARREF) POSSESSIVE n:(first|second) half",
        _half,
    ),
    Rule("month-of", "MONTHYEAR", "the month of month:(MONTHNAME|MONTHYEAR)", _same_month),
    Rule(
        "year-end",
        "MODDATE",
        "(the|this)? u:(year|month|week) (DASH|POSSESSIVE) end whole:YEARDATE?",
        _end_of_unit,
    ),
    Rule(
        "quarter-of-year",
        "UNITDATE",
        f"the? {NTH} DASH? u:(quarter|qtr) of? whole:(YEARDATE|YEARREF|THEYEAR)",
        _nth_unit,
    ),
    Rule(
        "half-of-unit",
        "UNITDATE",
        f"the? n:(first|second|last|latter) DASH? half (of|in)? whole:({LONG})",
        _half,
    ),
    Rule(
        "last-unit",
        "UNITDATE",
        f"part:(UNITDATE|YEARREF) (of|in) whole:({LONG})",
        _last_unit,
        _is_last,
    ),
    Rule(
        "nth-weekday",
        "DAYDATE",
        f"the? ({NTH})? day:DAYNAME (of|in) whole:({LONG})",
        _nth_weekday,
        _is_weekday,
    ),
    Rule(
        "week-of-day",
        "UNITDATE",
        "the u:(week|weekend) (of|beginning|starting|commencing) day:(DAYDATE|MONTHDAY|DAYSDATE)",
        _week_of,
    ),
    Rule(
        "weekday-of-week",
        "DAYNAME",
        "day:DAYNAME (of)? week:UNITDATE",
        _weekday_of_week,
        _is_weekday_of_week,
    ),
]
BOUND = "(no|not) (later|earlier) than|on or (before|after)"

MODIFIED_RULES = [
    *CLOCK_RULES,
    Rule(
        "around",
        "MODDATE",
        f"(around|circa|(c|ca) DOT?) whole:(MONTHYEAR|YEARDATE|{DAYS})",
        _about,
    ),
    Rule(
        "about",
        "MODDATE",
        "about whole:(MONTHYEAR|YEARDATE|DAYDATE|MONTHDAY)",
        _about,
        _is_approximate,
    ),
    Rule("bounded", "MODDATE", f"bound:({BOUND}) whole:({LONG}|{DAYS})", _bounded),
    Rule(
        "early-late",
        "MODDATE",
        f"very? mod:(early|late|mid) (DASH|in|on)? the? whole:({LONG}|{DAYS}|PARTTIME)",
        _modified,
    ),
    Rule("end-and-dash", "MODDATE", f"mod:end DASH whole:({LONG})", _modified),
    Rule(
        "early-to-mid",
        "MODDATE",
        f"mod:(early|mid) DASH? (to|DASH|or) DASH? until:(mid|late) DASH? whole:({LONG})",
        _from_third_to_third,
    ),
    Rule(
        "the-early-late",
        "MODDATE",
        f"the very? mod:(early|late|mid) DASH? whole:({UNMONTHLY})",
        _modified,
    ),
    Rule(
        "end-of",
        "MODDATE",
        f"(the)? (very)? mod:(beginning|start|end|middle|close|turn) of whole:({LONG}|THEDAY)",
        _modified,
    ),
    Rule(
        "latter-part", "MODDATE", f"the mod:(latter|early|middle) part of whole:({LONG})", _modified
    ),
    Rule(
        "later-in",
        "MODDATE",
        f"dir:(later|earlier) (in|on)? whole:({LONG}|DAYNAME|THEDAY)",
        _later_in,
    ),
]

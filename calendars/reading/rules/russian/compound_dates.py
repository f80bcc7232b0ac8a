"""Russian dates built on dates: the end of May, 5 May of this year, the second week of June."""

import datetime as dt

from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, TimexHit, Value
from calendars.reading.parts import nth_week, third
from calendars.reading.periods import DAY, Period, Unit, choice
from calendars.reading.rules.russian.calendar_dates import NTH
from calendars.reading.rules.russian.clock_times import DAY_RULES
from calendars.reading.rules.russian.date_words import HALVES, MODS, MONTH_OF, SEASON_OF, WEEKDAY_OF
from calendars.reading.rules.russian.numbers import ordinal_of


def _year(hit: TimexHit, context: Context) -> int:
    return context.period(hit.child("year")).first.year


def _month_of_year(hit: TimexHit, context: Context) -> Value:
    return Value.of(Period.month(_year(hit, context), MONTH_OF[hit.child("month").word("m")]))


def _day_of_year(hit: TimexHit, context: Context) -> Value:
    day = hit.child("day")
    number = ordinal_of(day.words("d")) or 0
    return Value.of(Period.day(_year(hit, context), MONTH_OF[day.word("m")], number))


def _days_of_year(hit: TimexHit, context: Context) -> Value:
    days, year = hit.child("days"), _year(hit, context)
    month = MONTH_OF[days.word("m")]
    first, last = (
        Period.day(year, month, ordinal_of(days.words(part)) or 0) for part in ("d", "e")
    )
    return Value.of(first, edtf=f"{first.first}/{last.first}")


def _has_dash(hit: TimexHit) -> bool:
    return hit.child("days").rule.name == "days-month"


def _season_of_year(hit: TimexHit, context: Context) -> Value:
    month = SEASON_OF[hit.child("season").word("s")]
    return Value.of(Period(Unit.SEASON, dt.date(_year(hit, context), month, 1)))


def _part_of_year(hit: TimexHit, context: Context) -> Value:
    part = hit.child("part")
    unit = Unit.QUARTER if part.has("quarter") else Unit.HALF
    number = ordinal_of(part.words("n")) or (4 if unit is Unit.QUARTER else 2)
    start = Period.of(unit, dt.date(_year(hit, context), 1, 1))
    return Value.of(start.shift(number - 1))


def _nth_week(hit: TimexHit, context: Context) -> Value:
    """The second week of June; the last one has no number."""
    return Value.of(nth_week(context.period(hit.child("whole")), ordinal_of(hit.words("n")) or -1))


def _weekday_of_week(hit: TimexHit, context: Context) -> Value:
    """Wednesday of next week."""
    week, weekday = context.period(hit.child("week")), WEEKDAY_OF[hit.child("day").word("w")]
    if week.unit is not Unit.WEEK:
        raise ValueError(f"a {week.unit} has more than one such day")
    return Value.of(Period(Unit.DAY, week.first + weekday * DAY))


def _is_weekday_of_week(hit: TimexHit) -> bool:
    return hit.child("day").rule.name == "weekday" and hit.child("week").word("u").startswith(
        "недел"
    )


def _half(hit: TimexHit, context: Context) -> Value:
    whole, second = context.period(hit.child("whole")), HALVES[hit.word("half")] == 2
    if whole.unit is Unit.YEAR:
        return Value.of(Period.of(Unit.HALF, whole.first).shift(int(second)))
    middle = whole.first + ((whole.last - whole.first).days + 1) // 2 * DAY - DAY
    days = choice(middle + DAY, whole.last) if second else choice(whole.first, middle)
    return Value.of(whole, mod="END" if second else "START", edtf=days)


def _modified(hit: TimexHit, context: Context) -> Value:
    value, mod = context.value(hit.child("whole")), MODS[hit.word("mod")]
    days = third(value.period, mod) if value.period else None
    return Value(value.type, value.value, days or value.edtf, mod, period=value.period)


MONTHS = "MONTHNAME|MONTHYEAR"
YEAR = "year:(YEARREF|THEYEAR|YEARDATE)"
LONG = (
    f"{MONTHS}|QUARTERDATE|QUARTERNAME|YEARDATE|YEARREF|THEYEAR|UNITDATE|SEASONDATE|SEASONNAME|"
    "DECADEDATE"
)

WITHIN_RULES = [
    *DAY_RULES,
    Rule("month-of-year", "MONTHYEAR", f"month:MONTHNAME {YEAR}", _month_of_year),
    Rule("day-of-year", "DAYDATE", f"day:MONTHDAY {YEAR}", _day_of_year),
    Rule("days-of-year", "DAYSDATE", f"days:DAYSDATE {YEAR}", _days_of_year, _has_dash),
    Rule("season-of-year", "SEASONDATE", f"season:SEASONNAME {YEAR}", _season_of_year),
    Rule("part-of-year", "QUARTERDATE", f"part:QUARTERNAME {YEAR}", _part_of_year),
    Rule("nth-week", "UNITDATE", f"{NTH} WEEKWORD whole:({MONTHS})", _nth_week),
    Rule(
        "weekday-of-week",
        "DAYNAME",
        "day:DAYNAME COMMA? (на)? week:UNITDATE",
        _weekday_of_week,
        _is_weekday_of_week,
    ),
]
MODIFIED_RULES = [
    Rule("half-of-unit", "MODDATE", f"half:HALF HALFNOUN whole:({LONG})", _half),
    Rule("part-of-unit", "MODDATE", f"mod:MOD DIGITS? whole:({LONG})", _modified),
]

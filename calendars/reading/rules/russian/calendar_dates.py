"""Russian dates that name a day, month, season, quarter, year, decade or century."""

import datetime as dt

from calendars.reading.anchoring import day_in_year, month_in_year
from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, Tense, TimexHit, Value
from calendars.reading.mention import TimexType
from calendars.reading.periods import Period, Unit, full_year
from calendars.reading.rules.russian.date_words import MONTH_OF, SEASON_ADVERBS, SEASON_OF
from calendars.reading.rules.russian.numbers import ordinal_of

LAST_OF_MONTH = 31
SEASON_PREPOSITIONS = frozenset(("до", "к", "на", "с", "за"))


def year_of(hit: TimexHit) -> int | None:
    """The year that a hit spells out."""
    word = hit.word("y")
    return int(word) if word.isdecimal() else None


def day_of(hit: TimexHit, context: Context, part: str = "d") -> Period:
    """The day of a hit with a month and a day, in its own year or the one that fits."""
    month, day, year = MONTH_OF[hit.word("m")], ordinal_of(hit.words(part)) or 0, year_of(hit)
    if year is not None:
        return Period.day(year, month, day)
    return day_in_year(hit, context, month, day)


def _iso(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    text = hit.word("date").upper()
    day = Period(Unit.DAY, dt.date.fromisoformat(text[:10]))
    if "T" in text:
        return Value(TimexType.TIME, text, text, period=day)
    return Value.of(day)


def _numeric(hit: TimexHit, context: Context) -> Value:
    first, second, third = (int(part) for part in hit.word("date").split("."))
    if first > LAST_OF_MONTH:
        return Value.of(Period.day(first, second, third))
    if third < 100:
        third = full_year(third, context.published.year)
    return Value.of(Period.day(third, second, first))


def _day(hit: TimexHit, context: Context) -> Value:
    return Value.of(day_of(hit, context))


def _day_range(hit: TimexHit, context: Context) -> Value:
    """10–12 May: the last day decides the year."""
    last = day_of(hit, context, "e")
    first = last.first.replace(day=ordinal_of(hit.words("d")) or 0)
    if last.first <= first:
        raise ValueError(f"{last.first} is not after {first}")
    return Value.of(Period(Unit.DAY, first), edtf=f"{first}/{last.first}")


def _days(hit: TimexHit, context: Context) -> tuple[Value, ...]:
    last = day_of(hit, context, "e")
    days = [
        last.first.replace(day=ordinal_of(hit.words(part)) or 0) for part in hit.rule.apart[:-1]
    ]
    return *(Value.of(Period(Unit.DAY, day)) for day in days), Value.of(last)


def _month(hit: TimexHit, context: Context) -> Value:
    month, year = MONTH_OF[hit.word("m")], year_of(hit)
    if year is not None:
        return Value.of(Period.month(year, month))
    return Value.of(month_in_year(hit, context, month))


def _year(hit: TimexHit, context: Context) -> Value | None:  # noqa: ARG001
    year = year_of(hit)
    return Value.of(Period.year(year)) if year else None


def _years(hit: TimexHit, context: Context) -> tuple[Value, Value]:  # noqa: ARG001
    first, last = int(hit.word("first")), int(hit.word("last"))
    return Value.of(Period.year(first)), Value.of(Period.year(last))


def _decade(hit: TimexHit, context: Context) -> Value | None:  # noqa: ARG001
    year = int(hit.word("dec"))
    if year % 10 or year == 0:
        return None
    return Value.of(Period(Unit.DECADE, dt.date(year if year > 100 else 1900 + year, 1, 1)))


def _century(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    number = ordinal_of(hit.words("n")) or 0
    return Value.of(Period(Unit.CENTURY, dt.date(number * 100 - 100 or 1, 1, 1)))


def _season(hit: TimexHit, context: Context) -> Value:
    month, year = SEASON_OF[hit.word("s")], year_of(hit)
    if year is not None:
        return Value.of(Period(Unit.SEASON, dt.date(year, month, 1)))
    return Value.of(Period(Unit.SEASON, month_in_year(hit, context, month).first))


def _part_of_year(hit: TimexHit, context: Context) -> Value:
    """A quarter or half; one of no told year is the last one, unless future."""
    number = ordinal_of(hit.words("n"))
    unit = Unit.QUARTER if hit.has("quarter") else Unit.HALF
    parts = 4 if unit is Unit.QUARTER else 2
    number = parts if number is None else number
    if not 1 <= number <= parts:
        raise ValueError(f"a year has no {unit} {number}")
    year = year_of(hit)
    start = dt.date(year or context.here.year, 1, 1)
    period = Period.of(unit, start).shift(number - 1)
    if year is None and period.first > context.here and context.tense(hit) is not Tense.FUTURE:
        period = period.shift(-parts)
    return Value.of(period)


def _is_month(hit: TimexHit) -> bool:
    """Whether a bare month is one, and no name such as “Марта”."""
    word = hit.tokens.words[hit.first]
    return not word[0].isupper() or word.isupper() or hit.first == 0


def _is_season(hit: TimexHit) -> bool:
    return hit.word("s") in SEASON_ADVERBS or hit.before in SEASON_PREPOSITIONS


def _is_decade(hit: TimexHit) -> bool:
    return int(hit.word("dec")) % 10 == 0


MONTH = "m:(MONTHGEN|SHORTMONTH DOT?)"
YEAR = "y:YEAR (YEARWORD|г DOT?)?"
ORDINAL_DAY = "(DAY (DASH NTHTAIL)?|TENS? ORDINAL)"
DAY = f"d:{ORDINAL_DAY}"
END = f"e:{ORDINAL_DAY}"
ON_WEEKDAY = "(WEEKDAY COMMA?)?"
AS_WEEKDAY = "(COMMA? в? WEEKDAY|OPEN WEEKDAY CLOSE)"
NTH = "n:(ROMAN|TENS? ORDINAL|SMALL DASH NTHTAIL|LASTWORD)"

RULES = [
    Rule("iso-date", "DAYDATE", "date:ISODATE", _iso),
    Rule("numeric-date", "DAYDATE", f"{ON_WEEKDAY} date:NUMERICDATE (г DOT?)?", _numeric),
    Rule("day-month-year", "DAYDATE", f"{ON_WEEKDAY} {DAY} {MONTH} COMMA? {YEAR}", _day),
    Rule("day-month", "MONTHDAY", f"{ON_WEEKDAY} {DAY} {MONTH}", _day),
    Rule("day-month-weekday", "MONTHDAY", f"{DAY} {MONTH} {AS_WEEKDAY}", _day),
    Rule("days-month-year", "DAYSDATE", f"{DAY} DASH {END} {MONTH} {YEAR}", _day_range),
    Rule("days-month", "DAYSDATE", f"{DAY} DASH {END} {MONTH}", _day_range),
    Rule(
        "day-to-day-month",
        "DAYSDATE",
        f"first:{ORDINAL_DAY} (по|до|и|или) last:({END} {MONTH} ({YEAR})?)",
        _days,
        apart=("first", "last"),
    ),
    Rule(
        "day-list-month",
        "DAYSDATE",
        f"first:{ORDINAL_DAY} COMMA second:{ORDINAL_DAY} и last:({END} {MONTH} ({YEAR})?)",
        _days,
        apart=("first", "second", "last"),
    ),
    Rule("month-year", "MONTHYEAR", f"m:(MONTH|SHORTMONTH DOT?) COMMA? {YEAR}", _month),
    Rule("month", "MONTHNAME", "m:MONTH", _month, _is_month),
    Rule("year", "YEARDATE", "y:YEAR (YEARWORD|г DOT?|DASH NTHTAIL YEARWORD?)", _year),
    Rule(
        "years",
        "YEARS",
        "first:YEAR (DASH|по|и) last:YEAR (YEARWORD|YEARSWORD|гг DOT?)",
        _years,
        apart=("first", "last"),
    ),
    Rule(
        "decade", "DECADEDATE", "dec:(YEAR|TWODIGITS) DASH NTHTAIL YEARSWORD?", _decade, _is_decade
    ),
    Rule("century", "DECADEDATE", f"{NTH} CENTURYWORD", _century),
    Rule("season-year", "SEASONDATE", f"s:SEASON {YEAR}", _season),
    Rule("season", "SEASONNAME", "s:SEASON", _season, _is_season),
    Rule("quarter-year", "QUARTERDATE", f"{NTH} quarter:QUARTERWORD {YEAR}", _part_of_year),
    Rule("quarter", "QUARTERNAME", f"{NTH} quarter:QUARTERWORD", _part_of_year),
    Rule("half-year", "QUARTERDATE", f"{NTH} HALFWORD {YEAR}", _part_of_year),
    Rule("half", "QUARTERNAME", f"{NTH} HALFWORD", _part_of_year),
]

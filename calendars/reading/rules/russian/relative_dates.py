"""Russian dates told from another: weekdays, today, this year, in two weeks."""

import re

from calendars.reading.anchoring import weekday_in_week
from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, Tense, TimexHit, Value
from calendars.reading.mention import TimexType
from calendars.reading.periods import DAY, Period, Unit, choice
from calendars.reading.rules.russian.date_words import (
    DEICTIC,
    MODS,
    REFERENCES,
    SEASON_OF,
    SHIFTS,
    UNIT_OF,
    WEEKDAY_OF,
)
from calendars.reading.rules.russian.numbers import number_of

DAY_PREPOSITIONS = frozenset(
    "в во на с со до по к ко и или , ( – — утром вечером ночью днем днём уже лишь только".split()
)
PARTS = frozenset("половина половины половине половину часть части квартал квартале".split())
SURE_DAYS = frozenset("среду среды среда".split())


def unit_of(word: str) -> Unit:
    """The calendar unit of a word.

    Raises:
        ValueError: It is no unit of the calendar.
    """
    return Unit(UNIT_OF[word])


def _weekday(hit: TimexHit, context: Context) -> Value:
    return Value.of(weekday_in_week(hit, context, WEEKDAY_OF[hit.word("w")]))


def _pointed_weekday(hit: TimexHit, context: Context) -> Value:
    weekday, start, shift = WEEKDAY_OF[hit.word("w")], context.here, SHIFTS[hit.word("which")]
    ahead, behind = (weekday - start.weekday()) % 7, (start.weekday() - weekday) % 7
    if shift < 0:
        return Value.of(Period(Unit.DAY, start - (behind or 7) * DAY))
    if shift > 0:
        return Value.of(Period(Unit.DAY, start + (ahead or 7) * DAY))
    past = context.tense(hit) is Tense.PAST
    return Value.of(Period(Unit.DAY, start - behind * DAY if past else start + ahead * DAY))


def _deictic(hit: TimexHit, context: Context) -> Value:
    return Value.of(Period(Unit.DAY, context.published + DEICTIC[hit.word("day")] * DAY))


def _unit(hit: TimexHit, context: Context) -> Value:
    unit, which = unit_of(hit.word("u")), hit.word("which")
    shift = SHIFTS[which] if which else 0
    back = which.startswith(("предыдущ", "т")) and not which.startswith("тек")
    start = context.anchor(unit) if back else Period.of(unit, context.here)
    period = start.shift(shift)
    coming = shift == 0 and period.holds(context.published) and unit is not Unit.DAY
    ahead = coming and context.tense(hit) is Tense.FUTURE
    return Value.of(period, edtf=choice(context.published, period.last) if ahead else None)


def _pointed_season(hit: TimexHit, context: Context) -> Value:
    month, shift, here = SEASON_OF[hit.word("s")], SHIFTS[hit.word("which")], context.here
    same = Period(Unit.SEASON, here.replace(day=1, month=month))
    if shift < 0:
        return Value.of(same if same.last < here else same.shift(-4))
    if shift > 0:
        return Value.of(same if same.first > here else same.shift(4))
    return Value.of(same)


def moved(start: Period, word: str, count: float) -> Period:
    """So many units on, at the grain of the unit; weeks are counted to the day.

    Raises:
        ValueError, OverflowError: The unit is none of the calendar, or the time outside it.
    """
    unit = unit_of(word)
    if unit is Unit.WEEK:
        return Period(Unit.DAY, start.first + round(7 * count) * DAY)
    if unit is Unit.YEAR and count != int(count):
        return Period.of(Unit.MONTH, start.first).shift(round(12 * count))
    return Period.of(unit, start.first).shift(int(count))


def _counted(hit: TimexHit, context: Context) -> Value:
    count = number_of(hit.words("n")) if hit.has("n") else 1
    if count is None:
        raise ValueError("no number is told")
    today = Period.of(Unit.DAY, context.published)
    return Value.of(moved(today, hit.word("u"), -count if hit.has("ago") else count))


def _reference(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.DATE, REFERENCES[hit.word("ref")])


def _present(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.DATE, "PRESENT_REF")


def _soon(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.DATE, "FUTURE_REF")


def _is_weekday(hit: TimexHit) -> bool:
    """Whether a weekday is told as a date: “среды” may be surroundings."""
    return hit.first == 0 or hit.before in DAY_PREPOSITIONS or hit.word("w") not in SURE_DAYS


def _is_the_unit(hit: TimexHit) -> bool:
    """Whether “года” is this year: behind a part of it."""
    return hit.before in MODS or hit.before in PARTS


def _is_unit(hit: TimexHit) -> bool:
    return hit.word("u") not in ("час", "часа", "часов", "минут", "минуту", "лет", "дня", "дни")


COUNT = "n:(TENS? NUMBER|SMALL)"


def _is_deictic(hit: TimexHit) -> bool:
    """Whether the eve is yesterday: of something that was, not of what is still to come."""
    return hit.word("day") != "накануне" or bool(_PAST.search(hit.after))


_PAST = re.compile(r"(?:л|ла|ло|ли|лся|лась|лось|лись)\Z")
RULES = [
    Rule("weekday", "DAYNAME", "w:WEEKDAY", _weekday, _is_weekday),
    Rule("pointed-weekday", "DAYNAME", "which:POINTER w:WEEKDAY", _pointed_weekday),
    Rule("today", "DAYNAME", "day:DEICTIC", _deictic, _is_deictic),
    Rule("year-pointed", "YEARREF", "which:POINTER u:YEARWORD", _unit),
    Rule("unit-pointed", "UNITDATE", "which:POINTER u:UNIT", _unit, _is_unit),
    Rule("the-year", "THEYEAR", "u:YEARWORD", _unit, _is_the_unit),
    Rule("the-unit", "UNITDATE", "u:(месяца|недели|квартала)", _unit, _is_the_unit),
    Rule("season-pointed", "SEASONDATE", "which:POINTER s:SEASON", _pointed_season),
    Rule("in-units", "DAYDATE", f"через ({COUNT})? u:UNIT", _counted),
    Rule("units-ago", "DAYDATE", f"({COUNT})? u:UNIT (тому)? ago:назад", _counted),
    Rule("reference", "REFERENCEDATE", "ref:REFERENCE", _reference),
    Rule("at-present", "REFERENCEDATE", "настоящее время", _present),
    Rule("soon", "REFERENCEDATE", "ближайшее время", _soon),
]

"""English dates told from another: weekdays, today, this year, two weeks ago."""

from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, Tense, TimexHit, Value
from calendars.reading.mention import TimexType
from calendars.reading.periods import DAY, Period, Unit, choice
from calendars.reading.rules.english.anchoring import weekday_in_week
from calendars.reading.rules.english.date_words import PLURALS, WEEKDAY_OF
from calendars.reading.rules.english.numbers import number_of

DEICTIC = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0,
}  # fmt: skip


def _weekday(hit: TimexHit, context: Context) -> Value:
    return Value.of(weekday_in_week(hit, context, WEEKDAY_OF[hit.word("w")]))


def _pointed_weekday(hit: TimexHit, context: Context) -> Value:
    weekday, published = WEEKDAY_OF[hit.word("w")], context.published
    ahead = (weekday - published.weekday()) % 7
    match hit.word("which"):
        case "last" | "past":
            day = published - (((published.weekday() - weekday) % 7) or 7) * DAY
        case "next" | "coming":
            day = published + (ahead or 7) * DAY
        case _:
            day = (
                published + ahead * DAY
                if context.tense(hit) is not Tense.PAST
                else (published - (published.weekday() - weekday) % 7 * DAY)
            )
    return Value.of(Period(Unit.DAY, day))


def _deictic(hit: TimexHit, context: Context) -> Value:
    return Value.of(Period(Unit.DAY, context.published + DEICTIC[hit.word("day")] * DAY))


def _day_after_tomorrow(hit: TimexHit, context: Context) -> Value:
    count = 2 if hit.word("day") == "tomorrow" else -2
    return Value.of(Period(Unit.DAY, context.published + count * DAY))


def unit_of(word: str) -> Unit:
    """The calendar unit of a word, singular or plural.

    Raises:
        ValueError: It is no unit of the calendar.
    """
    name = PLURALS.get(word, word)
    return Unit.DAY if name == "night" else Unit(name)


SHIFTS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}


def _unit(hit: TimexHit, context: Context) -> Value:
    unit, which = unit_of(hit.word("u")), hit.word("which")
    if which in ("that", "same", "following") or (which == "previous" and context.history):
        start = context.anchor(unit)
    else:
        start = Period.of(unit, context.published)
    period = start.shift(SHIFTS.get(which, 0))
    ahead = which in ("this", "current") and context.tense(hit) is Tense.FUTURE
    rest = (
        choice(context.published, period.last)
        if ahead and period.holds(context.published)
        else None
    )
    return Value.of(period, edtf=rest)


def _ago(hit: TimexHit, context: Context) -> Value:
    count = number_of(hit.words("n"))
    if count is None:
        return Value(TimexType.DATE, "PAST_REF")
    return Value.of(_moved(Period(Unit.DAY, context.published), hit.word("u"), -int(count)))


def _ahead(hit: TimexHit, context: Context) -> Value:
    count = number_of(hit.words("n"))
    if count is None:
        return Value(TimexType.DATE, "FUTURE_REF")
    return Value.of(_moved(Period(Unit.DAY, context.published), hit.word("u"), int(count)))


def _later(hit: TimexHit, context: Context) -> Value:
    sign = 1 if hit.word("dir") in ("later", "after", "afterwards") else -1
    count = number_of(hit.words("n"))
    if count is None:
        return Value(TimexType.DATE, "FUTURE_REF" if sign > 0 else "PAST_REF")
    start = context.reference or Period(Unit.DAY, context.published)
    return Value.of(_moved(start, hit.word("u"), sign * int(count)))


def _moved(start: Period, word: str, count: int) -> Period:
    """So many units on, at the grain of the unit; weeks are counted to the day."""
    unit = PLURALS.get(word, word)
    if unit in ("week", "fortnight"):
        days = 14 if unit == "fortnight" else 7
        if start.unit.rank <= Unit.DAY.rank:
            return Period(Unit.DAY, start.first + count * days * DAY)
        return Period.of(Unit.WEEK, start.first + count * days * DAY)
    return Period.of(unit_of(unit), start.first).shift(count)


COUNT = "n:(NUMBER|INT|a|an|VAGUE|a few|a couple of|NUMBER DASH NUMBER)"
ANY_UNIT = "u:(UNIT|UNITS)"

RULES = [
    Rule("weekday", "DAYNAME", "w:WEEKDAY", _weekday),
    Rule(
        "pointed-weekday",
        "DAYNAME",
        "which:(this|last|next|past|coming) w:WEEKDAY",
        _pointed_weekday,
    ),
    Rule("today", "DAYNAME", "day:(today|yesterday|tomorrow)", _deictic),
    Rule(
        "after-tomorrow",
        "DAYNAME",
        "the day (after|before) day:(tomorrow|yesterday)",
        _day_after_tomorrow,
    ),
    Rule(
        "unit",
        "UNITDATE",
        "the? which:(this|last|next|past|previous|current|coming|following|that|same) u:UNIT",
        _unit,
    ),
    Rule("ago", "UNITDATE", f"{COUNT} {ANY_UNIT} ago", _ago),
    Rule("in-units", "UNITDATE", f"in {COUNT} {ANY_UNIT}", _ahead),
    Rule("later", "UNITDATE", f"{COUNT} {ANY_UNIT} dir:(later|earlier|before|after)", _later),
]

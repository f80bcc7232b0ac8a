"""English dates told from another: weekdays, today, this year, two weeks ago."""

from calendars.reading.anchoring import weekday_in_week
from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, Tense, TimexHit, Value
from calendars.reading.mention import TimexType
from calendars.reading.periods import DAY, Period, Unit, before_christ, choice
from calendars.reading.rules.english.calendar_dates import is_falling
from calendars.reading.rules.english.clock_times import part_of_day
from calendars.reading.rules.english.date_words import (
    MONTH_OF,
    PLURALS,
    SEASON_MONTH,
    WEEKDAY_OF,
)
from calendars.reading.rules.english.numbers import number_of, ordinal_of

DEICTIC = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "tmrw": 1, "tmr": 1,
}  # fmt: skip
SHIFTS = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1,
    "latest": -1, "next": 1, "coming": 1, "following": 1, "upcoming": 1, "subsequent": 1,
}  # fmt: skip
POINTING_BACK = frozenset("that same following preceding subsequent".split())


def _weekday(hit: TimexHit, context: Context) -> Value:
    return Value.of(weekday_in_week(hit, context, WEEKDAY_OF[hit.word("w")]))


def _pointed_weekday(hit: TimexHit, context: Context) -> Value:
    weekday, start = WEEKDAY_OF[hit.word("w")], context.here
    which = hit.word("which")
    if which in POINTING_BACK and context.reference:
        start = context.reference.first
    ahead, behind = (weekday - start.weekday()) % 7, (start.weekday() - weekday) % 7
    if which in ("last", "past", "previous", "preceding"):
        return Value.of(Period(Unit.DAY, start - (behind or 7) * DAY))
    if which in ("next", "coming", "following"):
        return Value.of(Period(Unit.DAY, start + (ahead or 7) * DAY))
    past = context.tense(hit) is Tense.PAST
    return Value.of(Period(Unit.DAY, start - behind * DAY if past else start + ahead * DAY))


def _weekday_week(hit: TimexHit, context: Context) -> Value:
    """Tuesday week: a week after the next Tuesday."""
    weekday, weeks = WEEKDAY_OF[hit.word("w")], 2 if hit.word("u") == "fortnight" else 1
    start = context.published + DAY
    return Value.of(Period(Unit.DAY, start + ((weekday - start.weekday()) % 7 + 7 * weeks) * DAY))


def _weekdays_ago(hit: TimexHit, context: Context) -> Value:
    """Two Sundays ago."""
    count, weekday = number_of(hit.words("n")), WEEKDAY_OF[hit.word("w")]
    if count is None or count != int(count):
        raise ValueError("how many is not told")
    behind = (context.published.weekday() - weekday) % 7 or 7
    return Value.of(Period(Unit.DAY, context.published - (behind + 7 * (int(count) - 1)) * DAY))


def _weekday_the_nth(hit: TimexHit, context: Context) -> Value:
    """Friday the 13th: the nearest that is both, on the side that the verb tells."""
    number, month = ordinal_of(hit.words("d")) or 0, Period.of(Unit.MONTH, context.published)
    weekday, here = WEEKDAY_OF[hit.word("w")], context.published
    months = [month.shift(step) for step in range(-MONTHS_AROUND, MONTHS_AROUND + 1)]
    days = [one.first + (number - 1) * DAY for one in months if number <= one.last.day]
    days = [day for day in days if day.weekday() == weekday]
    if context.tense(hit) is Tense.FUTURE:
        days = [day for day in days if day >= here]
    return Value.of(Period(Unit.DAY, min(days, key=lambda day: abs(day - here))))


MONTHS_AROUND = 14


def _is_end_of_day(hit: TimexHit) -> bool:
    return hit.after != "of" and hit.after not in MONTH_OF


def _deictic(hit: TimexHit, context: Context) -> Value:
    return Value.of(Period(Unit.DAY, context.published + DEICTIC[hit.word("day")] * DAY))


def _beyond(hit: TimexHit, context: Context) -> Value:
    count = 2 if hit.word("day") == "tomorrow" else -2
    return Value.of(Period(Unit.DAY, context.published + count * DAY))


def unit_of(word: str) -> Unit:
    """The calendar unit of a word, singular or plural.

    Raises:
        ValueError: It is no unit of the calendar.
    """
    name = PLURALS.get(word, word)
    return Unit.DAY if name == "night" else Unit(name)


def _unit(hit: TimexHit, context: Context) -> Value:
    unit, which = unit_of(hit.word("u")), hit.word("which") or "the"
    if unit is Unit.DAY and context.is_between_days:
        return _day_untold(context)
    start = _start(unit, which, context, of_what=hit.before in SPOKEN_OF)
    reported = which == "the" and unit is Unit.YEAR and hit.before == "for"
    if reported and context.day.month <= REPORTING_MONTHS and context.tense(hit) is Tense.PAST:
        which = "last"
    period = start.shift(SHIFTS.get(which, 0))
    if which in COMPARED:
        context.compared = period
    ahead = which in ("this", "current") and context.tense(hit) is Tense.FUTURE
    coming = ahead and period.holds(context.published)
    return Value.of(period, edtf=choice(context.published, period.last) if coming else None)


def _day_untold(context: Context) -> Value:
    """The next day, where no day was told: some day of the last month or year."""
    whole = context.anchor(Unit.YEAR) if context.reference is None else context.reference
    missing = {Unit.MONTH: "-XX", Unit.YEAR: "-XX-XX"}.get(whole.unit)
    return Value(TimexType.DATE, whole.value + missing if missing else "XXXX-XX-XX")


def _start(unit: Unit, which: str, context: Context, *, of_what: bool) -> Period:
    """The unit that is meant, or from which the next or the previous one is counted.

    “For the month” is the month spoken of, “the end of the month” that of publication.
    """
    spoken_of = which == "the" and of_what and unit in (Unit.WEEK, Unit.MONTH, Unit.QUARTER)
    lately = context.lately(unit) if spoken_of or which in COMPARED else None
    if lately is not None:
        return lately.shift(1) if lately == context.compared else lately
    the_day = unit is Unit.DAY and which == "the"
    beside = unit is Unit.DAY and which in ("next", "previous") and context.reference
    in_history = context.history and which != "current"
    if which in POINTING_BACK or the_day or beside or in_history:
        return context.anchor(unit, last=the_day or which in ("that", "same"))
    return Period.of(unit, context.here)


def _but_one(hit: TimexHit, context: Context) -> Value:
    """The week after next."""
    steps = 2 if hit.tokens.lows[hit.last - 1] == "next" else -2
    return Value.of(Period.of(unit_of(hit.word("u")), context.here).shift(steps))


COMPARED = frozenset(("previous", "prior"))
SPOKEN_OF = frozenset("for in during".split())
# So long the year that is reported on, “for the year”, is the one before.
REPORTING_MONTHS = 3


def _within_the_unit(hit: TimexHit, context: Context) -> Value:
    unit = unit_of(hit.word("u"))
    period = context.anchor(unit, last=True) if unit is Unit.DAY else Period.of(unit, context.here)
    return Value.of(period, mod={"late": "END", "early": "START"}.get(hit.word("dir")))


def _unit_beside(hit: TimexHit, context: Context) -> Value:
    """The day or year before or after the last date."""
    step = 1 if hit.word("dir") in ("after", "afterwards", "following", "later") else -1
    if hit.word("u") == "day" and context.is_between_days:
        return _day_untold(context)
    beside = context.anchor(unit_of(hit.word("u"))).shift(step)
    return part_of_day("night", beside) if hit.word("u") == "night" else Value.of(beside)


def _weekend(hit: TimexHit, context: Context) -> Value:
    weekend = Period.of(Unit.WEEKEND, context.published)
    which = hit.word("which")
    if which in SHIFTS:
        behind = which in ("last", "past") and context.published.weekday() >= 5
        return Value.of(weekend.shift(0 if behind else SHIFTS[which]))
    if not which and context.published.weekday() < 5 and context.tense(hit) is not Tense.FUTURE:
        return Value.of(weekend.shift(-1))
    return Value.of(weekend)


def _pointed_month(hit: TimexHit, context: Context) -> Value:
    month, published = MONTH_OF[hit.word("m")], context.here
    which = hit.word("which")
    if which in ("last", "past", "previous", "preceding"):
        anchor = context.reference.first if which != "last" and context.reference else published
        return Value.of(Period.month(anchor.year - (month >= anchor.month), month))
    if which in ("next", "coming", "following"):
        return Value.of(Period.month(published.year + (month <= published.month), month))
    if which in ("that", "same"):
        return Value.of(Period.month(context.anchor(Unit.YEAR).first.year, month))
    return Value.of(Period.month(published.year, month))


def _pointed_season(hit: TimexHit, context: Context) -> Value:
    month, which = SEASON_MONTH[hit.word("s")], hit.word("which")
    here = context.here
    same = Period(Unit.SEASON, here.replace(day=1, month=month))
    if month == 12 and here.month < 3 and which != "next":
        same = same.shift(-4)
    match which:
        case "last" | "past" | "previous":
            return Value.of(same if same.last < here else same.shift(-4))
        case "next" | "coming" | "following":
            return Value.of(same if same.first > here else same.shift(4))
        case "that" | "same":
            year = context.anchor(Unit.YEAR).first.year
            return Value.of(Period(Unit.SEASON, same.first.replace(year=year)))
        case _:
            return Value.of(same)


def moved(start: Period, word: str, count: float) -> Period:
    """So many units on, at the grain of the unit; weeks are counted to the day.

    Raises:
        ValueError, OverflowError: The unit is none of the calendar, or the time outside it.
    """
    unit = PLURALS.get(word, word)
    if unit == "year" and start.first.year + count <= 0:
        return Period.year(before_christ(int(1 - start.first.year - count)))
    if unit == "century" and count != int(count):
        return moved(start, "year", 100 * count)
    if unit in ("week", "fortnight"):
        days = round(count * (14 if unit == "fortnight" else 7))
        grain = Unit.DAY if start.unit is Unit.DAY else Unit.WEEK
        return Period.of(grain, start.first + days * DAY)
    if unit == "decade" and start.unit.rank <= Unit.YEAR.rank:
        return Period.of(Unit.YEAR, start.first).shift(int(10 * count))
    if unit == "year" and count != int(count):
        return Period.of(Unit.MONTH, start.first).shift(round(12 * count))
    grain = unit_of(unit)
    if start.unit.rank > grain.rank and start.unit.rank >= Unit.MONTH.rank:
        raise ValueError(f"{unit}s cannot be counted from a {start.unit}")
    return Period.of(grain, start.first).shift(int(count))


def _is_pointed(hit: TimexHit) -> bool:
    """Whether it is a unit of the calendar, not a night or an hour."""
    to_this_day = hit.before == "to" and hit.words("which") + hit.words("u") == ["this", "day"]
    return not to_this_day and hit.word("u") not in ("night", "hour", "minute", "second")


def _is_weekday(hit: TimexHit) -> bool:
    """Whether a weekday is no name such as “Black Friday” or “Super Tuesday”."""
    tokens = hit.tokens
    named = tokens.words[hit.first - 1] if hit.first else ""
    paper = hit.after in PAPERS and tokens.words[hit.last][0].isupper()
    return not paper and named not in NAMED_DAYS


def _is_short_weekday(hit: TimexHit) -> bool:
    """Whether “Sat.” is a day; without a full stop some are words."""
    stopped = hit.tokens.lows[hit.last - 1] == "."
    told = stopped or hit.word("w") not in ("sat", "sun", "wed", "mon", "fri")
    return told and hit.before in ("on", "next", "last", "this", "until", "by", "from", "since")


def _is_weekday_week(hit: TimexHit) -> bool:
    closed = hit.after in ("", ".", ",") and hit.before.isalpha()
    opened = hit.before in ("", ".", "on", "by", "until", "till", "due", "for")
    articles = ("the", "a", "this", "last", "next", "that", "black", "holy", "every", "each")
    return (opened or (closed and hit.before not in articles)) and (
        not hit.after.isalpha() or hit.after in ("in", "at", "and", "to", "for")
    )


def _is_whole(hit: TimexHit) -> bool:
    return hit.after != "of"


def _is_season(hit: TimexHit) -> bool:
    return hit.word("s") != "fall" or not is_falling(hit)


def _is_all(hit: TimexHit) -> bool:
    return hit.after not in ("long", "round", "around", "-")


def _is_beside(hit: TimexHit) -> bool:
    """Whether “the day after” counts from the last date, not from what follows."""
    return hit.word("dir") not in ("before", "after") or not hit.after.isalnum()


def _is_the_unit(hit: TimexHit) -> bool:
    """Whether “the year” is this or that year, and no other is told of."""
    if hit.before == "of":
        return hit.first > 1 and hit.tokens.lows[hit.first - 2] in PARTS
    return hit.before in UNIT_PREPOSITIONS and hit.after not in UNIT_QUALIFIERS


NAMED_DAYS = frozenset("Black Bloody Super Holy Fat Cyber Shrove".split())
PAPERS = frozenset("times telegraph mail mirror express herald independent star lights".split())
PARTS = frozenset(
    "end start beginning half quarter part rest remainder middle day days week month weekend "
    "close turn much most".split()
)
UNIT_QUALIFIERS = frozenset(
    "of that when before after - in since following to beginning starting commencing".split()
)
UNIT_PREPOSITIONS = frozenset(
    "for in during throughout "
    "end ended ending ends over finish finished finishing closed close later "
    "earlier".split()
)
POINTERS = "(this|last|next|coming|following|previous|preceding|prior|that|same)"

RULES = [
    Rule("weekday", "DAYNAME", "w:WEEKDAY", _weekday, _is_weekday),
    Rule("short-weekday", "DAYNAME", "w:SHORTWEEKDAY DOT?", _weekday, _is_short_weekday),
    Rule(
        "weekday-the-nth",
        "DAYDATE",
        "w:WEEKDAY COMMA? DASH? the DASH? d:NTHDAY",
        _weekday_the_nth,
        _is_end_of_day,
    ),
    Rule(
        "pointed-weekday",
        "DAYNAME",
        f"(the|this)? which:({POINTERS}|past) w:WEEKDAY",
        _pointed_weekday,
        _is_pointed,
    ),
    Rule(
        "weekday-week", "DAYNAME", "w:WEEKDAY u:(week|fortnight)", _weekday_week, _is_weekday_week
    ),
    Rule("weekdays-ago", "DAYDATE", "n:(NUMBER|INT) w:WEEKDAYS ago", _weekdays_ago),
    Rule("today", "DAYNAME", "day:DEICTIC", _deictic),
    Rule("after-tomorrow", "DAYNAME", "the day (after|before) day:(tomorrow|yesterday)", _beyond),
    Rule(
        "year-pointed",
        "YEARREF",
        f"the? that? which:({POINTERS}|current|upcoming|latest) u:year",
        _unit,
        _is_pointed,
    ),
    Rule(
        "unit-pointed",
        "UNITDATE",
        f"the? that? which:({POINTERS}|current|upcoming|latest) u:UNIT",
        _unit,
        _is_pointed,
    ),
    Rule(
        "unit-but-one",
        "UNITDATE",
        "the u:(week|weekend|month|year) (after next|before last)",
        _but_one,
    ),
    Rule("the-year", "THEYEAR", "the (entire|whole|full)? u:year", _unit, _is_the_unit),
    Rule("all-the-unit", "UNITDATE", "all u:(week|month|year)", _unit, _is_all),
    Rule("the-unit", "UNITDATE", "the u:(week|month|quarter|decade|century)", _unit, _is_the_unit),
    Rule(
        "within-the-unit",
        "MODDATE",
        "dir:(late|early|later|earlier) in the u:(day|week|month|year)",
        _within_the_unit,
    ),
    Rule("the-day", "THEDAY", "the u:day", _unit, _is_the_unit),
    Rule("weekend", "UNITDATE", f"(the|the? which:{POINTERS}) u:weekend", _weekend, _is_whole),
    Rule(
        "unit-beside",
        "DAYNAME",
        "the u:UNIT dir:(before|after|following|previous|earlier)",
        _unit_beside,
        _is_beside,
    ),
    Rule(
        "month-pointed",
        "MONTHYEAR",
        f"(the|this)? which:({POINTERS}|past) m:(MONTH|SHORTMONTH DOT?)",
        _pointed_month,
    ),
    Rule(
        "season-pointed",
        "SEASONDATE",
        f"(the|this)? which:({POINTERS}|past) s:SEASON",
        _pointed_season,
        _is_season,
    ),
]

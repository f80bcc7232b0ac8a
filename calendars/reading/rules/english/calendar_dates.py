"""English dates that name a day, a month or a season."""

import datetime as dt

from calendars.reading.anchoring import day_in_year, month_in_year
from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, Tense, TimexHit, Value
from calendars.reading.periods import Period, Unit
from calendars.reading.ranges import closed, opened
from calendars.reading.rules.english.date_words import (
    AFTER_DAYS,
    MONTH_OF,
    SEASON_MONTH,
    SHORT_MONTHS,
    WEEKDAY_OF,
)
from calendars.reading.rules.english.numbers import ordinal_of
from calendars.reading.rules.english.years import ORDINAL, YEAR, year_of

LAST_OF_MONTH = 31
MONTHS_OF_YEAR = 12

LONGEST_WEEKDAY = 2  # words: this Tuesday


def _september_attacks(hit: TimexHit, context: Context) -> Value:
    attacks = Period.day(2001, 9, 11)
    return Value.of(attacks if context.published >= attacks.first else day_of(hit, context))


def _is_of_attacks(hit: TimexHit) -> bool:
    day = (MONTH_OF[hit.word("m")], ordinal_of(hit.words("d")))
    return day == (9, 11) and hit.after in ATTACKS


ATTACKS = frozenset("attack attacks terrorist terror terrorism hijackings hijackers".split())


def _is_day_in_one_piece(hit: TimexHit) -> bool:
    """Whether “21-October” is one word, not the end of a longer one."""
    tokens = hit.tokens
    inside = tokens.glued(hit.first) and tokens.glued(hit.first + 1)
    before = hit.first > 0 and tokens.glued(hit.first - 1)
    return inside and not before and hit.after not in ("-", "–", "/")


def _pointed_day(hit: TimexHit, context: Context) -> Value:
    """Last Aug. 2: the last such day before publication; next, the first after it."""
    month, day, here = MONTH_OF[hit.word("m")], ordinal_of(hit.words("d")) or 0, context.here
    steps = {"last": (-1, 0), "past": (-1, 0), "next": (0, 1), "this": (0,)}[hit.word("which")]
    days = [Period.day(here.year + step, month, day) for step in steps]
    if hit.word("which") == "next":
        days = [one for one in days if one.first > here]
    elif len(days) > 1:
        days = [one for one in days if one.first < here][::-1]
    return Value.of(days[0])


def _is_past_days(hit: TimexHit) -> bool:
    """Whether the last number can only be a year: “12 Mar 94”, not “12 Mar 20 people”."""
    return int(hit.word("y")) > LAST_OF_MONTH


def _day(hit: TimexHit, context: Context) -> Value:
    return Value.of(day_of(hit, context))


def day_of(hit: TimexHit, context: Context) -> Period:
    """The day of a hit with a month and a day, in its own year or the one that fits."""
    month, day, year = MONTH_OF[hit.word("m")], ordinal_of(hit.words("d")) or 0, year_of(hit)
    if year is not None:
        return Period.day(year, month, day)
    opening = hit.tokens.lows[hit.first : hit.first + LONGEST_WEEKDAY]
    weekday = next((WEEKDAY_OF[word] for word in opening if word in WEEKDAY_OF), None)
    return day_in_year(hit, context, month, day, weekday)


def _day_range(hit: TimexHit, context: Context) -> Value | tuple[Value, Value]:
    """One expression that lasts; in a history, which dates events to the day, its two ends."""
    first = day_of(hit, context)
    last = first.first.replace(day=ordinal_of(hit.words("e")) or 0)
    if last <= first.first:
        raise ValueError(f"{last} is not after {first.first}")
    if context.history:
        return opened(Value.of(first)), closed(Value.of(Period(Unit.DAY, last)))
    return Value.of(first, edtf=f"{first.first}/{last}")


def _month(hit: TimexHit, context: Context) -> Value:
    month, year = MONTH_OF[hit.word("m")], year_of(hit)
    if year is not None:
        return Value.of(Period.month(year, month))
    if hit.after in TRADED and not context.history:
        here = context.published
        return Value.of(Period.month(here.year + (month < here.month), month))
    return Value.of(month_in_year(hit, context, month))


def _season(hit: TimexHit, context: Context) -> Value:
    month = SEASON_MONTH[hit.word("s")]
    year = year_of(hit)
    if year is None:
        found = Period(Unit.SEASON, month_in_year(hit, context, month).first)
        last = found.shift(-4)
        running = not context.history and last.holds(context.day)
        return Value.of(last if running else found)
    return Value.of(Period(Unit.SEASON, dt.date(year, month, 1)))


def _seasons(hit: TimexHit, context: Context) -> tuple[Value, Value]:  # noqa: ARG001
    """The spring and summer of 1996; a winter before a spring began in the year before."""
    year = year_of(hit) or 0
    first, last = SEASON_MONTH[hit.word("s")], SEASON_MONTH[hit.word("e")]
    start = Period(Unit.SEASON, dt.date(year - (first > last), first, 1))
    return Value.of(start), Value.of(Period(Unit.SEASON, dt.date(year, last, 1)))


def _season_of_years(hit: TimexHit, context: Context) -> tuple[Value, Value]:
    """The winter of 1942-43: the season is named by the first of its years."""
    season = _season(hit, context)
    if season.period is None:
        raise ValueError("the season is not told")
    first = season.period.first.year
    last = first // 100 * 100 + int(hit.word("last"))
    if last != first + 1:
        raise ValueError(f"{last} does not follow {first}")
    return season, Value.of(Period.year(last))


def _days(hit: TimexHit, context: Context) -> tuple[Value, Value]:
    first = day_of(hit, context)
    last = first.first.replace(day=ordinal_of(hit.words("e")) or 0)
    return Value.of(first), Value.of(Period(Unit.DAY, last))


def _three_days(hit: TimexHit, context: Context) -> tuple[Value, ...]:
    first, last = _days(hit, context)
    second = day_of(hit, context).first.replace(day=ordinal_of(hit.words("f")) or 0)
    return first, Value.of(Period(Unit.DAY, second)), last


def _day_of_month(hit: TimexHit, context: Context) -> Value:
    """The 5th: of the month that was told last, else the nearest one."""
    day, here = ordinal_of(hit.words("d")) or 0, context.anchor(Unit.MONTH)
    found = here.first.replace(day=day)
    if (
        context.reference is None
        and found < context.published
        and (context.tense(hit) is Tense.FUTURE)
    ):
        found = here.shift(1).first.replace(day=day)
    return Value.of(Period(Unit.DAY, found))


def _is_no_name(hit: TimexHit) -> bool:
    """Whether “2020 summer” is no name such as “2020 Summer Olympics”."""
    tokens = hit.tokens
    named = hit.last < len(tokens) and tokens.words[hit.last][0].isupper()
    return not (named and tokens.words[hit.last - 1][0].isupper())


def _is_alone(hit: TimexHit) -> bool:
    """Whether “the 5th” is a day: after a preposition of time, before no noun."""
    before = hit.before in ("on", "until", "by", "from", "through", "since", "to")
    return before and (hit.after in BEHIND_DAYS or not hit.after.isalpha())


def is_month(hit: TimexHit) -> bool:
    """Whether a bare month name is one, and no verb or family name."""
    word, tokens = hit.word("m"), hit.tokens
    if _is_joined(hit):
        return True
    if word == "march" and tokens.words[hit.first] == "march":
        return False
    if word.capitalize() in SHORT_MONTHS and not tokens.span_text(hit.first, hit.last).endswith(
        "."
    ):
        return False
    if word not in ("may", "march", "april", "june", "august"):
        return True
    if hit.before in MONTH_PREPOSITIONS or (
        hit.before in ("the", "its", "a") and hit.after.isalpha() and _follows_in_small(hit)
    ):
        return True
    before = tokens.words[hit.first - 1] if hit.first else "."
    after = tokens.words[hit.last] if hit.last < len(tokens) else "."
    named = before[:1].isupper() or after[:1].isupper()
    return word in ("april", "june", "august") and not named


def _is_joined(hit: TimexHit) -> bool:
    """Whether a month stands beside another: “Oct-Dec”, “May and June”."""
    tokens = hit.tokens
    if not tokens.words[hit.first][0].isupper():
        return False
    ahead, behind = tokens.lows[hit.last + 1 : hit.last + 2], tokens.lows[: hit.first - 1][-1:]
    after = hit.after in MONTH_JOINTS and ahead and ahead[0] in MONTH_OF
    return bool(after or (hit.before in ("/", "-", "–") and behind and behind[0] in MONTH_OF))


def _is_no_unit(hit: TimexHit) -> bool:
    """Whether the second number is a day, not a count of what follows: “May 5 and 20 people”."""
    ranged = hit.before in ("from", "between")
    return _is_day(hit) and (ranged or not hit.after.isalpha() or hit.after in AFTER_DAYS)


def _is_own_day(hit: TimexHit) -> bool:
    """Whether the article is the day's: “the 5th May”, not “the 5 May session”."""
    ends = not hit.after.isalpha() or hit.after in AFTER_DAYS or hit.after in BEHIND_DAYS
    return _is_day(hit) and ends


def _is_day(hit: TimexHit) -> bool:
    """Whether a month and a number are a day: not “July the first votes”, “May Second Army”."""
    first, last = hit.range("d")
    day = hit.tokens.words[first]
    if not day.isalpha():
        return True
    counted = hit.tokens.lows[first - 1] == "the" and hit.after.isalpha()
    return day.islower() and (last < hit.last or not counted or hit.after in AFTER_DAYS)


def is_falling(hit: TimexHit) -> bool:
    """Whether “fall” is a verb: “costs that fall on the state”."""
    which = hit.before if hit.before == "that" else hit.word("which")
    first = hit.first - (hit.before == "that")
    many = which == "that" and first > 0 and hit.tokens.lows[first - 1].endswith("s")
    return many or hit.after in FALL_WHERE


FALL_WHERE = frozenset(
    "outside within under below into short behind between on to apart off victim back".split()
)


def _is_season(hit: TimexHit) -> bool:
    """Whether the name of a season is one, and no verb, source or downfall."""
    tokens, word = hit.tokens, hit.word("s")
    told = hit.has("s") and tokens.lows[hit.first] == "the"
    if hit.after == "of":
        of_what = tokens.lows[hit.last + 1 : hit.last + 3]
        return of_what[:1] in (["this"], ["last"], ["next"], ["that"]) or of_what == ["the", "year"]
    if word == "fall":
        return (
            not is_falling(hit)
            and hit.before in SEASON_PREPOSITIONS
            and (told or hit.before not in ("of", "to", "and"))
        )
    if hit.after in OF_SEASONS:
        return not told and tokens.words[hit.last - 1].islower()
    plain = tokens.words[hit.last - 1].islower() and word != "spring"
    return told or plain or hit.before in SEASON_PREPOSITIONS or hit.after in ("and", ",")


OF_SEASONS = frozenset(
    "offensive offensives campaign campaigns semester term break breaks quarters weather meeting "
    "meetings session sessions season elections election visit visits peak peaks".split()
)


# What is traded for a month is of one to come: “oil for November delivery”.
TRADED = frozenset("delivery futures contract contracts settlement shipment".split())
MONTH_JOINTS = frozenset(("/", "-", "–", "and", "or", "to"))
BEHIND_DAYS = frozenset("at and it he she they we a the his their was were".split())
SEASON_PREPOSITIONS = frozenset(
    "in during by until since this last next early late mid of through every each and to before "
    "after - previous following that coming past".split()
)
MONTH_PREPOSITIONS = frozenset(
    "in since by until till before after during from to through between of early late mid this "
    "last next for around about and or - – previous following late-".split()
)


def _follows_in_small(hit: TimexHit) -> bool:
    return hit.last < len(hit.tokens) and hit.tokens.words[hit.last].islower()


MONTH = "m:(MONTH|SHORTMONTH DOT?)"
DAY = f"d:(DAY|{ORDINAL})"
AND = "(and|or|to|through|until|till)"
NEXT_DAY = "second:(f:(DAY|NTHDAY))"
END_DAY = "e:(DAY|NTHDAY)"
IN_YEAR = f"(COMMA|of)? {YEAR}"
ON_WEEKDAY = "((this|next|last|coming)? (WEEKDAY|SHORTWEEKDAY DOT?) COMMA? the?)?"
WITH_WEEKDAY = "((WEEKDAY|SHORTWEEKDAY DOT?) COMMA? the?)?"

RULES = [
    Rule(
        "september-attacks",
        "DAYDATE",
        f"{MONTH} {DAY}",
        _september_attacks,
        _is_of_attacks,
    ),
    Rule("month-day-year", "DAYDATE", f"{ON_WEEKDAY} {MONTH} the? {DAY} {IN_YEAR}", _day),
    Rule("month-day", "MONTHDAY", f"{ON_WEEKDAY} {MONTH} the? {DAY}", _day, _is_day),
    Rule("small-month-day", "MONTHDAY", "m:(march|may) d:NTHDAY", _day),
    Rule(
        "pointed-month-day",
        "DAYDATE",
        f"this? which:(last|past|next|this) {MONTH} {DAY}",
        _pointed_day,
        _is_own_day,
    ),
    Rule("day-dash-month", "MONTHDAY", f"d:DAY DASH {MONTH}", _day, _is_day_in_one_piece),
    Rule("day-dash-month-year", "DAYDATE", f"d:DAY DASH {MONTH} DASH y:(YEAR|TWODIGITS)", _day),
    Rule("day-month-short-year", "DAYDATE", "d:DAY m:SHORTMONTH y:TWODIGITS", _day, _is_past_days),
    Rule("day-month-year", "DAYDATE", f"{ON_WEEKDAY} {DAY} of? {MONTH} {IN_YEAR}", _day),
    Rule("the-day-month-year", "DAYDATE", f"the DAY {MONTH} {IN_YEAR}".replace("DAY", DAY), _day),
    Rule("day-month", "MONTHDAY", f"{ON_WEEKDAY} {DAY} of? {MONTH}", _day, _is_day),
    Rule("the-day-month", "MONTHDAY", f"the DAY {MONTH}".replace("DAY", DAY), _day, _is_own_day),
    Rule(
        "month-days-year",
        "DAYSDATE",
        f"first:({MONTH} {DAY}) DASH last:({END_DAY} {IN_YEAR})",
        _day_range,
        apart=("first", "last"),
    ),
    Rule(
        "month-days",
        "DAYSDATE",
        f"first:({MONTH} {DAY}) DASH last:({END_DAY})",
        _day_range,
        apart=("first", "last"),
    ),
    Rule(
        "days-month-year",
        "DAYSDATE",
        f"first:({WITH_WEEKDAY} {DAY}) (DASH|SLASH) "
        f"last:({WITH_WEEKDAY} {END_DAY} of? {MONTH} {IN_YEAR})",
        _day_range,
        apart=("first", "last"),
    ),
    Rule(
        "days-month",
        "DAYSDATE",
        f"first:({WITH_WEEKDAY} {DAY}) (DASH|SLASH) last:({WITH_WEEKDAY} {END_DAY} of? {MONTH})",
        _day_range,
        apart=("first", "last"),
    ),
    Rule(
        "day-and-day-month",
        "DAYSDATE",
        f"the? first:({WITH_WEEKDAY} {DAY}) {AND} the? "
        f"last:({WITH_WEEKDAY} {END_DAY} of? {MONTH} ({IN_YEAR})?)",
        _days,
        apart=("first", "last"),
    ),
    Rule(
        "month-day-and-day",
        "DAYSDATE",
        f"first:({WITH_WEEKDAY} {MONTH} {DAY}) {AND} the? "
        f"last:({WITH_WEEKDAY} {END_DAY} ({IN_YEAR})?)",
        _days,
        _is_no_unit,
        apart=("first", "last"),
    ),
    Rule(
        "month-day-list",
        "DAYSDATE",
        f"first:({MONTH} {DAY}) COMMA {NEXT_DAY} COMMA? and last:({END_DAY} ({IN_YEAR})?)",
        _three_days,
        _is_day,
        apart=("first", "second", "last"),
    ),
    Rule(
        "day-list-month",
        "DAYSDATE",
        f"first:({DAY}) COMMA {NEXT_DAY} COMMA? and last:({END_DAY} of? {MONTH} ({IN_YEAR})?)",
        _three_days,
        apart=("first", "second", "last"),
    ),
    Rule("day-of-month", "DAYNAME", "the d:NTHDAY", _day_of_month, _is_alone),
    Rule("month-year", "MONTHYEAR", f"{MONTH} {IN_YEAR}", _month),
    Rule("month", "MONTHNAME", MONTH, _month, is_month),
    Rule("season-year", "SEASONDATE", f"the? s:SEASON of? {YEAR}", _season),
    Rule(
        "seasons-of-year",
        "RANGE",
        f"first:(the? s:SEASON) (and|or|to|through|DASH) last:(the? e:SEASON of? {YEAR})",
        _seasons,
        apart=("first", "last"),
    ),
    Rule(
        "season-of-years",
        "RANGE",
        "first:(the? s:SEASON of? y:YEAR) (DASH|SLASH) last:TWODIGITS",
        _season_of_years,
        apart=("first", "last"),
    ),
    Rule("year-season", "SEASONDATE", "y:YEAR s:SEASON", _season, _is_no_name),
    Rule("season", "SEASONNAME", "the? s:SEASON", _season, _is_season),
    Rule("season-of-what", "SEASONNAME", "s:SEASON", _season, _is_season),
]

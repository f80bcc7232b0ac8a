"""English times of day: clock times with their zones, mornings and nights."""

import dataclasses
import datetime as dt
import re

from calendars.reading.clock import Clock
from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, Tense, TimexHit, Value
from calendars.reading.mention import TimexType
from calendars.reading.periods import Period, Unit
from calendars.reading.rules.english.date_words import (
    AFTER_DAYS,
    DAY_PARTS,
    TIME_ZONES,
    WEEKDAY_OF,
    ZONE_PLACES,
)
from calendars.reading.rules.english.numbers import number_of

HALF_A_DAY = 12
LONGEST_OFFSET = 14
ZONES = {name.lower(): zone for name, zone in (TIME_ZONES | ZONE_PLACES).items()}
CLOCK_PREPOSITIONS = frozenset(
    "at by from to until till since around about between before after , and - –".split()
)


def clock_of(hit: TimexHit) -> Clock:
    """The clock time of a hit.

    Raises:
        ValueError: There is no such time of day.
    """
    return Clock(_wall_time(hit), _zone(hit), _offset(hit), hit.word("noon") == "midnight")


def _wall_time(hit: TimexHit) -> dt.time:
    if hit.has("noon"):
        return dt.time(0 if hit.word("noon") == "midnight" else HALF_A_DAY)
    hour, minute, second = (*_told_parts(hit), 0, 0)[:3]
    if hit.has("pm") and hour < HALF_A_DAY:
        hour += HALF_A_DAY
    if hit.has("am") and hour == HALF_A_DAY:
        hour = 0
    return dt.time(hour % 24, minute, second)


def _told_parts(hit: TimexHit) -> list[int]:
    if hit.has("hhmm"):
        return [int(hit.word("hhmm")[:2]), int(hit.word("hhmm")[2:])]
    if hit.has("c"):
        return [int(part) for part in hit.word("c").replace(".", ":").split(":")]
    return [_hour(hit), 30] if hit.has("half") else [_hour(hit)]


def _hour(hit: TimexHit) -> int:
    hour = number_of(hit.words("h"))
    if hour is None:
        raise ValueError("no hour is told")
    return int(hour)


def _zone(hit: TimexHit) -> str | None:
    for mark in ("", "b"):
        if hit.has("z" + mark) and not hit.has("shift" + mark):
            return ZONES[hit.word("z" + mark)]
    return None


def _offset(hit: TimexHit) -> dt.timedelta | None:
    mark = "" if hit.has("shift") else "b"
    if not hit.has("shift" + mark):
        return None
    hours, _, minutes = hit.word("shift" + mark).partition(":")
    offset = dt.timedelta(hours=int(hours), minutes=int(minutes or 0))
    if offset > dt.timedelta(hours=LONGEST_OFFSET):
        raise ValueError(f"{offset} is no offset from UTC")
    return offset if hit.word("sign" + mark) == "+" else -offset


def _clock(hit: TimexHit, context: Context) -> Value:
    return clock_of(hit).on(_day_of_verb(hit, context))


def day_told(context: Context) -> Period:
    """The day that a time without one belongs to: the last told, else the publication's."""
    return context.anchor(Unit.DAY)


def _day_of_verb(hit: TimexHit, context: Context) -> Period:
    """The last day told, unless it is ahead and the verb tells the time as past."""
    day = day_told(context)
    ahead = not context.history and day.first > context.day
    if ahead and context.tense(hit) is Tense.PAST:
        return Period.of(Unit.DAY, context.published)
    return day


def _is_clock(hit: TimexHit) -> bool:
    """Whether bare digits are a time of day, not a score or a ratio."""
    told = any(hit.has(name) for name in ("am", "pm", "z", "zb", "hrs"))
    if told or hit.tokens.lows[hit.last - 1] in ("time", ")"):
        return not hit.has("h") or number_of(hit.words("h")) in range(1, 13)
    stamped = NUMERIC_DAY.fullmatch(hit.before) is not None
    return stamped or hit.before in CLOCK_PREPOSITIONS or hit.before in WEEKDAY_OF


NUMERIC_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,4}[./]\d{1,2}[./]\d{2,4}")


def _is_after_preposition(hit: TimexHit) -> bool:
    return hit.before in ("at", "from", "by", "until", "till")


def _is_part_alone(hit: TimexHit) -> bool:
    """Whether the article is the night's, not that of “the late-night session”."""
    alone = not hit.after.isalpha() or hit.after in AFTER_DAYS or hit.after in WEEKDAY_OF
    return alone and _is_the_part(hit)


def _is_at_dawn(hit: TimexHit) -> bool:
    return hit.before in ("at", "before", "by", "until", "from", "since", "around") and (
        hit.after != "of"
    )


def _is_a_start(hit: TimexHit) -> bool:
    """Whether “at 18.30” is when something begins or ends, not a price."""
    told = hit.tokens.lows[max(0, hit.first - START_REACH) : hit.first - 1]
    ends = not hit.after.isalpha() or hit.after in ("on", "in", "at", "and", "to", "until", "for")
    return hit.before == "at" and ends and hit.after != "%" and not STARTS.isdisjoint(told)


START_REACH = 5
STARTS = frozenset(
    "open opens opened begin begins began start starts started starting beginning doors held "
    "kicks meet meets met takes arrive arrives arrived leaves left departs".split()
)


def _is_the_part(hit: TimexHit) -> bool:
    return hit.before not in ("opening", "wedding") and hit.after not in NO_PARTS


NO_PARTS = frozenset("of hours club clubs shift shifts school sky life train court owl".split())


def part_of_day(word: str, day: Period) -> Value:
    """A morning, an evening or a night of a day; a calendar keeps the day."""
    return Value(TimexType.TIME, f"{day.value}T{DAY_PARTS[word]}", day.edtf, period=day)


def _pointed_part(hit: TimexHit, context: Context) -> Value:
    part, which = hit.word("part"), hit.word("which")
    today = Period.of(Unit.DAY, context.published)
    match which:
        case "this":
            day = today
        case "last":
            day = today.shift(-1)
        case "next" | "following":
            day = day_told(context).shift(1)
        case "previous":
            day = day_told(context).shift(-1)
        case _:
            day = day_told(context)
    opening = hit.tokens.lows[hit.first : hit.first + 2]
    mod = next((EDGES[word] for word in opening if word in EDGES), None)
    return dataclasses.replace(part_of_day(part, day), mod=mod)


EDGES = {"early": "START", "mid": "MID", "late": "END"}


def _any_part(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    """At night: of no day."""
    return Value(TimexType.TIME, f"XXXX-XX-XXT{DAY_PARTS[hit.word('part')]}")


def _is_of_any_day(hit: TimexHit) -> bool:
    return hit.word("part") == "daytime" or hit.before == "at"


def _small_hours(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return part_of_day("morning", day_told(context))


def _tonight(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return part_of_day("night", Period.of(Unit.DAY, context.published))


def _overnight(hit: TimexHit, context: Context) -> Value:
    """The night to come or the last one; of the last, times are told of its second day."""
    today = Period.of(Unit.DAY, context.published)
    if context.tense(hit) is Tense.FUTURE:
        return part_of_day("night", today)
    return dataclasses.replace(part_of_day("night", today.shift(-1)), period=today)


def _zone_pattern(mark: str) -> str:
    told = f"z{mark}:(ZONE|ZONEPLACE (standard|daylight)? time)"
    return f"({told} (sign{mark}:(PLUS|MINUS) shift{mark}:(HOUR|CLOCK))?|local time)"


ZONE = f"({_zone_pattern('')})? (OPEN {_zone_pattern('b')} CLOSE)?"
HALF_DAY = "(am:AM|pm:PM)"
HOUR_WORD = "h:(HOUR|NUMBER)"

RULES = [
    Rule(
        "clock", "CLOCKTIME", f"c:CLOCK {HALF_DAY}? hrs:(hours|hrs|hr|h)? {ZONE}", _clock, _is_clock
    ),
    Rule("dotted-clock", "CLOCKTIME", f"c:DOTCLOCK {HALF_DAY} {ZONE}", _clock, _is_clock),
    Rule("dotted-hours", "CLOCKTIME", "c:DOTCLOCK hrs:(hours|hrs)", _clock, _is_after_preposition),
    Rule("dotted-start", "CLOCKTIME", "c:DOTCLOCK", _clock, _is_a_start),
    Rule("dotted-clock-zone", "CLOCKTIME", f"c:DOTCLOCK {_zone_pattern('')}", _clock),
    Rule(
        "hour", "CLOCKTIME", f"half:(half past)? {HOUR_WORD} {HALF_DAY} {ZONE}", _clock, _is_clock
    ),
    Rule("oclock", "CLOCKTIME", f"{HOUR_WORD} hrs:OCLOCK {HALF_DAY}? {ZONE}", _clock, _is_clock),
    Rule("military", "CLOCKTIME", f"hhmm:HHMM hrs:(hours|hrs)? {_zone_pattern('')}", _clock),
    Rule("military-hours", "CLOCKTIME", "hhmm:HHMM hrs:(hours|hrs)", _clock),
    Rule("noon", "CLOCKTIME", f"noon:NOON {ZONE}", _clock),
    Rule(
        "pointed-part",
        "PARTTIME",
        "the? which:(this|that|last|next|same|following|previous) part:DAYPART",
        _pointed_part,
    ),
    Rule(
        "early-part",
        "PARTTIME",
        "(early|late|mid) DASH? part:DAYPART",
        _pointed_part,
        _is_the_part,
    ),
    Rule(
        "the-early-part",
        "PARTTIME",
        "the (early|late|mid) DASH? part:DAYPART",
        _pointed_part,
        _is_part_alone,
    ),
    Rule("at-dawn", "PARTTIME", "part:(dawn|dusk)", _pointed_part, _is_at_dawn),
    Rule("small-hours", "PARTTIME", "the (early|small|wee) hours", _small_hours),
    Rule("any-part", "ANYTIME", "part:(night|daytime)", _any_part, _is_of_any_day),
    Rule("the-part", "PARTTIME", "the part:DAYPART", _pointed_part, _is_the_part),
    Rule("tonight", "PARTTIME", "tonight", _tonight),
    Rule("overnight", "PARTTIME", "overnight", _overnight),
]

"""Russian times of day: clock times with their zones, mornings and evenings."""

import datetime as dt

from calendars.reading.clock import Clock
from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, TimexHit, Value
from calendars.reading.mention import TimexType
from calendars.reading.periods import Period, Unit
from calendars.reading.rules.russian.date_words import DAY_PARTS, ZONES

HALF_A_DAY = 12
LONGEST_OFFSET = 14
CLOCK_PREPOSITIONS = frozenset("в во до с к по и , ( – — - около начало".split())
LATE = ("AF", "EV")


def clock_of(hit: TimexHit) -> Clock:
    """The clock time of a hit.

    Raises:
        ValueError: There is no such time of day.
    """
    zone = ZONES[hit.word("z")] if hit.has("z") else None
    offset = _offset(hit)
    return Clock(_wall_time(hit), None if offset is not None else zone, offset)


def _wall_time(hit: TimexHit) -> dt.time:
    if hit.has("noon"):
        return dt.time(HALF_A_DAY if hit.word("noon").startswith("полд") else 0)
    if hit.has("c"):
        hour, minute = (int(part) for part in hit.word("c").replace(".", ":").split(":")[:2])
    else:
        hour, minute = int(hit.word("h")), int(hit.word("minute") or 0)
    part = DAY_PARTS.get(hit.word("part"))
    if part in LATE and hour < HALF_A_DAY:
        hour += HALF_A_DAY
    return dt.time(hour % 24, minute)


def _offset(hit: TimexHit) -> dt.timedelta | None:
    if not hit.has("shift"):
        return None
    hours, _, minutes = hit.word("shift").partition(":")
    offset = dt.timedelta(hours=int(hours), minutes=int(minutes or 0))
    if offset > dt.timedelta(hours=LONGEST_OFFSET):
        raise ValueError(f"{offset} is no offset from UTC")
    return offset if hit.word("sign") == "+" else -offset


def _clock(hit: TimexHit, context: Context) -> Value:
    return clock_of(hit).on(context.anchor(Unit.DAY))


def _clock_on_day(hit: TimexHit, context: Context) -> Value:
    return clock_of(hit.child("clock")).on(context.period(hit.child("day")))


def _part_of_day(hit: TimexHit, context: Context) -> Value:
    day: Period = context.period(hit.child("day"))
    value = f"{day.value}T{DAY_PARTS[hit.word('part')]}"
    return Value(TimexType.TIME, value, day.edtf, period=day)


def _is_clock(hit: TimexHit) -> bool:
    """Whether digits are a time of day, not a score: behind a preposition or with a zone."""
    return hit.has("z") or hit.has("part") or hit.before in CLOCK_PREPOSITIONS


def _is_dotted(hit: TimexHit) -> bool:
    return hit.has("z") or hit.before in ("в", "с", "до")


NAMED_ZONE = "по? z:ZONE времени? (sign:(PLUS|MINUS) shift:(HOUR|CLOCK))?"
LOCAL = "по? (местному|местного) времени"
ZONE = f"(COMMA? OPEN? {LOCAL} CLOSE?)? (COMMA? OPEN? {NAMED_ZONE} CLOSE?)?"
DAYS = "DAYDATE|MONTHDAY|DAYNAME"

RULES = [
    Rule("clock", "CLOCKTIME", f"c:CLOCK (HOURWORD)? (part:DAYPART)? {ZONE}", _clock, _is_clock),
    Rule("dotted-clock", "CLOCKTIME", f"c:DOTCLOCK {ZONE}", _clock, _is_dotted),
    Rule(
        "hours",
        "CLOCKTIME",
        f"h:HOUR HOURWORD (minute:(DAY|TWODIGITS) MINUTEWORD)? (part:DAYPART)? {ZONE}",
        _clock,
        _is_clock,
    ),
    Rule("noon", "CLOCKTIME", f"noon:NOON {ZONE}", _clock, _is_clock),
]
DAY_RULES = [
    Rule(
        "day-at-clock",
        "TIME",
        f"day:({DAYS}) COMMA? (в|с|к)? clock:CLOCKTIME",
        _clock_on_day,
    ),
    Rule("clock-on-day", "TIME", f"clock:CLOCKTIME COMMA? (в|во)? day:({DAYS})", _clock_on_day),
    Rule("day-part", "PARTTIME", f"day:({DAYS}) part:DAYPART", _part_of_day),
    Rule("part-of-day", "PARTTIME", f"part:DAYPART (в|во)? day:({DAYS})", _part_of_day),
]

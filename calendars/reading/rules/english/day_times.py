"""English times on days: noon on Friday, the night of 8 February, tonight at 8."""

import dataclasses
import datetime as dt

from calendars.reading.clock import Clock
from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, TimexHit, Value
from calendars.reading.rules.english.clock_times import (
    HALF_A_DAY,
    ZONES,
    clock_of,
    part_of_day,
)
from calendars.reading.rules.english.date_words import DAY_PARTS


def _clock_on_day(hit: TimexHit, context: Context) -> Value:
    """Noon on Friday; a zone may come last: noon Friday EST."""
    clock = clock_of(hit.child("clock"))
    if hit.has("z"):
        clock = dataclasses.replace(clock, zone=ZONES[hit.word("z")], offset=None)
    value = clock.on(context.period(hit.child("day")))
    return dataclasses.replace(value, mod="APPROX") if hit.has("approx") else value


def _about_clock(hit: TimexHit, context: Context) -> Value:
    return dataclasses.replace(context.value(hit.child("clock")), mod="APPROX")


def _part_of_day(hit: TimexHit, context: Context) -> Value:
    part = hit.words("part")[-1]
    return part_of_day(part, context.period(hit.child("day")))


def _is_named_part(hit: TimexHit) -> bool:
    return hit.words("part")[-1] in DAY_PARTS


def _small_hours(hit: TimexHit, context: Context) -> Value:
    """The early hours of Monday."""
    return part_of_day("morning", context.period(hit.child("day")))


def _is_small_hours(hit: TimexHit) -> bool:
    return hit.children[0].rule.name == "small-hours"


def _dawn_of_day(hit: TimexHit, context: Context) -> Value:
    return part_of_day(hit.children[0].word("part"), context.period(hit.child("day")))


def _is_dawn(hit: TimexHit) -> bool:
    return hit.children[0].rule.name == "at-dawn"


def _clock_in_part(hit: TimexHit, context: Context) -> Value:
    """Six in the evening: the clock time; the part of the day tells the half."""
    clock, part = clock_of(hit.child("clock")), context.value(hit.child("part"))
    if part.period is None:
        raise ValueError(f"{part.value} is no part of a day")
    if part.value[-2:] in LATE_PARTS and 0 < clock.time.hour < HALF_A_DAY:
        late = clock.time.replace(hour=clock.time.hour + HALF_A_DAY)
        clock = dataclasses.replace(clock, time=late)
    value = clock.on(part.period)
    return dataclasses.replace(value, mod="APPROX") if hit.has("approx") else value


LATE_PARTS = ("AF", "EV", "NI")


def _hour_in_part(hit: TimexHit, context: Context) -> Value:
    """Tonight at 8: the part of the day tells the half."""
    part, hour = context.value(hit.child("part")), int(hit.word("hour"))
    if part.period is None:
        raise ValueError(f"{part.value} is no part of a day")
    late = part.value[-2:] in LATE_PARTS and hour < HALF_A_DAY
    return Clock(dt.time((hour + HALF_A_DAY * late) % 24)).on(part.period)


def _is_hour(hit: TimexHit) -> bool:
    return not hit.after.isalnum() and hit.after not in ("%", "-", "$")


DAYS = "DAYDATE|MONTHDAY|DAYNAME"

NEARLY = "approx:(around|about|approximately|roughly|nearly)?"
LAST_ZONE = "(COMMA? z:(ZONE|ZONEPLACE (standard|daylight)? time))?"

PART_RULES = [
    Rule(
        "small-hours-of-day",
        "PARTTIME",
        "PARTTIME (of|on)? the? day:(DAYDATE|MONTHDAY|DAYNAME)",
        _small_hours,
        _is_small_hours,
    ),
    Rule("day-part", "PARTTIME", "day:(DAYDATE|MONTHDAY|DAYNAME) part:DAYPART", _part_of_day),
    Rule("dawn-of-day", "PARTTIME", f"PARTTIME on? day:({DAYS})", _dawn_of_day, _is_dawn),
    Rule(
        "part-of-day",
        "PARTTIME",
        "part:(the? (early|late|mid)? DASH? DAYPART|the? PARTTIME) hours? "
        f"(of|on) the? day:({DAYS}|DAYSDATE)",
        _part_of_day,
        _is_named_part,
    ),
]
CLOCK_RULES = [
    Rule(
        "clock-on-day",
        "TIME",
        f"{NEARLY} clock:CLOCKTIME (OPEN CLOCKTIME CLOSE)? (COMMA|on|of)? "
        f"day:({DAYS}|PARTTIME) {LAST_ZONE}",
        _clock_on_day,
    ),
    Rule(
        "day-at-clock",
        "TIME",
        f"day:({DAYS}|PARTTIME) (COMMA|at|DASH){{0,2}} clock:CLOCKTIME",
        _clock_on_day,
    ),
    Rule("part-at-hour", "TIME", "part:PARTTIME at hour:HOUR", _hour_in_part, _is_hour),
    Rule(
        "about-clock",
        "TIME",
        "approx:(around|about|approximately|roughly|nearly) clock:CLOCKTIME",
        _about_clock,
    ),
    Rule("clock-in-part", "TIME", f"{NEARLY} clock:CLOCKTIME in part:PARTTIME", _clock_in_part),
]

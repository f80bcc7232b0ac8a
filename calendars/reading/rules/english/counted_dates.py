"""English dates counted in units from another: two weeks ago, three days later."""

import dataclasses
from itertools import takewhile

from calendars.reading.grammar import Rule
from calendars.reading.meaning import Bound, Context, Tense, TimexHit, Value
from calendars.reading.mention import TimexType
from calendars.reading.periods import Period, Unit
from calendars.reading.rules.english.compound_dates import LONG
from calendars.reading.rules.english.date_words import APPROXIMATIONS, ORDINALS, PLURALS
from calendars.reading.rules.english.day_times import DAYS
from calendars.reading.rules.english.durations import count_of, iso_duration
from calendars.reading.rules.english.relative_dates import moved
from calendars.reading.rules.english.tense import tense


def _ago(hit: TimexHit, context: Context) -> Value:
    return _counted(hit, Period(Unit.DAY, context.published), -1)


def _ago_today(hit: TimexHit, context: Context) -> Value:
    """Twenty years ago today, a week ago Monday: the day itself."""
    length, day = hit.child("d"), context.period(hit.child("day"))
    count, unit = count_of(length), PLURALS.get(length.word("u"), length.word("u"))
    if count is None or count != int(count) or unit not in ("week", "month", "year"):
        raise ValueError(f"{length.rule.name} is no count of weeks, months or years")
    if unit == "week":
        return Value.of(moved(day, unit, -count))
    month = moved(Period.of(Unit.MONTH, day.first), unit, -count)
    year = month.first.year
    return Value.of(
        Period.day(year, (month if unit == "month" else day).first.month, day.first.day)
    )


def _is_ago_day(hit: TimexHit) -> bool:
    return hit.child("day").rule.name in ("today", "weekday")


def _from_now(hit: TimexHit, context: Context) -> Value:
    return _counted(hit, Period(Unit.DAY, context.published), 1)


def _is_from_now(hit: TimexHit) -> bool:
    return hit.tokens.lows[hit.last - 1] in ("now", "today")


def _in_units(hit: TimexHit, context: Context) -> Value:
    return _counted(hit, Period(Unit.DAY, context.published), 1)


def _is_ahead(hit: TimexHit) -> bool:
    """Whether the duration is counted: “in two weeks”, not “in the first two weeks”."""
    duration = hit.child("d")
    sure = hit.tokens.lows[hit.last - 1] == "time"
    if not sure and (_is_record(hit) or tense(hit) is not Tense.FUTURE):
        return False
    exact = APPROXIMATIONS.get(" ".join(duration.words("approx")), "APPROX") == "APPROX"
    return exact and duration.rule.name in ("duration", "length") and count_of(duration) is not None


RECORDS = frozenset("first most least worst best record time only".split())


def _is_record(hit: TimexHit) -> bool:
    """Whether it looks back: “the lowest level in six years”."""
    back = hit.tokens.lows[max(0, hit.first - 6) : hit.first]
    return any(word in RECORDS or word in ORDINALS or word.endswith("est") for word in back)


def _later(hit: TimexHit, context: Context) -> Value:
    start = context.reference or Period(Unit.DAY, context.published)
    if _is_compared(hit) and not context.history:
        start = (start.unit is Unit.DAY and context.lately(Unit.QUARTER)) or start
        if start.unit in (Unit.MONTH, Unit.QUARTER):
            return Value.of(start.shift(-12 if start.unit is Unit.MONTH else -4))
    in_days = hit.child("d").word("u") in ("day", "days", "week", "weeks")
    if in_days and not context.history and start.unit.rank >= Unit.MONTH.rank:
        start = Period(Unit.DAY, context.published)
    return _counted(hit, start, 1 if hit.word("dir") in ("later", "after", "afterwards") else -1)


def _is_compared(hit: TimexHit) -> bool:
    """Whether a month or quarter is set beside that of the year before: “from a year earlier”."""
    length = hit.child("d")
    a_year = length.word("u") == "year" and count_of(length) == 1
    back = hit.tokens.lows[max(0, hit.first - COMPARED_REACH) : hit.first]
    said = takewhile(lambda word: word not in (".", ";"), reversed(back))
    return a_year and hit.word("dir") == "earlier" and not COMPARED.isdisjoint(said)


COMPARED_REACH = 16
COMPARED = frozenset("from than with compared against versus".split())


def _counted(hit: TimexHit, start: Period, sign: int) -> Value:
    duration = hit.child("d")
    count, unit = count_of(duration), duration.word("u")
    if duration.rule.name == "quarter-century":
        count, unit = 25, "years"
    name = PLURALS.get(unit, unit)
    if count is None or name in ("second", "minute", "hour"):
        return Value(TimexType.DATE, "FUTURE_REF" if sign > 0 else "PAST_REF")
    return Value.of(moved(start, unit, sign * count), mod=_moved_mod(duration, sign))


def _moved_mod(duration: TimexHit, sign: int) -> str | None:
    """“More than a year ago” is before, “more than a year later” after the year."""
    mod = APPROXIMATIONS.get(" ".join(duration.words("approx")))
    if mod in ("MORE_THAN", "EQUAL_OR_MORE"):
        return "BEFORE" if sign < 0 else "AFTER"
    if mod in ("LESS_THAN", "EQUAL_OR_LESS"):
        return "AFTER" if sign < 0 else "BEFORE"
    return mod


def _is_ended(hit: TimexHit) -> bool:
    """Whether “two days before” counts from the last date, not from what follows."""
    if hit.after == "than":
        return False
    return hit.word("dir") in ("later", "earlier", "afterwards", "previously") or (
        not hit.after.isalnum() and not hit.after.startswith("[")
    )


def _composed(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    """Two hours and 26 minutes: each unit finer than the one before, and counted."""
    parts = [hit.child(name) for name in ("first", "second", "third") if hit.has(name)]
    counts = [count_of(part) for part in parts]
    ranks = [FINER.index(PLURALS.get(part.word("u"), part.word("u"))) for part in parts]
    if None in counts or sorted(set(ranks)) != ranks:
        raise ValueError("these are several durations")
    told = [iso_duration(part.word("u"), count) for part, count in zip(parts, counts, strict=True)]
    days = "".join(one[1:] for one in told if not one.startswith("PT"))
    clock = "".join(one[2:] for one in told if one.startswith("PT"))
    return Value(TimexType.DURATION, f"P{days}" + (f"T{clock}" if clock else ""))


FINER = "century decade year quarter month week weekend day night hour minute second".split()


def _are_plain(hit: TimexHit) -> bool:
    """Whether all are counted units and nothing else: no fortnights, no “past two years”."""
    return all(
        child.rule.name in ("duration", "length")
        and PLURALS.get(child.word("u"), child.word("u")) in FINER
        for child in hit.children
    )


def _counted_from_day(hit: TimexHit, context: Context) -> Value:
    """A week from Friday."""
    length, day = hit.child("d"), context.period(hit.child("day"))
    count = count_of(length)
    if count is None:
        raise ValueError("how many is not told")
    return Value.of(moved(day, length.word("u"), count))


def _is_counted(hit: TimexHit) -> bool:
    """Whether a day is counted to: “a week from Friday”, not “open for a week from Friday”."""
    return hit.before not in ("for", "lasts", "last", "runs", "run")


def _length_from(hit: TimexHit, context: Context) -> tuple[Value, Value]:
    """Ten years from January 1: the length begins with the day."""
    length, day = context.value(hit.child("d")), context.value(hit.child("day"))
    return dataclasses.replace(length, begin=Bound.NEXT), day


def _length_to(hit: TimexHit, context: Context) -> tuple[Value, Value]:
    """The nine months to December: the length ends with the month."""
    length, day = context.value(hit.child("d")), context.value(hit.child("day"))
    return dataclasses.replace(length, finish=Bound.NEXT), day


def _counted_part(hit: TimexHit, context: Context) -> Value:
    """The first nine months of 1989: a duration."""
    return context.value(hit.child("length"))


def _is_no_edge(hit: TimexHit) -> bool:
    """Whether it is a length and not an edge: “the first nine months”, not “the last days”."""
    told = [hit.tokens.lows[at] for at in range(hit.first, hit.last)]
    edge = next((at for at, word in enumerate(told) if word in EDGES), len(told))
    return not {"few", "days", "weeks"}.issuperset(told[edge + 1 : edge + 2] or ("",))


EDGES = frozenset("first opening last final closing dying".split())

RULES = [
    Rule(
        "composed-duration",
        "DURATION",
        "first:DURATION (COMMA|and|COMMA and)? second:DURATION "
        "((COMMA|and|COMMA and) third:DURATION)?",
        _composed,
        _are_plain,
    ),
    Rule("ago", "UNITDATE", "d:DURATION ago", _ago),
    Rule("ago-today", "DAYDATE", "d:DURATION ago COMMA? day:DAYNAME", _ago_today, _is_ago_day),
    Rule("from-now", "UNITDATE", "d:DURATION from (REF|DAYNAME)", _from_now, _is_from_now),
    Rule("in-units", "UNITDATE", "in d:DURATION (APOSTROPHE time)?", _in_units, _is_ahead),
    Rule(
        "later",
        "UNITDATE",
        "d:DURATION dir:(later|earlier|before|after|afterwards|previously)",
        _later,
        _is_ended,
    ),
    Rule("from-day", "DAYDATE", "d:DURATION from day:DAYNAME", _counted_from_day, _is_counted),
    Rule(
        "length-from-day",
        "RANGE",
        f"d:DURATION (from|after|since|starting|beginning) day:({DAYS}|{LONG})",
        _length_from,
        apart=("d", "day"),
    ),
    Rule(
        "length-to-day",
        "RANGE",
        f"d:DURATION (before|to|until|ending|ended) day:({DAYS}|{LONG})",
        _length_to,
        apart=("d", "day"),
    ),
    Rule(
        "counted-part", "DURATION", f"length:DURATION of whole:({LONG})", _counted_part, _is_no_edge
    ),
]

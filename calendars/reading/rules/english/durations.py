"""English durations, repetitions, and dates counted in units: three days, two weeks ago."""

from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, Tense, TimexHit, Value
from calendars.reading.mention import TimexType
from calendars.reading.periods import SEASONS, Period, Unit
from calendars.reading.rules.english.date_words import (
    APPROXIMATIONS,
    DAY_PARTS,
    MONTH_OF,
    PERIODICALS,
    PLURALS,
    SEASON_MONTH,
    UNITS,
    VAGUE,
    WEEKDAY_OF,
)
from calendars.reading.rules.english.numbers import number_of, ordinal_of
from calendars.reading.rules.english.relative_dates import moved

RATE_WORDS = frozenset(
    "once twice times million billion trillion thousand hundred percent cents dollars euros "
    "pounds rubles % barrels tons tonnes hours days minutes nights weeks months".split()
)
SPAN_PREPOSITIONS = frozenset(
    "for in over of within after many through during by just only mere".split()
)


HALF_OF_ONE = 0.5
HALVES = {"hour": "PT30M", "year": "P6M", "decade": "P5Y", "century": "P50Y", "day": "PT12H"}


def count_of(hit: TimexHit) -> float | None:
    """How many units a duration counts; None where it does not say."""
    words = hit.words("n")
    if any(word in VAGUE for word in words):
        return None
    half = 0.5 if "half" in words or hit.has("half") else 0.0
    if half and words[:1] == ["half"]:
        return half
    count = number_of([word for word in words if word not in ("half", "and")][:4])
    if half and count is not None and count > 1 and words[-1:] == ["half"] and "a" in words:
        count = number_of(words[: words.index("and")] if "and" in words else words[:1])
    if count is None:
        return 2 if "couple" in words else None
    return count + half


def iso_duration(word: str, count: float | None) -> str:
    """An ISO 8601 duration, `X` for a count that is not told.

    >>> iso_duration("hours", 2), iso_duration("years", 2.5), iso_duration("days", None)
    ('PT2H', 'P2.5Y', 'PXD')
    """
    name = PLURALS.get(word, word)
    letters = UNITS[name]
    if count == HALF_OF_ONE and name in HALVES:
        return HALVES[name]
    if name == "fortnight" and count is not None:
        count *= 2
    amount = "X" if count is None else str(int(count) if count == int(count) else count)
    if letters.startswith("T"):
        return f"PT{amount}{letters[1:]}"
    return f"P{amount}{letters}"


def _duration(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    mod = APPROXIMATIONS.get(" ".join(hit.words("approx")))
    return Value(TimexType.DURATION, iso_duration(hit.word("u"), count_of(hit)), mod=mod)


def _one(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.DURATION, iso_duration(hit.word("u").removesuffix("long"), 1))


def _recent_units(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.DATE, "PAST_REF")


def _ago(hit: TimexHit, context: Context) -> Value:
    return _counted(hit, Period(Unit.DAY, context.published), -1)


def _from_now(hit: TimexHit, context: Context) -> Value:
    return _counted(hit, Period(Unit.DAY, context.published), 1)


def _in_units(hit: TimexHit, context: Context) -> Value | None:
    sure = hit.tokens.lows[hit.last - 1] == "time"
    if not sure and (context.tense(hit) is not Tense.FUTURE or _is_record(hit)):
        return None
    return _counted(hit, Period(Unit.DAY, context.published), 1)


def _is_ahead(hit: TimexHit) -> bool:
    """Whether the duration is counted: “in two weeks”, not “in the first two weeks”."""
    duration = hit.child("d")
    exact = APPROXIMATIONS.get(" ".join(duration.words("approx")), "APPROX") == "APPROX"
    return exact and duration.rule.name in ("duration", "length") and count_of(duration) is not None


RECORDS = frozenset("first most least worst best record time only".split())


def _is_record(hit: TimexHit) -> bool:
    """Whether it looks back: “the lowest level in six years”."""
    back = hit.tokens.lows[max(0, hit.first - 6) : hit.first]
    return any(word in RECORDS or word.endswith("est") for word in back)


def _later(hit: TimexHit, context: Context) -> Value:
    start = context.reference or Period(Unit.DAY, context.published)
    return _counted(hit, start, 1 if hit.word("dir") in ("later", "after", "afterwards") else -1)


def _counted(hit: TimexHit, start: Period, sign: int) -> Value:
    duration = hit.child("d")
    count, unit = count_of(duration), duration.word("u")
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


def _is_span(hit: TimexHit) -> bool:
    """Whether “a second” and “three quarters of” are times at all."""
    unit = hit.word("u")
    if unit == "second" and hit.word("n") not in ("one",):
        return hit.has("dash") and hit.words("n")[0].isdigit()
    if unit in ("quarter", "quarters"):
        fraction = hit.after == "of" or hit.word("n") in ("a", "one")
        return not fraction or hit.tokens.lows[hit.last - 2] == "-"
    return not (unit == "minute" and hit.after == "to")


def _is_pointed(hit: TimexHit) -> bool:
    """Whether “last” is no verb, as in “will last three days”."""
    auxiliary = hit.before in ("will", "to", "would", "can", "could", "may", "might", "should")
    return hit.tokens.lows[hit.first] != "last" or not auxiliary


def _is_bare_span(hit: TimexHit) -> bool:
    follows = ("of", "later", "earlier", "ago", "before", "-", "after", "in")
    if hit.word("u") in ("seconds", "nights", "weekends", "quarters"):
        return False
    if hit.tokens.lows[hit.last - 1] == "long":
        return True
    return hit.before in SPAN_PREPOSITIONS or hit.after in follows


def _is_ended(hit: TimexHit) -> bool:
    """Whether “two days before” counts from the last date, not from what follows."""
    return hit.word("dir") in ("later", "earlier", "afterwards", "previously") or (
        not hit.after.isalnum() and not hit.after.startswith("[")
    )


def _every(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.SET, _repeated(hit), quant=hit.word("quant").upper())


def _repeated(hit: TimexHit) -> str:
    if hit.has("w"):
        return f"XXXX-WXX-{WEEKDAY_OF[hit.word('w')] + 1}"
    if hit.has("m"):
        return f"XXXX-{MONTH_OF[hit.word('m')]:02}"
    if hit.has("s"):
        return f"XXXX-{SEASONS[SEASON_MONTH[hit.word('s')]][0]}"
    if hit.has("part"):
        return f"XXXX-XX-XXT{DAY_PARTS[hit.word('part')]}"
    count = 2 if hit.has("other") else number_of(hit.words("n")) or ordinal_of(hit.words("n")) or 1
    return iso_duration(hit.word("u"), count)


def _weekdays(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.SET, f"XXXX-WXX-{WEEKDAY_OF[hit.word('w')] + 1}", quant="EVERY")


def _periodical(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.SET, PERIODICALS[hit.word("p")], quant="EVERY")


def _times_a_unit(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    word = hit.word("times")
    count = {"once": 1, "twice": 2}.get(word) or number_of(hit.words("n")) or 1
    freq = "XX" if hit.word("n") in VAGUE else f"{count:g}X"
    return Value(TimexType.SET, iso_duration(hit.word("u"), 1), freq=freq)


def _rate(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.SET, iso_duration(hit.word("u"), 1))


def _is_rate(hit: TimexHit) -> bool:
    """Whether “a year” comes after what is counted: “15 a year”, “10 tons a day”."""
    tokens = hit.tokens
    if tokens.lows[hit.first] == "per":
        return hit.word("u") not in ("hour", "second", "minute")
    if hit.after in ("ago", "earlier", "later", "before", "after", "from", "of"):
        return False
    return hit.before in RATE_WORDS or hit.before[-1:].isdigit()


NUMBER = "NUMBER ((DASH|and)? NUMBER){0,3}"
HALF = "DASH? and DASH? a DASH? half"
COUNT = (
    f"n:(a|an|half an|half a|half DASH?|a half DASH?|INT|DECIMAL|VAGUE|a few|a couple of|couple of"
    f"|{NUMBER}|({NUMBER}|INT) {HALF})"
)
APPROX = (
    "approx:(about|around|nearly|almost|roughly|approximately|some|close to|over|more than|"
    "at least|under|less than|fewer than|at most|up to|no more than|no less than|as long as)"
)
OF_MONTH = "((of|in) (the|each|every) (month|year))?"
REPEATED = "(u:(UNIT|UNITS)|w:WEEKDAY|m:MONTH|s:SEASON|part:DAYPART)"
UNIT = "u:(UNIT|UNITS)"
POINTER = (
    "(past|last|next|coming|first|final|previous|following|preceding|other|remaining|intervening)"
)

RULES = [
    Rule("rate", "SET", "(a|an|per) u:UNIT", _rate, _is_rate),
    Rule(
        "duration",
        "DURATION",
        f"({APPROX})? the? {COUNT} SPANADJ? SPANADJ? u:UNITS (old|long)?",
        _duration,
        _is_span,
    ),
    Rule(
        "length",
        "DURATION",
        f"({APPROX})? {COUNT} dash:DASH? SPANADJ? u:UNIT (DASH old|DASH long)?",
        _duration,
        _is_span,
    ),
    Rule("single-unit", "DURATION", "a? n:single DASH? u:UNIT", _duration),
    Rule(
        "and-a-half",
        "DURATION",
        f"n:(a|an|one) {UNIT} (and|DASH){{1,2}} a DASH? half:half",
        _duration,
    ),
    Rule("bare-duration", "DURATION", "u:UNITS (DASH long)?", _duration, _is_bare_span),
    Rule("unit-long", "DURATION", "u:UNIT DASH long", _one),
    Rule("yearlong", "DURATION", "u:UNITLONG", _one),
    Rule(
        "pointed-duration",
        "DURATION",
        f"the? pointer:{POINTER} {COUNT} SPANADJ? u:UNITS",
        _duration,
        _is_pointed,
    ),
    Rule("pointed-plural", "DURATION", f"the {POINTER} u:UNITS", _duration),
    Rule("over-the-units", "DURATION", "over the u:UNITS", _duration),
    Rule("past-unit", "DURATION", "the? past u:UNIT", _one),
    Rule("running-unit", "DURATION", "the (last|next|coming) u:(hour|minute|decade)", _one),
    Rule("recent-units", "REF", "(the|in the)? (most)? recent (past|u:UNITS)", _recent_units),
    Rule(
        "every",
        "SET",
        f"quant:(every|each) (other:other|n:({NUMBER}|INT|ORDINAL|NTH))? {REPEATED} {OF_MONTH}",
        _every,
    ),
    Rule("weekdays", "SET", "w:WEEKDAYS", _weekdays),
    Rule("periodical", "SET", "p:PERIODICAL", _periodical),
    Rule(
        "times-a-unit",
        "SET",
        f"(times:(once|twice)|n:({NUMBER}|INT|VAGUE) times) (a|per|each|every) u:UNIT",
        _times_a_unit,
    ),
]
COUNTED_RULES = [
    Rule("ago", "UNITDATE", "d:DURATION ago", _ago),
    Rule("from-now", "UNITDATE", "d:DURATION from (now|today)", _from_now),
    Rule("in-units", "UNITDATE", "in d:DURATION (APOSTROPHE time)?", _in_units, _is_ahead),
    Rule(
        "later",
        "UNITDATE",
        "d:DURATION dir:(later|earlier|before|after|afterwards|previously)",
        _later,
        _is_ended,
    ),
]

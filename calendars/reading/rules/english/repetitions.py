"""English expressions of what comes again: every Monday, twice a week, daily."""

from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, TimexHit, Value
from calendars.reading.mention import TimexType
from calendars.reading.periods import SEASONS
from calendars.reading.rules.english.date_words import (
    DAY_PARTS,
    MONTH_OF,
    NUMBERS,
    PERIODICALS,
    SEASON_MONTH,
    VAGUE,
    WEEKDAY_OF,
)
from calendars.reading.rules.english.durations import DISTANCES, NUMBER, iso_duration
from calendars.reading.rules.english.numbers import number_of, ordinal_of

RATE_WORDS = frozenset(
    "once twice times million billion trillion thousand hundred percent cents dollars euros "
    "pounds rubles % barrels tons tonnes hours days minutes nights weeks months".split()
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
    if hit.has("vague"):
        return iso_duration(hit.word("u"), None)
    count = 2 if hit.has("other") else number_of(hit.words("n")) or ordinal_of(hit.words("n")) or 1
    return iso_duration(hit.word("u"), count)


def _weekdays(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.SET, f"XXXX-WXX-{WEEKDAY_OF[hit.word('w')] + 1}", quant="EVERY")


def _weekday_parts(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    """Sunday afternoons."""
    day, part = WEEKDAY_OF[hit.word("w")] + 1, DAY_PARTS[hit.word("part").removesuffix("s")]
    return Value(TimexType.SET, f"XXXX-WXX-{day}T{part}", quant="EVERY")


def _half_or_double(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    """Semi-annual, bi-weekly."""
    whole = hit.word("half") + hit.word("p")
    if whole not in PERIODICALS:
        raise ValueError(f"{whole} is told of nothing")
    return Value(TimexType.SET, PERIODICALS[whole], quant="EVERY")


def _periodical(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.SET, PERIODICALS[hit.word("p")], quant="EVERY")


def _is_no_name(hit: TimexHit) -> bool:
    """Whether it is no part of a name: “the Daily Mail”, “the Annual General Meeting”."""
    tokens = hit.tokens
    if not tokens.words[hit.first][0].isupper():
        return True
    return not (hit.last < len(tokens) and tokens.words[hit.last][0].isupper())


def _times_a_unit(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.SET, iso_duration(hit.word("u"), 1), freq=_times(hit))


def _times(hit: TimexHit) -> str:
    count = {"once": 1, "twice": 2}.get(hit.word("times")) or number_of(hit.words("n")) or 1
    return "XX" if hit.word("n") in VAGUE else f"{count:g}X"


def _times_periodical(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.SET, PERIODICALS[hit.word("p")], freq=_times(hit))


def _once_every(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    count = number_of(hit.words("n")) or 1
    freq = "1X" if hit.word("times") == "once" else "2X"
    return Value(TimexType.SET, iso_duration(hit.word("u"), count), quant="EVERY", freq=freq)


def _weekends(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.SET, "XXXX-WXX-WE", quant="EVERY")


def _rate(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.SET, iso_duration(hit.word("u"), 1))


def _is_rate(hit: TimexHit) -> bool:
    """Whether “a year” comes after what is counted: “15 a year”, “10 tons a day”."""
    tokens = hit.tokens
    if tokens.lows[hit.first] == "per":
        return hit.word("u") not in ("hour", "second", "minute")
    if hit.after in ("ago", "earlier", "later", "before", "after", "from"):
        return False
    many = hit.before.endswith("s") or hit.before in ("people", "men", "women", "children")
    counted = many and hit.first > 1 and _is_number(tokens.lows[hit.first - 2])
    if hit.before in MEASURED:
        return True
    if hit.after == "of":
        return False
    if hit.before in DISTANCES and hit.word("u") in ("hour", "minute", "second"):
        return False
    return hit.before in RATE_WORDS or hit.before[-1:].isdigit() or counted


def _is_number(word: str) -> bool:
    return word[-1:].isdigit() or word in NUMBERS


MEASURED = frozenset("barrels bpd equivalent tons tonnes gallons crude".split())

OF_MONTH = "((of|in) (the|each|every) (month|year))?"
REPEATED = "(u:(UNIT|UNITS)|w:WEEKDAY|m:MONTH|s:SEASON|part:DAYPART)"

RULES = [
    Rule("rate", "SET", "(a|an|per) u:UNIT", _rate, _is_rate),
    Rule(
        "every",
        "SET",
        f"quant:(every|each) (other:other|vague:(few|couple of)|n:({NUMBER}|INT|ORDINAL|NTH))? "
        f"{REPEATED} {OF_MONTH}",
        _every,
    ),
    Rule(
        "nth-weekday-of-every",
        "SET",
        "the? n:(ORDINAL|NTH|last) w:WEEKDAY (of|in) quant:(every|each) (month|quarter|year)",
        _every,
    ),
    Rule("weekdays", "SET", "w:WEEKDAYS", _weekdays),
    Rule("weekday-parts", "SET", "w:(WEEKDAY|WEEKDAYS) part:DAYPARTS", _weekday_parts),
    Rule("weekends", "SET", "(every weekend|weekends)", _weekends),
    Rule(
        "times-periodical",
        "SET",
        f"(times:(once|twice)|n:({NUMBER}|INT|VAGUE) times) DASH? p:PERIODICAL",
        _times_periodical,
    ),
    Rule(
        "once-every",
        "SET",
        f"times:(once|twice) quant:(every|each) n:({NUMBER}|INT)? u:(UNIT|UNITS)",
        _once_every,
    ),
    Rule("periodical", "SET", "p:PERIODICAL", _periodical, _is_no_name),
    Rule("half-or-double", "SET", "half:(semi|bi) DASH p:PERIODICAL", _half_or_double),
    Rule(
        "times-a-unit",
        "SET",
        f"(times:(once|twice)|n:({NUMBER}|INT|VAGUE) times) (a|per|each|every) u:UNIT",
        _times_a_unit,
    ),
]

"""English quarters and halves of years that are not told: the third quarter."""

from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, Tense, TimexHit, Value
from calendars.reading.periods import Period, Unit
from calendars.reading.rules.english.numbers import ordinal_of
from calendars.reading.rules.english.relative_dates import unit_of


def _quarter(hit: TimexHit, context: Context) -> Value:
    """A quarter or half of a year that is not told: the last one, unless future."""
    unit = unit_of(hit.word("u"))
    number = position(hit)
    year = Period.of(unit, Period.of(Unit.YEAR, context.here).first)
    period = year.shift(number - 1) if number > 0 else year.shift(3 if unit is Unit.QUARTER else 1)
    if context.tense(hit) is not Tense.FUTURE and period.first > context.here:
        period = period.shift(-4 if unit is Unit.QUARTER else -2)
    return Value.of(period)


def position(hit: TimexHit) -> int:
    """The number of an ordinal; −1 for the last."""
    words = hit.words("n")
    if words[0] in ("last", "final"):
        return -1
    if words[0] == "latter":
        return 2
    number = ordinal_of(words)
    if number is None:
        raise ValueError(f"{words} is no ordinal")
    return number


def _is_half(hit: TimexHit) -> bool:
    return (
        hit.before in ("in", "for", "during", "by", "of", "its", "their", "until")
        and hit.after not in ("of", "a", "an", "hour", "-", "time", "century")
        and _is_of_year(hit)
    )


def _is_of_year(hit: TimexHit) -> bool:
    """Whether a quarter or half is of a year, not of a match."""
    tokens = hit.tokens
    around = tokens.lows[max(0, hit.first - MATCH_REACH) : hit.last + MATCH_REACH]
    return MATCH_WORDS.isdisjoint(around)


MATCH_REACH = 15
MATCH_WORDS = frozenset(
    "goal goals scored scoring penalty touchdown touchdowns yard yards kick kicked striker "
    "goalkeeper quarterback halftime half-time rebounds rebound fumble referee coach substitute "
    "header overtime turnovers innings defender midfielder game match".split()
)

RULES = [
    Rule(
        "quarter",
        "QUARTERDATE",
        "the? (fiscal|financial)? n:(ORDINAL|NTH|final) (fiscal|financial)? u:(quarter|qtr)",
        _quarter,
        _is_of_year,
    ),
    Rule("quarterly", "QUARTERDATE", "n:(ORDINAL|NTH|final) DASH u:quarter", _quarter),
    Rule(
        "fiscal-half",
        "QUARTERDATE",
        "the? (fiscal|financial) n:(first|second) DASH? u:half",
        _quarter,
    ),
    Rule("half", "QUARTERDATE", "the? n:(first|second|latter|last) u:half", _quarter, _is_half),
    Rule("half-year", "QUARTERDATE", "n:(first|second) DASH u:half", _quarter, _is_of_year),
]

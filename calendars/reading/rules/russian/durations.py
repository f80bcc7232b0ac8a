"""Russian durations and repetitions: two days, a three-day forum, every Monday."""

from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, TimexHit, Value
from calendars.reading.mention import TimexType
from calendars.reading.rules.russian.date_words import (
    APPROXIMATIONS,
    LETTERS,
    PERIODICALS,
    SPANS,
    UNIT_OF,
    WEEKDAY_OF,
    WEEKDAYS_EACH,
)
from calendars.reading.rules.russian.numbers import number_of


def _iso(unit: str, count: float) -> str:
    amount = int(count) if count == int(count) else count
    return "P" + LETTERS[unit].format(amount)


def _duration(hit: TimexHit, context: Context) -> Value | None:  # noqa: ARG001
    count = number_of(hit.words("n"))
    if count is None:
        return None
    value = _iso(UNIT_OF[hit.word("u")], count)
    return Value(TimexType.DURATION, value, mod=APPROXIMATIONS.get(hit.word("approx")))


def _span(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    count, unit = SPANS[hit.word("span")]
    return Value(TimexType.DURATION, _iso(unit, count))


def _digit_span(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    unit = SPANS["двух" + hit.word("long")][1]
    return Value(TimexType.DURATION, _iso(unit, int(hit.word("n"))))


def _every_weekday(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    word = hit.word("w")
    day = WEEKDAYS_EACH[word] if word in WEEKDAYS_EACH else WEEKDAY_OF[word]
    return Value(TimexType.SET, f"XXXX-WXX-{day + 1}", quant="EVERY")


def _every_unit(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.SET, _iso(UNIT_OF[hit.word("u")], 1), quant="EVERY")


def _periodical(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.SET, PERIODICALS[hit.word("often")])


LONG_TAILS = "|".join(sorted({form.removeprefix("двух") for form in SPANS if form[:4] == "двух"}))

RULES = [
    Rule("duration", "DURATION", "(approx:APPROX)? n:(TENS? NUMBER|SMALL) u:UNIT", _duration),
    Rule("span", "DURATION", "span:SPAN", _span),
    Rule("digit-span", "DURATION", f"n:SMALL DASH long:({LONG_TAILS})", _digit_span),
    Rule("every-weekday", "SETDATE", "EACH w:WEEKDAY", _every_weekday),
    Rule("on-weekdays", "SETDATE", "по w:WEEKDAYSEACH", _every_weekday),
    Rule("every-unit", "SETDATE", "EACH u:UNIT", _every_unit),
    Rule("periodical", "SETDATE", "often:PERIODICAL", _periodical),
]

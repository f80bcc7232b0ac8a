"""English durations: three days, the past two weeks, half a year."""

from dataclasses import replace

from calendars.reading.grammar import Rule
from calendars.reading.meaning import Bound, Context, TimexHit, Value
from calendars.reading.mention import TimexType
from calendars.reading.rules.english.date_words import (
    APPROXIMATIONS,
    DAY_PARTS,
    PLURALS,
    SPAN_ADJECTIVES,
    UNITS,
    VAGUE,
)
from calendars.reading.rules.english.numbers import number_of

SPAN_PREPOSITIONS = frozenset(
    "for in over of within after many through during by just only mere".split()
)


LASTING_VERBS = frozenset(
    "take takes took taken taking last lasts lasted lasting spend spends spent spending wait "
    "waits waited waiting".split()
)
DISTANCES = frozenset("miles mph kilometers kilometres km knots metres meters".split())
HALF_OF_ONE = 0.5
HALVES = {"hour": "PT30M", "year": "P6M", "decade": "P5Y", "century": "P50Y", "day": "PT12H"}


def count_of(hit: TimexHit) -> float | None:
    """How many units a duration counts; None where it does not say."""
    words = hit.words("n")
    if any(word in VAGUE for word in words):
        return None
    if words[-1:] == ["½"] or words[-2:-1] == ["/"]:
        return _mixed_number(words)
    half = 0.5 if "half" in words or hit.has("half") else 0.0
    if half and words[:1] == ["half"]:
        return half
    count = number_of([word for word in words if word not in ("half", "and")][:4])
    if half and count is not None and count > 1 and words[-1:] == ["half"] and "a" in words:
        count = number_of(words[: words.index("and")] if "and" in words else words[:1])
    if count is None:
        return 2 if "couple" in words else None
    return count + half


def _mixed_number(words: list[str]) -> float | None:
    """The number of “2 1/2” and “2½”.

    >>> _mixed_number(["2", "1", "/", "4"]), _mixed_number(["2", "½"])
    (2.25, 2.5)
    """
    whole = int(words[0].replace(",", ""))
    if words[-1] == "½":
        return whole + HALF_OF_ONE
    above, below = (int(word.replace(",", "")) for word in (words[-3], words[-1]))
    return whole + above / below if 0 < above < below else None


def iso_duration(word: str, count: float | None) -> str:
    """An ISO 8601 duration, `X` for a count that is not told.

    >>> iso_duration("hours", 2), iso_duration("years", 2.5), iso_duration("days", None)
    ('PT2H', 'P2.5Y', 'PXD')
    """
    name = PLURALS.get(word, word)
    letters = UNITS[name]
    if name == "decade" and count is not None and count != HALF_OF_ONE:
        return iso_duration("year", 10 * count)
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
    return _bounded(
        hit, Value(TimexType.DURATION, iso_duration(hit.word("u"), count_of(hit)), mod=mod)
    )


def _one(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return _bounded(
        hit, Value(TimexType.DURATION, iso_duration(hit.word("u").removesuffix("long"), 1))
    )


def _quarter_century(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.DURATION, "P25Y")


def _bounded(hit: TimexHit, value: Value) -> Value:
    """The past three months end where the text stands, the next three begin there."""
    pointer = hit.word("pointer")
    if pointer in ("past", "last"):
        return replace(value, finish=Bound.HERE)
    return replace(value, begin=Bound.HERE) if pointer in ("next", "coming") else value


def _recent_units(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.DATE, "PAST_REF")


def _is_span(hit: TimexHit) -> bool:
    """Whether “a second” and “three quarters of” are times at all."""
    unit = hit.word("u")
    if unit in PLURALS and hit.words("n") in (["a"], ["an"]):
        return False
    if unit == "day" and hit.words("n") == ["one"] and hit.after in TELLERS:
        return False
    if unit == "second" and hit.word("n") not in ("one",):
        return hit.has("dash") and hit.words("n")[0].isdigit()
    if unit in ("hour", "minute") and hit.word("n") in ("a", "an") and hit.before in DISTANCES:
        return False
    if unit == "quarter" and hit.word("n") == "three" and hit.has("dash"):
        return False
    if unit in ("quarter", "quarters"):
        fraction = hit.after == "of" or hit.word("n") in ("a", "one")
        counted = hit.tokens.lows[hit.last - 2] in SPAN_ADJECTIVES
        return counted or not fraction or hit.tokens.lows[hit.last - 2] == "-"
    return not (unit == "minute" and hit.after == "to")


def _is_more(hit: TimexHit) -> bool:
    """Whether “over” says more than, and is not when something goes on: “spread over years”."""
    return hit.before not in DONE_OVER and not hit.before.endswith("%") and _is_span(hit)


DONE_OVER = frozenset(
    "spread paid phased stretched staggered repaid built fell rose grew dropped declined increased "
    "percent million billion points held happened occurred played done made cut raised invest "
    "spend gained lost meet meets met hold sit sits sat place".split()
)


def _is_the_span(hit: TimexHit) -> bool:
    """Whether the article is the duration's, not a name's: “the Seven Years' War”."""
    first, last = hit.range("n")
    words = hit.tokens.words
    named = words[first][0].isupper() and words[last][0].isupper()
    return not named and _is_span(hit)


def _is_pointed(hit: TimexHit) -> bool:
    """Whether “last” is no verb, as in “will last three days”."""
    auxiliary = hit.before in ("will", "to", "would", "can", "could", "may", "might", "should")
    return hit.tokens.lows[hit.first] != "last" or not auxiliary


def _is_in_time(hit: TimexHit) -> bool:
    return hit.before in SPAN_PREPOSITIONS or hit.before in ("from", "than", "to", "with", "the")


def _is_bare_span(hit: TimexHit) -> bool:
    follows = ("of", "later", "earlier", "ago", "before", "-", "after", "in")
    if hit.word("u") in ("seconds", "nights", "weekends", "quarters"):
        return False
    if hit.word("u") == "hours" and hit.before in DAY_PARTS:
        return False
    if hit.word("u") == "minutes" and hit.after in ("of", "from"):
        return hit.before == "within"
    if hit.before == "in" and hit.after in WHICH:
        return False
    if hit.tokens.lows[hit.last - 1] in ("long", "old"):
        return True
    return hit.before in SPAN_PREPOSITIONS or hit.before in LASTING_VERBS or hit.after in follows


# “One day he came” is no length.
TELLERS = frozenset("he she they we you i it his her their the when".split())
WHICH = frozenset("that which when where with like such".split())

NUMBER = "NUMBER ((DASH|(hundred|thousand) and)? NUMBER){0,3}"
HALF = "DASH? and DASH? a? DASH? half"
COUNT = (
    "n:(a|an|a (hundred|thousand|dozen)|(NUMBER|INT) DASH odd|half an|half a|half DASH?"
    "|a half DASH?|INT|DECIMAL|VAGUE|a few"
    f"|a couple of|couple of"
    f"|{NUMBER}|({NUMBER}|INT) {HALF}|INT (FRACTION|DASH? INT SLASH INT))"
)
APPROX = (
    "approx:(about|around|nearly|almost|roughly|approximately|some|close to|more than|"
    "at least|under|less than|fewer than|at most|up to|no more than|no less than|as long as)"
)
UNIT = "u:(UNIT|UNITS)"
POINTER = (
    "(past|last|next|coming|first|final|previous|following|preceding|other|remaining|intervening)"
)

RULES = [
    Rule(
        "duration",
        "DURATION",
        f"({APPROX}|another)? {COUNT} SPANADJ? SPANADJ? u:UNITS (old|long)?",
        _duration,
        _is_span,
    ),
    Rule(
        "over-duration",
        "DURATION",
        f"approx:over {COUNT} SPANADJ? SPANADJ? u:(UNITS|UNIT)",
        _duration,
        _is_more,
    ),
    Rule(
        "the-duration",
        "DURATION",
        f"({APPROX})? the {COUNT} SPANADJ? SPANADJ? u:UNITS (old|long)?",
        _duration,
        _is_the_span,
    ),
    Rule(
        "length",
        "DURATION",
        f"({APPROX})? {COUNT} dash:DASH? SPANADJ? u:UNIT (DASH? old|DASH long)?",
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
    Rule("bare-duration", "DURATION", "u:UNITS (DASH (long|old))?", _duration, _is_bare_span),
    Rule("quarter-century", "DURATION", "a? quarter (DASH|of a)? century", _quarter_century),
    Rule("unit-long", "DURATION", "u:UNIT DASH long", _one),
    Rule("yearlong", "DURATION", "u:UNITLONG", _one),
    Rule(
        "pointed-duration",
        "DURATION",
        f"the? pointer:{POINTER} {COUNT} SPANADJ? u:UNITS",
        _duration,
        _is_pointed,
    ),
    Rule("pointed-plural", "DURATION", f"the pointer:{POINTER} u:UNITS", _duration),
    Rule(
        "bare-pointed-plural",
        "DURATION",
        "pointer:(past|coming|previous|future|preceding|following|subsequent) u:UNITS",
        _duration,
        _is_in_time,
    ),
    Rule("over-the-units", "DURATION", "over the u:UNITS", _duration),
    Rule("past-unit", "DURATION", "the? pointer:past u:UNIT", _one),
    Rule("running-unit", "DURATION", "the pointer:(last|next|coming) u:(hour|minute|decade)", _one),
    Rule("recent-units", "REF", "(the|in the)? (most)? recent (past|u:UNITS)", _recent_units),
]

"""English words that only refer to the present, the past or the future."""

from calendars.reading.grammar import Rule
from calendars.reading.meaning import Context, TimexHit, Value
from calendars.reading.mention import TimexType
from calendars.reading.periods import Unit
from calendars.reading.rules.english.date_words import REFERENCES


def _reference(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.DATE, REFERENCES[hit.word("r")])


def _present(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.DATE, "PRESENT_REF")


def _past(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.DATE, "PAST_REF")


def _future(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    return Value(TimexType.DATE, "FUTURE_REF")


def _soon(hit: TimexHit, context: Context) -> Value | None:
    return None if context.history else _future(hit, context)


def _of_then(hit: TimexHit, context: Context) -> Value | None:
    """The former emperor, a future campaign: of times, where a text tells of times."""
    return Value(TimexType.DATE, FORMER[hit.word("r")]) if context.history else None


FORMER = {"former": "PAST_REF", "future": "FUTURE_REF"}


def _is_adjective(hit: TimexHit) -> bool:
    """Whether it says which one, and is no noun as in “the former did”."""
    return hit.after.isalpha() and hit.after not in ("and", "was", "is", "did")


def _is_past(hit: TimexHit) -> bool:
    """Whether “the past” is the time, not an adjective."""
    return not hit.after.isalpha() or hit.after in ("and", "to", "as", "that", "was", "is", "by")


def _is_reference(hit: TimexHit) -> bool:
    behind = hit.tokens.lows[hit.last : hit.last + 2]
    return hit.word("r") != "current" or ACCOUNTS.isdisjoint(behind)


ACCOUNTS = frozenset(("account", "accounts"))


def _is_the_moment(hit: TimexHit) -> bool:
    return hit.before in ("at", "for")


def _is_to_date(hit: TimexHit) -> bool:
    """Whether it ends “to date”, and is no verb: “to date back”."""
    return (
        hit.before == "to"
        and hit.tokens.lows[max(0, hit.first - 2)] != "up"
        and hit.after not in ("back", "from", "to")
        and (
            not hit.after.isalpha() or hit.after in ("and", "in", "of", "for", "by", "with", "has")
        )
    )


def _that_date(hit: TimexHit, context: Context) -> Value:  # noqa: ARG001
    """That date: the last day that was told."""
    if Unit.DAY not in context.last_of:
        raise ValueError("no day was told")
    return Value.of(context.anchor(Unit.DAY, last=True))


def _is_until(hit: TimexHit) -> bool:
    return hit.before == "to"


def _is_in_time(hit: TimexHit) -> bool:
    """Whether “this time” is a time, not “this time he won”."""
    return hit.before in ("by", "during", "until", "since", "from", "of", "before", "around")


def _is_soon(hit: TimexHit) -> bool:
    return hit.after not in ("as", "after", "afterwards", "became", "began") and hit.before != "as"


RULES = [
    Rule("reference", "REF", "(more|most|very|right|just)? r:REFERENCE", _reference, _is_reference),
    Rule(
        "present",
        "REF",
        "(the time being|these days|at present|this moment|at this time)",
        _present,
    ),
    Rule("present-day", "REF", "(present|modern) DASH? day", _present),
    Rule("to-date", "REF", "date", _present, _is_to_date),
    Rule("this-time", "REF", "this time", _present, _is_in_time),
    Rule("that-date", "DAYNAME", "(that|this|the same) date", _that_date),
    Rule("to-this-day", "REF", "this day", _present, _is_until),
    Rule("the-moment", "REF", "the moment", _present, _is_the_moment),
    Rule("the-past", "REF", "the (distant|recent)? past", _past, _is_past),
    Rule("the-future", "REF", "the (near|foreseeable|distant|immediate)? future", _future),
    Rule("former", "REF", "r:(former|future)", _of_then, _is_adjective),
    Rule("near-term", "REF", "the (near|long|short) DASH? term", _future),
    Rule("soon", "REF", "(very)? soon", _soon, _is_soon),
]

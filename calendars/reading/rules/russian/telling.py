"""What the verb of a Russian clause says of an event: to come, held, moved, perhaps, not at all."""

from dataclasses import dataclass

from calendars.reading.candidate import Fate
from calendars.reading.mention import Certainty, Offsets
from calendars.reading.rules.russian import verbs
from calendars.reading.rules.russian.line import Line
from calendars.reading.rules.russian.naming import Phrase
from calendars.reading.rules.russian.verbs import Act

LONGEST_HOST = 6
_FATED = (Act.CANCEL, Act.POSTPONE, Act.MOVE)


@dataclass(frozen=True, slots=True)
class Telling:
    """The verb at token `at` (−1 for none) and what it says; `drop` is why there is no event."""

    act: Act | None
    at: int
    fate: Fate
    certainty: Certainty
    drop: str = ""
    host: Offsets | None = None


def telling_of(line: Line, phrase: Phrase) -> Telling:
    """Read the verb that tells of a phrase, in its clause or the next that are about it."""
    clauses = [line.clause(phrase.head), *_following(line, phrase)]
    found = _strongest(line, phrase, clauses)
    drop = _unreal(line, clauses[0])
    if found is None:
        return Telling(None, -1, _fate_without(line, clauses[0]), Certainty.HIGHLY_LIKELY, drop)
    act, at = found
    clause = line.clause(at)
    certainty = certainty_of(line, clause, at)
    if _is_negated(line, at):
        none = any(line.low(word).startswith("никак") for word in range(phrase.first, phrase.head))
        drop = drop or ("denied" if none else "")
        return Telling(Act.CANCEL, at, Fate.CANCELLED, Certainty.CANCELLED, drop)
    host = _host(line, at, phrase) if act is Act.HOLD else None
    return Telling(act, at, fate_of(line, clause, at), certainty, drop, host)


def _is_negated(line: Line, at: int) -> bool:
    """Whether “не” stands before a verb that tells of the event."""
    return verbs.NEGATION in (line.low(at - 1), line.low(at - 2))


def _following(line: Line, phrase: Phrase) -> list[tuple[int, int]]:
    """The clauses behind a phrase that go on about it."""
    own = line.clause(phrase.head)
    return [clause for clause in line.clauses if clause[0] >= own[1]][:2]


def _strongest(
    line: Line, phrase: Phrase, clauses: list[tuple[int, int]]
) -> tuple[Act, int] | None:
    """The verb nearest to the phrase; one that calls it off or moves it beats the others."""
    own = [
        (act, at)
        for clause in clauses
        for at in range(*clause)
        if (act := verbs.act_of(line.low(at))) is not None
        and not phrase.first <= at < phrase.last
        and line.tokens[at].date < 0
    ]
    fated = [told for told in own if told[0] in _FATED or _is_negated(line, told[1])]
    first = [told for told in own if line.clause(told[1]) == clauses[0]]
    choice = fated or first or own
    return min(choice, key=lambda told: abs(told[1] - phrase.head)) if choice else None


def fate_of(line: Line, clause: tuple[int, int], at: int) -> Fate:
    """What the verb at a token says became of its event."""
    word = line.low(at)
    if any(word in words for words in verbs.FUTURE.values()):
        modal = any(line.low(other) in ("был", "была", "было", "были") for other in range(*clause))
        return Fate.TOLD if modal else Fate.COMING
    return Fate.HELD if verbs.is_past(word) else Fate.TOLD


def _fate_without(line: Line, clause: tuple[int, int]) -> Fate:
    words = [line.low(at) for at in range(*clause)]
    if any(verbs.is_future(word) for word in words):
        return Fate.COMING
    return Fate.HELD if any(verbs.is_past(word) for word in words) else Fate.TOLD


def certainty_of(line: Line, clause: tuple[int, int], at: int) -> Certainty:
    """How sure the clause of the verb at a token is."""
    words = {line.low(index) for index in range(*clause)}
    if words & verbs.POSSIBLE:
        return Certainty.MAY_OCCUR
    if words & verbs.PLANNED:
        return Certainty.PLANNED_ONLY
    if words & verbs.EXPECTED:
        return Certainty.HIGHLY_LIKELY
    return Certainty.CERTAIN if verbs.is_future(line.low(at)) else Certainty.HIGHLY_LIKELY


def _unreal(line: Line, clause: tuple[int, int]) -> str:
    before = {line.low(at) for at in range(clause[1])}
    own = {line.low(at) for at in range(*clause)}
    if before & verbs.DENIALS:
        return "denied"
    if own & verbs.CONDITIONS or own & verbs.UNREAL:
        return "said under a condition"
    return "asked for, not planned" if own & verbs.WISHES else ""


def _host(line: Line, verb: int, phrase: Phrase) -> Offsets | None:
    """Who holds it: the words right before the verb."""
    if phrase.head < verb:
        return None
    last = verb
    while last > 0 and (line.tokens[last - 1].date >= 0 or _leads_date(line, last - 1)):
        last -= 1
    first = last
    while first > max(0, last - LONGEST_HOST):
        token = line.tokens[first - 1]
        if token.date >= 0 or not token.text[0].isalpha():
            break
        first -= 1
    return line.span(first, last) if first < last else None


def _leads_date(line: Line, at: int) -> bool:
    """Whether a word only opens a date: “с 5 по 6 апреля”."""
    return line.low(at) in ("с", "по", "в", "во") and line.tokens[at + 1].date >= 0

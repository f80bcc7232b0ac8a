"""Whether English words around a date tell it as past or future: the governing verb's say."""

from calendars.reading.meaning import Tense, TimexHit

FURTHEST = 30
CLAUSE_ENDS = frozenset((".", ";", "!", "?"))

FUTURE = frozenset(
    "will shall 'll scheduled planned set slated due expected timed postponed rescheduled "
    "upcoming forthcoming plans intends opens begins starts leaves resumes returns runs "
    "continues closes arrives takes expires".split()
)
PAST = frozenset(
    "was were had did met held began came went took gave said told became made found won lost "
    "left saw rose fell led sent won began ran fought died".split()
)
REPORTING = frozenset("said told says added announced reported stated".split())


def tense(hit: TimexHit) -> Tense:
    """The tense of the nearest verb before the hit in its sentence, else after it."""
    lows = hit.tokens.lows
    for index in range(hit.first - 1, max(-1, hit.first - FURTHEST), -1):
        if lows[index] in CLAUSE_ENDS or "\n" in lows[index]:
            break
        said = _said(lows, index)
        if said:
            return said
    for index in range(hit.last, min(len(lows), hit.last + FURTHEST)):
        if lows[index] in CLAUSE_ENDS or "\n" in lows[index]:
            break
        said = _said(lows, index)
        if said:
            return said
    return Tense.UNKNOWN


def _said(lows: list[str], index: int) -> Tense | None:
    word = lows[index]
    back = lows[max(0, index - 3) : index]
    if word in FUTURE:
        return Tense.FUTURE
    if word in ("held", "be") and ("be" in back or "to" in back or "will" in back):
        return Tense.FUTURE
    if word in PAST or word in REPORTING:
        return Tense.PAST
    if word.endswith("ed") and len(word) > 4:
        if "be" in back or "will" in back or "to" in back:
            return Tense.FUTURE
        return Tense.PAST
    return None

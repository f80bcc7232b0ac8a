"""Whether Russian words around a date tell it as past or future: the governing verb's say.

The nearest verb before the date in its sentence governs it, else the first after it.
"""

from calendars.reading.meaning import Tense, TimexHit
from calendars.reading.rules.russian import verbs

FURTHEST = 30
SENTENCE_ENDS = frozenset(".!?;")
SHORTENED = frozenset("г гг им ул т е д св янв фев февр апр авг сент окт нояб дек".split())
CLAUSE_OPENERS = frozenset("что который которая которое которые где когда чтобы".split())
UNTIL = frozenset(("до", "к"))
_FATED = frozenset().union(*verbs.FATES.values())


def tense(hit: TimexHit) -> Tense:
    """The tense of what governs a hit."""
    lows = hit.tokens.lows
    for index in range(hit.first - 1, max(-1, hit.first - FURTHEST), -1):
        if _ends_sentence(lows, index) or lows[index] in CLAUSE_OPENERS:
            break
        told = _told(lows, index, hit.before)
        if told is not None:
            return told
    if hit.before in UNTIL:
        return Tense.FUTURE
    for index in range(hit.last, min(len(lows), hit.last + FURTHEST)):
        if _ends_sentence(lows, index):
            break
        told = _told(lows, index, "")
        if told is not None:
            return told
    return Tense.UNKNOWN


def _told(lows: list[str], index: int, preposition: str) -> Tense | None:
    word = lows[index]
    if word in _FATED:
        return Tense.FUTURE if preposition in ("на", "до", "") else None
    if verbs.is_future(word):
        return Tense.FUTURE
    return Tense.PAST if verbs.is_past(word) else None


def _ends_sentence(lows: list[str], index: int) -> bool:
    word = lows[index]
    if word == "." and index and lows[index - 1] in SHORTENED:
        return False
    return word in SENTENCE_ENDS or word[0] == "\n"

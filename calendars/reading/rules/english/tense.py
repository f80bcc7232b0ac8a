"""Whether English words around a date tell it as past or future: the governing verb's say.

The nearest verb before the date in its sentence governs it ("said Friday he would come"),
else the first after it ("On Friday they will meet").
"""

from calendars.reading.meaning import Tense, TimexHit
from calendars.reading.rules.english import tense_words as words
from calendars.reading.rules.english.date_words import AFTER_DAYS, MONTH_OF, NUMBERS
from calendars.reading.words import Tokens

FURTHEST = 30
LONGEST_OPENING = 5
EXPECTED_REACH = 5


def tense(hit: TimexHit) -> Tense:
    """The tense of what governs a hit; what is to come of a known day says nothing of the day."""
    told = _governing(hit)
    return Tense.UNKNOWN if told is Tense.FUTURE and _is_attribute(hit) else told


def _governing(hit: TimexHit) -> Tense:
    lows = hit.tokens.lows
    opening = _opening(lows, hit.first)
    preposition = lows[opening - 1] if opening else ""
    if preposition == "since":
        return Tense.PAST
    if preposition in words.PLACED and lows[opening - 2 : opening - 1] in (["is"], ["are"]):
        return Tense.FUTURE
    crossed = False
    for index in range(opening - 1, max(-1, opening - FURTHEST), -1):
        word = lows[index]
        if _ends_sentence(lows, index):
            break
        said = Tense.FUTURE if word == "deadline" else _told(hit.tokens, index, preposition)
        if said is not None:
            return Tense.UNKNOWN if crossed and said is Tense.FUTURE else said
        crossed = crossed or (word in words.SHIELDS and index < opening - 2)
    if preposition in words.UNTIL:
        return Tense.FUTURE
    fronted = opening <= 1 or opening - 2 < 0 or _ends_sentence(lows, opening - 2)
    return _told_after(hit, fronted=fronted)


def _is_attribute(hit: TimexHit) -> bool:
    """Whether a day only says which one of several: “the July 21 decisions”, “its May report”."""
    owned = words.OWNERS if hit.rule.kind == "MONTHNAME" else words.ARTICLES
    return (
        hit.rule.kind in ("MONTHDAY", "MONTHNAME")
        and hit.before in owned
        and hit.after.isalpha()
        and hit.after not in AFTER_DAYS
    )


def _opening(lows: list[str], first: int) -> int:
    """Where an expression begins that a date is the end of: “late May”, “noon Friday”."""
    for index in range(first, max(0, first - LONGEST_OPENING), -1):
        word = lows[index - 1]
        if word not in words.OPENERS and not (word[0].isdigit() and ":" in word):
            return index - 2 * (lows[index - 2 : index] in (["at", "least"], ["at", "most"]))
    return first


def _told_after(hit: TimexHit, *, fronted: bool) -> Tense:
    """What the first verb after says; of a past behind a comma only if the date is `fronted`."""
    lows = hit.tokens.lows
    if hit.after in words.SET_OR_MOVED:
        return Tense.PAST
    if any(word == ":" for word in lows[hit.last : hit.last + 3]):
        return Tense.UNKNOWN
    apart = False
    for index in range(hit.last, min(len(lows), hit.last + FURTHEST)):
        if _ends_sentence(lows, index):
            break
        apart = apart or (lows[index] == "," and not fronted)
        if lows[index] in words.POSSIBLE:
            return Tense.UNKNOWN
        said = _told(hit.tokens, index, "")
        if said is not None:
            return Tense.UNKNOWN if apart and said is Tense.PAST else said
    return Tense.UNKNOWN


def _ends_sentence(lows: list[str], index: int) -> bool:
    word = lows[index]
    if word == "." and index and lows[index - 1] in words.SHORTENED:
        return False
    return word in words.CLAUSE_ENDS or word[0] == "\n"


def _told(tokens: Tokens, index: int, preposition: str) -> Tense | None:
    """What one word says of the tense; None where it is no verb or not the deciding one."""
    lows, word = tokens.lows, tokens.lows[index]
    if word == "may" and tokens.words[index] == "May":
        return None
    following = lows[index + 1] if index + 1 < len(lows) else ""
    if word in words.FUTURE_AUXILIARIES or word in words.COMING:
        return Tense.FUTURE
    if word in words.SCHEDULED:
        return _scheduled(word, following)
    if word in words.SCHEDULED_FOR and following == "for":
        return Tense.FUTURE
    if word in words.MOVED:
        return _moved(lows, index, preposition)
    if word == "to":
        return Tense.FUTURE if _is_plan(lows, index) else None
    if word in words.FIXTURES and _is_fixture(lows, index):
        return Tense.FUTURE
    if word in words.SCHEDULE_VERBS:
        return None if _is_noun(tokens, index) else Tense.FUTURE
    return _past(lows, index, preposition)


def _is_fixture(lows: list[str], index: int) -> bool:
    """Whether a present tense is of what is fixed: “they meet City on Saturday”."""
    before = lows[index - 1] if index else ""
    return before in ("they", "we", "both") or (before.endswith("s") and len(before) > 3)


def _is_noun(tokens: Tokens, index: int) -> bool:
    """Whether a word that could be a verb is a noun or a name: “two runs”, “the U.S. Open”."""
    before = tokens.lows[index - 1] if index else "."
    named = tokens.words[index][0].isupper() and before not in words.CLAUSE_ENDS
    return named or before in words.ARTICLES or before in NUMBERS or before[0].isdigit()


def _moved(lows: list[str], index: int, preposition: str) -> Tense | None:
    """“Postponed to Friday” is ahead, “postponed on Friday” is past."""
    after = index + 1
    if lows[index] in words.PHRASAL:
        if lows[after : after + 1] == [] or lows[after] not in words.PARTICLES:
            return Tense.PAST if lows[index] == "brought" else None
        after += 1
    towards, opener = (*lows[after : after + 2], "", "")[:2]
    ahead = preposition in words.TOWARDS or (towards in words.TOWARDS and _opens_date(opener))
    return Tense.FUTURE if ahead else Tense.PAST


def _scheduled(word: str, following: str) -> Tense | None:
    if word == "due" and following == "to":
        return None
    if word == "set" and following not in ("for", "to", "on", "at", "in"):
        return Tense.FUTURE if _opens_date(following) else Tense.PAST
    return Tense.FUTURE


def _opens_date(word: str) -> bool:
    return word in words.DATE_OPENERS or word[:1].isdigit()


def _is_plan(lows: list[str], index: int) -> bool:
    """Whether “to” opens an infinitive of something planned: “agreed to”, “is to”, “to be”."""
    following = lows[index + 1] if index + 1 < len(lows) else ""
    before = lows[index - 1] if index else ""
    if following == "be" or following in words.BASE_VERBS:
        return True
    back = lows[max(0, index - EXPECTED_REACH) : index]
    if not words.EXPECTING.isdisjoint(back) and following.isalpha():
        return following not in words.ARTICLES and following not in MONTH_OF
    asked = before in words.ASKED and lows[max(0, index - 2)] in ("is", "are", "be")
    return (asked or before in words.PLANNERS) and following not in words.ARTICLES


def _past(lows: list[str], index: int, preposition: str) -> Tense | None:
    word = lows[index]
    regular = word.endswith("ed") and len(word) > 4 and word not in words.NO_PASTS
    if not regular and word not in words.PASTS:
        return None
    if preposition in words.UNTIL and regular and word not in words.LASTED:
        return None
    start = index
    while start and (lows[start - 1] in words.LINKS or lows[start - 1].endswith("ly")):
        start -= 1
    group, head = lows[start:index], lows[start - 1] if start else ""
    if "being" in group and head in ("is", "are"):
        return Tense.FUTURE
    if (
        head == "to"
        and "have" in group
        and lows[max(0, start - 2) : start - 1] in (["was"], ["were"])
    ):
        return Tense.PAST
    ahead = head == "to" or head in words.FUTURE_AUXILIARIES
    return Tense.FUTURE if ahead and ("be" in group or "have" in group) else Tense.PAST

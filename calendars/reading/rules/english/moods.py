"""What the words around a verb say of its happening: held, to be held, perhaps, not at all."""

from enum import Enum

from calendars.dates.record import record
from calendars.reading.mention import Certainty
from calendars.reading.rules.english import mood_words
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.sentence_words import ADVERBS, AUXILIARIES, NEGATIONS, PLANNING

_GROUP_WORDS = AUXILIARIES | NEGATIONS | PLANNING | {"to"}
_BE = frozenset("be been being is are was were".split())
_PASTS = frozenset("was were had".split())
_MAY = frozenset("would may might could should must can".split())
_DATE_LEADS = (",", "on", "in")
_HAVING = ("have", "has", "had")
_DOUBTING = mood_words.CONDITIONS | mood_words.CALLS | mood_words.DENIALS


_SUFFERED = ("past", "plan", "move", "postpone", "cancel")


class Tense(Enum):
    """Whether a verb tells what was, what will be, or leaves it to the date."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


@record(frozen=True, slots=True)
class Mood:
    """How an occurrence is told: tokens `[first, last)` and what they say.

    `unreal` is why it is none ("if it were held"), `past_plan` says that it was planned
    once ("was to be held"), `passive` that the subject suffers the verb.
    """

    first: int
    last: int
    tense: Tense
    certainty: Certainty
    negated: bool = False
    unreal: str = ""
    past_plan: bool = False
    passive: bool = False


def mood_of(line: Line, verb: int, form: str) -> Mood:
    """Read the verb group that ends with the verb at a token.

    `form` is the verb's form: base, present, past, ing, plan (a participle such as
    "scheduled"), move, postpone or cancel.
    """
    first = _group_start(line, verb)
    told = {line.word(at) for at in range(first, verb) if line.role(at) is not Role.DATE}
    passive = form in _SUFFERED and line.word(verb - 1) not in _HAVING and not told.isdisjoint(_BE)
    tense = _tense(line, first, told, form, passive)
    return Mood(
        first=first,
        last=verb + 1,
        tense=tense,
        certainty=_certainty(told | {line.word(verb)}, tense),
        negated=not told.isdisjoint(NEGATIONS),
        unreal=_unreal(line, first, told),
        past_plan=not told.isdisjoint(_PASTS)
        and (form == "plan" or "to" in told or not told.isdisjoint(PLANNING)),
        passive=passive or (first == verb and form in ("past", "plan")),
    )


def _group_start(line: Line, verb: int) -> int:
    first = verb
    while first > 0:
        if _goes_on(line, first - 1):
            first -= 1
        elif (helper := _behind_date(line, first)) is not None:
            first = helper
        else:
            break
    while first < verb and line.word(first) in ADVERBS:
        first += 1
    return first


def _behind_date(line: Line, before: int) -> int | None:
    """The helper from which a date parts its verb ("will on May 5 open", "was today opened")."""
    at = before - 1
    while line.role(at) is Role.DATE or line.word(at) in _DATE_LEADS:
        at -= 1
    parted = at < before - 1 and Role.DATE in line.roles[at + 1 : before]
    return at if parted and at > 0 and line.word(at) in AUXILIARIES else None


def _goes_on(line: Line, index: int) -> bool:
    role = line.role(index)
    if role is Role.DATE or line.tokens[index].text in ("May", "Will"):
        return False
    return role is Role.ADVERB or line.word(index) in _GROUP_WORDS


def _tense(line: Line, first: int, told: set[str], form: str, passive: bool) -> Tense:
    if "to" in told or not (told.isdisjoint(mood_words.FUTURE) and told.isdisjoint(_MAY)):
        return Tense.FUTURE
    if form == "plan" or (form != "past" and not told.isdisjoint(PLANNING)):
        return Tense.FUTURE
    if form in ("base", "present") and not told:
        return Tense.FUTURE
    if form == "past":
        reduced = not told and line.role(first - 1) is Role.WORD
        return (
            Tense.OPEN if (reduced or (told <= {"is", "are", "being"} and passive)) else Tense.PAST
        )
    return Tense.OPEN


def _certainty(told: set[str], tense: Tense) -> Certainty:
    for words, certainty in mood_words.CERTAINTIES:
        if not told.isdisjoint(words):
            return certainty
    return Certainty.CERTAIN if tense is not Tense.OPEN else Certainty.HIGHLY_LIKELY


def _unreal(line: Line, first: int, told: set[str]) -> str:
    if not told.isdisjoint(mood_words.WISHES):
        return "a wish, not a plan"
    denying = line.words[max(0, first - mood_words.DENIAL_REACH) : first]
    if not mood_words.DISMISSED.isdisjoint(denying):
        return "denied"
    reach = max(0, first - mood_words.CONDITION_REACH)
    if not _DOUBTING.isdisjoint(line.words[reach:first]):
        why = _doubted(line, reach, first, told)
        if why:
            return why
    if "would" in told and "have" in told:
        return "what would have been"
    return ""


def _doubted(line: Line, reach: int, first: int, told: set[str]) -> str:
    """Why one of the words before the verb makes it unreal."""
    for index in range(reach, first):
        word = line.words[index]
        is_matter = word == "whether" and line.word(index - 1) in ("on", "about", "over", "of")
        if word in mood_words.CONDITIONS and not is_matter and not _is_aside(line, index, first):
            return "said under a condition"
        if word in mood_words.CALLS and told & {"to", "be"} and "is" not in told:
            return "asked for, not planned"
        if word in mood_words.DENIALS:
            return "denied"
    return ""


def _is_aside(line: Line, condition: int, first: int) -> bool:
    """Whether the condition is only thrown in ("a runoff, if needed, will be held")."""
    opens = line.word(condition - 1) == ","
    return opens and any(line.word(at) == "," for at in range(condition, min(condition + 4, first)))

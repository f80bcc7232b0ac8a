"""Events by the day that is set for them, or by what is held right before or after."""

from calendars.reading.mention import Certainty
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import Mood, Tense, mood_of
from calendars.reading.rules.english.occurrence import Act, Occurrence, Telling
from calendars.reading.rules.english.subjects import event_subject

SET_REACH = 7
TASK_REACH = 12
SETTING = frozenset("set sets fixed named chose chosen picked declared announced".split())
NEIGHBOURING = frozenset("followed preceded".split())
ADJOURNING = frozenset("adjourned adjourns adjourn put scheduled set fixed listed".split())
# Verbs of what begins or ends with an event: "the series concludes with a concert".
FRAMING = {
    form + ending: told
    for form in "conclude open begin start continue close culminate finish end".split()
    for ending, told in (("", "base"), ("s", "present"))
} | dict.fromkeys("concluded opened began started continued culminated ended".split(), "past")
_UNTIL = frozenset("until till to for on".split())
_DATE_OF = frozenset("the a as new official date dates day days of for".split())


def tell_set_date(line: Line, verb: int, found: list[Occurrence]) -> bool:
    """Read "set 15 October as the date of the election": the date behind the verb is its own."""
    first = last = verb + 1
    while line.role(last) is Role.DATE or (last > first and line.word(last) == ","):
        last += 1
    passive = (
        line.word(verb - 1) in ("been", "was", "were", "be") and Role.DATE in line.roles[:verb]
    )
    if (last == first and not passive) or line.word(last) not in ("as", "for"):
        return False
    for occurrence in found:
        named = occurrence.named[0]
        if occurrence.phrase is None or not last < named <= last + SET_REACH:
            continue
        if all(line.word(at) in _DATE_OF or at == last for at in range(last, named)):
            occurrence.tellings.append(Telling(Act.OCCUR, _ahead(verb), verb))
            return True
    return False


def tell_neighbour(line: Line, index: int, found: list[Occurrence]) -> bool:
    """Read "followed on 15 June by a meeting", "preceded by consultations"."""
    by = index + 1
    while line.role(by) is Role.DATE or line.word(by) == "on":
        by += 1
    if line.word(by) != "by" or line.role(index - 1) is Role.AUXILIARY:
        return False
    for occurrence in found:
        if occurrence.phrase is not None and occurrence.named[0] == by + 1:
            mood = Mood(index, index + 1, Tense.OPEN, Certainty.HIGHLY_LIKELY)
            occurrence.tellings.append(Telling(Act.OCCUR, mood, index))
            return True
    return False


def tell_adjourned(line: Line, verb: int, found: list[Occurrence]) -> bool:
    """Read "adjourned the matter till 5 May for hearing": the day is that of what is to come."""
    date = next(
        (at for at in range(verb + 1, verb + TASK_REACH) if line.role(at) is Role.DATE), None
    )
    if date is None or line.word(date - 1) not in _UNTIL or line.role(verb) is not Role.VERB:
        return False
    between = {line.role(at) for at in range(verb + 1, date - 1)}
    last = date
    while line.role(last) is Role.DATE or line.word(last) == ",":
        last += 1
    if between & {Role.VERB, Role.AUXILIARY} or line.word(last) != "for":
        return False
    mood = mood_of(line, verb, "past")
    if mood.passive and event_subject(line, mood.first, found) is not None:
        return False
    for occurrence in found:
        named = occurrence.named[0]
        if occurrence.phrase is None or not last < named <= last + SET_REACH:
            continue
        if {line.role(at) for at in range(last + 1, named)} <= {Role.WORD, Role.DETERMINER}:
            occurrence.tellings.append(Telling(Act.OCCUR, _ahead(verb), verb))
            return True
    return False


def tell_framed(line: Line, verb: int, found: list[Occurrence]) -> bool:
    """Read "the series will conclude on 5 May with a concert": the day is that of the concert."""
    mood = mood_of(line, verb, FRAMING[line.word(verb)])
    if event_subject(line, mood.first, found) is not None or line.role(verb) is not Role.VERB:
        return False
    for occurrence in found:
        first = occurrence.named[0]
        if occurrence.phrase is None or not verb < first <= verb + TASK_REACH:
            continue
        parts = {line.role(at) for at in range(verb + 1, first - 1)}
        if line.word(first - 1) == "with" and not parts & {Role.VERB, Role.AUXILIARY, Role.MARK}:
            occurrence.tellings.append(Telling(Act.OCCUR, mood, verb))
            return True
    return False


def _ahead(verb: int) -> Mood:
    return Mood(verb, verb + 1, Tense.FUTURE, Certainty.CERTAIN)

"""Events that only "to be" tells: "the next session will be on May 5", "there will be a vote"."""

from collections.abc import Sequence

from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import Mood, mood_of
from calendars.reading.rules.english.occurrence import Act, Occurrence, Telling
from calendars.reading.rules.english.subjects import event_subject, subject_of

FORMS = {"be": "base", "is": "present", "are": "present", "was": "past", "were": "past"}
# What a day does to what is held on it: "Saturday marks the opening of the fair".
DAY_VERBS = {
    "mark": "base", "marks": "present", "marked": "past", "see": "base", "sees": "present",
    "saw": "past", "bring": "base", "brings": "present", "brought": "past",
}  # fmt: skip
_WHERE = frozenset("in at on from between".split())
_ACTIONS = frozenset("strike tour trial".split())
_LAST = frozenset("end close last final closing".split())
TARGET_REACH = 10
ACTION_REACH = 4


def tell_being(line: Line, verb: int, found: list[Occurrence]) -> bool:
    """Tie "to be" to the event that it is said of."""
    mood = mood_of(line, verb, FORMS[line.word(verb)])
    if line.word(mood.first - 1) == "there":
        return _tell_behind(line, verb, mood, found)
    if line.role(mood.first - 1) is Role.DATE and tell_day(line, verb, found):
        return True
    if _tell_action(line, verb, mood, found):
        return True
    following = verb + 1 if line.word(verb + 1) != "on" else verb + 2
    if line.role(following) is not Role.DATE and not (
        line.word(verb) == "be" and line.word(verb + 1) in _WHERE
    ):
        return False
    subject = event_subject(line, mood.first, found)
    subject = subject or next((o for o in found if o.known_by == verb), None)
    if subject is None or _only_helps(line, following):
        return False
    subject.tellings.append(Telling(Act.OCCUR, mood, verb))
    return True


def _only_helps(line: Line, following: int) -> bool:
    """Whether a participle follows the date ("was on Tuesday adjourned")."""
    at = following
    while line.role(at) is Role.DATE or line.word(at) == ",":
        at += 1
    return line.role(at) is Role.VERB and line.word(at).endswith("ed")


def tell_day(line: Line, verb: int, found: list[Occurrence]) -> bool:
    """Read "Today is the start of the visit": the day is said to be that of the event."""
    form = FORMS.get(line.word(verb)) or DAY_VERBS[line.word(verb)]
    mood = mood_of(line, verb, form)
    first = mood.first - 1
    if line.role(first) is not Role.DATE:
        return False
    while line.role(first) is Role.DATE or line.word(first) in (",", "(", ")", "the"):
        first -= 1
    return (first < 0 or line.word(first) in ("and", ";")) and _tell_behind(line, verb, mood, found)


def _tell_behind(line: Line, verb: int, mood: Mood, found: Sequence[Occurrence]) -> bool:
    """Tie a verb to the event that its complement names."""
    for occurrence in found:
        first = occurrence.named[0]
        if occurrence.phrase is None or not verb < first <= verb + TARGET_REACH:
            continue
        before = line.words[verb + 1 : first]
        if any(line.role(at) in (Role.VERB, Role.AUXILIARY) for at in range(verb + 1, first)):
            return False
        act = Act.END if _LAST & set(before) else Act.OCCUR
        occurrence.tellings.append(Telling(act, mood, verb))
        return True
    return False


def _tell_action(line: Line, verb: int, mood: Mood, found: Sequence[Occurrence]) -> bool:
    """Read "the teachers will be on strike": those who are on it hold it."""
    if line.word(verb + 1) != "on":
        return False
    for occurrence in found:
        phrase = occurrence.phrase
        if phrase is None or not verb < phrase.head <= verb + ACTION_REACH:
            continue
        subject = subject_of(line, mood.first)
        if phrase.noun in _ACTIONS and subject is not None:
            occurrence.tellings.append(Telling(Act.HOLD, mood, verb, subject))
            return True
    return False

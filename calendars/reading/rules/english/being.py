"""Events that only "to be" tells: "the next session will be on May 5"."""

from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import mood_of
from calendars.reading.rules.english.occurrence import Act, Occurrence, Telling
from calendars.reading.rules.english.subjects import event_subject

FORMS = {"be": "base", "is": "present", "are": "present", "was": "past", "were": "past"}
_WHERE = frozenset("in at on from between".split())


def tell_being(line: Line, verb: int, found: list[Occurrence]) -> bool:
    """Tie "is on", "will be at" and "will be May 5" to the event that is their subject."""
    following = verb + 1 if line.word(verb + 1) != "on" else verb + 2
    if line.role(following) is not Role.DATE and not (
        line.word(verb) == "be" and line.word(verb + 1) in _WHERE
    ):
        return False
    mood = mood_of(line, verb, FORMS[line.word(verb)])
    subject = event_subject(line, mood.first, found)
    if subject is None:
        return False
    subject.tellings.append(Telling(Act.OCCUR, mood, verb))
    return True

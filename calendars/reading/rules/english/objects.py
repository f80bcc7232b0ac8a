"""Events as what somebody holds, attends, puts off or calls off."""

from dataclasses import replace

from calendars.reading.rules.english import event_words, invitations
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import Tense, mood_of
from calendars.reading.rules.english.occurrence import FATES, Act, Occurrence, Telling
from calendars.reading.rules.english.subjects import relative_event, subject_of

OBJECT_REACH = 4
ATTENDED_REACH = 7
WISH_REACH = 4
_WISHES = frozenset(
    "request requests bid plea call calls demand demands motion attempt appeal petition refused "
    "declined asked urged wants wanted proposal threat threatened vowed failed".split()
)
_CALLED = ("call", "calls", "called")
_SMALL = ("off", "a", "for", "up")
ALTERING = frozenset(event_words.ALTERING) | {first for first, _ in event_words.ALTERING_PAIRS}


def _tell_object(line: Line, verb: int, form: str, act: Act, found: list[Occurrence]) -> bool:
    """Tie a verb to the event that is its object."""
    mood = mood_of(line, verb, form)
    if (mood.passive and mood.first < verb) or (form == "base" and not _acts(line, verb)):
        return False
    target = _object(line, verb, act, found) or relative_event(line, mood.first, found)
    if target is None:
        return False
    if mood.passive:
        tense = Tense.PAST if form == "past" else mood.tense
        mood = replace(mood, tense=tense, passive=False)
    if is_called(line, target):
        mood = replace(mood, tense=Tense.FUTURE)
    for occurrence in (target, *_coordinated(line, target, found)):
        occurrence.tellings.append(Telling(act, mood, verb, subject_of(line, mood.first)))
    return True


def _acts(line: Line, verb: int) -> bool:
    """Whether a word is a verb and no noun: by its role, or between many and an object."""
    many = line.word(verb - 1).endswith("s") and line.role(verb - 1) is Role.WORD
    return line.role(verb) is not Role.WORD or (many and line.role(verb + 1) is Role.DETERMINER)


def is_called(line: Line, event: Occurrence) -> bool:
    """Whether somebody calls an event for a day ("called a one-day strike for Monday")."""
    first, last = event.named
    dated = line.word(last) == "for" and line.role(last + 1) is Role.DATE
    return dated and line.word(first - 1) in _CALLED


def tell_held(line: Line, verb: int, found: list[Occurrence]) -> bool:
    """Tie a verb of holding to the event that is held."""
    return _tell_object(line, verb, event_words.HOLDING[line.word(verb)], Act.HOLD, found)


def tell_ended(line: Line, verb: int, found: list[Occurrence]) -> bool:
    """Tie a verb of ending to the event that somebody brings to its end."""
    return _tell_object(line, verb, event_words.ENDING[line.word(verb)], Act.END, found)


def tell_hosted(line: Line, verb: int, found: list[Occurrence]) -> bool:
    """Find the event that only its host shows to be one."""
    event = invitations.hosted(line, verb, _form(line.word(verb)), found)
    if event is not None:
        found.append(event)
    return event is not None


def _form(word: str) -> str:
    return event_words.HOLDING.get(word) or event_words.ATTENDING.get(word, "base")


def tell_attended(line: Line, verb: int, found: list[Occurrence]) -> bool:
    """Tie a verb of going there to the event that is attended."""
    return _tell_object(line, verb, event_words.ATTENDING[line.word(verb)], Act.ATTEND, found)


def _is_only_wanted(line: Line, verb: int) -> bool:
    """Whether a change is only asked for ("a request to delay the ballot")."""
    asked = {line.word(at) for at in range(max(0, verb - WISH_REACH), verb)}
    return line.word(verb - 1) == "to" and bool(asked & _WISHES)


def tell_altered(line: Line, verb: int, found: list[Occurrence]) -> bool:
    """Tie a verb that calls off or puts off to the event that is its object."""
    pair = (line.word(verb), line.word(verb + 1))
    form = event_words.ALTERING.get(pair[0]) or event_words.ALTERING_PAIRS.get(pair)
    if form is None:
        return False
    mood = mood_of(line, verb, "past")
    if (mood.passive and mood.first < verb) or _is_only_wanted(line, verb):
        return False
    target = _object(line, verb, Act.HOLD, found)
    if target is None:
        return False
    decided = replace(mood, unreal="", passive=False)
    target.tellings.append(Telling(FATES[form], decided, verb))
    return True


def _object(line: Line, verb: int, act: Act, found: list[Occurrence]) -> Occurrence | None:
    reach = ATTENDED_REACH if act is Act.ATTEND else OBJECT_REACH
    for occurrence in found:
        first = occurrence.named[0]
        if occurrence.phrase is None or not verb < first <= verb + reach:
            continue
        if all(_may_stand_before_object(line, at, act) for at in range(verb + 1, first)):
            return occurrence
    return None


def _may_stand_before_object(line: Line, index: int, act: Act) -> bool:
    role = line.role(index)
    if role in (Role.ADVERB, Role.DETERMINER, Role.DATE) or line.word(index) in _SMALL:
        return True
    attended = (Role.PREPOSITION, Role.WORD, Role.CONJUNCTION)
    return act is Act.ATTEND and role in attended


def _coordinated(line: Line, first: Occurrence, found: list[Occurrence]) -> list[Occurrence]:
    """The events that follow the first one with "and" between."""
    told: list[Occurrence] = []
    last = first
    for occurrence in found:
        if occurrence.phrase is None or occurrence.named[0] <= last.named[1]:
            continue
        between = [line.word(index) for index in range(last.named[1], occurrence.named[0])]
        if between not in (["and"], [","], [",", "and"], ["and", "then"], ["followed", "by"]):
            break
        told.append(occurrence)
        last = occurrence
    return told

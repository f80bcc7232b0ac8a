"""Who does what in a sentence: events with the verbs that tell of them."""

from dataclasses import dataclass, field
from enum import Enum

from calendars.reading.rules.english import event_words, name_words
from calendars.reading.rules.english.event_words import VerbEvent
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import Mood, Tense, mood_of
from calendars.reading.rules.english.phrases import (
    Phrase,
    event_phrases,
    noun_phrase_end,
    noun_phrase_start,
)

OBJECT_REACH = 3
SUBJECT_REACH = 45

Range = tuple[int, int]


class Act(Enum):
    """What a verb does to an event."""

    HOLD = "somebody holds it"
    ATTEND = "somebody goes to it"
    OCCUR = "it takes place"
    RUN = "it is under way"
    END = "it ends"
    MOVE = "it gets another date"
    POSTPONE = "it is put off"
    CANCEL = "it is called off"
    BE = "the verb is the event"


@dataclass(frozen=True, slots=True)
class Telling:
    """A verb that tells of an event, with its mood and its subject."""

    act: Act
    mood: Mood
    verb: int
    subject: Range | None = None


@dataclass(slots=True)
class Occurrence:
    """An event in a sentence: a noun phrase, a verb, or both.

    `named` are the tokens that name it; `object` those of what a verb event is done to.
    """

    named: Range
    phrase: Phrase | None = None
    verb_event: VerbEvent | None = None
    object: Range | None = None
    pronoun: bool = False
    tellings: list[Telling] = field(default_factory=list)


_TAKE = {"take": "base", "takes": "present", "took": "past", "taken": "past", "taking": "ing"}
_PARTICLES = {
    "called": "off", "put": "off", "pushed": "back", "brought": "forward", "kick": "off",
    "kicks": "off", "kicked": "off",
}  # fmt: skip
_ACTS = {"move": Act.MOVE, "postpone": Act.POSTPONE, "cancel": Act.CANCEL}
# Verbs so sure to tell an event that their subject need not be a known noun.
_SURE = frozenset("held place kick kicks kicked convened staged".split())
_PLANS_WITH = frozenset("for on in from between to at".split())


def occurrences(line: Line) -> list[Occurrence]:
    """All events of a sentence, in order."""
    found = [Occurrence((phrase.first, phrase.last), phrase) for phrase in event_phrases(line)]
    for index in range(len(line.tokens)):
        if line.role(index) in (Role.VERB, Role.WORD, Role.AUXILIARY, Role.ADVERB):
            _read_verb(line, index, found)
    return sorted(found, key=lambda occurrence: occurrence.named)


def _read_verb(line: Line, index: int, found: list[Occurrence]) -> None:
    word = line.word(index)
    if _inside_name(index, found):
        return
    if word in event_words.HOLDING and _tell_object(
        line, index, event_words.HOLDING[word], Act.HOLD, found
    ):
        return
    if word in event_words.ATTENDING and _tell_object(
        line, index, event_words.ATTENDING[word], Act.ATTEND, found
    ):
        return
    if word in event_words.OCCURRING and _tell_subject(line, index, found):
        return
    for verb_event in event_words.VERB_EVENTS:
        if word in verb_event.forms:
            _tell_verb_event(line, index, verb_event, found)


def _inside_name(index: int, found: list[Occurrence]) -> bool:
    return any(o.named[0] <= index < o.named[1] for o in found if o.phrase)


def _tell_object(line: Line, verb: int, form: str, act: Act, found: list[Occurrence]) -> bool:
    """Tie a verb to the event that is its object."""
    mood = mood_of(line, verb, form)
    if mood.passive and mood.first < verb or line.role(verb) is Role.WORD and form == "base":
        return False
    target = _object(line, verb, act, found)
    if target is None:
        return False
    if mood.passive:
        mood = _active(mood)
    told = [target, *_coordinated(line, target, found)]
    for occurrence in told:
        occurrence.tellings.append(Telling(act, mood, verb, subject_of(line, mood.first)))
    return True


def _active(mood: Mood) -> Mood:
    return Mood(
        mood.first, mood.last, Tense.PAST, mood.certainty, mood.negated, mood.unreal,
        mood.past_plan, passive=False,
    )  # fmt: skip


def _object(line: Line, verb: int, act: Act, found: list[Occurrence]) -> Occurrence | None:
    reach = OBJECT_REACH + (3 if act is Act.ATTEND else 0)
    for occurrence in found:
        first = occurrence.named[0]
        if occurrence.phrase is None or not verb < first <= verb + 1 + reach:
            continue
        between = range(verb + 1, first)
        if all(_may_stand_before_object(line, index, act) for index in between):
            return occurrence
    return None


def _may_stand_before_object(line: Line, index: int, act: Act) -> bool:
    role = line.role(index)
    if role in (Role.ADVERB, Role.DETERMINER) or line.word(index) in ("off", "a", "for"):
        return True
    if act is Act.ATTEND:
        return role in (Role.PREPOSITION, Role.WORD, Role.CONJUNCTION)
    return False


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


def _tell_subject(line: Line, index: int, found: list[Occurrence]) -> bool:
    """Tie a verb to the event that is its subject."""
    word = line.word(index)
    form = event_words.OCCURRING[word]
    verb = index
    if form == "place":
        verb = index - 1
        if line.word(verb) not in _TAKE:
            return False
        form = _TAKE[line.word(verb)]
    if word in _PARTICLES and line.word(index + 1) != _PARTICLES[word]:
        return False
    if word == "called":
        form = "cancel"
    if form == "plan" and not _plans_a_date(line, index):
        return False
    if word == "held" and line.word(index + 1) in event_words.NEVER_HELD_AS:
        return False
    mood = mood_of(line, verb, form)
    if index >= mood.last:
        mood = _longer(mood, index + 1)
    act = _act(word, form)
    subject = _subject(line, mood.first, act, found)
    if subject is None and word in _SURE and (mood.passive or word != "held"):
        subject = _unknown_noun(line, mood, found)
    if subject is None:
        return False
    subject.tellings.append(Telling(act, mood, verb))
    return True


def _longer(mood: Mood, last: int) -> Mood:
    return Mood(
        mood.first, last, mood.tense, mood.certainty, mood.negated, mood.unreal, mood.past_plan,
        mood.passive,
    )  # fmt: skip


def _plans_a_date(line: Line, index: int) -> bool:
    """Whether a date or place follows the plan ("scheduled for …"), or nothing does."""
    following = line.word(index + 1)
    return (
        following in _PLANS_WITH - {"to"}
        or line.role(index + 1) in (Role.DATE, Role.MARK, Role.ADVERB)
        or following == "during"
    )


def _act(word: str, form: str) -> Act:
    if form in _ACTS:
        return _ACTS[form]
    if word in event_words.LAST_DAYS:
        return Act.END
    return Act.RUN if word in event_words.STILL_RUNNING else Act.OCCUR


def _subject(
    line: Line, before: int, act: Act, found: list[Occurrence]
) -> Occurrence | None:
    """The event that a verb is said of: the nearest one before it, no other verb between."""
    for occurrence in reversed([o for o in found if o.named[1] <= before]):
        if before - occurrence.named[1] > SUBJECT_REACH:
            return None
        if _reaches(line, occurrence, before):
            return _head_of_chain(line, occurrence, found)
    return None


def _head_of_chain(line: Line, occurrence: Occurrence, found: list[Occurrence]) -> Occurrence:
    """Of "the opening of the forum" the forum's own verb belongs to the first noun."""
    return occurrence


def _reaches(line: Line, occurrence: Occurrence, before: int) -> bool:
    own = {index for told in occurrence.tellings for index in range(told.mood.first, told.mood.last)}
    aside = False
    for index in range(occurrence.named[1], before):
        role, word = line.role(index), line.word(index)
        if word in (",", "(", ")", "–", "—", "-"):
            aside = not aside
        if word in (";", ":"):
            return False
        if role in (Role.VERB, Role.AUXILIARY) and index not in own and not aside:
            return False
        if role is Role.CONJUNCTION and not aside and word != "and":
            return False
        if role is Role.PRONOUN and word in ("he", "she", "they", "it", "we", "i"):
            return False
    return True


def _unknown_noun(line: Line, mood: Mood, found: list[Occurrence]) -> Occurrence | None:
    """An event by its verb alone: a proper name, or "it", before "will be held"."""
    if line.word(mood.first - 1) in ("it", "which", "that") and mood.tense is not Tense.OPEN:
        pronoun = Occurrence((mood.first - 1, mood.first), pronoun=True)
        found.append(pronoun)
        return pronoun if line.word(mood.first - 1) == "it" else None
    subject = subject_of(line, mood.first)
    if subject is None or _inside_name(subject[0], found):
        return None
    names = [line.tokens[index] for index in range(*subject)]
    is_proper = sum(token.capitalised and token.word != "the" for token in names) >= 1
    if not is_proper or mood.tense is Tense.PAST:
        return None
    occurrence = Occurrence(subject)
    found.append(occurrence)
    return occurrence


def subject_of(line: Line, before: int) -> Range | None:
    """The noun phrase before a verb group, asides in commas and brackets skipped."""
    index = before
    while index > 0 and (line.role(index - 1) in (Role.ADVERB, Role.DATE)):
        index -= 1
        if line.word(index - 1) in ("on", "in"):
            index -= 1
    if line.word(index - 1) in ("which", "who", "that"):
        index -= 1
    if line.word(index - 1) == ",":
        index = _aside_start(line, index - 1)
    first = noun_phrase_start(line, index)
    first = _through_and(line, first)
    return (first, index) if first < index else None


def _through_and(line: Line, first: int) -> int:
    """Take in the first of two people ("Senators Bond and Talent")."""
    while (
        line.word(first - 1) in ("and", "&")
        and line.role(first - 2) is Role.WORD
        and line.tokens[first - 2].capitalised
        and line.tokens[first].capitalised
    ):
        first = noun_phrase_start(line, first - 1)
    return first


def _aside_start(line: Line, comma: int) -> int:
    """Where an aside that a comma closes begins: at the comma after a name."""
    start = comma
    for index in range(comma - 1, max(-1, comma - 30), -1):
        if line.role(index) in (Role.VERB, Role.AUXILIARY) and line.word(index) not in ("led",):
            break
        if line.word(index) == "," and line.role(index - 1) is Role.WORD:
            start = index
            if line.word(index + 1) in name_words.TITLES | {"who", "which", "the"}:
                break
    return start


def _tell_verb_event(
    line: Line, verb: int, event: VerbEvent, found: list[Occurrence]
) -> None:
    """Make an event of a verb that is one ("will visit Baku")."""
    if line.role(verb) is Role.WORD and not _acts_as_verb(line, verb, event):
        return
    mood = mood_of(line, verb, event.forms[line.word(verb)])
    subject = subject_of(line, mood.first)
    target = _verb_object(line, verb, event)
    if event.particles and event.particles != ("with",) and target is None:
        return
    if mood.passive and mood.first < verb:
        target, subject = subject, None
    if target is None and (event.needs in ("place", "object", "name") or subject is None):
        return
    if event.needs.startswith("name") and target and not _has_name(line, target):
        return
    if event.needs == "name-or-nothing" and target is None and mood.tense is Tense.PAST:
        return
    occurrence = Occurrence((verb, verb + 1), None, event, target)
    occurrence.tellings.append(Telling(Act.BE, mood, verb, subject))
    found.append(occurrence)


def _acts_as_verb(line: Line, verb: int, event: VerbEvent) -> bool:
    form = event.forms[line.word(verb)]
    before = line.role(verb - 1)
    return form == "present" and before in (Role.WORD, Role.PRONOUN, Role.MARK)


def _verb_object(line: Line, verb: int, event: VerbEvent) -> Range | None:
    first = verb + 1
    while line.role(first) is Role.ADVERB and line.role(first) is not Role.DATE:
        first += 1
    if event.particles:
        if line.word(first) in event.particles:
            first += 1
        elif event.particles != ("with",):
            return None
    end = noun_phrase_end(line, first)
    return (first, end) if end > first else None


def _has_name(line: Line, target: Range) -> bool:
    return any(line.tokens[index].capitalised for index in range(*target))

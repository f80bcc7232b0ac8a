"""Verbs that are events themselves: to visit, to meet, to launch, to sign."""

from collections.abc import Callable
from dataclasses import replace

from calendars.reading.mention import Kind
from calendars.reading.rules.english import event_words
from calendars.reading.rules.english.date_words import PERIODICALS
from calendars.reading.rules.english.event_words import VerbEvent
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import Mood, Tense, mood_of
from calendars.reading.rules.english.noun_phrases import noun_phrase_end
from calendars.reading.rules.english.occurrence import Act, Occurrence, Range, Telling
from calendars.reading.rules.english.subjects import subject_of

BY_FORM: dict[str, list[VerbEvent]] = {}
for _event in event_words.VERB_EVENTS:
    for _form in _event.forms:
        BY_FORM.setdefault(_form, []).append(_event)


def verb_occurrence(line: Line, verb: int, inside_name: Callable[[int], bool]) -> Occurrence | None:
    """The event that the verb at a token is ("will visit Baku"), if it is one."""
    for event in BY_FORM.get(line.word(verb), ()):
        occurrence = _read(line, verb, event, inside_name)
        if occurrence is not None:
            return occurrence
    return None


def _read(
    line: Line, verb: int, event: VerbEvent, inside_name: Callable[[int], bool]
) -> Occurrence | None:
    if line.role(verb) is Role.WORD and not _acts_as_verb(line, verb, event):
        return None
    mood = mood_of(line, verb, event.forms[line.word(verb)])
    if mood.first == verb and event.forms[line.word(verb)] == "past":
        mood = replace(mood, tense=Tense.PAST, passive=False)
    subject, target = subject_of(line, mood.first), _object(line, verb, event)
    if mood.passive and mood.first < verb:
        target, subject = subject, None
    if not _is_event(line, event, mood, subject, target):
        return None
    if line.word(verb) == "be" and not _is_stay(line, mood, subject, inside_name):
        return None
    occurrence = Occurrence((verb, verb + 1), None, event, target)
    occurrence.tellings.append(Telling(Act.BE, mood, verb, subject))
    return occurrence


def _acts_as_verb(line: Line, verb: int, event: VerbEvent) -> bool:
    form = event.forms[line.word(verb)]
    before = line.role(verb - 1)
    if form == "base":
        many = before is Role.WORD and line.word(verb - 1).endswith("s")
        return many and line.role(verb + 1) in (Role.PREPOSITION, Role.DATE)
    return form == "present" and before in (Role.WORD, Role.PRONOUN, Role.MARK)


def _object(line: Line, verb: int, event: VerbEvent) -> Range | None:
    first = verb + 1
    while line.role(first) is Role.ADVERB:
        first += 1
    if event.particles:
        if line.word(first) in event.particles:
            first += 1
        elif "with" not in event.particles:
            return None
    if line.word(first) in PERIODICALS:
        return None
    end = noun_phrase_end(line, first)
    return (first, end) if end > first else None


def _is_event(
    line: Line, event: VerbEvent, mood: Mood, subject: Range | None, target: Range | None
) -> bool:
    """Whether the verb has with it what makes it an event."""
    if target is None:
        if line.word(mood.last - 1) == "visiting":
            return subject is not None and line.tokens[subject[1] - 1].capitalised
        coming = event.needs == "" or mood.tense is not Tense.PAST
        free = event.needs in ("", "name or nothing", "nobody")
        return free and subject is not None and coming
    if event.needs == "nobody":
        return False
    if event.kind is Kind.SIGNING and mood.tense is Tense.PAST:
        return False
    if event.needs.startswith("name"):
        return any(line.tokens[index].capitalised for index in range(*target))
    return True


def _is_stay(
    line: Line, mood: Mood, subject: Range | None, inside_name: Callable[[int], bool]
) -> bool:
    """Whether "will be in Ankara" is said of a person: a name that is no event."""
    if subject is None or mood.tense is not Tense.FUTURE or inside_name(subject[1] - 1):
        return False
    return line.tokens[subject[1] - 1].capitalised or line.word(subject[0]) in ("i", "he", "she")

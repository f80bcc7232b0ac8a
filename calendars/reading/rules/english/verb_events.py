"""Verbs that are events themselves: to visit, to meet, to launch, to sign."""

from collections.abc import Callable
from dataclasses import replace

from calendars.reading.mention import Kind
from calendars.reading.rules.english import name_words
from calendars.reading.rules.english.date_words import PERIODICALS
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import Mood, Tense, mood_of
from calendars.reading.rules.english.noun_phrases import noun_phrase_end
from calendars.reading.rules.english.occurrence import Act, Occurrence, Range, Telling
from calendars.reading.rules.english.subjects import subject_of
from calendars.reading.rules.english.verb_words import VERB_EVENTS, VerbEvent

NEAR_REACH = 16
LONGEST_STAY = 21  # days
_WAS = ("was", "were")
NEVER_REACH = 8
# Behind these a verb is no passive ("was to have visited").
_ACTIVE = ("have", "has", "had")

BY_FORM: dict[str, list[VerbEvent]] = {}
for _event in VERB_EVENTS:
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
    if not _follows(line, verb, event):
        return None
    if line.role(verb) is Role.WORD and not _acts_as_verb(line, verb, event):
        return None
    mood = mood_of(line, verb, event.forms[line.word(verb)])
    if mood.first == verb and event.forms[line.word(verb)] == "past":
        mood = replace(mood, tense=Tense.PAST, passive=False)
    if event.ahead and (mood.tense is not Tense.FUTURE or mood.past_plan):
        return None
    subject, target = subject_of(line, mood.first), _object(line, verb, event)
    if _is_purpose(line, mood, subject):
        return None
    suffers = mood.passive and mood.first < verb and line.word(verb - 1) not in _ACTIVE
    if suffers and event.forms[line.word(verb)] != "plan":
        target, subject = subject, None
    if not _is_event(line, event, mood, subject, target) or not _fits(line, event, subject, target):
        return None
    if line.word(verb) == "be" and not _is_stay(line, mood, subject, inside_name):
        return None
    if line.word(verb) in _WAS and not _was_there(line, mood, subject, target):
        return None
    occurrence = Occurrence((verb, verb + 1 + len(event.tail)), None, event, target)
    occurrence.by_them = target is None and line.word(mood.first - 1) == "they"
    act = Act.END if event.ends else Act.BE
    mood = replace(mood, last=occurrence.named[1])
    occurrence.tellings.append(Telling(act, mood, verb, subject))
    return occurrence


def _is_purpose(line: Line, mood: Mood, subject: Range | None) -> bool:
    """Whether "to vote" tells what for, behind a place ("will meet in the hall to vote")."""
    behind = subject is not None and line.word(subject[0] - 1) in ("in", "at")
    return behind and line.word(mood.first) == "to"


def _follows(line: Line, verb: int, event: VerbEvent) -> bool:
    """Whether the words that a verb event asks for stand behind the verb, and no others."""
    tail = tuple(line.words[verb + 1 : verb + 1 + len(event.tail)])
    if tail != event.tail or not event.never.isdisjoint(line.words[verb : verb + NEVER_REACH]):
        return False
    return not event.near or not event.near.isdisjoint(line.words[verb : verb + NEAR_REACH])


def _fits(line: Line, event: VerbEvent, subject: Range | None, target: Range | None) -> bool:
    """Whether subject and object have the words that a verb event asks for."""
    return all(
        not asked or (span is not None and not asked.isdisjoint(line.words[slice(*span)]))
        for asked, span in ((event.by, subject), (event.of, target))
    )


def _acts_as_verb(line: Line, verb: int, event: VerbEvent) -> bool:
    form = event.forms[line.word(verb)]
    before = line.role(verb - 1)
    if form == "base":
        if event.needs == "names" and before is Role.WORD and line.tokens[verb - 1].capitalised:
            return bool(event.tail) or line.tokens[verb + 1].capitalised
        many = before is Role.WORD and line.word(verb - 1).endswith("s")
        return many and line.role(verb + 1) in (Role.PREPOSITION, Role.DATE)
    if form == "plan":
        return before is Role.AUXILIARY
    return form == "present" and before in (Role.WORD, Role.PRONOUN, Role.MARK)


def _object(line: Line, verb: int, event: VerbEvent) -> Range | None:
    first = verb + 1 + len(event.tail)
    while line.role(first) is Role.ADVERB:
        first += 1
    if event.particles:
        first += line.word(first) == "on" and line.word(first + 1) in event.particles
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
    if event.needs == "sufferer":
        return mood.passive and target is not None
    if "somebody" in event.needs and not _has_name(line, subject):
        return False
    if event.needs == "somebody":
        return target is not None or "{subject}" in event.bare_name
    if event.kind is Kind.SIGNING and mood.tense is Tense.PAST:
        return False
    if target is None:
        return event.points or _is_event_alone(line, event, mood, subject)
    if event.needs == "nobody":
        return False
    if event.needs == "names":
        return _is_name(line, subject) and _is_name(line, target)
    if event.needs.startswith("name"):
        return _has_name(line, target)
    return True


def _is_event_alone(line: Line, event: VerbEvent, mood: Mood, subject: Range | None) -> bool:
    """Whether the verb is an event without an object."""
    if line.word(mood.last - 1) == "visiting":
        return subject is not None and line.tokens[subject[1] - 1].capitalised
    coming = event.needs in ("", "nobody") or mood.tense is not Tense.PAST
    free = event.needs in ("", "name or nothing", "nobody")
    return free and subject is not None and coming


def _has_name(line: Line, span: Range | None) -> bool:
    return span is not None and any(line.tokens[index].capitalised for index in range(*span))


def _is_name(line: Line, span: Range | None) -> bool:
    """Whether a phrase is nothing but a name, with its article and joints."""
    return span is not None and all(
        line.tokens[index].capitalised or line.role(index) is not Role.WORD
        for index in range(*span)
    )


def _was_there(line: Line, mood: Mood, subject: Range | None, target: Range | None) -> bool:
    """Whether somebody was at a place from one day to another ("He was in Riga from … to …")."""
    if target is None or line.word(target[1]) not in ("from", "between", "on"):
        return False
    number = line.date_at[target[1] + 1] if target[1] + 1 < len(line.tokens) else -1
    ranged = number >= 0 and 1 < line.dates[number].when.window.days <= LONGEST_STAY
    if not ranged or subject is None:
        return ranged and line.word(mood.first - 1) in ("he", "she", "i")
    titled = not name_words.TITLES.isdisjoint(line.words[slice(*subject)])
    return titled or line.tokens[subject[1] - 1].capitalised


def _is_stay(
    line: Line, mood: Mood, subject: Range | None, inside_name: Callable[[int], bool]
) -> bool:
    """Whether "will be in Ankara" is said of a person: a name that is no event."""
    if subject is None or mood.tense is not Tense.FUTURE or inside_name(subject[1] - 1):
        return False
    if line.word(subject[0]) in ("i", "he", "she") or line.tokens[subject[1] - 1].capitalised:
        return True
    return line.word(subject[1] - 1) in name_words.TITLES | name_words.VISITORS

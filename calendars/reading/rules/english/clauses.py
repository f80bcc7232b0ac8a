"""Who does what in a sentence: events with the verbs that tell of them."""

from collections.abc import Callable, Collection
from dataclasses import replace
from itertools import pairwise

from calendars.reading.candidate import ONE
from calendars.reading.mention import Kind
from calendars.reading.rules.english import (
    appointed,
    being,
    event_words,
    happenings,
    invitations,
    name_words,
    objects,
)
from calendars.reading.rules.english.happenings import PAIRED, PLANS_WITH
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import mood_of
from calendars.reading.rules.english.occurrence import Act, Occurrence, Telling, inside_name
from calendars.reading.rules.english.phrases import event_phrases
from calendars.reading.rules.english.set_phrases import set_phrases
from calendars.reading.rules.english.subjects import subject_of
from calendars.reading.rules.english.verb_events import BY_FORM, verb_occurrence

YEAR_DIGITS = 4
# Verbs so sure to tell an event that their subject need not be a known noun.
_SURE = frozenset("held place ahead kick kicks kicked convened staged".split())
_FOLLOWING = ("follow", "follows")
_ON_VIEW = frozenset("view display show".split())
_WHERE = frozenset("in at on".split())
_ONE, _ANOTHER = frozenset((ONE,)), frozenset(("another",))
_ORDERED = frozenset("next following last previous first second third coming".split())
_VERBAL = (Role.VERB, Role.WORD, Role.AUXILIARY)
# Every word that can tell an event, for a quick look.
_TELLING = frozenset(
    [
        *objects.ALTERING,
        *event_words.HOLDING,
        *event_words.ATTENDING,
        *event_words.ENDING,
        *event_words.OCCURRING,
        *_ON_VIEW,
        *appointed.NEIGHBOURING,
        *appointed.SETTING,
        *appointed.ADJOURNING,
        *appointed.FRAMING,
        *being.FORMS,
        *being.DAY_VERBS,
        *BY_FORM,
        *PAIRED,
    ]
)
# Every word that can show its subject to be an event, for a quick look.
_SHOWING = frozenset(
    [*_SURE, *event_words.OCCURRING, *invitations.RETURNING, *_FOLLOWING, "us", "be"]
)


def occurrences(line: Line) -> list[Occurrence]:
    """All events of a sentence, in order."""
    found = [Occurrence((phrase.first, phrase.last), phrase) for phrase in event_phrases(line)]
    found.extend(set_phrases(line))
    found.extend(_others(line))
    for index in line.places(_SHOWING):
        word = line.words[index]
        sure = word in _SURE or (word in event_words.OCCURRING and _follows_edition(line, index))
        sure = sure or _is_body_s(line, index) or happenings.is_planned(line, index)
        sure = sure or happenings.is_put_off(line, index)
        sure = sure or (word in invitations.RETURNING and invitations.is_title(line, index))
        if word == "us" and (event := invitations.invited(line, index, found)) is not None:
            found.append(event)
        elif sure and (word in PAIRED or line.role(index) in (Role.VERB, Role.WORD, Role.ADVERB)):
            happenings.find_unknown(line, index, found)
    for index in line.places(_TELLING):
        if line.words[index] in PAIRED or line.role(index) in _VERBAL:
            _read_verb(line, index, found)
    found.sort(key=lambda occurrence: occurrence.named)
    _tell_gapped(line, found)
    return found


def _tell_gapped(line: Line, found: list[Occurrence]) -> None:
    """Tell an event by the verb of the one before it ("… and the final on Saturday")."""
    for before, occurrence in pairwise(found):
        told = before.tellings[0] if before.tellings else None
        first, last = occurrence.named
        if occurrence.phrase is None or occurrence.tellings or told is None:
            continue
        joined = line.word(first - 1) in ("and", ",", ";") and told.act is Act.OCCUR
        dated = line.role(last) is Role.DATE or (
            line.word(last) in PLANS_WITH and line.role(last + 1) is Role.DATE
        )
        if joined and dated and told.verb < first:
            mood = replace(told.mood, first=last, last=last)
            occurrence.tellings.append(Telling(Act.OCCUR, mood, first))


def _others(line: Line) -> list[Occurrence]:
    """Each "the next one", another event of the kind that was told before."""
    return [
        Occurrence((at - 2, at + 1), pronoun=True, name=ONE)
        for at in line.places(_ONE)
        if line.word(at - 1) in _ORDERED and line.word(at - 2) in ("the", "its")
    ] + [
        Occurrence((at, at + 1), pronoun=True, name=ONE)
        for at in line.places(_ANOTHER)
        if line.word(at + 1) in _WHERE and line.word(at - 1) in ("and", ",")
    ]


def _is_body_s(line: Line, verb: int) -> bool:
    """Whether a body's session is only told to follow ("the Budget Council will follow on …")."""
    if line.word(verb) not in _FOLLOWING:
        return False
    subject = subject_of(line, mood_of(line, verb, "base").first)
    if subject is None:
        return False
    named = [line.tokens[at] for at in range(*subject) if line.tokens[at].capitalised]
    return any(token.word in name_words.BODIES for token in named) and (
        line.role(verb + 1) is Role.DATE or line.role(verb + 2) is Role.DATE
    )


def _follows_edition(line: Line, verb: int) -> bool:
    """Whether a verb of happening stands behind a name with its year ("Devdays 2025 opens")."""
    at = verb - 1
    while line.role(at) in (Role.AUXILIARY, Role.ADVERB) or line.word(at) in ("to", "be"):
        at -= 1
    if at < 1 or not (line.word(at).isdigit() and len(line.word(at)) == YEAR_DIGITS):
        return False
    return line.tokens[at - 1].capitalised and line.role(at - 1) is Role.WORD


def _read_verb(line: Line, index: int, found: list[Occurrence]) -> None:
    word = line.word(index)
    if inside_name(index, found):
        return
    if any(tell(line, index, found) for tell in _TELLERS_BY_WORD.get(word, ())):
        return
    occurrence = verb_occurrence(line, index, lambda at: inside_name(at, found))
    if occurrence is not None and not _tell_purpose(line, occurrence, found):
        found[:] = [other for other in found if not _is_part(line, other, occurrence)]
        found.append(occurrence)


def _is_part(line: Line, other: Occurrence, verb: Occurrence) -> bool:
    """Whether an event is only a word of a verb's ("goes on trial", "arrives for a visit")."""
    first = other.named[0]
    if verb.named[0] <= first < verb.named[1]:
        return True
    journeys = verb.verb_event is not None and verb.verb_event.kind is Kind.VISIT
    visit = other.phrase is not None and other.phrase.kind is Kind.VISIT
    ahead = verb.named[1] <= first and line.word(first - 1) in ("for", "on")
    return journeys and visit and ahead and not other.tellings


def _tell_purpose(line: Line, meeting: Occurrence, found: list[Occurrence]) -> bool:
    """Of "leaders gather in Riga for a summit" make the summit the event."""
    telling = meeting.tellings[0]
    if line.word(telling.verb) not in event_words.GATHERING or meeting.object:
        return False
    for occurrence in found:
        first = occurrence.named[0]
        if occurrence.phrase is None or first <= telling.verb or line.word(first - 1) != "for":
            continue
        if all(line.role(at) is not Role.VERB for at in range(telling.verb + 1, first)):
            occurrence.tellings.append(replace(telling, act=Act.HOLD))
            return True
    return False


# What a verb may tell of an event, by its words, the surest first.
_TELLERS: tuple[tuple[Collection[str], Callable[[Line, int, list[Occurrence]], bool]], ...] = (
    (appointed.ADJOURNING, appointed.tell_adjourned),
    (appointed.FRAMING, appointed.tell_framed),
    (objects.ALTERING, objects.tell_altered),
    (appointed.SETTING, appointed.tell_set_date),
    (event_words.HOLDING, objects.tell_held),
    (event_words.ATTENDING, objects.tell_attended),
    (event_words.ENDING, objects.tell_ended),
    (invitations.HOSTING, objects.tell_hosted),
    (event_words.OCCURRING, happenings.tell_subject),
    (appointed.NEIGHBOURING, appointed.tell_neighbour),
    (_ON_VIEW, happenings.tell_view),
    (being.FORMS, being.tell_being),
    (being.DAY_VERBS, being.tell_day),
)
_TELLERS_BY_WORD = {
    word: tuple(tell for words, tell in _TELLERS if word in words)
    for words, _ in _TELLERS
    for word in words
}

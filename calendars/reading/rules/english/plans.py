"""What somebody will do on a day, where no noun and no verb of its own tells an event.

A newsroom's diary writes such entries as headlines: "Envoy to report to the council".
"""

import re
from dataclasses import replace

from calendars.reading.mention import Kind
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import Mood, Tense, mood_of
from calendars.reading.rules.english.name_words import BODIES, TITLES
from calendars.reading.rules.english.noun_phrases import noun_phrase_end
from calendars.reading.rules.english.occurrence import Act, Occurrence, Range, Telling
from calendars.reading.rules.english.plan_words import (
    ACTS,
    CRAFT,
    DEEDS,
    HOLDING,
    NEVER_HELD,
    NO_DEEDS,
    PEOPLE,
    PRESENTS,
    SUFFERED,
    THINGS_TOLD,
)
from calendars.reading.rules.english.sentence_words import MODALS, REPORTING
from calendars.reading.rules.english.standing import is_subject
from calendars.reading.rules.english.subjects import subject_of
from calendars.reading.rules.english.who import named, person

REACH = 30
_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her|our|another) ")
LONGEST_OPENING = 9
LONGEST_DOING = 14
_PERSONS = frozenset("he she they".split())
_ACTORS = _PERSONS | TITLES | BODIES | CRAFT | PEOPLE
_ENDS = frozenset((";", "•", ":"))
_TRAILING = frozenset(
    "on in at from by for until till through between to the a an and of with".split()
)
_PRESS = frozenset("reporters press media journalists".split())
_LOOSE_MODALS = frozenset("may might could can should must".split())


def plan_of(line: Line, number: int) -> Occurrence | None:
    """What somebody plans to do on a date of a line that belongs to no other event."""
    first, last = line.date_tokens(number)
    held = _held(line, first)
    if held is not None:
        return held
    opens = _opens(line, first) or is_subject(line, first, last)
    verb = _verb_behind(line, last) if opens else _verb_before(line, first)
    return _plan(line, verb, first) if verb is not None else None


def _opens(line: Line, first: int) -> bool:
    """Whether a date stands before every verb of its sentence."""
    return not {Role.VERB, Role.AUXILIARY} & set(line.roles[:first])


def _held(line: Line, first: int) -> Occurrence | None:
    """What somebody holds, be its noun unknown ("holds its house tour in September")."""
    for index in range(first - 1, max(-1, first - REACH), -1):
        if line.word(index) in HOLDING:
            return _object_held(line, index, first)
        if line.word(index) in _ENDS or line.role(index) in (Role.VERB, Role.AUXILIARY):
            return None
    return None


def _object_held(line: Line, verb: int, date: int) -> Occurrence | None:
    mood = mood_of(line, verb, HOLDING[line.word(verb)])
    plain = line.role(verb + 1) is Role.DETERMINER and line.role(verb - 1) is Role.WORD
    helped = mood.first < verb and _is_firm(line, mood, verb)
    if not helped and not (plain and HOLDING[line.word(verb)] == "present"):
        return None
    end = noun_phrase_end(line, verb + 1)
    subject = subject_of(line, mood.first)
    held = set(line.words[verb + 1 : end])
    counted = line.word(end - 1).isdigit()
    if subject is None or end == verb + 1 or end > date or counted or held & NEVER_HELD:
        return None
    name = _ARTICLE.sub("", line.said(verb + 1, end))
    telling = Telling(Act.HOLD, mood, verb, subject)
    return Occurrence((verb + 1, end), kind=Kind.OTHER, name=name, tellings=[telling])


def _verb_before(line: Line, first: int) -> int | None:
    """The verb to the left that governs a date, over what only says more of its object."""
    for index in range(first - 1, max(-1, first - REACH), -1):
        if line.word(index) in _ENDS:
            return None
        told = line.role(index) is Role.VERB and not _says_more(line, index)
        if told or _is_present(line, index):
            return index
    return None


def _verb_behind(line: Line, last: int) -> int | None:
    for index in range(last, min(len(line.tokens), last + REACH)):
        if line.word(index) in _ENDS:
            return None
        if line.role(index) is Role.VERB or _is_present(line, index):
            return index
    return None


def _is_present(line: Line, verb: int) -> bool:
    """Whether a word tells in the present what is fixed, and is no noun ("resumes on June 11")."""
    behind = line.role(verb + 1) in (Role.PREPOSITION, Role.DATE, Role.DETERMINER)
    before = line.role(verb - 1) is Role.WORD or line.word(verb - 1) in (",", ")")
    return line.word(verb) in PRESENTS and behind and before


def _says_more(line: Line, verb: int) -> bool:
    """Whether a verb only qualifies a noun or tells a purpose ("titled …", "to mark …")."""
    before = line.role(verb - 1)
    if line.word(verb - 1) == "to":
        return line.role(verb - 2) in (Role.WORD, Role.DATE) and not _helped(line, verb)
    return line.word(verb).endswith(("ed", "ing")) and before is Role.WORD


def _helped(line: Line, verb: int) -> bool:
    return mood_of(line, verb, "base").first < verb - 1


def _plan(line: Line, verb: int, date: int) -> Occurrence | None:
    word = line.word(verb)
    suffered, act = word in SUFFERED, _base_of(line, verb)
    if (not suffered and act is None) or _tells_the_press(line, verb):
        return None
    mood = mood_of(line, verb, "past" if suffered else "base")
    if act is not None and act != word:
        mood = replace(mood, tense=Tense.FUTURE)
    if not _is_firm(line, mood, verb) or (suffered and not mood.passive):
        return None
    subject = _subject(line, mood.first)
    if subject is None or not _can_plan(line, subject, suffered):
        return None
    name = _name(line, mood, act or word, verb, subject, date)
    kind = ACTS.get(act, Kind.OTHER) if act else Kind.OTHER
    occurrence = Occurrence((verb, verb + 1), kind=kind, name=name)
    occurrence.pronoun = not name
    occurrence.tellings.append(Telling(Act.BE, mood, verb, subject))
    return occurrence


def _tells_the_press(line: Line, verb: int) -> bool:
    """Whether somebody only speaks to those who report it ("will speak to reporters")."""
    behind = line.words[verb + 1 : verb + 4]
    return not _PRESS.isdisjoint(behind)


def _base_of(line: Line, verb: int) -> str | None:
    """The base form of a verb of doing: "gather", or "is gathering" of what is fixed."""
    word = line.word(verb)
    if word in ACTS or _is_any_deed(line, verb):
        return word
    if _is_present(line, verb):
        return PRESENTS[word]
    if line.word(verb - 1) not in ("is", "are"):
        return None
    stem = word.removesuffix("ing")
    bases = (stem, stem + "e", stem[:-1])
    return next((base for base in bases if base in ACTS and stem != word), None)


def _is_any_deed(line: Line, verb: int) -> bool:
    """Whether a helper makes any word the verb of a deed ("will consecrate the chapel")."""
    word = line.word(verb)
    helped = (
        line.word(verb - 1) == "to"
        or line.word(verb - 1) in MODALS
        or (line.role(verb - 1) is Role.ADVERB and line.word(verb - 2) in MODALS)
    )
    pair = (word, line.word(verb + 1))
    return helped and (word not in NO_DEEDS or pair in DEEDS)


def _subject(line: Line, before: int) -> Range | None:
    """Who does it or suffers it, be it only "he"."""
    if line.role(before - 1) is Role.PRONOUN and line.word(before - 1) in _PERSONS:
        return before - 1, before
    return subject_of(line, _over_relative(line, before)) or _opening(line, before)


def _over_relative(line: Line, before: int) -> int:
    """From the comma that closes a relative clause back to the one that opens it."""
    if line.word(before - 1) == ",":
        for index in range(before - 2, max(0, before - REACH), -1):
            if line.word(index - 1) == "," and line.word(index) in ("which", "who"):
                return index - 1
    return before


def _opening(line: Line, before: int) -> Range | None:
    """All that stands before the verb that opens a sentence ("Results for the quarter will")."""
    verbless = not {Role.VERB, Role.AUXILIARY, Role.MARK} & set(line.roles[:before])
    opens = line.role(0) in (Role.WORD, Role.DETERMINER)
    return (0, before) if 0 < before <= LONGEST_OPENING and verbless and opens else None


def _is_firm(line: Line, mood: Mood, verb: int) -> bool:
    """Whether the verb group says that it will be done: "will", "is to", "is due to"."""
    told = line.words[mood.first : verb]
    bare = mood.first == verb and line.word(verb) not in PRESENTS
    if bare or mood.tense is not Tense.FUTURE:
        return False
    if mood.negated or mood.unreal or mood.past_plan or not _LOOSE_MODALS.isdisjoint(told):
        return False
    return "would" not in told or not REPORTING.isdisjoint(line.words)


def _can_plan(line: Line, subject: Range, suffered: bool) -> bool:
    """Whether the subject is somebody, or something that is done with a date."""
    told = {line.word(at) for at in range(*subject)}
    known = THINGS_TOLD if suffered else _ACTORS
    return _is_named(line, subject) or not told.isdisjoint(known)


def _is_named(line: Line, subject: Range) -> bool:
    return any(
        line.tokens[at].capitalised and (at > 0 or subject[1] - subject[0] == 1)
        for at in range(*subject)
    )


def _name(line: Line, mood: Mood, act: str, verb: int, subject: Range, date: int) -> str:
    """The plan as a headline; empty where only an event told before can be meant."""
    end = _doing_end(line, verb, date)
    doing = " ".join(filter(None, (act, line.said(verb + 1, end) if end > verb + 1 else "")))
    pointed = line.role(subject[0]) is Role.PRONOUN
    who = named(line, subject) if pointed else person(line, subject)
    if not who:
        return doing[:1].upper() + doing[1:] if end > verb + 1 else ""
    who = _ARTICLE.sub("", who)
    told = f"{who} to be {doing}" if mood.passive else f"{who} to {doing}"
    return told[:1].upper() + told[1:]


def _is_when(line: Line, index: int, date: int) -> bool:
    """Whether a date tells when it is done, and not what ("third-quarter results")."""
    behind = line.role(index - 1) is Role.PREPOSITION
    return index == date or (line.role(index) is Role.DATE and behind)


def _doing_end(line: Line, verb: int, date: int) -> int:
    """Where what is done ends: at the date, a comma or a relative."""
    end = verb + 1
    for at in range(verb + 1, min(len(line.tokens), verb + LONGEST_DOING)):
        stops = line.role(at) in (Role.MARK, Role.AUXILIARY) or _is_when(line, at, date)
        if stops or line.word(at) in ("which", "who", "where", "when", "that", "after", "before"):
            break
        end = at + 1
    while end > verb + 1 and line.word(end - 1) in _TRAILING:
        end -= 1
    return end

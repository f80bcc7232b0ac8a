"""Deadlines: what closes, is due, or has to be done by a day."""

from dataclasses import replace

from calendars.reading.mention import Certainty, Kind
from calendars.reading.rules.english import event_words
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.moods import Mood, Tense, mood_of
from calendars.reading.rules.english.noun_phrases import noun_phrase_end, noun_phrase_start
from calendars.reading.rules.english.occurrence import Act, Occurrence, Range, Telling
from calendars.reading.rules.english.subjects import subject_of

DATE_REACH = 6
SUBJECT_REACH = 12
ORDER_REACH = 16
_LIMITS = frozenset("by until till before on through at in from later".split())
_ORDER_LIMITS = frozenset("by before until than".split())
_LEFT = frozenset("until by than".split())
# What many must do by a day without asking any reader to.
_ALSO_OF_OTHERS = frozenset("sign provide complete return confirm renew request".split())
_LIMITED = (Role.DATE, Role.DETERMINER, Role.WORD)
_ASKED = frozenset(
    "asked invited requested required reminded urged need needs have wishing".split()
)
# Every word that a deadline is known by.
WORDS = (*event_words.DEADLINE_VERBS, *event_words.DEADLINE_ORDERS, "until", ":")


def at(line: Line, index: int) -> Occurrence | None:
    """The deadline that the word at a token tells, if it tells one."""
    word = line.word(index)
    if word in event_words.DEADLINE_VERBS and (told := _deadline(line, index)) is not None:
        return told
    if word == ":":
        is_subject = line.word(index - 1) in event_words.DEADLINE_SUBJECTS
        return _limit(line, index, index) if is_subject else None
    verbless = {Role.VERB, Role.AUXILIARY}.isdisjoint(line.roles[:index])
    if word == "until" and verbless and line.word(index - 1) in event_words.DEADLINE_SUBJECTS:
        return _limit(line, index - 1, index)
    if word == "until":
        return _time_left(line, index)
    if word in event_words.DEADLINE_ORDERS and _is_order(line, index):
        return _order(line, index)
    return None


def _deadline(line: Line, verb: int) -> Occurrence | None:
    """Read "applications close on …", "proposals can be sent until …"."""
    mood = mood_of(line, verb, event_words.DEADLINE_VERBS[line.word(verb)])
    subject = _what_ends(line, mood.first)
    if subject is None or not _limit_follows(line, verb):
        return None
    return _told(subject, _said(line, subject), replace(mood, unreal=""), verb)


def _what_ends(line: Line, before: int) -> Range | None:
    """The applications, proposals or entries before a verb ("comments on the draft are due")."""
    known: Range | None = None
    for at in range(before - 1, max(-1, before - SUBJECT_REACH), -1):
        if line.word(at) in event_words.DEADLINE_SUBJECTS:
            known = noun_phrase_start(line, at), before
        if at == before - 1 and line.word(at) == ",":
            aside = _aside_start(line, at)
            return _what_ends(line, aside) if aside else None
        if line.role(at) in (Role.VERB, Role.AUXILIARY) or line.word(at) in (",", ";", "."):
            break
    return known


def _aside_start(line: Line, comma: int) -> int:
    """The comma that opens the aside which another one closes; 0 where there is none."""
    before = range(comma - 1, max(0, comma - SUBJECT_REACH), -1)
    return next((at for at in before if line.word(at) == ","), 0)


def _limit(line: Line, before: int, last: int) -> Occurrence | None:
    """Read "Registration: until …" and "Early-bird registration until …"."""
    if not _limit_follows(line, before):
        return None
    subject = noun_phrase_start(line, last), last
    return _told(subject, _said(line, subject), _ahead(before), before)


def _is_order(line: Line, verb: int) -> bool:
    """Whether a verb opens the sentence or is what somebody is asked or has to do."""
    before = line.word(verb - 1)
    if verb == 0 or before in ("please", "must", "should"):
        return before == "please" or not verb or line.word(verb) not in _ALSO_OF_OTHERS
    if before == "also":
        before = line.word(verb - 2)
    if before in ("can", "may") and line.word(verb) not in _ALSO_OF_OTHERS:
        behind = line.words[verb + 1 : verb + ORDER_REACH]
        return not _LEFT.isdisjoint(behind)
    if before == "only" and line.word(verb - 2) in ("need", "must"):
        return True
    asked = any(line.word(at) in _ASKED for at in range(max(0, verb - 4), verb - 1))
    return before == "to" and asked


def _order(line: Line, verb: int) -> Occurrence | None:
    """Read "Register by …", "are asked to submit an abstract before …"."""
    behind = range(verb + 1, min(verb + ORDER_REACH, len(line.tokens)))
    if not any(line.word(at) in _ORDER_LIMITS and line.role(at + 1) in _LIMITED for at in behind):
        return None
    mood = mood_of(line, verb, "base")
    what = event_words.DEADLINE_ORDERS[line.word(verb)] or _task(line, verb, mood)
    mood = replace(mood, unreal="", certainty=Certainty.CERTAIN)
    return _told((verb, verb + 1), what, mood, verb)


def _time_left(line: Line, until: int) -> Occurrence | None:
    """Read "candidates have until May 5 to file their papers"."""
    verb = until - 1
    to = until + 1
    while line.role(to) in (Role.DATE, Role.DETERMINER) or line.word(to) in ("at", "on", ","):
        to += 1
    if line.word(verb) not in ("have", "has") or line.word(to) != "to" or to == until + 1:
        return None
    mood = mood_of(line, verb, "base")
    what = _task(line, to + 1, mood)
    return _told((verb, until), what, replace(_ahead(verb), first=mood.first), verb)


def _task(line: Line, verb: int, mood: Mood) -> str:
    """Who is to do what: "shareholders to notify the company"."""
    end = noun_phrase_end(line, verb + 1)
    doing = line.said(verb, max(end, verb + 1))
    task = f"to {doing[:1].lower()}{doing[1:]}"
    subject = subject_of(line, mood.first)
    if subject and line.word(subject[1] - 1) == "need":
        subject = (subject[0], subject[1] - 1)
    if subject and line.role(subject[0] - 1) is Role.VERB:
        return task
    return f"{_said(line, subject)} {task}" if subject else task


def _told(named: Range, what: str, mood: Mood, verb: int) -> Occurrence:
    link = "" if what.startswith("to ") else "for "
    occurrence = Occurrence(named, kind=Kind.DEADLINE, name=f"Deadline {link}{what}")
    occurrence.tellings.append(Telling(Act.BE, mood, verb))
    return occurrence


def _ahead(at: int) -> Mood:
    return Mood(at, at + 1, Tense.FUTURE, Certainty.CERTAIN)


def _limit_follows(line: Line, verb: int) -> bool:
    for at in range(verb + 1, min(verb + 1 + DATE_REACH, len(line.tokens))):
        if line.role(at) is Role.DATE:
            return line.word(at - 1) in _LIMITS or at == verb + 1
    return False


def _said(line: Line, span: Range) -> str:
    first, last = span
    while first < last - 1 and line.role(first) is Role.DETERMINER:
        first += 1
    return line.said(first, last).lower() if last - first == 1 else _lower_first(line, first, last)


def _lower_first(line: Line, first: int, last: int) -> str:
    text = line.said(first, last)
    return text if line.tokens[first].text.isupper() else text[:1].lower() + text[1:]

"""What an event is for, told behind its verb: "will hold a hearing to examine the budget"."""

from calendars.reading.mention import Kind
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.noun_phrases import noun_phrase_end
from calendars.reading.rules.english.occurrence import Occurrence, Range

REACH = 24
LONGEST = 14
_TALKED_OVER = frozenset("examine discuss consider review debate explore address assess".split())
_HEARD = frozenset("receive hear take gather".split())
_SAID = frozenset("testimony evidence views comments comment input feedback".split())
_TALKING = (Kind.HEARING, Kind.MEETING, Kind.TALKS, Kind.FORUM, Kind.CONFERENCE, Kind.SUMMIT)
_TOLD_THERE = frozenset("conference briefing teleconference webcast telecon session".split())


def subject_matter(line: Line, occurrence: Occurrence) -> Range | None:
    """The tokens of what is discussed at an event whose own words do not tell it."""
    phrase = occurrence.phrase
    if phrase is None or not occurrence.tellings:
        return None
    if phrase.kind not in _TALKING and phrase.noun.split()[-1] not in _TOLD_THERE:
        return None
    if line.word(phrase.last) == "to" and (start := _behind_verb(line, phrase.last + 1)):
        end = min(noun_phrase_end(line, start), start + LONGEST)
        return (start, end) if end > start else None
    if (told := _on_behind(line, phrase.last)) is not None:
        return told
    first = max(phrase.last, *(told.mood.last for told in occurrence.tellings))
    for at in range(first, min(first + REACH, len(line.tokens))):
        if _divides(line, at) or line.role(at) is Role.AUXILIARY:
            return None
        if line.word(at) == "to" and (start := _behind_verb(line, at + 1)):
            end = min(noun_phrase_end(line, start), start + LONGEST)
            return (start, end) if end > start else None
    return None


def _on_behind(line: Line, first: int) -> Range | None:
    """Read "a hearing on May 5 in the town hall on the application of …"."""
    for at in range(first, min(first + REACH, len(line.tokens))):
        if line.role(at) in (Role.VERB, Role.AUXILIARY) or _divides(line, at):
            return None
        leads = line.word(at) in ("on", "regarding", "concerning", "about")
        if leads and line.word(at + 1) in ("the", "a", "an", "its") and _is_matter(line, at + 2):
            end = min(noun_phrase_end(line, at + 1), at + 1 + LONGEST)
            return at + 1, end
    return None


def _divides(line: Line, index: int) -> bool:
    return line.role(index) is Role.MARK and line.word(index) in (";", ":")


def _is_matter(line: Line, index: int) -> bool:
    return line.role(index) is Role.WORD and not line.tokens[index].capitalised


def _behind_verb(line: Line, verb: int) -> int:
    """Where what is talked over begins, behind its verb; 0 where there is none."""
    if line.word(verb) in _TALKED_OVER:
        return verb + 1
    if line.word(verb) in _HEARD:
        at = verb + 1
        while line.word(at) in _SAID | {"public", "expert", "and"}:
            at += 1
        if at > verb + 1 and line.word(at) in ("on", "about", "regarding", "concerning"):
            return at + 1
    return 0

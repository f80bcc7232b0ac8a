"""Stops in a row behind one verb: "will be in Riga on May 4, Tartu on May 6 and Turku on May 8"."""

from dataclasses import replace
from itertools import pairwise

from calendars.reading.rules.english.attach import Attachment
from calendars.reading.rules.english.line import Line, Role
from calendars.reading.rules.english.noun_phrases import noun_phrase_end
from calendars.reading.rules.english.occurrence import Occurrence, Range

_LEADING = frozenset("and then to in at on also finally later".split())
_AT = frozenset("in at".split())
_JOINING = (Role.MARK, Role.CONJUNCTION)
_BEFORE_NAME = (Role.MARK, Role.DETERMINER)
_TRAILING = frozenset("on from at in until between for".split())


def stops(line: Line, occurrence: Occurrence, own: list[Attachment]) -> list[Range] | None:
    """For each date of an event the tokens that tell where, None where they are no stops.

    The first of them are those between the event and its first date.
    """
    if len(own) < 2:
        return None
    ends = [line.date_tokens(item.date) for item in own]
    behind = _behind(line, ends)
    if behind is not None or own[0].telling is None:
        return behind
    told = max([occurrence.named[0], *(told.verb for told in occurrence.tellings)])
    found = [(told + 1, ends[0][0])]
    for (_, last), (first, _) in pairwise(ends):
        place = found[-1] if _same_stop(line, last, first) else _place(line, last, first)
        if place is None:
            return None
        found.append(place)
    return found if len(set(found)) > 1 else None


def _behind(line: Line, ends: list[tuple[int, int]]) -> list[Range] | None:
    """What stands behind each date: "on May 4 in Riga, May 6 in Tartu", "May 4 -- Town Hall"."""
    nexts = [first for first, _ in ends[1:]] + [len(line.tokens)]
    found: list[Range] = []
    for (_, last), following in zip(ends, nexts, strict=True):
        told = _place_behind(line, last, following)
        if told is None:
            return None
        found.append(told)
    return found if len(set(found)) > 1 else None


def _place_behind(line: Line, first: int, last: int) -> Range | None:
    """The place or address right behind a date, up to the next one."""
    if line.word(first) not in _AT and not _is_dash(line.word(first)):
        return None
    at = first
    while at < last and (line.word(at) in _LEADING or line.role(at) in _BEFORE_NAME):
        at += 1
    end = next((index for index in range(at, last) if _ends_address(line, index)), last)
    if line.word(end - 1) in _TRAILING and line.role(end - 2) in _JOINING:
        end -= 1
    while end > at and line.role(end - 1) in _JOINING:
        end -= 1
    if at >= end or not line.tokens[at].capitalised or line.word(end - 1) in _TRAILING:
        return None
    return at, end


def _ends_address(line: Line, index: int) -> bool:
    told = line.role(index) in (Role.VERB, Role.AUXILIARY) and not line.tokens[index].capitalised
    return told or line.word(index) in ("which", "where", "who", ";")


def _is_dash(word: str) -> bool:
    return word != "" and not word.strip("-–—:")


def _same_stop(line: Line, first: int, last: int) -> bool:
    """Whether nothing but a mark stands between a day and its hours."""
    return all(
        line.role(at) is Role.MARK or line.word(at) in _TRAILING for at in range(first, last)
    )


def _place(line: Line, first: int, last: int) -> Range | None:
    """The name between two dates, nothing else beside it."""
    at = first
    while at < last and (line.word(at) in _LEADING or line.role(at) is Role.MARK):
        at += 1
    end = last
    while end > at and (line.word(end - 1) in _TRAILING or line.role(end - 1) is Role.MARK):
        end -= 1
    while at < end and line.role(at) is Role.DETERMINER:
        at += 1
    if at >= end or not line.tokens[at].capitalised or noun_phrase_end(line, at) < end:
        return None
    return at, end


def at_stop(occurrence: Occurrence, place: Range) -> Occurrence:
    """The event as it is at one stop: a visit to it."""
    if occurrence.object is None:
        return occurrence
    return replace(occurrence, object=place)


def scope(line: Line, place: Range) -> tuple[int, int]:
    """The characters of a stop, with the word that leads to it."""
    first = place[0]
    while first and line.word(first - 1) in ("in", "at", "on", "the", "to"):
        first -= 1
    return line.span(first, place[1])

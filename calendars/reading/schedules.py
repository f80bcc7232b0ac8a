"""Schedules: lines that only give days and places, under a sentence that names what is held."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from calendars.dates.edtf import Point
from calendars.reading.candidate import Candidate, Fate, Link, Surrounds
from calendars.reading.day_phrases import DayPhrase, hours_on, tells_only_hours
from calendars.reading.document import Document
from calendars.reading.mention import Offsets
from calendars.reading.notice_labels import Labels
from calendars.reading.programme import VERB

FEWEST_LINES = 2
# How many sentences may lie between two lines of a schedule, and before its first one.
GAP = 4
SHORTEST_SENTENCE = 3  # spaces
LONGEST_HEADING = 60  # characters
_LEAD = re.compile(r"[\W_]*(?:[a-z]{2,4}[\W_]*)?")
_EDGES = " \t\n.,;:–—-|()*"


def with_schedules(
    document: Document, dates: Sequence[DayPhrase], told: Sequence[Candidate], labels: Labels
) -> list[Candidate]:
    """The events told, with those of each schedule: one a line, named by the sentence above it.

    What that sentence tells is no event of its own where the lines give its days.
    """
    dated = {candidate.sentence for candidate in told if candidate.date and not candidate.drop}
    found = list(told)
    for lines in _blocks(document, dates, dated, labels):
        above = _named_above(document, lines[0], told, labels)
        if above is None:
            continue
        found += [_entry(document, number, inside, above, labels) for number, inside in lines]
        found = [_undated(c, lines) if c.anchor == above.anchor else c for c in found]
    return found


Line = tuple[int, list[DayPhrase]]


def _blocks(
    document: Document, dates: Sequence[DayPhrase], dated: set[int], labels: Labels
) -> Iterator[list[Line]]:
    """The lines of each schedule: their sentences, with the dates of each."""
    lines: list[Line] = []
    for number in range(len(document.sentences)):
        inside = [] if number in dated else _days(document, number, dates, labels)
        if not inside:
            continue
        if lines and number - lines[-1][0] > GAP:
            yield from [lines] if len(lines) >= FEWEST_LINES else []
            lines = []
        lines.append((number, inside))
    if len(lines) >= FEWEST_LINES:
        yield lines


def _undated(candidate: Candidate, lines: Sequence[Line]) -> Candidate:
    """What a schedule tells day by day, without the days that it has as a whole."""
    if candidate.date is None:
        return candidate
    whole = candidate.date.when.window
    parts = any(inside[0].when.window.overlaps(whole) for _, inside in lines)
    return replace(candidate, drop="told day by day below") if parts else candidate


def _days(
    document: Document, number: int, dates: Sequence[DayPhrase], labels: Labels
) -> list[DayPhrase]:
    """The dates of a line that opens with a day and says no more than where it is."""
    start, end = document.sentences[number].span
    first = bisect_left(dates, start, key=lambda date: date.start)
    inside = list(dates[first : bisect_left(dates, end, key=lambda date: date.start)])
    if not inside or tells_only_hours(inside[0]) or not inside[0].when.precision.names_a_day:
        return []
    label = labels.when.match(document.text, start, end)
    opens = label is not None and label.end() >= inside[0].start
    start = max(start, _behind_announcement(document.text, start, inside[0].start))
    opens = opens or _LEAD.fullmatch(document.text, start, inside[0].start) is not None
    rest = document.text[inside[-1].end : end]
    hours = all(tells_only_hours(date) for date in inside[1:])
    return inside if opens and hours and not VERB.search(rest) else []


def _behind_announcement(text: str, start: int, day: int) -> int:
    """Behind the colon of "at the following times: Monday …", not of "Received: Monday …"."""
    colon = text.rfind(":", start, day)
    return colon + 1 if text.count(" ", start, max(colon, start)) >= SHORTEST_SENTENCE else start


def _named_above(
    document: Document, line: Line, told: Sequence[Candidate], labels: Labels
) -> Candidate | None:
    """The event of the sentence above a schedule: several of them, or said to follow."""
    first, day = line[0], line[1][0]
    for candidate in reversed(told):
        if candidate.sentence >= first or candidate.drop or not candidate.name:
            continue
        if first - candidate.sentence > GAP:
            return None
        start = document.sentences[candidate.sentence].start
        announced = labels.schedule.search(document.text, start, day.start)
        if candidate.plural or announced or document.text[start : day.start].rstrip()[-1:] == ":":
            return candidate
    return None


def _entry(
    document: Document,
    number: int,
    inside: Sequence[DayPhrase],
    above: Candidate,
    labels: Labels,
) -> Candidate:
    sentence = document.sentences[number]
    where = _trimmed(document.text, inside[-1].end, sentence.end)
    heading = _heading(document, number, labels)
    name = above.name
    if above.plural:
        name = re.sub(rf"\b{re.escape(above.noun)}s\b", above.noun, name, flags=re.IGNORECASE)
    if heading is not None:
        name = f"{name}, {' '.join(document.text[slice(*heading)].split())}"
    around = Surrounds(venue=where, scopes=tuple(filter(None, (where, heading))))
    return replace(
        above,
        name=name,
        anchor=sentence.span,
        sentence=number,
        date=_at_hour(inside),
        link=Link.LIST,
        fate=Fate.TOLD,
        definite=False,
        bare=False,
        weak=False,
        plural=False,
        another=True,
        destination=None,
        surrounds=partial(_given, around),
        rules=("a line of a schedule",),
    )


def _given(around: Surrounds) -> Surrounds:
    return around


def _trimmed(text: str, start: int, end: int) -> Offsets | None:
    said = text[start:end]
    bare = said.strip(_EDGES)
    first = start + said.find(bare)
    return (first, first + len(bare)) if bare else None


def _heading(document: Document, number: int, labels: Labels) -> Offsets | None:
    """A short line right above, that only names where or for whom."""
    if labels.when.match(document.text, *document.sentences[number].span) is None or not number:
        return None
    span = document.sentences[number - 1].span
    said = document.text[slice(*span)]
    short = len(said) <= LONGEST_HEADING and not said.endswith((".", ":", "!", "?"))
    return span if short and not VERB.search(said) else None


def _at_hour(inside: Sequence[DayPhrase]) -> DayPhrase:
    """A day at the hours that its line tells behind it."""
    day = inside[0]
    if len(inside) == 1 or not isinstance(day.date, Point):
        return day
    return replace(day, date=hours_on(inside[1].date, day.date))

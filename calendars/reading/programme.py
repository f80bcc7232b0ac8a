"""Programmes: lines under a heading that is a day ("Friday, Jan. 24 / Fish fry, 5-7 p.m.")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from calendars.dates.edtf import Point
from calendars.reading.candidate import Candidate, Fate, Link, Surrounds
from calendars.reading.day_phrases import DayPhrase, hours_on, tells_only_hours
from calendars.reading.document import Document, Sentence
from calendars.reading.mention import Kind

LONGEST_NAME = 70  # characters
_MARKS = re.compile(r"[\W_]*")
_NAME = re.compile(r"[\W_]*(?P<name>[^\W_].*?)[\s,;:(–—-]*\Z", re.DOTALL)
_VENUE = re.compile(r"[\s,;()]+(?:at |in )?(?:the )?(?P<venue>(?:St\. )?[^\W\d][^.,;:()\n$]{2,60})")
_CLAUSE = re.compile(r"[.!?;]\s|\b(?:is|are|was|were|will|has|have|had|said|says)\b")


def entries(
    document: Document, dates: Sequence[DayPhrase], told: Sequence[Candidate]
) -> Iterator[Candidate]:
    """The events of lines that give a name and its hours, under the last heading that is a day."""
    named = {candidate.sentence: candidate for candidate in told if candidate.name}
    sure = {candidate.sentence for candidate in told if candidate.fate is not Fate.TOLD}
    heading: DayPhrase | None = None
    at = 0
    for number, sentence in enumerate(document.sentences):
        while at < len(dates) and dates[at].start < sentence.start:
            at += 1
        if at == len(dates) or dates[at].start >= sentence.end:
            continue
        first = dates[at]
        if _is_heading(document, sentence, first):
            heading = first
        elif heading is not None and number not in sure and tells_only_hours(first):
            day = heading.date
            if isinstance(day, Point):
                first = replace(first, date=hours_on(first.date, day))
            entry = _entry(document, sentence, number, first, named.get(number))
            if entry is not None:
                yield entry


def _is_heading(document: Document, sentence: Sentence, day: DayPhrase) -> bool:
    """Whether a line is nothing but a day."""
    before = document.text[sentence.start : day.start]
    behind = document.text[day.end : sentence.end]
    alone = _MARKS.fullmatch(before) and _MARKS.fullmatch(behind)
    return bool(alone) and day.when.precision.names_a_day and not tells_only_hours(day)


def _entry(
    document: Document,
    sentence: Sentence,
    number: int,
    hours: DayPhrase,
    known: Candidate | None,
) -> Candidate | None:
    told = _NAME.fullmatch(document.text, sentence.start, hours.start)
    if told is None or len(told["name"]) > LONGEST_NAME or _CLAUSE.search(told["name"]):
        return None
    venue = _VENUE.match(document.text, hours.end, sentence.end)
    place = Surrounds(venue=venue.span("venue")) if venue else Surrounds()
    if known is not None and told.start("name") <= known.anchor[0] < told.end("name"):
        around = known.surrounds if known.venue or not venue else partial(_same, place)
        return replace(known, date=hours, link=Link.LIST, weak=False, bare=False, surrounds=around)
    return Candidate(
        name=" ".join(told["name"].split()),
        kind=Kind.OTHER,
        noun="event",
        anchor=told.span("name"),
        sentence=number,
        date=hours,
        link=Link.LIST,
        surrounds=partial(_same, place),
        rules=("an entry under a day",),
    )


def _same(place: Surrounds) -> Surrounds:
    return place

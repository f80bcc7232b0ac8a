"""Programmes: lines under a heading that is a day ("Friday, Jan. 24 / Fish fry, 5-7 p.m.")."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from calendars.dates.edtf import Point
from calendars.reading.agenda import Heading
from calendars.reading.candidate import Candidate, Fate, Link, Surrounds
from calendars.reading.day_phrases import DayPhrase, hours_on, tells_only_hours
from calendars.reading.document import Document, Sentence
from calendars.reading.mention import Kind

LONGEST_NAME = 70  # characters
_NAME = re.compile(r"[\W_]*(?P<name>[^\W_].*?)[\s,;:(–—-]*\Z", re.DOTALL)
_VENUE = re.compile(r"[\s,;()]+(?:at |in )?(?:the )?(?P<venue>(?:St\. )?[^\W\d][^.,;:()\n$]{2,60})")
VERB = re.compile(r"\b(?:is|are|was|were|will|has|have|had|said|says)\b")
_CLAUSE = re.compile(rf"[.!?;]\s|{VERB.pattern}")


def entries(
    document: Document,
    dates: Sequence[DayPhrase],
    below: Mapping[int, Heading],
    told: Sequence[Candidate],
) -> Iterator[Candidate]:
    """The events of lines that give a name and its hours; `below` is the day above each line."""
    named = {candidate.sentence: candidate for candidate in told if candidate.name}
    sure = {candidate.sentence for candidate in told if candidate.fate is not Fate.TOLD}
    starts = [date.start for date in dates]
    for number, heading in sorted(below.items()):
        sentence = document.sentences[number]
        at = bisect_left(starts, sentence.start)
        inside = at < len(dates) and dates[at].start < sentence.end
        if not inside or number in sure or not tells_only_hours(dates[at]):
            continue
        hours, day = dates[at], heading.date.date
        if isinstance(day, Point):
            hours = replace(hours, date=hours_on(hours.date, day))
        entry = _entry(document, sentence, number, hours, named.get(number))
        if entry is not None:
            yield entry


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

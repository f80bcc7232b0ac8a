"""Notices that tell an event line by line: "WHAT: …", "WHEN: …", "WHERE: …"."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from calendars.dates.edtf import Point
from calendars.reading.candidate import Candidate, Link
from calendars.reading.day_phrases import DayPhrase
from calendars.reading.document import Document, Sentence
from calendars.reading.mention import Kind
from calendars.reading.notice_labels import Labels

# How many sentences away from its day an event's label may stand.
REACH = 8
LONGEST_NAME = 14
SHORTEST_NAME = 2


def labelled_events(
    document: Document, dates: Sequence[DayPhrase], told: Sequence[Candidate], labels: Labels
) -> Iterator[Candidate]:
    """The event of each notice in the article, dated by its own line."""
    named = {c.sentence: c for c in reversed(told) if c.name and not c.drop}
    for number, sentence in enumerate(document.sentences):
        label = labels.when.match(document.text, *sentence.span)
        date = _first(dates, sentence) if label else None
        if date is None or not date.when.precision.names_a_day:
            continue
        what = _labelled(document, number, labels)
        if what is not None:
            day = _at(date, _hour(document, number, dates, labels))
            yield _event(document, what, number, day, named.get(what), labels)


def _first(dates: Sequence[DayPhrase], sentence: Sentence) -> DayPhrase | None:
    at = bisect_left(dates, sentence.start, key=lambda date: date.start)
    return dates[at] if at < len(dates) and dates[at].start < sentence.end else None


def _labelled(document: Document, when: int, labels: Labels) -> int | None:
    """The line that names the event of a day: the last one before, else the next one behind."""
    before = range(when - 1, max(-1, when - 1 - REACH), -1)
    behind = range(when + 1, min(when + 1 + REACH, len(document.sentences)))
    for lines in (before, behind):
        for number in lines:
            span = document.sentences[number].span
            if labels.what.match(document.text, *span):
                return number
            if labels.when.match(document.text, *span):
                break
    return None


def _hour(
    document: Document, when: int, dates: Sequence[DayPhrase], labels: Labels
) -> DayPhrase | None:
    for sentence in document.sentences[when + 1 : when + 3]:
        if labels.time.match(document.text, *sentence.span):
            return _first(dates, sentence)
    return None


def _at(day: DayPhrase, hour: DayPhrase | None) -> DayPhrase:
    """A day at the hour that a line of its own tells."""
    if hour is None or not isinstance(day.date, Point) or day.date.clock is not None:
        return day
    clock = hour.date.clock if isinstance(hour.date, Point) else None
    return replace(day, date=replace(day.date, clock=clock)) if clock else day


def _event(
    document: Document,
    what: int,
    when: int,
    date: DayPhrase,
    known: Candidate | None,
    labels: Labels,
) -> Candidate:
    if known is not None:
        return replace(known, date=date, link=Link.LIST, bare=False, weak=False, sentence=when)
    start, end = document.sentences[what].span
    label = labels.what.match(document.text, start, end)
    start = label.end() if label else start
    cut = labels.goes_on.search(document.text, start, end)
    end = cut.start() if cut else end
    words = document.text[start:end].strip(" .,;:*_").split()
    return Candidate(
        name=" ".join(words[:LONGEST_NAME]) if len(words) >= SHORTEST_NAME else "",
        kind=Kind.OTHER,
        noun="event",
        anchor=(start, end),
        sentence=when,
        date=date,
        link=Link.LIST,
        rules=("a notice in lines",),
    )

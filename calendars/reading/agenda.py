"""Lists of dates, as week-ahead notes and programmes print them: a day heads the lines below it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from calendars.dates.edtf import Point
from calendars.reading.candidate import Candidate, Link
from calendars.reading.day_phrases import DayPhrase, Unsaid, hours_on, tells_only_hours
from calendars.reading.document import Document
from calendars.reading.mention import Offsets

# A longer list needs its day told again.
LONGEST_BLOCK = 16
FEWEST_HEADS = 2
LONGEST_PLACE = 40
_START = attrgetter("start")
_HEADS_PLACE = re.compile(r"\W*(?:[^\W\d_][\w'’.-]*(?:[ ,][^\W\d_][\w'’.-]*){0,3})?\W*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that is only a day, perhaps with its place: its characters and its date."""

    span: Offsets
    date: DayPhrase


def headings(document: Document, dates: Sequence[DayPhrase]) -> dict[int, Heading]:
    """For each sentence below a line that is only a day, that line.

    One line alone may be the stamp of a page: it counts where its day is still to come.
    """
    heads = {
        number: heading
        for number, sentence in enumerate(document.sentences)
        if (heading := _heading(document.text, sentence.span, dates)) is not None
    }
    ahead = any(head.date.when.window.first > document.published for head in heads.values())
    if len(heads) < FEWEST_HEADS and not ahead:
        return {}
    below: dict[int, Heading] = {}
    for number, head in heads.items():
        for following in range(number + 1, number + 1 + LONGEST_BLOCK):
            if following >= len(document.sentences):
                break
            sentence, before = document.sentences[following], document.sentences[following - 1]
            opens = sentence.paragraph != before.paragraph
            if own_days(_inside(dates, sentence.span)):
                if opens:
                    break
                continue
            below[following] = head
    return below


def parted(document: Document, dates: Sequence[DayPhrase]) -> list[DayPhrase]:
    """Part each date whose hour stands on the next line, so that the day can head that line."""
    ends = [sentence.end for sentence in document.sentences]
    found: list[DayPhrase] = []
    for date in dates:
        at = bisect_left(ends, date.start + 1)
        crosses = at + 1 < len(ends) and ends[at] < date.end
        if crosses and isinstance(date.date, Point) and date.date.clock is not None:
            day = replace(date, end=ends[at], date=replace(date.date, clock=None, offset=None))
            start = document.sentences[at + 1].start
            found += [day, replace(date, start=start, unsaid=(Unsaid.ALL,))]
        else:
            found.append(date)
    return found


def own_days(dates: Sequence[DayPhrase]) -> bool:
    """Whether a line tells a day of its own and not only an hour."""
    return any(not tells_only_hours(date) for date in dates)


def under(heading: Heading, candidate: Candidate, hours: Sequence[DayPhrase]) -> Candidate:
    """What a line tells, on the day and at the place of its heading."""
    return replace(
        candidate,
        date=_on_day(heading.date, hours),
        link=Link.LIST,
        destination=candidate.destination or (heading.date.end, heading.span[1]),
        bare=False,
    )


def _on_day(day: DayPhrase, hours: Sequence[DayPhrase]) -> DayPhrase:
    """A day at the hour that a line below it tells."""
    hour = next((told for told in hours if isinstance(told.date, Point)), None)
    if hour is None or not isinstance(day.date, Point):
        return day
    return replace(hour, date=hours_on(hour.date, day.date), unsaid=day.unsaid)


def _inside(dates: Sequence[DayPhrase], span: Offsets) -> list[DayPhrase]:
    first, last = (bisect_left(dates, edge, key=_START) for edge in span)
    return list(dates[first:last])


def _heading(text: str, span: Offsets, dates: Sequence[DayPhrase]) -> Heading | None:
    if span[1] - span[0] > 2 * LONGEST_PLACE:
        return None
    inside = _inside(dates, span)
    if len(inside) != 1 or not inside[0].when.precision.names_a_day or tells_only_hours(inside[0]):
        return None
    before, after = text[span[0] : inside[0].start], text[inside[0].end : span[1]]
    if before.strip(" \t*#-–—•") or not _HEADS_PLACE.fullmatch(after):
        return None
    opens = after.strip()[:1] in ("", ",", ":", "-", "–", "—", "(")
    return Heading(span, inside[0]) if opens else None

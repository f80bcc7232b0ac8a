"""The place and day that open an agency article."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from calendars.reading.document import Document, Sentence
from calendars.reading.mention import Dateline, Timex
from calendars.reading.rules import rules

SEARCHED_CHARACTERS = 1_500
_STAMP_END = re.compile(r"(?:[ \t]*\([^()\n]{2,40}\))?[ \t]*(?:--|[—–-])[ \t]+(?=\S)")


def find_dateline(text: str, timexes: list[Timex], language: str = "en") -> Dateline | None:
    """Find the dateline in the opening of an article.

    >>> find_dateline("BAKU, Azerbaijan, March 31", []).place
    'Baku'
    """
    opening = text[:SEARCHED_CHARACTERS]
    for form in rules(language, "datelines").FORMS:
        match = form.search(opening)
        if match:
            place = match["place"]
            return Dateline(
                place=place.title() if place.isupper() else place,
                date=_day(match, timexes),
                span=(match.start(), match.end()),
            )
    return None


def without_dateline(sentences: Sequence[Sentence], dateline: Dateline) -> list[Sentence]:
    """The sentences, cut where the dateline stands in one."""
    first, last = dateline.span
    found: list[Sentence] = []
    for sentence in sentences:
        if sentence.end <= first or last <= sentence.start:
            found.append(sentence)
            continue
        if sentence.start < first:
            found.append(replace(sentence, end=first))
        if last < sentence.end:
            found.append(replace(sentence, start=last))
    return found


def without_stamps(document: Document, timexes: Sequence[Timex]) -> list[Sentence]:
    """The sentences, cut where the day of publication opens one as a stamp ("May 5 - The …")."""
    by_start = {timex.start: timex for timex in timexes}
    found: list[Sentence] = []
    for sentence in document.sentences:
        opening = by_start.get(sentence.start)
        dash = _STAMP_END.match(document.text, opening.end) if opening else None
        if opening and dash and _is_near(opening.value, document.published):
            sentence = replace(sentence, start=dash.end())
        found.append(sentence)
    return found


def _is_near(value: str, published: dt.date) -> bool:
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return False
    return abs(day - published) <= dt.timedelta(days=1)


def _day(match: re.Match[str], timexes: list[Timex]) -> dt.date | None:
    if "day" not in match.groupdict():
        return None
    start, end = match.span("day")
    for timex in timexes:
        if timex.start < end and start < timex.end:
            try:
                return dt.date.fromisoformat(timex.value)
            except ValueError:
                return None
    return None

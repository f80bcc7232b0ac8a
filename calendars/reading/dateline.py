"""The place and day that open an agency article."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from calendars.reading.document import Sentence
from calendars.reading.mention import Dateline, Timex

SEARCHED_CHARACTERS = 1_500

_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:{_MONTHS}[ \t]+\d{{1,2}}|\d{{1,2}}[ \t]+{_MONTHS})(?:,?[ \t]+\d{{4}})?"
_AGENCY = r"(?:[ \t]*\([^()\n]{2,40}\))?"
_REGION = rf"(?:,[ \t]+(?!{_MONTHS}\b)[A-Z][\w.]{{1,20}}(?:[ \t][A-Z][\w.]{{1,20}}){{0,2}})?"
_DASH = r"[ \t]*(?:--|—|–|-[ \t]|:)"
_CAPITALS = r"(?P<place>[A-Z][A-Z.'’-]{2,20}(?:[ \t][A-Z.'’-]{2,20}){0,3})"
_TITLE_CASE = r"(?P<place>[A-Z][\w.'’-]{1,20}(?:[ \t][A-Z][\w.'’-]{1,20}){0,2})"

_FORMS = tuple(
    re.compile(form + r"[ \t]{0,8}", re.MULTILINE)
    for form in (
        rf"{_CAPITALS}{_REGION},[ \t]+(?P<day>{_DAY}){_AGENCY}(?:{_DASH}|\.|$)",
        rf"^{_CAPITALS}{_REGION}{_AGENCY}{_DASH}",
        rf"^{_TITLE_CASE}{_REGION},[ \t]+(?P<day>{_DAY}){_AGENCY}{_DASH}",
        rf"^{_TITLE_CASE}{_REGION}[ \t]*\([A-Z][^()\n]{{1,40}}\)[ \t]*[-–—]",
    )
)


def find_dateline(text: str, timexes: list[Timex]) -> Dateline | None:
    """Find the dateline in the opening of an article.

    >>> find_dateline("BAKU, Azerbaijan, March 31", []).place
    'Baku'
    """
    opening = text[:SEARCHED_CHARACTERS]
    for form in _FORMS:
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

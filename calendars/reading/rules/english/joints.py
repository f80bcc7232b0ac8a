"""How English joins dates: from … to …, between … and …, until …."""

import re

from calendars.reading.joints import Joints
from calendars.reading.notice_labels import Labels
from calendars.reading.rules.english import series_words


def _label(words: str) -> re.Pattern[str]:
    """One of some words at the start of a line, with its colon."""
    return re.compile(rf"\W{{0,4}}(?:{words})\W{{0,3}}?[ \t]*[:–—][ \t*_]*", re.IGNORECASE)


JOINTS = Joints(
    range=re.compile(r"(?:,?\s*(?:to|through|thru|until|till|up to|-|–|—)\s*(?:the\s+)?)"),
    both=re.compile(r"\s*(?:,\s*)?(?:and|&)\s*(?:the\s+)?"),
    choice=re.compile(r"\s*(?:,\s*)?or\s*(?:in\s+|on\s+)?"),
    between=re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE),
    until=re.compile(
        r"\b(?:until|till|through|thru|up to|runs? to|lasts? to)\s+(?:the\s+)?$", re.IGNORECASE
    ),
    not_until=re.compile(r"the month", re.IGNORECASE),
    year=re.compile(r"\d{4}|\b(?:this|last|next|past|coming|previous)\b|ago", re.IGNORECASE),
    weekday=re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.IGNORECASE),
    month=re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", re.IGNORECASE),
    labels=Labels(
        what=_label("what|event|meeting|title|subject"),
        when=_label(r"when|dates?(?:[ \t]*(?:and|&|/)[ \t]*time)?|day"),
        time=_label("time|hours?"),
        schedule=re.compile(r"\b(?:following|follows|below|schedules?|itinerary)\b", re.IGNORECASE),
        goes_on=re.compile(r"[.;]\s|\s(?:which|that|where|will|is|are)\s|\s[–—-]\s|,\s(?!and\b)"),
    ),
    series=series_words.find,
)

"""How English joins dates: from … to …, between … and …, until …."""

import re

from calendars.reading.joints import Joints
from calendars.reading.rules.english import series_words

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
    series=series_words.find,
)

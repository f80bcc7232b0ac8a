"""Names of places in English, and which of them something is held in."""

import re
from dataclasses import replace

from calendars.reading import placenames
from calendars.reading.placematch import PlaceMatch
from calendars.reading.pointers import with_pointers

REACH = 60

_TELLS_WHERE = r"\s(?:in|at)\s(?:the\s)?(?:[\w-]+\s)?\Z"
_IN_OR_AT = re.compile(_TELLS_WHERE)
# What is somewhere and is spoken of elsewhere: "talks on the war in Syria".
_SPOKEN_OF = re.compile(
    r"\b(?:situation|war|conflicts?|cris[ie]s|fighting|settlement|peace|violence|developments?|"
    r"unrest|ceasefire|truce|reconstruction|investments?|projects?|reforms?|interests?|stability|"
    r"security|rights|operations?|troops|forces|companies|issues?|events|process|hostages|"
    r"refugees|earthquake|disaster|floods|famine|outbreak|democracy|presence|role|born|educated|"
    r"based|living|lives|live|said|told|reporters|announced|imprisoned|jailed|detained|killed|"
    r"died|ambassador|embassy to|relations|affairs|markets?|economy|production|business(?:es)?)"
    rf"(?:\s(?:and|with)\s\w+)?{_TELLS_WHERE}"
)
_QUALIFIED = r"(?:the\s)?(?:(?!in\b|at\b|near\b|on\b|of\b)[\w-]+\s){0,2}\Z"
_FROM = re.compile(rf"\bfrom\s{_QUALIFIED}")
_STARTS = re.compile(
    r"\b(?:launch\w*|lift\w*|blast\w*|tak\w+ off|live|broadcast|set(?:s|ting)? off)\b"
)
_TO = re.compile(rf"\bto\s{_QUALIFIED}")
_GOES = re.compile(
    r"\b(?:travel\w*|fl(?:y|ies|ew|ight|ying)|go(?:es|ing)?|went|com(?:e|es|ing)|came|invit\w+|"
    r"mov\w+|return\w*|head\w*|visit\w*|trips?|journey|arriv\w+|br(?:ing|ings|ought)|relocat\w+|"
    r"transfer\w+|tour\w*|welcom\w+|pilgrimage|procession|march|sail\w*|shift\w*|switch\w*|sent|"
    r"award\w*|assign\w*|giv\w+|gave|delegation|mission|lead\w*|taken?|takes|missions?|ride|race|walk|way)\b"
)
_SAYS = re.compile(r"(?:,? [A-Z][a-z]+)?,?\s(?:said|told|announced|confirmed|reported|says)\b")
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?\Z")


def find(text: str) -> list[PlaceMatch]:
    """The places that a text names or points back to, in order, not overlapping.

    >>> [match.name for match in find("They will meet in Sochi. Talks will be held there, too.")]
    ['Sochi', 'Sochi']
    """
    return with_pointers(text, [_as_said(text, match) for match in placenames.find(text)])


def _as_said(text: str, match: PlaceMatch) -> PlaceMatch:
    """The match, not as where something is held if it is where it comes from or what it is of."""
    if not match.located:
        return match
    before = text[max(0, match.start - REACH) : match.start]
    aside = (
        (_IN_OR_AT.search(before) and _SPOKEN_OF.search(before))
        or ("between" in before and _BETWEEN.search(before))
        or _SAYS.match(text, match.end)
        or ("from" in before and _FROM.search(before) and not _STARTS.search(before))
        or ("to" in before and _TO.search(before) and not _GOES.search(before))
    )
    return replace(match, located=False) if aside else match

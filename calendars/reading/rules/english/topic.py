"""What an article is about, where its sentences only say "the event" or "the next edition"."""

import re

SEARCHED_CHARACTERS = 3_000
LONGEST_TITLE = 300
LONGEST_NAME = 100
_NAME_WITH_YEAR = re.compile(
    r"\b((?:[A-Z][\w&'’-]*[ \t]+){0,5}[A-Z][\w&'’+-]*[ \t]+(?:20|19)\d\d)\Z"
)
_NAME_WITH_NUMBER = re.compile(r"\b([A-Z]{2,8}[- ]?\d{1,3})\Z")
_NAME_WITH_ROMAN = re.compile(
    r"\b((?:[A-Z][\w&'’-]*[ \t]+){0,3}(?:Summit|Workshop|Conference|Congress|Symposium|Forum|"
    r"Festival|Colloquium|Meeting|Games|Fair)[ \t]+[IVXL]{1,6})\Z"
)
# A name is looked for only before what numbers it.
_PATTERNS = (
    (re.compile(r"\b(?:20|19)\d\d\b(?!-)"), _NAME_WITH_YEAR),
    (re.compile(r"\b[IVXL]{1,6}\b"), _NAME_WITH_ROMAN),
    (re.compile(r"\b[A-Z]{2,8}[- ]?\d{1,3}\b"), _NAME_WITH_NUMBER),
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday "
    "saturday sunday in since until by of from the spring summer autumn fall winter early late "
    "mid q1 q2 q3 q4".split()
)


def topic(title: str | None, text: str) -> str | None:
    """The occasion that the article is about, by its name and year ("FOSDEM 2026").

    >>> topic("PyTown 2025 calls for talks", "")
    'PyTown 2025'
    """
    for source in ((title or "")[:LONGEST_TITLE], text[:SEARCHED_CHARACTERS]):
        for number, pattern in _PATTERNS:
            for told in number.finditer(source):
                before = max(0, told.start() - LONGEST_NAME)
                match = pattern.search(source, before, told.end())
                name = _without_months(match[1]) if match else None
                if name:
                    return name
    return None


def _without_months(name: str) -> str | None:
    words = name.split()
    if any(word.lower().rstrip(".") in _MONTHS for word in words[:-1]):
        return None
    return name if len(words) > 1 or not words[0].isdigit() else None

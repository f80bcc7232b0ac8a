"""Texts as they are compared: in lower case, without accents, punctuation or apostrophes."""

import re

from calendars.reading.gazetteer import plain

LONGEST = 20_000

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a text, in order.

    >>> words("Café of N'Djamena: Saint-Petersburg, 2-й")
    ['cafe', 'of', 'ndjamena', 'saint', 'petersburg', '2', 'и']
    """
    return [plain(word) for word in _WORD.findall(text)]


def findable(*texts: str | None) -> str:
    """Texts as one line in which `LIKE '% word%'` finds a word by how it begins."""
    found = " ".join(" ".join(words(text)) for text in texts if text)
    return f" {found[:LONGEST]}" if found else ""

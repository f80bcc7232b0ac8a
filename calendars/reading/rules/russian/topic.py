"""What a Russian article is about, where its sentences only say “мероприятие”."""

import re

SEARCHED_CHARACTERS = 3_000
LONGEST_TITLE = 300
_NAME_WITH_YEAR = re.compile(r"([А-ЯЁA-Z][\w-]{2,30}[ -]20\d\d)\b")


def topic(title: str | None, text: str) -> str | None:
    """The occasion that the article is about, by its name and year.

    >>> topic("Открыта регистрация на Экспо-2025", "")
    'Экспо-2025'
    """
    for source in ((title or "")[:LONGEST_TITLE], text[:SEARCHED_CHARACTERS]):
        match = _NAME_WITH_YEAR.search(source)
        if match:
            return match[1]
    return None

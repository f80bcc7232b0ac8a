"""What the commands are given to read."""

import datetime as dt
from pathlib import Path
from typing import Any

from app import articles
from app.articles import Handed
from app.settings import Settings
from calendars.errors import InvalidField, InvalidFilter, InvalidInput


def handed_over(given: str | None, settings: Settings) -> Handed:
    """The article that an argument names: a file, a URL, or - for standard input."""
    if given is None:
        raise InvalidInput("Name what to read: a file, a URL, or - for standard input.")
    if given == "-":
        return articles.from_standard_input(settings.article_bytes)
    if articles.is_web_address(given):
        from app import wiring

        with wiring.client(settings) as client:
            return articles.from_url(given, client, settings.article_bytes)
    return articles.from_file(Path(given), settings.article_bytes)


def line_text(asked: dict[str, Any]) -> tuple[str, dt.date | None]:
    """The text of a line of JSON and its publication date, which a header line may tell too.

    Raises:
        InvalidField: One of them is missing or of another sort.
    """
    text = asked.get("text")
    if not isinstance(text, str):
        raise InvalidField("The line has no “text”.", field="text")
    published = line_word(asked, "published")
    return text, None if published is None else articles.day(published)


def line_word(asked: dict[str, Any], name: str) -> str | None:
    """A text of a line of JSON, None where it is missing.

    Raises:
        InvalidField: It is not a text.
    """
    value = asked.get(name)
    if value is not None and not isinstance(value, str):
        raise InvalidField(f"“{name}” is not a text.", field=name)
    return value


def filters(given: list[str]) -> dict[str, str]:
    """The filters of `--search name=value` options.

    Raises:
        InvalidFilter: One is no name with a value.
    """
    told: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or name in told:
            raise InvalidFilter(f"“{one[:60]}”: write each filter once, as name=value.")
        told[name] = value
    return told

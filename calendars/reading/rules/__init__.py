"""Reading rules, one package a language; a new language is one package and one line here."""

from functools import cache
from importlib import import_module
from types import ModuleType

from calendars.errors import UnsupportedLanguage

LANGUAGES = {"en": "english", "ru": "russian"}


@cache
def rules(language: str, subject: str) -> ModuleType:
    """The module of a language's rules for a subject, such as `dates` or `events`.

    Raises:
        UnsupportedLanguage: There are no rules for the language.
    """
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise UnsupportedLanguage(
            f"There are no reading rules for the language “{language[:20]}”: known are {known}.",
            field="language",
        )
    return import_module(f"calendars.reading.rules.{LANGUAGES[language]}.{subject}")

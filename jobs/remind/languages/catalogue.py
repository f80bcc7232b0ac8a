"""What a language must have words for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calendars.dates.words import DateWords


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The phrases of a language, and how it writes dates.

    Every language has phrases of the same names, with the same `{gaps}` in them.
    """

    code: str
    phrases: Mapping[str, str]
    dates: DateWords

    def say(self, phrase: str, /, **gaps: Any) -> str:
        """A phrase with its gaps filled."""
        return self.phrases[phrase].format(**gaps)

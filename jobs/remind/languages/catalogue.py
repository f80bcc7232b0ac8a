"""What a language must have words for."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from calendars.dates.when import When
from calendars.dates.window import Window


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The phrases of a language, and how it writes dates.

    Every language has phrases of the same names, with the same `{gaps}` in them.
    """

    code: str
    phrases: Mapping[str, str]
    date: Callable[[When], str]
    day: Callable[[dt.date], str]
    days: Callable[[Window], str]

    def say(self, phrase: str, /, **gaps: Any) -> str:
        """A phrase with its gaps filled."""
        return self.phrases[phrase].format(**gaps)

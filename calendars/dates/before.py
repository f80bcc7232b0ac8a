"""How long before the start of an event something is to happen (ISO 8601 durations)."""

import datetime as dt
import math
import re
from dataclasses import dataclass

from calendars.errors import InvalidField

DAY = dt.timedelta(days=1)
LONGEST_DAYS = 366

_DURATION = re.compile(
    r"P(?:(?P<weeks>\d{1,4})W|(?=[\dT])(?:(?P<days>\d{1,4})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,5})M)?(?:(?P<seconds>\d{1,6})S)?)?)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Before:
    """How long before the start: calendar days, and then time as it passes.

    >>> str(Before.of("P1W"))
    'P7D'
    >>> str(Before.of("P1DT90M"))
    'P1DT1H30M'
    """

    days: int
    time: dt.timedelta

    @classmethod
    def of(cls, text: str, *, longest_days: int = LONGEST_DAYS) -> "Before":
        """Read an ISO 8601 duration of weeks, or of days, hours, minutes and seconds.

        Raises:
            InvalidField: It is none, or longer than `longest_days`.
        """
        match = _DURATION.fullmatch(text)
        if match is None:
            raise InvalidField(
                f"“{text[:60]}” is not a time before the start: write an ISO 8601 duration "
                "such as P1D (a day), PT2H (two hours) or P1W (a week).",
                field="before",
            )
        part = {unit: int(count or 0) for unit, count in match.groupdict().items()}
        time = dt.timedelta(hours=part["hours"], minutes=part["minutes"], seconds=part["seconds"])
        before = cls(part["days"] + 7 * part["weeks"], time)
        if before.whole_days > longest_days:
            raise InvalidField(
                f"“{text[:60]}” is too long before the start: at most {longest_days} days.",
                field="before",
            )
        return before

    @property
    def whole_days(self) -> int:
        """The days it takes, begun ones counted, at least one."""
        return max(1, self.days + math.ceil(self.time / DAY))

    def __str__(self) -> str:
        """The shortest ISO 8601 text, the same for the same offset."""
        hours, rest = divmod(int(self.time.total_seconds()), 3600)
        minutes, seconds = divmod(rest, 60)
        units = ((hours, "H"), (minutes, "M"), (seconds, "S"))
        time = "".join(f"{count}{unit}" for count, unit in units if count)
        days = f"{self.days}D" if self.days else ""
        return f"P{days}" + (f"T{time}" if time else "" if days else "T0S")

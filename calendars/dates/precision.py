"""How finely a date is known."""

from enum import StrEnum


class Precision(StrEnum):
    """The unit within which a date is known, finest first."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    UNKNOWN = "unknown"

    @property
    def rank(self) -> int:
        """The place in the order, 0 for the finest."""
        return _RANK[self]

    @property
    def names_a_day(self) -> bool:
        """Whether somebody named the day, so that a calendar may show it on that day."""
        return self in (Precision.MINUTE, Precision.DAY)


_RANK = {precision: rank for rank, precision in enumerate(Precision)}

"""The days on which an event can lie."""

import datetime as dt

from calendars.dates.record import record

OPEN_PAST = dt.date.min
OPEN_FUTURE = dt.date.max


@record(frozen=True, slots=True, order=True)
class Window:
    """First and last day, both inclusive, on which an event can lie.

    An open side is `OPEN_PAST` or `OPEN_FUTURE`, so that windows compare and index like
    any others.

    >>> august = Window(dt.date(2021, 8, 1), dt.date(2021, 8, 31))
    >>> august.days
    31
    >>> august.contains(Window.day(dt.date(2021, 8, 12)))
    True
    """

    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        """Refuse a window that ends before it begins."""
        if self.last < self.first:
            raise ValueError(f"a window cannot end on {self.last}, before {self.first}")

    @classmethod
    def day(cls, day: dt.date) -> "Window":
        """The window of one day."""
        return cls(day, day)

    @property
    def days(self) -> int:
        """The width in days, 1 for a single day."""
        return (self.last - self.first).days + 1

    @property
    def bounded(self) -> bool:
        """Whether both sides are known."""
        return self.first != OPEN_PAST and self.last != OPEN_FUTURE

    def contains(self, other: "Window") -> bool:
        """Whether every day of the other lies in this one."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: "Window") -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def hull(self, other: "Window") -> "Window":
        """The smallest window that holds both."""
        return Window(min(self.first, other.first), max(self.last, other.last))

"""What a time expression means, and against what it is resolved."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from calendars.reading.grammar import Hit
from calendars.reading.mention import TimexType
from calendars.reading.periods import DAY, Period, Unit


class Tense(Enum):
    """When, seen from the publication, something is said to happen."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Value:
    """What a time expression means.

    `period` is the calendar unit that later expressions ("the next day") refer to.
    """

    type: TimexType
    value: str
    edtf: str | None = None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    zone: str | None = None
    period: Period | None = None

    @classmethod
    def of(cls, period: Period, *, mod: str | None = None, edtf: str | None = None) -> "Value":
        """The value of a calendar unit."""
        return cls(TimexType.DATE, period.value, edtf or period.edtf, mod, period=period)


TimexHit = Hit[Value]


@dataclass(slots=True)
class Context:
    """What an expression is resolved against.

    `reference` is the last date that the text told; in a `history` (a text about times
    long before its publication) partial dates belong to it, not to the publication.
    `last` is the last date even where the text only looks aside at it (“that year”).
    """

    published: dt.date
    history: bool
    tense_of: Callable[[TimexHit], Tense]
    reference: Period | None = None
    last: Period | None = None

    def resolve(self, hit: TimexHit) -> Value | tuple[Value | None, ...] | None:
        """The meaning of a hit; a date that the calendar does not have is none."""
        try:
            return hit.rule.resolve(hit, self)
        except (ValueError, OverflowError):
            return None

    def value(self, hit: TimexHit) -> Value:
        """The meaning of a hit that another is built on.

        Raises:
            ValueError: It has none.
        """
        value = self.resolve(hit)
        if not isinstance(value, Value):
            raise ValueError(f"“{hit.rule.name}” has no meaning here")  # noqa: TRY004
        return value

    def period(self, hit: TimexHit) -> Period:
        """The calendar unit of a hit that another is built on.

        Raises:
            ValueError: It has none.
        """
        period = self.value(hit).period
        if period is None:
            raise ValueError(f"“{hit.rule.name}” is no unit of the calendar")
        return period

    def tense(self, hit: TimexHit) -> Tense:
        """Whether the hit is told as past or future."""
        return self.tense_of(hit)

    def remember(self, period: Period, *, late: bool = False) -> None:
        """Let later dates refer to this one; late in a year, a history goes on to the next.

        A decade is too wide for a history to stand in; a year adds nothing to a day in it.
        """
        self.last = period
        now = abs(period.first - self.published) <= DAY
        if self.history and (now or period.unit.rank >= Unit.DECADE.rank or self._is_in(period)):
            return
        if self.history and late and period.unit is Unit.YEAR:
            period = Period.of(Unit.QUARTER, period.last)
        self.reference = period

    def _is_in(self, year: Period) -> bool:
        told = self.reference
        if told is None or told.unit.rank >= Unit.YEAR.rank:
            return False
        return year.unit is Unit.YEAR and year.holds(told.first)

    @property
    def here(self) -> dt.date:
        """The day that the text stands at: of a history its last date, else the publication."""
        return self.reference.first if self.history and self.reference else self.published

    def anchor(self, unit: Unit, *, last: bool = False) -> Period:
        """The unit of the last date in the text if it is as fine, else of the publication."""
        told = self.last if last else self.reference
        if told and told.unit.rank <= unit.rank:
            return Period.of(unit, told.first)
        return Period.of(unit, self.published)

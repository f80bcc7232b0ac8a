"""What a time expression means, and against what it is resolved."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from calendars.dates.record import record
from calendars.reading.grammar import Hit
from calendars.reading.mention import TimexType
from calendars.reading.periods import DAY, Period, Unit

LATELY = 3  # expressions
PUBLICATION = 0  # the number of the publication among the expressions of a text


class Tense(Enum):
    """When, seen from the publication, something is said to happen."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


class Bound(Enum):
    """Another expression by which one begins or ends."""

    HERE = "where the text stands: the publication, in a history its last date"
    NEXT = "the expression after this one, found with it"
    PREVIOUS = "the expression before this one, found with it"


@record(frozen=True, slots=True)
class Value:
    """What a time expression means.

    `period` is the calendar unit that later expressions ("the next day") refer to; `begin`
    and `finish` bound a duration or join two dates to a range.
    """

    type: TimexType
    value: str
    edtf: str | None = None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    zone: str | None = None
    period: Period | None = None
    begin: Bound | None = None
    finish: Bound | None = None

    @classmethod
    def of(cls, period: Period, *, mod: str | None = None, edtf: str | None = None) -> "Value":
        """The value of a calendar unit."""
        return cls(TimexType.DATE, period.value, edtf or period.edtf, mod, period=period)


TimexHit = Hit[Value]


@dataclass(slots=True)
class Context:
    """What an expression is resolved against.

    `day` is that of publication, `told` the last date with the number of its expression;
    what a resolution looks at is noted in `looked_at`. In a `history` (a text about times
    long before its publication) partial dates belong to the last date, not to publication.
    `last` is the last date even where the text only looks aside at it (“that year”), and
    `last_of` the last one of each unit (“that day”), with the number of its expression;
    `compared` is the last one that another was set beside (“from the previous week”).
    """

    day: dt.date
    history: bool
    tense_of: Callable[[TimexHit], Tense]
    told: tuple[Period, int] | None = None
    last: Period | None = None
    last_of: dict[Unit, tuple[Period, int]] = field(default_factory=dict)
    compared: Period | None = None
    looked_at: set[int] = field(default_factory=set)

    @property
    def published(self) -> dt.date:
        """The day of publication."""
        self.looked_at.add(PUBLICATION)
        return self.day

    @property
    def reference(self) -> Period | None:
        """The last date that the text told."""
        if self.told is None:
            return None
        self.looked_at.add(self.told[1])
        return self.told[0]

    @property
    def standing(self) -> int:
        """The number of the expression that the text stands at, as `here` does."""
        return self.told[1] if self.history and self.told else PUBLICATION

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

    def remember(self, period: Period, number: int, *, late: bool = False) -> None:
        """Let later dates refer to this one; late in a year, a history goes on to the next.

        A decade is too wide for a history to stand in; a year adds nothing to a day in it.
        """
        self.last = period
        self.last_of[period.unit] = period, number
        now = abs(period.first - self.day) <= DAY
        if self.history and (now or period.unit.rank >= Unit.DECADE.rank or self._is_in(period)):
            return
        if self.history and late and period.unit is Unit.YEAR:
            period = Period.of(Unit.QUARTER, period.last)
        self.told = period, number

    def _is_in(self, year: Period) -> bool:
        told = self.told and self.told[0]
        if told is None or told.unit.rank >= Unit.YEAR.rank:
            return False
        return year.unit is Unit.YEAR and year.holds(told.first)

    @property
    def is_between_days(self) -> bool:
        """Whether a history has told no day yet, from which the next could be counted."""
        return self.history and self.told is not None and Unit.DAY not in self.last_of

    def lately(self, unit: Unit) -> Period | None:
        """The unit that one of the last few dates is, “the quarter” of “the previous quarter”."""
        told, number = self.last_of.get(unit, (None, PUBLICATION))
        newest = max((other for _, other in self.last_of.values()), default=PUBLICATION)
        if told is None or newest - number > LATELY:
            return None
        self.looked_at.add(number)
        return told

    @property
    def here(self) -> dt.date:
        """The day that the text stands at: of a history its last date, else the publication."""
        reference = self.reference if self.history else None
        return reference.first if reference else self.published

    def anchor(self, unit: Unit, *, last: bool = False) -> Period:
        """The unit of the last date in the text if it is as fine, else of the publication."""
        told = self.last if last else self.told and self.told[0]
        if told and told.unit.rank <= unit.rank:
            self.looked_at.add(self.told[1] if self.told else PUBLICATION)
            return Period.of(unit, told.first)
        if last and unit in self.last_of:
            return self.last_of[unit][0]
        return Period.of(unit, self.published)

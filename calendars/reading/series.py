"""Events that come again and again: the rule by which they do (RFC 5545, section 3.3.10)."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from calendars.dates.edtf import Edtf, Interval, OneOf, Point
from calendars.dates.window import Window
from calendars.reading.periods import DAY

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# A rule that fits no day in so many has none: a 31st comes within two months.
FURTHEST = 800
LONGEST_MONTH = 31


class Often(StrEnum):
    """What the rule counts in."""

    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


@dataclass(frozen=True, slots=True)
class Series:
    """A repetition as the text tells it.

    `weekdays` are pairs of a place in the month (0 for every one, -1 for the last) and a
    weekday, Monday being 0; `month_days` days of the month; `interval` is 2 for every other
    one. `told` is the day of publication, `first` and `last` are the days between which it
    lies, where they are told, `count` how often it is held, `months` those it keeps to,
    `skips` days left out. `opens` and `closes` carry the clock times.
    """

    often: Often
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    interval: int = 1
    told: dt.date = dt.date.min
    first: dt.date | None = None
    last: dt.date | None = None
    count: int | None = None
    months: tuple[int, ...] = ()
    skips: tuple[dt.date, ...] = ()
    opens: Point | None = None
    closes: Point | None = None

    @property
    def rrule(self) -> str:
        """The rule as text.

        >>> Series(Often.MONTHLY, ((1, 1),), last=dt.date(2021, 6, 30)).rrule
        'FREQ=MONTHLY;BYDAY=1TU;UNTIL=20210630'
        """
        parts = [f"FREQ={self.often}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.months:
            parts.append("BYMONTH=" + ",".join(map(str, self.months)))
        if self.weekdays:
            parts.append(
                "BYDAY=" + ",".join(f"{n or ''}{WEEKDAYS[day]}" for n, day in self.weekdays)
            )
        if self.month_days:
            parts.append("BYMONTHDAY=" + ",".join(map(str, self.month_days)))
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        elif self.last is not None:
            parts.append(f"UNTIL={self.last:%Y%m%d}")
        return ";".join(parts)

    @property
    def left_out(self) -> tuple[dt.date, ...]:
        """The days left out that the rule would give."""
        bare = replace(self, skips=())
        return tuple(sorted({day for day in self.skips if bare.fits(day)}))

    def fits(self, day: dt.date) -> bool:
        """Whether it is held on a day, as far as that is known."""
        early = self.first is not None and day < self.first
        late = self.last is not None and day > self.last
        if early or late or day in self.skips or (self.months and day.month not in self.months):
            return False
        if self.month_days:
            return day.day in self.month_days
        return any(day.weekday() == own and _is_nth(day, n) for n, own in self.weekdays) and (
            self.interval == 1 or self.first is None or not self._weeks_from_first(day)
        )

    def falls_within(self, window: Window) -> bool:
        """Whether one of its days may lie in a window."""
        if window.days > LONGEST_MONTH:
            return True
        return any(self.fits(window.first + ahead * DAY) for ahead in range(window.days))

    def _weeks_from_first(self, day: dt.date) -> int:
        """How many weeks a day is off the ones in which an alternating series is held."""
        start = self.first or day
        return ((day - start).days + start.weekday()) // 7 % self.interval

    def begin(self) -> Edtf | None:
        """The first time that is not before the publication; None where the series is over.

        Of an alternating series without a first day it is one among the next ones.
        """
        days: list[dt.date] = []
        start = max(self.told, self.first or self.told)
        wanted = self.interval if self.first is None else 1
        for ahead in range(min(FURTHEST, (dt.date.max - start).days)):
            if self.fits(start + ahead * DAY):
                days.append(start + ahead * DAY)
            if len(days) == wanted:
                break
        points = [self._at(self.opens, day) for day in days]
        if not points:
            return None
        if len(points) > 1:
            return OneOf(tuple(Point.of(day) for day in days))
        if self.closes is not None:
            return Interval(points[0], self._at(self.closes, days[0]))
        return points[0]

    def _at(self, clock: Point | None, day: dt.date) -> Point:
        point = Point.of(day)
        return replace(point, clock=clock.clock, offset=clock.offset) if clock else point


def _is_nth(day: dt.date, place: int) -> bool:
    if place == 0:
        return True
    if place < 0:
        return (day + 7 * DAY).month != day.month
    return (day.day - 1) // 7 + 1 == place

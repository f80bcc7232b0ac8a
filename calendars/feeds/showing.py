"""Whether a feed shows an event, on which days, and as what."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from calendars.dates.edtf import Interval, Point
from calendars.dates.when import When
from calendars.dates.window import Window
from calendars.reading.mention import Status

SPAN_DAYS = 31
KEPT_DAYS = 30
MERGED_DAYS = 90


class Manner(StrEnum):
    """As what an event stands in a feed."""

    DATED = "dated"
    HALF_DATED = "half-dated"
    IMPRECISE = "imprecise"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    MERGED = "merged"

    @property
    def is_off(self) -> bool:
        """Whether it will not be held on the days shown."""
        return self in (Manner.CANCELLED, Manner.POSTPONED, Manner.MERGED)


class Dated(Protocol):
    """What must be known of an event: an `Event`, or a row with these columns of it."""

    @property
    def edtf(self) -> str | None: ...  # noqa: D102
    @property
    def window_first(self) -> dt.date: ...  # noqa: D102
    @property
    def window_last(self) -> dt.date: ...  # noqa: D102
    @property
    def rrule(self) -> str | None: ...  # noqa: D102
    @property
    def certain(self) -> bool: ...  # noqa: D102
    @property
    def status(self) -> Status: ...  # noqa: D102
    @property
    def status_since(self) -> dt.datetime: ...  # noqa: D102
    @property
    def was(self) -> str | None: ...  # noqa: D102
    @property
    def modified(self) -> dt.datetime: ...  # noqa: D102
    @property
    def withdrawn(self) -> dt.datetime | None: ...  # noqa: D102
    @property
    def merged_into(self) -> int | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Showing:
    """The days that an event takes in a feed.

    `edtf` is the date that is shown, which for a postponed event is the old one. `until`
    is the last day on which a feed still has it, None where only its window decides.
    """

    days: Window
    manner: Manner
    edtf: str
    until: dt.date | None = None


def showing(event: Dated) -> Showing | None:
    """How a feed shows the event; None where it shows it on no day."""
    if event.merged_into is not None:
        return _off(event, event.edtf or event.was, Manner.MERGED)
    if event.withdrawn is not None or event.status is Status.LAPSED:
        return None
    if event.status is Status.CANCELLED:
        return _off(event, event.edtf or event.was, Manner.CANCELLED)
    shown = _dated(event)
    if event.status is Status.POSTPONED and not (shown and event.was not in (None, event.edtf)):
        return _off(event, event.was or event.edtf, Manner.POSTPONED)
    return shown


def _dated(event: Dated) -> Showing | None:
    if event.edtf is None:
        return None
    if event.certain and event.rrule is None:
        days = Window(event.window_first, event.window_last)
        return Showing(days, Manner.DATED, event.edtf)
    return of_date(When.of(event.edtf))


def of_date(when: When) -> Showing | None:
    """How a feed shows a date: its days, a span of up to a month, or not at all.

    Of a date with one known end only, that day is shown.
    """
    if when.certain:
        return Showing(when.window, Manner.DATED, when.edtf)
    known = _known_end(when)
    if known is not None:
        return Showing(known.window, Manner.HALF_DATED, when.edtf)
    if when.window.bounded and when.window.days <= SPAN_DAYS:
        return Showing(when.window, Manner.IMPRECISE, when.edtf)
    return None


def _known_end(when: When) -> Point | None:
    """The one end of a range of which the day was named, while the other's was not."""
    if not isinstance(when.date, Interval):
        return None
    start, end = (_sure_day(point) for point in (when.date.start, when.date.end))
    if start and not when.ends:
        return start
    return end if end and not when.begins else None


def _sure_day(point: Point | None) -> Point | None:
    if point is None or point.day is None or point.approximate or point.uncertain:
        return None
    return point


def _off(event: Dated, edtf: str | None, manner: Manner) -> Showing | None:
    """An event that will not be held on that date, for as long as a feed has it."""
    shown = of_date(When.of(edtf)) if edtf else None
    if shown is None:
        return None
    if manner is Manner.MERGED:
        until = event.modified.date() + dt.timedelta(days=MERGED_DAYS)
    else:
        until = _later(event.status_since.date(), shown.days.last)
    return Showing(shown.days, manner, shown.edtf, until)


def _later(since: dt.date, last: dt.date) -> dt.date:
    return min(max(since, last), dt.date.max - dt.timedelta(days=KEPT_DAYS)) + dt.timedelta(
        days=KEPT_DAYS
    )

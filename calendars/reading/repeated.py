"""Series among the dates of a text, and what other dates say of them."""

import datetime as dt
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace

from calendars.dates.edtf import Interval, Point
from calendars.reading.day_phrases import DayPhrase, Unsaid, turned
from calendars.reading.mention import Offsets
from calendars.reading.series import Series


def with_series(
    dates: Sequence[DayPhrase], told: Iterable[tuple[Offsets, Series]], published: dt.date
) -> list[DayPhrase]:
    """The dates of a text with the repetitions told in it, which swallow those inside them."""
    found: list[DayPhrase] = []
    waiting = deque(dates)
    for (start, end), series in told:
        while waiting and waiting[0].end <= start:
            found.append(waiting.popleft())
        if found and found[-1].series and found[-1].end > start:
            continue
        reach = end
        while waiting and waiting[0].start < reach:
            date = waiting.popleft()
            series = _with_clock(series, date)
            end = max(end, date.end)
        series = replace(series, told=published)
        next_time = series.begin() or Point.of(published)
        found.append(
            DayPhrase(start, end, next_time, (), (Unsaid.NOTHING,), "series", series=series)
        )
    return [*found, *waiting]


def within(series: Series, date: DayPhrase, *, starts: bool) -> Series:
    """The series as another date limits it: its hour, its season, its first or last day.

    `starts` says that the date is the first day, not one of many.
    """
    if date.unsaid[0] is Unsaid.ALL and date.when.precision.names_a_day:
        return series if series.opens else _with_clock(series, date)
    date = turned(date, series.told, future=True)
    window = date.when.window
    if date.ends_only:
        return replace(series, last=window.last)
    if starts and not isinstance(date.date, Interval):
        return replace(_with_clock(series, date), first=window.first)
    return replace(series, first=window.first, last=window.last)


def without(series: Series, date: DayPhrase) -> Series:
    """The series without the days of another date."""
    date = turned(date, series.told, future=True)
    if isinstance(date.date, Point) and date.date.day is None and date.date.month is not None:
        kept = series.months or tuple(range(1, 13))
        return replace(series, months=tuple(m for m in kept if m != date.date.month))
    if not date.when.certain:
        return series
    window = date.when.window
    days = (window.first + dt.timedelta(days=n) for n in range(window.days))
    return replace(series, skips=(*series.skips, *days))


def _with_clock(series: Series, date: DayPhrase) -> Series:
    told = date.date
    if isinstance(told, Point) and told.clock is not None:
        return replace(series, opens=told)
    if isinstance(told, Interval) and told.start and told.end and told.start.clock:
        if told.end.clock is None:
            return replace(series, opens=told.start, last=told.end.window.last)
        return replace(series, opens=told.start, closes=told.end)
    return series

"""Entries laid out by day and by month."""

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.web.entry import Entry
from calendars.dates.window import OPEN_FUTURE


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what begins on it, or goes on on the first day of the list."""

    date: dt.date
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its days with something on, and what lies in it on a day not yet named."""

    first: dt.date
    days: list[Day] = field(default_factory=list)
    loose: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The months in order, and what lies in no single month that is known."""

    months: list[Month]
    open: list[Entry]


def agenda(entries: Sequence[Entry], start: dt.date | None) -> Agenda:
    """Lay out entries by month and day; what began before `start` stands on that day."""
    days: dict[dt.date, Day] = {}
    months: dict[dt.date, Month] = {}
    undated: list[Entry] = []
    for entry in entries:
        day = max(entry.day, start) if start else entry.day
        first = day.replace(day=1)
        if entry.certain:
            month = months.setdefault(first, Month(first))
            if day not in days:
                days[day] = Day(day)
                month.days.append(days[day])
            days[day].entries.append(entry)
        elif entry.last <= month_end(first):
            months.setdefault(first, Month(first)).loose.append(entry)
        else:
            undated.append(entry)
    for day_of_list in days.values():
        day_of_list.entries.sort(key=lambda entry: entry.clock or "")
    ordered = [months[first] for first in sorted(months)]
    for month in ordered:
        month.days.sort(key=lambda day: day.date)
    return Agenda(ordered, sorted(undated, key=lambda entry: entry.last))


@dataclass(frozen=True, slots=True)
class Grid:
    """A month as weeks from Monday to Sunday, and what lies in it on a day not yet named.

    Days of the months before and after are None.
    """

    first: dt.date
    weeks: list[list[Day | None]]
    loose: list[Entry]
    before: dt.date | None
    after: dt.date | None


def grid(entries: Iterable[Entry], first: dt.date) -> Grid:
    """Lay out a month; an event stands on each of its days."""
    by_day: dict[dt.date, list[Entry]] = {}
    loose = []
    last = month_end(first)
    for entry in entries:
        if not entry.certain:
            loose.append(entry)
            continue
        day = max(entry.day, first)
        while day <= min(entry.last, last):
            by_day.setdefault(day, []).append(entry)
            if day == last:
                break
            day += dt.timedelta(days=1)

    def cell(number: int) -> Day | None:
        if number == 0:
            return None
        day = first.replace(day=number)
        return Day(day, sorted(by_day.get(day, []), key=lambda entry: entry.clock or ""))

    numbers = calendar.Calendar().monthdayscalendar(first.year, first.month)
    weeks = [[cell(number) for number in week] for week in numbers]
    return Grid(first, weeks, loose, _step(first, -1), _step(first, 1))


def month_end(first: dt.date) -> dt.date:
    """The last day of a month.

    >>> month_end(dt.date(2024, 2, 1))
    datetime.date(2024, 2, 29)
    """
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _step(first: dt.date, months: int) -> dt.date | None:
    """The first day of a month further on, None at the ends of the calendar."""
    count = first.year * 12 + first.month - 1 + months
    year, month = divmod(count, 12)
    return dt.date(year, month + 1, 1) if 1 <= year <= OPEN_FUTURE.year else None

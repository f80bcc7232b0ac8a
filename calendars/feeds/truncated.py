"""Dates as formats write them that know years, months, days and moments (ISO 8601 truncated)."""

from calendars.dates.edtf import Interval, Point
from calendars.dates.when import When
from calendars.dates.window import Window
from calendars.feeds.showing import Showing


def ends_of(shown: Showing) -> tuple[str | None, str | None]:
    """The first and the last day of a date as far as they are told: years, months or days.

    The last one is None unless the event is said to last.

    >>> from calendars.feeds.showing import of_date
    >>> ends_of(of_date(When.of("2021-03-30/2021-04-02")))
    ('2021-03-30', '2021-04-02')
    >>> ends_of(of_date(When.of("[2021-08-11..2021-08-20]")))
    ('2021-08', None)
    """
    date = When.of(shown.edtf).date
    if isinstance(date, Interval):
        return _of_point(date.start), _of_point(date.end)
    if isinstance(date, Point):
        return _of_point(date), None
    return truncated(When.of(shown.edtf).window), None


def truncated(window: Window) -> str | None:
    """The shortest of day, month and year that holds the whole window; None where none does.

    >>> truncated(When.of("[2021-08-30..2021-09-05]").window), truncated(When.of("2021-08").window)
    ('2021', '2021-08')
    """
    if not window.bounded:
        return None
    first, last = window.first.isoformat(), window.last.isoformat()
    return next((first[:size] for size in (10, 7, 4) if first[:size] == last[:size]), None)


def _of_point(point: Point | None) -> str | None:
    return truncated(point.window) if point else None

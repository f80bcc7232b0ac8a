"""Dates in Russian words."""

import datetime as dt

from calendars.dates.edtf import Interval, OneOf, Point, Span, window_of
from calendars.dates.when import When
from calendars.dates.window import OPEN_FUTURE, OPEN_PAST, Window

OF_MONTH = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
).split()
IN_MONTH = (
    "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре"
).split()
IN_PART = {
    21: "весной",
    22: "летом",
    23: "осенью",
    24: "зимой",
    33: "в первом квартале",
    34: "во втором квартале",
    35: "в третьем квартале",
    36: "в четвёртом квартале",
    40: "в первом полугодии",
    41: "во втором полугодии",
}


def in_words(when: When) -> str:
    """The date as a reader would say it.

    >>> in_words(When.of("2021-03-30/2021-04-02"))
    '30 марта – 2 апреля 2021 года'
    >>> in_words(When.of("2021-08"))
    'в августе 2021 года'
    >>> in_words(When.of("[2021-08-12,2021-08-13]"))
    '12 августа 2021 года или 13 августа 2021 года'
    """
    date = when.date
    match date:
        case Point():
            return _marked(_point(date), date)
        case Interval():
            return _interval(date)
        case OneOf():
            return _choice(date)


def day_words(day: dt.date) -> str:
    """A day as `12 августа 2021 года`."""
    return f"{day.day} {OF_MONTH[day.month - 1]} {day.year} года"


def days_words(window: Window) -> str:
    """A stretch of days as `11 – 20 августа 2021 года`, with no more than needed said twice."""
    first, last = window.first, window.last
    if first == last:
        return day_words(first)
    if first.year != last.year:
        return f"{day_words(first)} – {day_words(last)}"
    if first.month != last.month:
        return f"{first.day} {OF_MONTH[first.month - 1]} – {day_words(last)}"
    return f"{first.day} – {day_words(last)}"


def _point(point: Point) -> str:
    if point.clock is not None:
        return f"{day_words(point.window.first)}, {point.clock:%H:%M}{_offset(point)}"
    if point.day is not None:
        return day_words(point.window.first)
    if point.month is not None:
        return f"в {IN_MONTH[point.month - 1]} {point.year} года"
    if point.part is not None:
        return f"{IN_PART[point.part]} {point.year} года"
    return f"в {point.year} году"


def _marked(words: str, point: Point) -> str:
    if point.approximate:
        words = f"приблизительно {words}"
    return words + (", не подтверждено" if point.uncertain else "")


def _interval(date: Interval) -> str:
    start, end = date.start, date.end
    if start is None and end is not None:
        return f"окончание {_point(end)}"
    if end is None and start is not None:
        return f"начало {_point(start)}"
    if start is None or end is None:
        return "дата не объявлена"
    if start.day and end.day and start.clock is None and end.clock is None:
        return days_words(Window(start.window.first, end.window.last))
    if start.clock and end.clock and (start.window, start.offset) == (end.window, end.offset):
        day = day_words(start.window.first)
        return f"{day}, {start.clock:%H:%M} – {end.clock:%H:%M}{_offset(start)}"
    return f"начало {_point(start)}, окончание {_point(end)}"


def _choice(date: OneOf) -> str:
    if len(date.members) == 1 and isinstance(date.members[0], Span):
        return _window(window_of(date))
    return " или ".join(
        _point(member) if isinstance(member, Point) else _span(member) for member in date.members
    )


def _span(span: Span) -> str:
    first = f"не раньше чем {_point(span.first)}" if span.first else ""
    last = f"не позже чем {_point(span.last)}" if span.last else ""
    return ", ".join(part for part in (first, last) if part)


def _window(window: Window) -> str:
    """One day somewhere within a stretch of days."""
    if window.first == OPEN_PAST:
        return f"не позже {day_words(window.last)}"
    if window.last == OPEN_FUTURE:
        return f"не раньше {day_words(window.first)}"
    return f"один из дней: {days_words(window)}"


def _offset(point: Point) -> str:
    if point.offset is None:
        return ""
    minutes = int(abs(point.offset).total_seconds()) // 60
    sign = "−" if point.offset < dt.timedelta() else "+"
    return f" (UTC{sign}{minutes // 60:02}:{minutes % 60:02})" if minutes else " (UTC)"

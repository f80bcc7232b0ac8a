"""Parts of calendar units: the first week of a month, the end of a year."""

import datetime as dt

from calendars.reading.periods import DAY, Period, Unit, choice

THIRDS = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}


def nth_week(whole: Period, number: int, unit: Unit = Unit.WEEK) -> Period:
    """A week belongs to the month of its Thursday (ISO 8601), a weekend to that of its Saturday."""
    weekday = 5 if unit is Unit.WEEKEND else 3
    if number < 0:
        day = whole.last - (whole.last.weekday() - weekday) % 7 * DAY
    else:
        day = whole.first + ((weekday - whole.first.weekday()) % 7 + 7 * (number - 1)) * DAY
    if not whole.holds(day):
        raise ValueError(f"the {whole.unit} has no {unit} {number}")
    return Period.of(unit, day)


def third(period: Period, mod: str) -> str | None:
    """The days that early, mid or late stand for, None for a day."""
    first, last = period.first, period.last
    if period.unit is Unit.DAY:
        return None
    if period.unit is Unit.MONTH:
        start, end = THIRDS[mod]
        return choice(first.replace(day=start), min(last, first.replace(day=min(end, last.day))))
    cuts = _cuts(period)
    begin, end = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}[mod]
    return choice(cuts[begin], cuts[end] - DAY)


def _cuts(period: Period) -> list[dt.date]:
    """The first days of the three thirds, in whole months where there are some, and the end."""
    days = (period.last - period.first).days + 1
    months = round(days / 30.44)
    if months < 3:
        return [period.first + days * third // 3 * DAY for third in range(4)]
    month = Period.of(Unit.MONTH, period.first)
    return [month.shift(months * third // 3).first for third in range(4)]

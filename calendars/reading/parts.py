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
    return None if period.unit is Unit.DAY else choice(*_third(period, mod))


def from_third_to_third(period: Period, first: str, last: str) -> str:
    """The days from the beginning of one third to the end of another: mid-to-late June.

    Raises:
        ValueError: There is no time between them.
    """
    if period.unit.rank < Unit.MONTH.rank:
        raise ValueError(f"a {period.unit} has no thirds")
    begin, end = _third(period, first)[0], _third(period, last)[1]
    if begin > end:
        raise ValueError(f"{first} is not before {last}")
    return choice(begin, end)


def _third(period: Period, mod: str) -> tuple[dt.date, dt.date]:
    first, last = period.first, period.last
    if period.unit is Unit.MONTH:
        start, end = THIRDS[mod]
        return first.replace(day=start), min(last, first.replace(day=min(end, last.day)))
    cuts = _cuts(period)
    begin, end = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}[mod]
    return cuts[begin], cuts[end] - DAY


def _cuts(period: Period) -> list[dt.date]:
    """The first days of the three thirds, in whole months where there are some, and the end."""
    days = (period.last - period.first).days + 1
    months = round(days / 30.44)
    if months < 3:
        return [period.first + days * third // 3 * DAY for third in range(4)]
    month = Period.of(Unit.MONTH, period.first)
    return [month.shift(months * third // 3).first for third in range(4)]

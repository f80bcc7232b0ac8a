"""Which year, month or week a date without one belongs to."""

import datetime as dt

from calendars.reading.meaning import Context, Tense, TimexHit
from calendars.reading.periods import DAY, Period, Unit

RECENT = 45 * DAY
HALF_A_YEAR = 6


def day_in_year(
    hit: TimexHit, context: Context, month: int, day: int, weekday: int | None = None
) -> Period:
    """The day of a month whose year is not told: the one nearest to publication.

    A `weekday` (0 is Monday) that is told with it decides, where one of the years has it so;
    else a governing verb in the past or future where the nearest is not close. In a history
    it is the day nearest to the last date.

    Raises:
        ValueError: The month has no such day in any of the years.
    """
    if context.history and context.reference:
        return Period.day(_history_year(context.reference, month), month, day)
    published = context.published
    candidates = [_on(published.year + offset, month, day) for offset in (-1, 0, 1)]
    known = [candidate for candidate in candidates if candidate]
    if not known:
        raise ValueError(f"month {month} has no day {day}")
    if weekday is not None:
        known = [candidate for candidate in known if candidate.weekday() == weekday] or known
    tense = context.tense(hit)
    if tense is Tense.FUTURE:
        known = [candidate for candidate in known if candidate >= published - RECENT] or known
    elif tense is Tense.PAST:
        known = [candidate for candidate in known if candidate <= published + RECENT] or known
    return Period(Unit.DAY, min(known, key=lambda candidate: abs(candidate - published)))


def month_in_year(hit: TimexHit, context: Context, month: int) -> Period:
    """The month whose year is not told: by the governing verb, else the last one."""
    if context.history and context.reference:
        return Period.month(_history_year(context.reference, month), month)
    published = context.published
    past = Period.month(published.year - (month > published.month), month)
    future = Period.month(published.year + (month < published.month), month)
    tense = context.tense(hit)
    if tense is Tense.FUTURE:
        return future
    if tense is Tense.PAST:
        return past
    ahead, behind = future.first - published, published - past.first
    return future if 2 * ahead < behind else past


def weekday_in_week(hit: TimexHit, context: Context, weekday: int) -> Period:
    """The weekday that is not told more closely: the last one or today, unless future."""
    if context.history and context.reference:
        first = context.reference.first
        return Period(Unit.DAY, first + (weekday - first.weekday()) % 7 * DAY)
    published = context.published
    if context.tense(hit) is Tense.FUTURE:
        return Period(Unit.DAY, published + (weekday - published.weekday()) % 7 * DAY)
    return Period(Unit.DAY, published - (published.weekday() - weekday) % 7 * DAY)


def _history_year(reference: Period, month: int) -> int:
    """The year that puts a month nearest to the last date."""
    last = reference.first
    if reference.unit.rank >= Unit.YEAR.rank:
        return last.year
    distance = month - last.month
    return last.year + (distance < -HALF_A_YEAR) - (distance > HALF_A_YEAR)


def _on(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None

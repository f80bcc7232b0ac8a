"""Texts about times long before their publication: whether one is, and the years it goes by."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from calendars.reading.periods import FIRST_BEFORE_CHRIST

# A text is a history when it tells at least so many years, most of them past, and hardly ever
# points at its own day ("on Friday"): each such word weighs as much as so many years.
HISTORY_YEARS = 5
HISTORY_SHARE = 0.75
POINTING_WEIGHT = 4
LONG_PAST = 20
# Years further apart are of different times; so large a share of them may stand alone.
FAR_YEARS = 10
LONELY_SHARE = 0.25


def is_history(
    told: Sequence[Sequence[int]], pointing: int, year: int, *, of_now: bool = True
) -> bool:
    """Whether a text published in a year, that points at its day so often, is a history.

    A short one that tells nothing `of_now` is, when all its years are long past.
    """
    years = [one for years in told for one in years]
    past = sum(one < year or one >= FIRST_BEFORE_CHRIST for one in years)
    if years and not of_now and not pointing and _are_long_past(years, year):
        return True
    return past >= HISTORY_YEARS and past >= HISTORY_SHARE * (
        len(years) + POINTING_WEIGHT * pointing
    )


def _are_long_past(years: Sequence[int], year: int) -> bool:
    return all(one < year - LONG_PAST or one >= FIRST_BEFORE_CHRIST for one in years)


class Course:
    """The years that a history goes by, and those it only looks aside at.

    `told` are the years of each date in the order of the text. A year far from all others
    of the text is looked aside at ("the largest since 1813"), as is a bare year after which
    the text comes back to where it was.
    """

    def __init__(self, told: Sequence[Sequence[int]]) -> None:
        """Know all years before the first is gone by."""
        self._told = told
        self._years = sorted(year for years in told for year in years)
        lonely = sum(self._is_lonely(year) for year in self._years)
        self._has_course = lonely <= LONELY_SHARE * len(self._years)
        self._following = _following(told)
        self._year: int | None = None

    def is_aside(self, place: int, *, bare: bool) -> bool:
        """Whether a date is only looked aside at; else the course goes on with it."""
        years = self._told[place]
        if not years:
            return False
        passing = bare and len(years) == 1 and self._is_passing(years[0], self._following[place])
        far = self._year is not None and self._is_far(years[0], self._year)
        aside = passing or (far and not self._goes_on(years[0], self._following[place]))
        if not aside:
            self._year = years[0]
        return aside

    def _goes_on(self, year: int, following: int | None) -> bool:
        """Whether the text goes on to a later year and does not come back from it."""
        onward = self._year is not None and year > self._year
        return onward and (following is None or following >= year)

    def _is_far(self, year: int, course: int) -> bool:
        return self._has_course and self._is_lonely(year) and not self._is_lonely(course)

    def _is_lonely(self, year: int) -> bool:
        near = bisect_right(self._years, year + FAR_YEARS)
        return near - bisect_left(self._years, year - FAR_YEARS) <= 1

    def _is_passing(self, year: int, following: int | None) -> bool:
        course = self._year
        if course is None or following is None or course <= year <= following:
            return False
        return abs(following - course) < abs(year - course)


def _following(told: Sequence[Sequence[int]]) -> list[int | None]:
    """For each date the first year that is told after it."""
    following: list[int | None] = []
    year: int | None = None
    for years in reversed(told):
        following.append(year)
        year = years[0] if years else year
    return following[::-1]

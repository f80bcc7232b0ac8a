"""Calendar units (a day, a week, a season, a century), their TIMEX3 values and EDTF text."""

import calendar
import datetime as dt
from enum import StrEnum

from calendars.dates.record import record

DAY = dt.timedelta(days=1)

# Years before Christ stand at the end of the calendar: 9510 is 490 BC, 9999 is 1 BC.
END_OF_CALENDAR = 10_000
FIRST_BEFORE_CHRIST = 7_000

SEASONS = {3: ("SP", 21), 6: ("SU", 22), 9: ("FA", 23), 12: ("WI", 24)}


class Unit(StrEnum):
    """What a calendar counts in, finest first."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"

    @property
    def rank(self) -> int:
        """The place in the order, 0 for the finest."""
        return _RANK[self]


_RANK = {unit: rank for rank, unit in enumerate(Unit)}
_MONTHS = {
    Unit.MONTH: 1,
    Unit.SEASON: 3,
    Unit.QUARTER: 3,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
}


@record(frozen=True, slots=True)
class Period:
    """One unit of the calendar, known by its first day.

    Seasons are those of the northern hemisphere; a winter is named by the year in which
    it begins. Weeks begin on Monday (ISO 8601). Before Christ the day's year is that of
    `before_christ`.

    >>> Period.of(Unit.WEEK, dt.date(2021, 3, 31)).value
    '2021-W13'
    >>> Period.of(Unit.MONTH, dt.date(2021, 8, 1)).shift(-9).edtf
    '2020-11'
    """

    unit: Unit
    first: dt.date

    @classmethod
    def of(cls, unit: Unit, day: dt.date) -> "Period":
        """The unit that a day lies in; of a weekend, the one of the day's week."""
        match unit:
            case Unit.DAY:
                return cls(unit, day)
            case Unit.WEEK:
                return cls(unit, day - day.weekday() * DAY)
            case Unit.WEEKEND:
                return cls(unit, day + (5 - day.weekday()) * DAY)
            case Unit.SEASON:
                return _season(day)
            case Unit.MONTH | Unit.QUARTER | Unit.HALF:
                size = _MONTHS[unit]
                return cls(unit, dt.date(day.year, (day.month - 1) // size * size + 1, 1))
            case _:
                size = _MONTHS[unit] // 12
                late = unit is Unit.DECADE and day.year >= FIRST_BEFORE_CHRIST
                return cls(unit, dt.date(max((day.year - late) // size * size + late, 1), 1, 1))

    @classmethod
    def year(cls, year: int) -> "Period":
        """A year.

        Raises:
            ValueError: The year is not between 1 and 9999.
        """
        return cls(Unit.YEAR, dt.date(year, 1, 1))

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        """A month.

        Raises:
            ValueError: There is no such month.
        """
        return cls(Unit.MONTH, dt.date(year, month, 1))

    @classmethod
    def day(cls, year: int, month: int, day: int) -> "Period":
        """A day.

        Raises:
            ValueError: There is no such day.
        """
        return cls(Unit.DAY, dt.date(year, month, day))

    @property
    def last(self) -> dt.date:
        """The last day."""
        match self.unit:
            case Unit.DAY:
                return self.first
            case Unit.WEEK:
                return self.first + 6 * DAY
            case Unit.WEEKEND:
                return self.first + DAY
            case _:
                end = _add_months(self.first, _MONTHS[self.unit] - 1)
                return end.replace(day=calendar.monthrange(end.year, end.month)[1])

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        year, month = _year_text(self.first.year), self.first.month
        match self.unit:
            case Unit.DAY:
                return f"{year}-{month:02}-{self.first.day:02}"
            case Unit.WEEK | Unit.WEEKEND:
                iso = self.first.isocalendar()
                tail = "-WE" if self.unit is Unit.WEEKEND else ""
                return f"{_year_text(iso.year)}-W{iso.week:02}{tail}"
            case Unit.MONTH:
                return f"{year}-{month:02}"
            case Unit.SEASON:
                return f"{year}-{SEASONS[month][0]}"
            case Unit.QUARTER:
                return f"{year}-Q{month // 3 + 1}"
            case Unit.HALF:
                return f"{year}-H{month // 6 + 1}"
            case Unit.YEAR:
                return year
            case Unit.DECADE:
                return year[:-1]
            case Unit.CENTURY:
                return _year_text(self.last.year)[:-2]

    @property
    def edtf(self) -> str:
        """The EDTF text: units that EDTF cannot name are a choice among their days."""
        year, month = f"{self.first.year:04}", self.first.month
        match self.unit:
            case Unit.DAY | Unit.MONTH | Unit.YEAR:
                return self.value
            case Unit.SEASON:
                return f"{year}-{SEASONS[month][1]}"
            case Unit.QUARTER:
                return f"{year}-{33 + month // 3}"
            case Unit.HALF:
                return f"{year}-{40 + month // 6}"
            case Unit.WEEK | Unit.WEEKEND:
                return choice(self.first, self.last)
            case _:
                return f"[{year}..{self.last.year:04}]"

    def shift(self, count: int) -> "Period":
        """The unit so many units later.

        Raises:
            ValueError, OverflowError: It is outside the calendar.
        """
        if self.unit is Unit.DAY:
            return Period(self.unit, self.first + count * DAY)
        if self.unit in (Unit.WEEK, Unit.WEEKEND):
            return Period(self.unit, self.first + 7 * count * DAY)
        return Period(self.unit, _add_months(self.first, count * _MONTHS[self.unit]))

    def holds(self, day: dt.date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last


def before_christ(year: int) -> int:
    """The calendar's year for one before Christ.

    Raises:
        ValueError: It is earlier than the calendar can hold.

    >>> Period.year(before_christ(490)).shift(10).value
    'BC0480'
    """
    if not 0 < year <= END_OF_CALENDAR - FIRST_BEFORE_CHRIST:
        raise ValueError(f"{year} BC is outside the calendar")
    return END_OF_CALENDAR - year


def _year_text(year: int) -> str:
    return f"BC{END_OF_CALENDAR - year:04}" if year >= FIRST_BEFORE_CHRIST else f"{year:04}"


def full_year(digits: int, near: int) -> int:
    """The year of two digits, told in another: the last one, unless it lies just ahead.

    >>> full_year(89, 1998), full_year(5, 1998), full_year(65, 2021)
    (1989, 2005, 1965)
    """
    return near + JUST_AHEAD - (near + JUST_AHEAD - digits) % 100


JUST_AHEAD = 20  # years


def choice(first: dt.date, last: dt.date) -> str:
    """EDTF text of one day among those from first to last.

    >>> choice(dt.date(2021, 8, 11), dt.date(2021, 8, 20))
    '[2021-08-11..2021-08-20]'
    """
    return first.isoformat() if first == last else f"[{first}..{last}]"


def _season(day: dt.date) -> Period:
    month = day.month // 3 * 3
    if month:
        return Period(Unit.SEASON, dt.date(day.year, month, 1))
    return Period(Unit.SEASON, dt.date(day.year - 1, 12, 1))


def _add_months(first: dt.date, count: int) -> dt.date:
    year, month = divmod(first.year * 12 + first.month - 1 + count, 12)
    return dt.date(year, month + 1, 1)

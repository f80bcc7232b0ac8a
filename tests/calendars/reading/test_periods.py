import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.dates.edtf import parse, window_of
from calendars.reading.periods import Period, Unit, choice

DAY = dt.date(2021, 3, 31)


@pytest.mark.parametrize(
    ("unit", "value", "edtf", "first", "last"),
    [
        (Unit.DAY, "2021-03-31", "2021-03-31", "2021-03-31", "2021-03-31"),
        (Unit.WEEK, "2021-W13", "[2021-03-29..2021-04-04]", "2021-03-29", "2021-04-04"),
        (Unit.WEEKEND, "2021-W13-WE", "[2021-04-03..2021-04-04]", "2021-04-03", "2021-04-04"),
        (Unit.MONTH, "2021-03", "2021-03", "2021-03-01", "2021-03-31"),
        (Unit.SEASON, "2021-SP", "2021-21", "2021-03-01", "2021-05-31"),
        (Unit.QUARTER, "2021-Q1", "2021-33", "2021-01-01", "2021-03-31"),
        (Unit.HALF, "2021-H1", "2021-40", "2021-01-01", "2021-06-30"),
        (Unit.YEAR, "2021", "2021", "2021-01-01", "2021-12-31"),
        (Unit.DECADE, "202", "[2020..2029]", "2020-01-01", "2029-12-31"),
        (Unit.CENTURY, "20", "[2000..2099]", "2000-01-01", "2099-12-31"),
    ],
)
def test_a_unit_has_its_value_and_its_days(unit, value, edtf, first, last):
    period = Period.of(unit, DAY)
    assert (period.value, period.edtf) == (value, edtf)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)


def test_a_winter_is_named_by_the_year_in_which_it_begins():
    assert Period.of(Unit.SEASON, dt.date(2021, 1, 5)).value == "2020-WI"


days = st.dates(min_value=dt.date(101, 1, 1), max_value=dt.date(6800, 1, 1))


@given(st.sampled_from(list(Unit)), days, st.integers(-50, 50))
def test_a_shift_and_its_opposite_cancel(unit, day, count):
    if unit in (Unit.DECADE, Unit.CENTURY):
        count %= 2
    period = Period.of(unit, day)
    assert period.shift(count).shift(-count) == period


@given(st.sampled_from([unit for unit in Unit if unit is not Unit.WEEKEND]), days)
def test_a_unit_holds_its_day_and_its_edtf_has_the_same_days(unit, day):
    period = Period.of(unit, day)
    assert period.holds(day)
    window = window_of(parse(period.edtf))
    assert (window.first, window.last) == (period.first, period.last)


def test_a_choice_of_one_day_is_that_day():
    assert choice(DAY, DAY) == "2021-03-31"

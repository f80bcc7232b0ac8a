"""Times that come again by a rule."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.dates.series import check_rule, last_day, times
from calendars.errors import InvalidField

TUESDAY = dt.date(2021, 5, 4)
EVENING = dt.datetime(2021, 5, 4, 18, 0)


def test_the_first_tuesday_of_each_month_keeps_its_clock_time():
    found = times("FREQ=MONTHLY;BYDAY=1TU", EVENING, dt.date(2021, 6, 1), dt.date(2021, 8, 3))
    assert [f"{one:%Y-%m-%d %H:%M}" for one in found] == [
        "2021-06-01 18:00", "2021-07-06 18:00", "2021-08-03 18:00",
    ]  # fmt: skip


@pytest.mark.parametrize("until", ["20210518", "20210518T000000Z", "20210518T235959"])
def test_the_last_day_belongs_to_a_series(until):
    rule = f"FREQ=WEEKLY;UNTIL={until}"
    found = list(times(rule, EVENING, TUESDAY, dt.date(2022, 1, 1)))
    assert [one.day for one in found] == [4, 11, 18]
    assert last_day(rule, EVENING) == dt.date(2021, 5, 18)


def test_a_series_without_an_end_has_no_last_day():
    assert last_day("FREQ=WEEKLY", TUESDAY) is None
    assert last_day("FREQ=WEEKLY;COUNT=3", TUESDAY) == dt.date(2021, 5, 18)


@pytest.mark.parametrize(
    "rule",
    [
        "", "FREQ=WEEKLY;;", "FREQ=HOURLY", "FREQ=WEEKLY;BYDAY=9XX", "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;COUNT=3;UNTIL=20210601", "FREQ=WEEKLY;UNTIL=20219999", "BYDAY=TU",
        "FREQ=DAILY;BYHOUR=1,2", "FREQ=WEEKLY;FREQ=DAILY", "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=WEEKLY;BYDAY=" + "TU," * 200 + "TU",
    ],
)  # fmt: skip
def test_a_rule_that_no_calendar_keeps_is_refused(rule):
    with pytest.raises(InvalidField, match="FREQ=MONTHLY;BYDAY=1TU"):
        check_rule(rule, TUESDAY)


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;BYDAY=WE", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"])
def test_a_rule_that_leaves_out_the_start_is_refused(rule):
    with pytest.raises(InvalidField, match="does not fall on the start, 2021-05-04"):
        check_rule(rule, TUESDAY)


@given(
    st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY", "FREQ=YEARLY"]),
    st.dates(dt.date(1990, 1, 1), dt.date(2050, 1, 1)),
    st.integers(0, 400),
)
def test_times_lie_within_the_days_asked_for_and_in_order(rule, begins, days):
    ends = begins + dt.timedelta(days=days)
    found = list(times(rule, TUESDAY, begins, ends))
    assert found == sorted(set(found))
    assert all(max(begins, TUESDAY) <= one <= ends for one in found)

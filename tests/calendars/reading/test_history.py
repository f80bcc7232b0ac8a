"""Texts about times long ago: which years they go by, and dates before Christ."""

import datetime as dt

import pytest

from calendars.reading.history import Course, is_history
from calendars.reading.timex import tag

PUBLISHED = dt.date(2021, 3, 31)
MILLS = (
    "The mill opened in 1851 and closed in 1852. A second was built in May 1853. "
    "In 1854 it burned down; it was rebuilt in 1855. "
)


def values(text):
    return [timex.value for timex in tag(text, PUBLISHED)]


def test_a_month_of_a_history_belongs_to_the_year_it_has_come_to():
    assert values(MILLS + "In June the wheel turned again.")[-1] == "1855-06"


@pytest.mark.parametrize(
    "aside",
    [
        "It was the worst flood since 1612. ",
        "A plan found in 2004 shows the wheel. ",
        "Its owner, born in 1799, was ruined. ",
    ],
)
def test_a_year_looked_aside_at_does_not_turn_a_history(aside):
    told = values(MILLS + aside + "In June the wheel turned again. It closed in 1856.")
    assert told[-2] == "1855-06"


def test_that_year_is_the_year_told_last_even_aside():
    assert values(MILLS + "A plan was found in 2004. In May of that year it was lost.")[-1] == (
        "2004-05"
    )


def test_after_the_end_of_a_year_a_history_goes_on_to_the_next():
    assert values(MILLS + "By the end of 1856 it stood idle. In February it was sold.")[-1] == (
        "1857-02"
    )


def test_what_a_speech_points_at_does_not_make_a_history_news():
    speech = 'He said: "It is us today, and you on Friday." '
    assert values(MILLS + speech * 3 + "In June the wheel turned again.")[-1] == "1855-06"


def test_days_with_a_dash_are_two_dates_in_a_history():
    told = [(t.text, t.value) for t in tag(MILLS + "It stopped on 3-5 June 1856.", PUBLISHED)]
    assert told[-2:] == [("3", "1856-06-03"), ("5 June 1856", "1856-06-05")]


def test_news_are_no_history():
    assert not is_history([[2019], [2020], [2021], [2020], [2018]], 1, 2021)
    assert not is_history([[1990]], 0, 2021)
    assert is_history([[1990], [1991], [1992], [1993], [1994]], 0, 2021)


def test_a_history_of_single_far_years_has_no_year_to_look_aside_from():
    years = [[1453], [1492], [1607], [1776], [1848]]
    course = Course(years)
    assert not any(course.is_aside(place, bare=False) for place in range(len(years)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was murdered on 15 March 44 BC.", ["BC0044-03-15"]),
        ("on March 15, 44 B.C.", ["BC0044-03-15"]),
        ("The fleet sailed in August 480 BC.", ["BC0480-08"]),
        ("in late summer 480 BC", ["BC0480-SU"]),
        ("in 490 BC; ten years later they came again", ["BC0490", "BC0480"]),
        ("in the 480s BC", ["BC048"]),
        ("the 3rd century BC", ["BC02"]),
        ("in 10,000 BC", ["BC10000"]),
        ("between 264 and 146 BC", ["BC0264", "BC0146"]),
        ("It erupted in AD 79.", ["0079"]),
        ("in 1066 AD", ["1066"]),
        ("the year 9999-12-31", []),
    ],
)
def test_years_have_their_era(text, expected):
    assert values(text) == expected


def test_a_text_about_antiquity_leaves_the_era_out():
    text = (
        "In 499 BC the cities rose, in 498 BC they burned Sardis. The fleet was beaten in 494 BC; "
        "in 492 BC an army came, in 490 BC another. It went home in 489, in the autumn."
    )
    assert values(text)[-2:] == ["BC0489", "BC0489-FA"]


def test_a_calendar_keeps_no_date_before_christ():
    assert [t.edtf for t in tag("in early May 480 BC and in 479 BC", PUBLISHED)] == [None, None]

import datetime as dt

import pytest

from calendars.dates.edtf import parse
from calendars.reading.day_phrases import day_phrases, lasting, split, turned
from calendars.reading.timex import tag

DAY = dt.date(2024, 4, 8)


def phrases(text):
    return day_phrases(text, tag(text, DAY))


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("from April 12 through April 14", "2024-04-12/2024-04-14"),
        ("between 12 April and 14 April", "2024-04-12/2024-04-14"),
        ("on 12 and 13 April", "2024-04-12/2024-04-13"),
        ("from June to September", "2024-06/2024-09"),
        ("until Friday", "../2024-04-12"),
        ("from 29 December 2024 to 3 January", "2024-12-29/2025-01-03"),
    ],
)
def test_expressions_are_joined_to_one_date(text, edtf):
    (phrase,) = phrases(text)
    assert phrase.when.edtf == edtf


def test_days_apart_stay_apart():
    assert [p.when.edtf for p in phrases("on 12 and 19 April")] == ["2024-04-12", "2024-04-19"]


def test_one_of_two_months_is_a_choice():
    (phrase,) = phrases("in May or June")
    assert phrase.when.edtf == "[2024-05,2024-06]"


def test_a_joined_range_can_be_split_again():
    (phrase,) = phrases("from June to September")
    old, new = split(phrase)
    assert (old.when.edtf, new.when.edtf) == ("2024-06", "2024-09")


def test_a_length_makes_a_day_a_range():
    assert str(lasting(parse("2024-05-05"), 3)) == "2024-05-05/2024-05-07"
    assert str(lasting(parse("2024-05"), 3)) == "2024-05"
    assert str(lasting(parse("9998-12-31"), 3)) == "9998-12-31"


def test_only_a_date_without_its_year_is_turned():
    (march,) = phrases("on March 5")
    assert turned(march, DAY, True).when.edtf == "2025-03-05"
    assert turned(march, DAY, False).when.edtf == "2024-03-05"
    (told,) = phrases("on March 5, 2024")
    assert turned(told, DAY, True).when.edtf == "2024-03-05"

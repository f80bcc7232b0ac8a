"""Hostile texts: a longer one costs the reader no more than its share."""

import datetime as dt

import pytest

from calendars.reading.read import read
from tests.calendars.reading.growth import grows_linearly, steps_grow_linearly

PUBLISHED = dt.date(2021, 3, 31)
# An event with its place, so that all that looks for either is at work.
OPENING = "RIGA, May 5 (Agency) -- The council will meet in Riga on May 9. "
# Longer than the longest sentence, so that each is cut.
LENGTH = 2_100

# What has hardly a date: here only expressions over characters could run away.
UNITS = [
    *"a A 0 - , . ( \" “ ' _ * / < \u00a0 \u200d \u0301 😀 会 1234567890 a- A-b".split(" "),
    *"a.b A. a@b. x\u0301\u0301 &amp; [a](b) http://a.b/c?d= twenty-".split(" "),
    "A ", "the ", "to ", "there ", "capital ", "Moscow ", "Moscow's ", "U.S. ", "St. ", "( ", '" ',
    "in the city of ", "in the Black ", "the meeting of the council of ", "President Xi, who ",
    "Abc (Abc ", "DEV 20 ", "Abc Def Ghi ", "\n ",
]  # fmt: skip
# What is full of dates, events and lines: here passes over all of them could hide.
TELLING = [
    "May ", "May 5 ", "5 May, ", "2021 ", "2021-05-05 ", "5/5/2021 ", "Monday ", "Monday and ",
    "5:00 p.m. ", "Jan. ", "every Monday ", "every first and second ", "from May 5 to ",
    "two-day ", "the first half of ", "the week of ", "two weeks ago ", "2021-2022 ",
    "It is May. ", "The meeting opens. ", "Talks open May 5. ", "said on Monday that ",
    "the meeting of the council in Moscow on May 5 and ",
    "THE COUNCIL WILL MEET IN MOSCOW ON MAY 5 ", "meetingonMay5inMoscow,",
    "the event edition 5th ", "- May 5: Council\n", "May 5: Planning Council, 7 p.m.\n",
    "WHEN: May 5\nWHAT: Council\n", "Venue: Riga\n", "May 5\n\n", "in the capital on May 5. ",
]  # fmt: skip
RUSSIAN = ["Встреча в Москве 5 мая. ", "5 мая: Совет\n", "каждый понедельник "]


def again(unit):
    return lambda length: OPENING + unit * (length // len(unit))


def read_english(text):
    return read(text, published=PUBLISHED, language="en")


def read_russian(text):
    return read(text, published=PUBLISHED, language="ru")


@pytest.mark.parametrize("unit", TELLING)
def test_a_longer_text_takes_its_share_of_steps(unit):
    assert steps_grow_linearly(read_english, again(unit), LENGTH)


@pytest.mark.parametrize("unit", RUSSIAN)
def test_a_longer_russian_text_takes_its_share_of_steps(unit):
    assert steps_grow_linearly(read_russian, again(unit), LENGTH)


def grows(make):
    return grows_linearly(read_english, make, 1_000, longer=16)


def test_no_expression_runs_away_over_what_comes_again_and_again():
    assert [unit for unit in UNITS if not grows(again(unit))] == []


@pytest.mark.parametrize(
    "make",
    [
        lambda length: "(" * (length // 2) + ")" * (length // 2),
        lambda length: "(a " * (length // 6) + "b) " * (length // 6),
        lambda length: "Riga" + " " * length + "in May",
        lambda length: "Riga" + "\t\n" * (length // 2) + "in May",
        lambda length: "e" + "\u0301" * length,
    ],
    ids=["brackets", "words in brackets", "spaces", "blank lines", "accents"],
)
def test_no_expression_runs_away_over_what_opens_and_closes(make):
    assert grows(lambda length: OPENING + make(length))

"""Events that come again and again: their rule, their first day, the days left out."""

import datetime as dt

import pytest

from calendars.reading.read import read
from calendars.reading.series import Often, Series
from calendars.reading.shape import mention_as_json

PUBLISHED = dt.date(2024, 3, 4)


def told(text, published=PUBLISHED):
    mentions = read(text, published=published).mentions
    return [(m.when and m.when.edtf, m.rrule, m.exdates) for m in mentions]


@pytest.mark.parametrize(
    ("text", "first", "rule"),
    [
        (
            "The debating society meets every first Tuesday at 18:00.",
            "2024-03-05T18:00",
            "FREQ=MONTHLY;BYDAY=1TU",
        ),
        (
            "The chess club's open meeting is held every Monday until 5 June at the Old Library.",
            "2024-03-04",
            "FREQ=WEEKLY;BYDAY=MO;UNTIL=20240605",
        ),
        (
            "The council meets monthly on the 2nd Thursday at 7 p.m. at Town Hall.",
            "2024-03-14T19:00",
            "FREQ=MONTHLY;BYDAY=2TH",
        ),
        (
            "The meetings are held on the first and third Mondays of each month at 6:30 p.m.",
            "2024-03-04T18:30",
            "FREQ=MONTHLY;BYDAY=1MO,3MO",
        ),
        (
            "The board meets on the last Friday of every month.",
            "2024-03-29",
            "FREQ=MONTHLY;BYDAY=-1FR",
        ),
        (
            "The harbour board meets on the 15th of each month.",
            "2024-03-15",
            "FREQ=MONTHLY;BYMONTHDAY=15",
        ),
        (
            "Story time is held every Tuesday and Thursday at 10 a.m. through June.",
            "2024-03-05T10:00",
            "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20240630",
        ),
        (
            "The farmers market will be held every Saturday from May 4 to September 28.",
            "2024-05-04",
            "FREQ=WEEKLY;BYDAY=SA;UNTIL=20240928",
        ),
        (
            "The workshop runs on Tuesdays from 6 p.m. to 8 p.m., starting May 7.",
            "2024-05-07T18:00/2024-05-07T20:00",
            "FREQ=WEEKLY;BYDAY=TU",
        ),
        (
            "The six-week course of lectures will be held on Tuesdays, starting May 7.",
            "2024-05-07",
            "FREQ=WEEKLY;BYDAY=TU;COUNT=6",
        ),
        (
            "The writing seminar will be held every other Friday, beginning May 3.",
            "2024-05-03",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
        ),
        (
            "Negotiators will meet every weekday until March 29.",
            "2024-03-04",
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20240329",
        ),
    ],
)
def test_what_comes_again_has_its_rule_and_its_next_day(text, first, rule):
    assert told(text) == [(first, rule, ())]


def test_of_an_alternating_series_without_a_first_day_no_day_is_invented():
    assert told("The writing circle meets every other Friday.") == [
        ("[2024-03-08,2024-03-15]", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", ())
    ]


def test_two_series_of_one_sentence_have_each_their_hour():
    text = "Clay workshops are held on Tuesdays at 10 a.m. and on Thursdays at 6 p.m."
    assert told(text) == [
        ("2024-03-05T10:00", "FREQ=WEEKLY;BYDAY=TU", ()),
        ("2024-03-07T18:00", "FREQ=WEEKLY;BYDAY=TH", ()),
    ]


@pytest.mark.parametrize(
    "exception",
    [
        ", except on May 7.",
        ". There will be no meeting on May 7.",
        ". The May 7 meeting has been cancelled.",
    ],
)
def test_a_day_left_out_of_a_series_is_an_exception_to_it(exception):
    text = "The planning board meets every first Tuesday" + exception
    assert told(text) == [("2024-03-05", "FREQ=MONTHLY;BYDAY=1TU", ("2024-05-07",))]


def test_a_month_left_out_is_left_out_of_the_rule():
    text = "The planning board meets every first Tuesday, except in August."
    ((_, rule, _),) = told(text)
    assert rule == "FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12;BYDAY=1TU"


def test_the_next_meeting_of_a_series_is_one_of_it():
    text = "The planning board meets every Tuesday at 18:00. Its next meeting is on March 12."
    assert told(text) == [("2024-03-12", "FREQ=WEEKLY;BYDAY=TU", ())]


@pytest.mark.parametrize(
    "text",
    [
        "The protests were held every Friday last year.",
        "The rector, who meets the deans every Monday, praised the students.",
        "The festival's market was held every Saturday until February 3.",
        "The council meets regularly, every second year.",
    ],
)
def test_habits_of_the_past_and_in_passing_are_no_events(text):
    assert told(text) == []


def test_what_is_shown_on_certain_days_of_the_week_lasts_through_all_of_them():
    text = "The exhibition “Wool” is open Tuesdays through Sundays until May 26."
    assert told(text) == [("../2024-05-26", None, ())]


def test_a_single_day_besides_an_aside_on_the_series_is_the_event():
    text = "The council, which meets every Monday, will hold a special session on March 8."
    assert told(text) == [("2024-03-08", None, ())]


def test_the_rule_is_part_of_the_json():
    (mention,) = read("The board meets every Monday, except April 1.", published=PUBLISHED).mentions
    shape = mention_as_json(mention)
    assert (shape["rrule"], shape["exdates"]) == ("FREQ=WEEKLY;BYDAY=MO", ["2024-04-01"])
    (single,) = read("The fair opens on May 5.", published=PUBLISHED).mentions
    assert (mention_as_json(single)["rrule"], mention_as_json(single)["exdates"]) == (None, [])


def test_a_rule_that_fits_no_day_has_no_beginning():
    never = Series(Often.MONTHLY, month_days=(31,), months=(2,), told=PUBLISHED)
    assert never.begin() is None
    assert Series(Often.WEEKLY, ((0, 0),), told=PUBLISHED, last=dt.date(2024, 3, 1)).begin() is None


def test_a_series_near_the_end_of_the_calendar_ends_with_it():
    assert Series(Often.WEEKLY, ((0, 0),), told=dt.date(9999, 12, 30)).begin() is None

"""Dates in words promise no more than was told."""

import pytest

from calendars.dates.when import When
from calendars.dates.words import in_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2021-04-02", "2 April 2021"),
        ("2021-03-30/2021-04-02", "30 March – 2 April 2021"),
        ("2021-05-10/2021-05-12", "10 – 12 May 2021"),
        ("2021-12-30/2022-01-02", "30 December 2021 – 2 January 2022"),
        ("2021-04-10T10:00/2021-04-10T17:00", "10 April 2021, 10:00 – 17:00"),
        ("2021-04-10T10:00Z/2021-04-10T17:00Z", "10 April 2021, 10:00 – 17:00 (UTC)"),
        ("2021-04-10T22:00/2021-04-11T02:00", "10 April 2021, 22:00 – 11 April 2021, 02:00"),
        ("2021-08", "some time in August 2021"),
        ("2021-08~", "about August 2021"),
        ("2021-08-12?", "12 August 2021, not confirmed"),
        ("2021-22", "some time in summer 2021"),
        ("2021-35", "some time in the third quarter of 2021"),
        ("2021", "some time in 2021"),
        ("[2021-03-31..2021-12-31]", "some time in 2021, not before 31 March"),
        ("[2021-08-12,2021-08-13]", "12 or 13 August 2021"),
        ("[2021-08-31,2021-09-01]", "31 August 2021 or 1 September 2021"),
        ("[2021-08-11..2021-08-20]", "some time between 11 August 2021 and 20 August 2021"),
        ("[2021-09-01..]", "some time from 1 September 2021 on"),
        ("../2026-01-04", "until 4 January 2026"),
        ("2021-08-12T10:00+03:00", "12 August 2021, 10:00 (UTC+03:00)"),
        ("2021-08-12T10:00", "12 August 2021, 10:00"),
        ("2021-08/2021-09", "August 2021 – September 2021"),
    ],
)
def test_a_date_is_said_as_a_reader_would(text, words):
    assert in_words(When.of(text)) == words

import datetime as dt

import pytest

from calendars.reading.dateline import find_dateline
from calendars.reading.timex import tag

DAY = dt.date(2024, 4, 8)


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("BAKU, Azerbaijan, April 8\n\nBy A.", "Baku", DAY),
        ("SEOUL, April 8 (Agency) -- The city is set to open.", "Seoul", DAY),
        ("NEW YORK (Agency) - The city is set to open.", "New York", None),
        ("Singapore, 8 April 2024 – The minister will go.", "Singapore", DAY),
        ("WASHINGTON – The senator spoke.", "Washington", None),
        ("A headline first\n\nGENEVA, 8 April - The talks go on.", "Geneva", DAY),
    ],
)
def test_the_forms_of_a_dateline_are_known(text, place, day):
    dateline = find_dateline(text, tag(text, DAY))
    assert (dateline.place, dateline.date) == (place, day)
    assert text[slice(*dateline.span)].lower().startswith(place.lower())


@pytest.mark.parametrize(
    "text", ["The fair opens in May.", "Fair: the best", "On May 5, it opens."]
)
def test_plain_sentences_have_none(text):
    assert find_dateline(text, tag(text, DAY)) is None

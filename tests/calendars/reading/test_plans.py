"""What somebody will do on a day is an entry of a diary, where nothing else tells an event."""

import datetime as dt

import pytest

from calendars.reading.read import read

PUBLISHED = dt.date(2024, 3, 4)


def told(text):
    mentions = read(text, published=PUBLISHED).mentions
    return [(mention.name, mention.when and mention.when.edtf) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "name", "edtf"),
    [
        (
            "The High Representative is due to brief ambassadors on Tuesday.",
            "High Representative to brief ambassadors",
            "2024-03-05",
        ),
        (
            "On May 5 the minister will present the budget to parliament.",
            "Minister to present the budget to parliament",
            "2024-05-05",
        ),
        (
            "A statue of the poet Ana Rodil will be unveiled in Vigo on May 5.",
            "Statue of the poet Ana Rodil to be unveiled in Vigo",
            "2024-05-05",
        ),
        (
            "Voters in Lukanga will choose a new assembly on October 27, officials said Monday.",
            "Voters in Lukanga to choose a new assembly",
            "2024-10-27",
        ),
        (
            "Hale Bank will report first-quarter results on April 18.",
            "Hale Bank to report first-quarter results",
            "2024-04-18",
        ),
        (
            "She will address the Permanent Council on 25 March.",
            "Address the Permanent Council",
            "2024-03-25",
        ),
        ("The rocket is to fly on March 20.", "Rocket to fly", "2024-03-20"),
        (
            "The Economic Council is gathering in Moscow this Friday.",
            "Economic Council to gather in Moscow",
            "2024-03-08",
        ),
        (
            "The village society holds its house tour in September.",
            "house tour of the village society",
            "2024-09",
        ),
        (
            "A hearing on whether jurors may hear the tape will be held on March 6.",
            "hearing",
            "2024-03-06",
        ),
    ],
)
def test_what_will_be_done_is_told_as_a_headline(text, name, edtf):
    assert told(text) == [(name, edtf)]


@pytest.mark.parametrize(
    "text",
    [
        "The law will take effect on May 5.",
        "Prices will rise on Monday.",
        "The company will pay a dividend on May 5.",
        "Mr Smith will serve as acting head until May 23.",
        "Trains will run every hour from May 21.",
        "The president must sign the bill by May 1.",
        "If elected, Mr Lind will present a budget on May 8.",
        "Mr Lind will not address the council on May 8.",
        "Mr Lind was to address the council on May 8.",
        "Mr Lind may address the council on May 8.",
        "Students will go back on May 25.",
        "Figures for August will be published on September 16.",
        "Growth figures were published on Tuesday.",
        "The minister said on Monday he would vote against the bill.",
        "Rivera Bank holds a 5% stake until May 25.",
    ],
)
def test_what_is_no_plan_of_a_diary_stays_out(text):
    assert told(text) == []

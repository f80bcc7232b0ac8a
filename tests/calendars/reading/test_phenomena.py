"""Ways of telling an event that real articles use, one sentence each."""

import datetime as dt

import pytest

from calendars.reading.mention import Status
from calendars.reading.read import read

PUBLISHED = dt.date(2024, 3, 4)


def told(text):
    mentions = read(text, published=PUBLISHED).mentions
    return [(m.name, m.when and m.when.edtf, m.place and m.place.name) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Reed Fair will go ahead as planned on May 4 through 8 in Lyon.",
            ("Reed Fair", "2024-05-04/2024-05-08", "Lyon"),
        ),
        (
            "NEWS\n\nMarch 4, 2024 - The senate agreed to hold hearings.\n\nBriefs will be "
            "accepted until April 12.",
            ("Deadline for briefs", "2024-04-12", None),
        ),
        (
            "On 16 January, Minister Seow and Minister Bao co-chaired the 14th Ministers' Meeting "
            "on Rails. On 26 February they co-chaired the Second Port Forum.",
            ("Second Port Forum", "2024-02-26", None),
        ),
        (
            "The deadline for abstracts, originally 15 March, has been extended to 15 April.",
            ("deadline for abstracts", "2024-04-15", None),
        ),
        (
            "Ministers from the six countries along the Mekong River will gather in Kunming on "
            "May 18.",
            (
                "Meeting of Ministers from the six countries along the Mekong River",
                "2024-05-18",
                "Kunming",
            ),
        ),
        (
            "Thesis drafts are due to readers by April 1.",
            ("Deadline for thesis drafts", "2024-04-01", None),
        ),
        (
            "A march by metal workers which has been announced for Friday in Liege will go ahead.",
            ("march by metal workers", "2024-03-08", "Liege"),
        ),
        (
            "Seawares Asia goes ahead in Busan from December 1 through 3.",
            ("Seawares Asia", "2024-12-01/2024-12-03", "Busan"),
        ),
        (
            "Rustdays 2024 returns to Vilnius from 24 to 26 April.",
            ("Rustdays 2024", "2024-04-24/2024-04-26", "Vilnius"),
        ),
        (
            'The exhibition "Wool and Wire" opens in Porto on 3 May.',
            ('exhibition "Wool and Wire"', "2024-05-03", "Porto"),
        ),
        (
            "Chairman Bo Lind will pay a three-day official visit to Riga from May 6 to 8.",
            ("official visit of Chairman Bo Lind to Riga", "2024-05-06/2024-05-08", "Riga"),
        ),
        (
            "A congress of potters is planned for May 2025 in Riga.",
            ("congress of potters", "2025-05", "Riga"),
        ),
        (
            "Hearings on the dam will be held on April 6, 7 and 8 in Boise.",
            ("Hearings on the dam", "2024-04-06/2024-04-08", "Boise"),
        ),
        (
            "The board fixed June 3 as the day of the referendum on water.",
            ("referendum on water", "2024-06-03", None),
        ),
        (
            "Reporters are asked to register by 15 March.",
            ("Deadline for registration", "2024-03-15", None),
        ),
    ],
)
def test_an_event_is_read_with_name_date_and_place(text, expected):
    assert told(text) == [expected]


def test_a_clock_time_behind_a_range_is_one_of_its_first_day():
    text = "A show of lace opens on May 12 and runs until June 19. The ceremony begins at 7 p.m."
    assert [when for _, when, _ in told(text)] == ["2024-05-12/2024-06-19", "2024-05-12T19:00"]


def test_the_hour_of_the_opening_keeps_the_last_day():
    text = "The Reed Fair takes place in Cork from May 4 to 8. The fair opens on the 4th at 10:00."
    assert [when for _, when, _ in told(text)] == ["2024-05-04T10:00/2024-05-08"]


def test_an_event_explained_in_commas_is_called_by_its_name():
    text = "The 20th edition of Agrofair, the biggest farming fair, will be back on 2-3 October."
    assert told(text) == [("20th edition of Agrofair", "2024-10-02/2024-10-03", None)]


def test_an_event_moved_to_another_town_is_rescheduled_there():
    text = "The Youth Forum has been moved from Graz to Linz and will be held on May 10."
    [mention] = read(text, published=PUBLISHED).mentions
    assert mention.place is not None
    assert (mention.status, mention.place.name) == (Status.RESCHEDULED, "Linz")


def test_what_follows_an_event_has_its_own_date():
    text = "The union's congress will open on 14 June, followed on 15 June by a meeting of mayors."
    assert ("meeting of mayors", "2024-06-15", None) in told(text)


def test_two_verbs_of_one_modal_share_their_subject():
    text = "Minister Ada Holm will arrive in Oslo on May 5 and hold talks with Nils Berg on May 6."
    assert [name for name, _, _ in told(text)] == [
        "Visit of Minister Ada Holm to Oslo",
        "talks of Minister Ada Holm with Nils Berg",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The trade talks will take place before the summer.",
        "The skating club has had to shift its year-end carnival.",
    ],
)
def test_a_date_that_is_not_the_events_own_gives_it_none(text):
    assert told(text) == []

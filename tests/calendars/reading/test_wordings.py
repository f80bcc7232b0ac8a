"""Announcements in other words: new dates beside old ones, deadlines, titles, invitations."""

import datetime as dt

import pytest

from calendars.reading.mention import Status
from calendars.reading.read import read

PUBLISHED = dt.date(2024, 3, 1)


def told(text):
    mentions = read(text, published=PUBLISHED, language="en").mentions
    return [(m.name, m.when and m.when.edtf) for m in mentions]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The gala, which had been due on 9 March, will now take place on 23 March.", "2024-03-23"),
        (
            "The visit to Oslo was planned for March 11 but has been rescheduled for April.",
            "2024-04",
        ),
        ("The regatta will start on June 2 instead of May 26.", "2024-06-02"),
        ("A choir concert scheduled for March 4 will be held on March 8 instead.", "2024-03-08"),
        (
            "The trade summit, originally scheduled for 4 March, will be held on 8 April.",
            "2024-04-08",
        ),
        ("Judge Nair adjourned the trial of banker Paul Sato to March 19.", "2024-03-19"),
        ("Saturday's parade has been moved to Sunday.", "2024-03-03"),
    ],
)
def test_a_new_date_beside_the_old_one_moves_the_event(text, date):
    (mention,) = read(text, published=PUBLISHED).mentions
    assert mention.when is not None
    assert (mention.when.edtf, mention.status) == (date, Status.RESCHEDULED)


def test_a_hearing_that_is_vacated_is_cancelled():
    (mention,) = read("The hearing set for Monday has been vacated.", published=PUBLISHED).mentions
    assert mention.status is Status.CANCELLED


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        (
            "Shareholders must notify the company no later than 23 April.",
            ("Deadline for shareholders to notify the company", "2024-04-23"),
        ),
        (
            "Residents can submit comments until March 29.",
            ("Deadline for submissions", "2024-03-29"),
        ),
        (
            "Candidates have until March 29 to file their papers.",
            ("Deadline for candidates to file their papers", "2024-03-29"),
        ),
        ("Bids must be received by noon on 4 April.", ("Deadline for bids", "2024-04-04T12:00")),
        ("Objections may be lodged until 4 April.", ("Deadline for objections", "2024-04-04")),
    ],
)
def test_what_has_to_be_done_by_a_day_is_a_deadline(text, deadline):
    assert told(text) == [deadline]


@pytest.mark.parametrize(
    "text",
    [
        "The spacecraft may return by Friday.",
        "Iran must stop enriching uranium by 5 May, the agency said.",
        "He must report to prison by April 5.",
        "The sanctions expire on 15 March.",
    ],
)
def test_what_others_must_do_is_no_deadline_for_a_reader(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("“The Long Table” is back on 5 June in Ghent.", ("Long Table", "2024-06-05")),
        ("The Long Table is back on 5 June in Ghent.", ("Long Table", "2024-06-05")),
        ("Hamlet opens at the Grand Theatre on 9 May.", ("Hamlet", "2024-05-09")),
        ("Join us for TramConf 2024 in Basel on 3 October!", ("TramConf 2024", "2024-10-03")),
        (
            "Lusaka will play host to the 12th Council of Ministers of the Lakes Union on 5 June.",
            ("12th Council of Ministers of the Lakes Union", "2024-06-05"),
        ),
        (
            "Riga will play host to the Baltic Ports Forum on 9 October.",
            ("Baltic Ports Forum", "2024-10-09"),
        ),
        (
            "April 8, 9 and 10 have been set as the new dates for the trial of mayor Ana Cruz.",
            ("trial of mayor Ana Cruz", "2024-04-08/2024-04-10"),
        ),
        (
            "The exhibition “Blue Clay” has been extended until 30 June.",
            ("exhibition “Blue Clay”", "../2024-06-30"),
        ),
    ],
)
def test_titles_and_invitations_name_an_event(text, event):
    assert told(text) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "President Omar Dia returns on Sunday.",
        "The Bank of Norway opens at 9 a.m. on Monday.",
        "The team is back on Monday.",
    ],
)
def test_who_returns_and_what_opens_daily_is_no_event(text):
    assert told(text) == []

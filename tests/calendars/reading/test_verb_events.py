"""Events that only a verb tells: who performs, votes, is sworn in or buried, and when."""

import datetime as dt

import pytest

from calendars.reading.read import read

PUBLISHED = dt.date(2024, 3, 1)


def told(text):
    mentions = read(text, published=PUBLISHED, language="en").mentions
    return [(m.name, m.when and m.when.edtf) for m in mentions]


@pytest.mark.parametrize(
    ("text", "name", "date"),
    [
        (
            "The finance committee will hear Governor Ada Lund on Tuesday, 12 March.",
            "Hearing of Governor Ada Lund by the finance committee",
            "2024-03-12",
        ),
        (
            "The Supreme Court will sit in Leeds from 8 to 10 April.",
            "Session of the Supreme Court",
            "2024-04-08/2024-04-10",
        ),
        (
            "Lawmakers will vote on the pension bill on Thursday.",
            "Vote of Lawmakers on the pension bill",
            "2024-03-07",
        ),
        (
            "Deputies will elect a new speaker on 11 March.",
            "Election of a new speaker",
            "2024-03-11",
        ),
        (
            "Parliament debates the asylum law on March 13.",
            "Debate of Parliament on the asylum law",
            "2024-03-13",
        ),
        (
            "Author Mia Berg will talk about her new novel in Oslo on 14 March at 6pm.",
            "Talk by Author Mia Berg about her new novel",
            "2024-03-14T18:00",
        ),
        (
            "Pianist Leo Hart performs at Carnegie Hall on March 22.",
            "Performance of Pianist Leo Hart",
            "2024-03-22",
        ),
        (
            "Former minister Jan Novak goes on trial in Brno on 18 March.",
            "Trial of Former minister Jan Novak",
            "2024-03-18",
        ),
        (
            "Actor Tim Vale is due to appear in court on March 11.",
            "Court appearance of Actor Tim Vale",
            "2024-03-11",
        ),
        (
            "Ex-banker Rita Moss will be sentenced on April 9.",
            "Sentencing of Ex-banker Rita Moss",
            "2024-04-09",
        ),
        (
            "The new president will be sworn in on May 20.",
            "Swearing-in of the new president",
            "2024-05-20",
        ),
        (
            "Singer Olga Ray will be buried in Tartu on Wednesday.",
            "Funeral of Singer Olga Ray",
            "2024-03-06",
        ),
        (
            "A Falcon 9 rocket is scheduled to lift off at 10:37 p.m. on Tuesday.",
            "Launch of a Falcon 9 rocket",
            "2024-03-05T22:37",
        ),
        (
            "An Ariane rocket is to carry two weather satellites into orbit on April 4.",
            "Launch of an Ariane rocket with two weather satellites",
            "2024-04-04",
        ),
        (
            "Prime Minister Eva Sand is due in Warsaw on Monday.",
            "Visit of Prime Minister Eva Sand to Warsaw",
            "2024-03-04",
        ),
        ("Arsenal host Chelsea on Saturday.", "Chelsea hosted by Arsenal", "2024-03-02"),
        ("Norway take on Denmark in Oslo on 22 March.", "Norway v Denmark", "2024-03-22"),
        ("A new tram line opens on 4 May.", "Opening of a new tram line", "2024-05-04"),
        ("Teachers in Lyon will walk out on March 19.", "Strike of Teachers in Lyon", "2024-03-19"),
        (
            "Norbank publishes its quarterly results on 14 March.",
            "Publication of quarterly results of Norbank",
            "2024-03-14",
        ),
    ],
)
def test_a_verb_alone_tells_an_event(text, name, date):
    assert told(text) == [(name, date)]


@pytest.mark.parametrize(
    "text",
    [
        "The minister spoke on Monday about the budget.",
        "Parliament voted on Thursday to raise taxes.",
        "The company said on Tuesday that it will release a new phone.",
        "She will speak to reporters on Monday.",
        "The court sentenced him to five years in prison on Monday.",
        "The Senate passed the bill on Wednesday, and the president signed it on Friday.",
        "The spacecraft was originally to lift off on February 21.",
        "The bank faces a fine on Monday.",
        "The shop will be closed on Monday.",
        "The film, in which Tom Ray plays Henry Ford, was shot in 2022.",
    ],
)
def test_what_was_said_or_done_and_what_happens_to_things_is_no_event(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "name", "date"),
    [
        (
            "More than 400 dockers rallied February 27 outside the customs house in Porto.",
            "Demonstration of dockers",
            "2024-02-27",
        ),
        (
            "Students marched on Tuesday in Quito.",
            "Demonstration of Students",
            "2024-02-27",
        ),
        (
            "Pensioners took to the streets of Sofia on Sunday.",
            "Demonstration of Pensioners",
            "2024-02-25",
        ),
        ("Bus drivers walked out on Monday in Leeds.", "Strike of Bus drivers", "2024-02-26"),
        (
            "Typesetters have been on strike since February 9.",
            "Strike of Typesetters",
            "2024-02-09",
        ),
        (
            "Bakery workers went on strike on Monday in Turin.",
            "Strike of Bakery workers",
            "2024-02-26",
        ),
        ("Nurses have been striking since February 5.", "Strike of Nurses", "2024-02-05"),
        (
            "Lecturers voted on Tuesday in favour of a strike.",
            "Strike vote of Lecturers",
            "2024-02-27",
        ),
    ],
)
def test_what_crowds_did_in_the_streets_and_at_work_is_an_event(text, name, date):
    assert told(text) == [(name, date)]


@pytest.mark.parametrize(
    "text",
    [
        "Stocks rallied on Monday after the bank cut its rates.",
        "Students demonstrated on Tuesday that the valve works.",
        "Engineers demonstrated the new valve on Tuesday.",
        "The minister walked out on Monday.",
        "Members of the council voted on Monday to raise fees.",
    ],
)
def test_what_markets_and_others_do_by_the_same_verbs_is_no_event(text):
    assert told(text) == []

"""A line that is only a day heads the lines below it, as in notes on the week ahead."""

import datetime as dt

from calendars.reading.read import read

PUBLISHED = dt.date(2024, 3, 4)


def told(*lines, published=PUBLISHED, language=None):
    mentions = read("\n".join(lines), published=published, language=language).mentions
    return [(m.name, m.when and m.when.edtf, m.place and m.place.name) for m in mentions]


def test_entries_take_the_day_and_place_of_their_heading():
    assert told(
        "Forward look: 11 to 24 March 2024",
        "",
        "Monday 11 March, Brussels",
        "Eurogroup (from 15:00)",
        "Ministers will discuss the draft budgets of the euro area.",
        "",
        "Tuesday 12 March, Riga",
        "Foreign Affairs Council (Trade), starting at 09:30",
    ) == [
        ("Eurogroup", "2024-03-11T15:00", "Brussels"),
        ("Foreign Affairs Council", "2024-03-12T09:30", "Riga"),
    ]


def test_an_hour_may_open_the_line():
    assert told(
        "Wednesday, March 13",
        "10:00 a.m. - Joint hearing on the harbour budget",
        "2 p.m. - Board of Harbour Commissioners",
    ) == [
        ("Joint hearing on the harbour budget", "2024-03-13T10:00", None),
        ("Board of Harbour Commissioners", "2024-03-13T14:00", None),
    ]


def test_a_line_with_a_day_of_its_own_ends_the_block():
    assert told(
        "Wednesday, March 13",
        "Joint hearing on the harbour budget",
        "March 20: conciliation meeting with the senate",
        "Quay Street",
    ) == [
        ("Joint hearing on the harbour budget", "2024-03-13", None),
        ("conciliation meeting with the senate", "2024-03-20", None),
    ]


def test_the_stamp_of_a_page_heads_nothing():
    assert told("Monday 4 March 2024", "Harbour Gazette", "The council paid for the quay.") == []


def test_sentences_below_a_heading_are_no_entries():
    assert (
        told("Wednesday, March 13", "The committee rose early.", "Ministers want a longer session.")
        == []
    )


def test_russian_agendas_are_read():
    assert told(
        "6 марта, среда",
        "Пленарное заседание Государственной думы",
        "",
        "7 марта, четверг",
        "Заседание комитета по бюджету",
        language="ru",
    ) == [
        ("Пленарное заседание Государственной думы", "2024-03-06", None),
        ("заседание комитета по бюджету", "2024-03-07", None),
    ]

"""Lines that only give days and places tell what the sentence above them names."""

import datetime as dt

from calendars.reading.read import read

PUBLISHED = dt.date(2024, 3, 4)


def told(text):
    mentions = read(text, published=PUBLISHED).mentions
    return [(m.name, m.when and m.when.edtf, m.place and m.place.name) for m in mentions]


def test_labelled_days_under_headings_are_hearings_of_the_sentence_above():
    text = (
        "Below is the schedule of public hearings on the Water Bill:\n"
        "North Province\n"
        "Date and time: Monday 18th March, 9-11 a.m.\n"
        "Venue: Lamp Hall, Riga\n"
        "South Province\n"
        "Date and time: Monday 18th March, 2-3 p.m.\n"
        "Venue: Quay Hall, Tartu\n"
    )
    assert [entry[:2] for entry in told(text)] == [
        ("public hearing on the Water Bill, North Province", "2024-03-18T09:00/2024-03-18T11:00"),
        ("public hearing on the Water Bill, South Province", "2024-03-18T14:00/2024-03-18T15:00"),
    ]


def test_days_behind_an_announcement_replace_the_week_that_it_tells():
    text = (
        "Senator Lind said that her staff will hold mobile office hours next week. "
        "Staff will be there at the following times: Monday, March 11, from 10:00 a.m. to "
        "11:30 a.m., Riga City Hall, 131 W. 5th Avenue. Tuesday, March 12, from 1:00 p.m. to "
        "3:00 p.m., Tartu Public Library."
    )
    assert [entry[1] for entry in told(text)] == [
        "2024-03-11T10:00/2024-03-11T11:30",
        "2024-03-12T13:00/2024-03-12T15:00",
    ]
    assert all("office hours" in name for name, _, _ in told(text))


def test_the_stamps_of_a_page_are_no_schedule():
    text = "The council will hold hearings.\nReceived: 1 March 2024\nUpdated: 2 March 2024\n"
    assert told(text) == []

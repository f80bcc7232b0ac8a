import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.reading.marked import with_marked
from calendars.reading.marked_event import MarkedEvent
from calendars.reading.mention import Certainty, Kind, Status
from calendars.reading.read import read

PUBLISHED = dt.date(2021, 4, 28)
TEXT = (
    "The Harbour Book Fair will be held in Riga on May 5. Entry is free.\n\n"
    "The town council will hold a hearing in Riga on May 12."
)


def marked(*events, text=TEXT):
    return with_marked(read(text, published=PUBLISHED), events)


def one(**fields):
    """The mention of a page that tells its event by markup alone."""
    given = {"name": "Lamp Fair", "start": "2021-06-01"} | fields
    [mention] = marked(MarkedEvent(**given), text="Nothing is told here.").mentions
    return mention


def names(reading):
    return [mention.name for mention in reading.mentions]


def test_an_event_that_only_the_markup_tells_is_quoted_from_the_markup():
    mention = one(venue="Old Dock Hall", town="Riga", country="LV")
    assert mention.quote == (
        '{"name": "Lamp Fair", "startDate": "2021-06-01", "location": "Old Dock Hall"}'
    )
    assert mention.spans == {}
    assert (mention.kind, mention.status) == (Kind.EXHIBITION, Status.SCHEDULED)
    assert mention.place.name == "Old Dock Hall, Riga"
    assert (mention.place.country, mention.place.zone) == ("LV", "Europe/Riga")


def test_a_sentence_that_names_the_event_and_its_day_is_the_quote():
    text = "Come to Nimbus on June 1, 2021, and bring a friend."
    reading = marked(MarkedEvent("Nimbus", "2021-06-01"), text=text)
    [mention] = reading.mentions
    assert mention.quote == text
    assert text[slice(*mention.spans["name"])] == "Nimbus"
    assert text[slice(*mention.spans["date"])] == "June 1, 2021"


def test_markup_and_prose_of_one_event_are_one_mention_and_the_markup_wins():
    event = MarkedEvent("Harbour Book Fair", "2021-05-05", "2021-05-07", venue="Old Dock Hall")
    fair, hearing = marked(event).mentions
    assert (fair.when.edtf, fair.place.name) == ("2021-05-05/2021-05-07", "Old Dock Hall")
    assert fair.quote == "The Harbour Book Fair will be held in Riga on May 5."
    assert "place" not in fair.spans
    assert hearing == read(TEXT, published=PUBLISHED).mentions[1]


def test_another_day_in_the_markup_wins_and_is_quoted_from_it():
    fair, _ = marked(MarkedEvent("Harbour Book Fair", "2021-05-06")).mentions[::-1]
    assert fair.when.edtf == "2021-05-06"
    assert fair.quote.startswith('{"name": "Harbour Book Fair"')
    assert fair.spans == {}
    assert fair.place.name == "Riga"


def test_prose_keeps_the_hour_and_the_end_that_the_markup_does_not_say():
    text = "The Lamp Fair opens on May 5 at 10 a.m. The Wool Fair will be held on May 6-8."
    events = MarkedEvent("Lamp Fair", "2021-05-05"), MarkedEvent("Wool Fair", "2021-05-06")
    assert [m.when.edtf for m in marked(*events, text=text).mentions] == [
        "2021-05-05T10:00",
        "2021-05-06/2021-05-08",
    ]


def test_an_event_far_away_or_marked_up_itself_is_another_one():
    text = "The Farm Market will be held on May 7."
    weekly = [MarkedEvent("Farm Market", f"2021-05-{day}") for day in ("14", "07")]
    assert len(marked(*weekly, text=text).mentions) == 2
    assert len(marked(MarkedEvent("Farm Market", "2021-09-03"), text=text).mentions) == 2


@pytest.mark.parametrize(
    ("word", "previous", "status", "certainty"),
    [
        ("EventScheduled", "", Status.SCHEDULED, Certainty.CERTAIN),
        ("EventMovedOnline", "", Status.SCHEDULED, Certainty.CERTAIN),
        ("EventCancelled", "", Status.CANCELLED, Certainty.CANCELLED),
        ("EventPostponed", "", Status.POSTPONED, Certainty.CERTAIN),
        ("EventRescheduled", "2021-05-01", Status.RESCHEDULED, Certainty.CERTAIN),
        ("", "2021-05-01", Status.RESCHEDULED, Certainty.CERTAIN),
        ("Nonsense", "", Status.SCHEDULED, Certainty.CERTAIN),
    ],
)
def test_the_status_is_what_the_page_says(word, previous, status, certainty):
    mention = one(status=word, previous_start=previous)
    assert (mention.status, mention.certainty) == (status, certainty)


def test_scheduled_is_said_of_every_event_and_calls_no_cancelled_one_back():
    text = "The Lamp Fair, which was to be held on June 1, has been cancelled."
    event = MarkedEvent("Lamp Fair", "2021-06-01", status="EventScheduled")
    [mention] = marked(event, text=text).mentions
    assert mention.status is Status.CANCELLED


@pytest.mark.parametrize(
    ("start", "end", "edtf"),
    [
        ("2021-06", "", "2021-06"),
        ("2021-06-01", "2021-06-01", "2021-06-01"),
        ("2021-06-01", "2021-05-01", "2021-06-01"),
        ("2021-06-01", "9998-01-01", "2021-06-01"),
        ("2021-06-01", "2021-02-30", "2021-06-01"),
        ("20210601", "20210603", "2021-06-01/2021-06-03"),
        ("2021-06-01T00:00:00+00:00", "2021-06-01T23:59:59+00:00", "2021-06-01"),
        ("2021-06-01T00:00:00", "2021-06-02T00:00:00", "2021-06-01"),
        ("2021-06-01T00:00", "2021-06-03T23:59", "2021-06-01/2021-06-03"),
        ("2021-06-01T10:00", "", "2021-06-01T10:00"),
        ("2021-06-01 10:00:00", "2021-06-01 12:30:00", "2021-06-01T10:00/2021-06-01T12:30"),
        ("2021-06-01T10:00:00.000Z", "2021-06-01T10:00:00.000Z", "2021-06-01T10:00Z"),
        ("20210601T100000+0300", "", "2021-06-01T10:00+03:00"),
        ("2021-06-01T10:00", "2021-06-03", "2021-06-01/2021-06-03"),
        ("2021-06-01T25:00", "", "2021-06-01"),
        ("2021-06-01T10:00+99:00", "", "2021-06-01"),
    ],
)
def test_dates_are_no_finer_than_they_are_marked_up(start, end, edtf):
    assert one(start=start, end=end).when.edtf == edtf


def test_moments_are_told_on_the_clocks_of_the_place():
    mention = one(start="2021-06-01T22:30:00Z", town="Riga", country="Latvia")
    assert mention.when.edtf == "2021-06-02T01:30+03:00"


@pytest.mark.parametrize(
    ("fields", "name", "country"),
    [
        ({"town": "Paris", "region": "Texas", "country": "US"}, "Paris", "US"),
        ({"address": "Brivibas 1, LV-1050 Riga, Latvia"}, "Riga", "LV"),
        ({"venue": "https://meet.example/room"}, None, None),
        ({"venue": "Old Hall", "country": "XX"}, "Old Hall", None),
        ({"town": "Smallhamlet", "country": "DE"}, "Smallhamlet", "DE"),
        ({"country": "Latvia"}, "Latvia", "LV"),
    ],
)
def test_places_are_found_and_what_is_unknown_stays_a_name(fields, name, country):
    place = one(**fields).place
    assert (place and place.name, place and place.country) == (name, country)


def test_the_pages_own_coordinates_win():
    place = one(town="Riga", latitude=56.9, longitude=24.2).place
    assert (place.latitude, place.longitude, place.country) == (56.9, 24.2, "LV")


def test_names_are_read_without_entities_tags_and_what_cannot_be_printed():
    mention = one(name="Caf&eacute; &amp;amp; <b>Jazz</b>\0\ud800 Night")
    assert mention.name == "Café & Jazz Night"
    mention.quote.encode()


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (MarkedEvent("Lamp Fair", "2021-02-30"), "does not exist"),
        (MarkedEvent("Lamp Fair", "soon"), "no date of ISO 8601"),
        (MarkedEvent("&nbsp;--", "2021-06-01"), "its name has no letter"),
        (MarkedEvent("Lamp Fair", "2019-06-01"), "background: long past"),
    ],
)
def test_what_is_no_entry_is_dropped_and_the_decision_says_why(event, why):
    reading = marked(event)
    assert reading.mentions == read(TEXT, published=PUBLISHED).mentions
    [decision] = [d for d in reading.decisions if d.reasons[0] == "schema.org"]
    assert not decision.kept
    assert why in decision.reasons[1]


def test_an_event_marked_up_twice_is_one():
    events = MarkedEvent("Lamp Fair", "2021-06-01"), MarkedEvent("Lamp Fair", "2021-06-01T10:00")
    assert names(marked(*events)).count("Lamp Fair") == 1


def test_of_very_many_events_the_first_are_taken():
    day = dt.date(2021, 6, 1)
    events = [MarkedEvent(f"Fair {n}", f"{day + dt.timedelta(n)}") for n in range(1_000)]
    assert len(marked(*events, text="Nothing is told here.").mentions) == 200


words = st.text(max_size=40) | st.sampled_from(
    ["2021-06-01", "0001-01-01T00:00Z", "9998-12-31T23:59-18:00", "1600-01-01T01:01Z", "Riga", "US"]
)
degrees = st.none() | st.floats(-90, 90)


@settings(max_examples=150, deadline=None)
@given(
    st.builds(
        MarkedEvent,
        words,
        words,
        words,
        words,
        words,
        words,
        words,
        words,
        words,
        words,
        words,
        degrees,
        degrees,
        words,
    )
)
def test_no_markup_breaks_the_reader(event):
    for mention in marked(event).mentions:
        mention.quote.encode()
        assert mention.name.isprintable()

"""Any moment can be asked for: events, searches and their sentences as they were believed."""

import datetime as dt

import pytest

from calendars.errors import InvalidFilter
from calendars.events import by_hand, parting, shape
from calendars.events.finding import find
from calendars.events.ingest import retract
from calendars.events.past import moment_of
from calendars.events.search import Search
from calendars.reading.mention import Status
from tests.calendars.events.factories import NOW, SOCHI, mention, tell

DAY = dt.timedelta(days=1)


def believed(store, moment, **filters):
    """What a search found at a moment: name, date, status, place, SEQUENCE and sentences."""
    with store.reading(as_of=moment) as session:
        page = find(session, Search.parse(filters), today=moment.date())
        return [
            (one["edtf"], one["status"], one["place"], one["sequence"], len(one["sources"]))
            for one in shape.events(session, page.items)
        ]


def test_a_search_answers_as_it_was_believed_at_each_moment(store):
    tell(store, mention(when="2021-08"), published="2021-03-31", now=NOW)
    tell(store, mention(when="2021-08-12"), published="2021-05-01", now=NOW + DAY)
    tell(
        store,
        mention(when="2021-09-05", place=SOCHI, status=Status.RESCHEDULED),
        published="2021-05-20",
        now=NOW + 2 * DAY,
    )
    tell(
        store,
        mention(when=None, place=None, status=Status.CANCELLED),
        published="2021-05-25",
        now=NOW + 3 * DAY,
    )
    second = dt.timedelta(seconds=1)
    assert believed(store, NOW - second) == []
    assert believed(store, NOW) == [("2021-08", "scheduled", "Moscow", 0, 1)]
    assert believed(store, NOW + DAY - second) == [("2021-08", "scheduled", "Moscow", 0, 1)]
    assert believed(store, NOW + DAY) == [("2021-08-12", "scheduled", "Moscow", 1, 2)]
    assert believed(store, NOW + 2 * DAY) == [("2021-09-05", "rescheduled", "Sochi", 2, 3)]
    assert believed(store, NOW + 4 * DAY) == [("2021-09-05", "cancelled", "Sochi", 3, 4)]
    august = {"from": "2021-08", "to": "2021-08"}
    assert [len(believed(store, NOW + days * DAY, **august)) for days in range(4)] == [1, 1, 0, 0]


def test_what_was_merged_and_parted_since_stands_as_it_stood(store):
    tell(store, mention("Birch Forum", "2021-08-12"), now=NOW)
    tell(store, mention("Harbour Conference", "2021-08-13"), now=NOW)
    with store.writing() as session:
        parting.join_by_hand(session, 1, 2, person="ann", now=NOW + DAY)
    with store.writing() as session:
        parting.split(session, 2, person="ann", now=NOW + 2 * DAY)
    assert [len(believed(store, NOW + days * DAY)) for days in range(3)] == [2, 1, 2]
    assert [row[4] for row in believed(store, NOW)] == [1, 1]
    assert [row[4] for row in believed(store, NOW + DAY)] == [2]
    assert [row[4] for row in believed(store, NOW + 2 * DAY)] == [1, 1]


def test_what_was_withdrawn_or_retracted_since_is_there_and_its_history_ends_there(store):
    tell(store, mention("Birch Forum", "2021-08-12"), now=NOW)
    tell(store, mention("Harbour Conference", "2021-08-13"), now=NOW)
    with store.writing() as session:
        by_hand.withdraw(session, 1, person="ann", now=NOW + DAY)
        retract(session, 2, now=NOW + DAY)
    assert len(believed(store, NOW)) == 2
    assert believed(store, NOW + DAY) == []
    with store.reading(as_of=NOW) as session:
        event = by_hand.get(session, 2)
        assert [claim["retracted"] for claim in shape.claims(session, event)] == [None] * 6
        assert len(shape.revisions(session, event)) == 1


def test_a_reading_of_the_past_leaves_the_present_as_it_is(store):
    tell(store, mention(when="2021-08"), now=NOW)
    tell(store, mention(when="2021-08-12"), published="2021-05-01", now=NOW + DAY)
    for _ in range(8):
        assert believed(store, NOW)[0][0] == "2021-08"
        with store.reading() as session:
            assert by_hand.get(session, 1).edtf == "2021-08-12"


@pytest.mark.parametrize("text", ["soon", "2021-02-30", "2021-03-31T12:00", "2021-06-02"])
def test_a_moment_that_nobody_can_know_is_refused(text):
    with pytest.raises(InvalidFilter, match=r"moment|future"):
        moment_of(text, NOW)


def test_today_is_believed_as_it_is_now():
    assert moment_of("2021-06-01", NOW) == NOW
    assert moment_of("2021-06-01T09:00:00 03:00", NOW) == NOW - dt.timedelta(hours=3)

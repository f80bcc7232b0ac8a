"""Saved searches under names."""

import pytest

from calendars.errors import AlreadyExists, Conflict, InvalidField, InvalidFilter, NotFound
from calendars.events import calendars, journal, shape
from calendars.store.tables import Channel, Subscription, SubscriptionState
from tests.calendars.events.factories import NOW


def test_a_calendar_is_kept_as_the_filters_of_its_search(store):
    with store.writing() as session:
        calendars.create(
            session, "moscow", "Moscow", {"country": "ru", "q": "Forum"}, now=NOW, colour="#aa0000"
        )
        assert journal.version(session) == 1
    with store.reading() as session:
        found = calendars.get(session, "moscow")
        assert shape.calendar(found) == {
            "slug": "moscow",
            "name": "Moscow",
            "description": None,
            "colour": "#aa0000",
            "private": False,
            "search": {"country": ["RU"], "q": "forum"},
            "created": "2021-06-01T09:00:00Z",
            "modified": "2021-06-01T09:00:00Z",
        }
        slugs = [calendar.slug for calendar in calendars.every(session)]
        assert slugs == ["all", "dates-to-be-confirmed", "moscow"]


def test_a_slug_is_taken_once(store):
    with store.writing() as session, pytest.raises(AlreadyExists, match="“all”"):
        calendars.create(session, "all", "Everything", {}, now=NOW)


@pytest.mark.parametrize("slug", ["", "A", "a b", "-a", "a--b", "a/b", "ä", "x" * 61, "a.ics"])
def test_a_slug_that_no_url_should_have_is_refused(store, slug):
    with store.writing() as session, pytest.raises(InvalidField) as error:
        calendars.create(session, slug, "Name", {}, now=NOW)
    assert error.value.field == "slug"


def test_a_calendar_needs_a_name_and_a_search_with_meaning(store):
    with store.writing() as session:
        with pytest.raises(InvalidField, match="name"):
            calendars.create(session, "a", " ", {}, now=NOW)
        with pytest.raises(InvalidField, match="colour"):
            calendars.create(session, "a", "A", {}, now=NOW, colour="red;}")
        with pytest.raises(InvalidFilter, match="nonsense"):
            calendars.create(session, "a", "A", {"nonsense": "1"}, now=NOW)


def test_a_deleted_calendar_is_not_found(store):
    with store.writing() as session:
        calendars.delete(session, "all")
    with store.reading() as session, pytest.raises(NotFound, match="no calendar “all”"):
        calendars.get(session, "all")


def test_a_calendar_that_somebody_hears_is_not_deleted(store):
    with store.writing() as session:
        session.add(
            Subscription(
                calendar_id=calendars.get(session, "all").id,
                channel=Channel.EMAIL,
                address="ann@example.org",
                state=SubscriptionState.ACTIVE,
                token_hash="x",
                created=NOW,
            )
        )
        session.flush()
        with pytest.raises(Conflict, match="subscriptions"):
            calendars.delete(session, "all")

"""Windows pass, and what nobody spoke of again lapses."""

import datetime as dt

from sqlmodel import select

from calendars.events import journal
from calendars.events.lapse import lapse
from calendars.reading.mention import Status
from calendars.store.tables import Event
from tests.calendars.events.factories import NOW, mention, tell


def lapsed(store, day, **more):
    with store.writing() as session:
        now = dt.datetime.fromisoformat(f"{day}T06:00:00+00:00")
        return [event.name for event in lapse(session, now=now, **more)]


def test_a_month_that_passed_without_a_day_lapses_once(store):
    tell(store, mention("Amber Forum", "2021-08"))
    assert lapsed(store, "2021-08-31") == []
    assert lapsed(store, "2021-09-01") == ["Amber Forum"]
    with store.reading() as session:
        version = journal.version(session)
    assert lapsed(store, "2021-09-02") == []
    with store.reading() as session:
        event = session.exec(select(Event)).one()
        assert (event.status, event.sequence) == (Status.LAPSED, 1)
        assert journal.version(session) == version


def test_a_named_day_waits_for_a_report(store):
    tell(store, mention("Amber Forum", "2021-08-12"))
    assert lapsed(store, "2021-11-10") == []
    assert lapsed(store, "2021-11-11") == ["Amber Forum"]
    assert lapsed(store, "2021-08-14", patience=dt.timedelta(days=1)) == []


def test_what_was_past_when_it_was_heard_of_never_lapses(store):
    tell(store, mention("Amber Forum", "2020-08"), published="2020-07-01")
    assert lapsed(store, "2030-01-01") == []


def test_a_cancelled_event_does_not_lapse(store):
    tell(store, mention("Amber Forum", "2021-08", status=Status.CANCELLED))
    assert lapsed(store, "2022-01-01") == []


def test_a_report_after_all_and_a_new_date_end_the_lapse(store):
    tell(store, mention("Amber Forum", "2021-08"), mention("Birch Forum", "2021-07"))
    assert lapsed(store, "2021-09-01") == ["Birch Forum", "Amber Forum"]
    late = dt.datetime(2021, 9, 5, tzinfo=dt.UTC)
    tell(store, mention("Amber Forum", "2021-08-20", status=Status.HELD), published="2021-09-05",
         now=late)  # fmt: skip
    tell(store, mention("Birch Forum", "2021-07"), outlet="b.example", now=late)
    with store.reading() as session:
        events = session.exec(select(Event).order_by(Event.id)).all()
        assert [event.status for event in events] == [Status.HELD, Status.LAPSED]


def test_only_so_many_lapse_at_once_the_longest_past_first(store):
    tell(store, mention("Amber Forum", "2021-08"), mention("Birch Forum", "2021-07"))
    assert lapsed(store, "2021-09-01", limit=1) == ["Birch Forum"]


def test_a_passed_window_is_counted_from_when_it_was_first_heard_of(store):
    tell(store, mention("Amber Forum", "2021-06"), now=NOW)
    assert lapsed(store, "2021-07-01") == ["Amber Forum"]

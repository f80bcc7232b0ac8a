"""Who hears of what: calendars, searches and single events."""

from sqlmodel import select

from calendars.reading.mention import Certainty
from calendars.reminders.plan import plan
from calendars.reminders.wishes import active, wishes
from calendars.store.tables import Calendar, Reminder, ReminderState
from tests.calendars.reminders.makers import NOW, make_event, make_subscription, revise


def heard(session, event, **options):
    found = wishes(session, [event], active(session), today=NOW.date(), **options)
    return [subscription.address for subscription in found[event.id]]


def test_a_search_hears_of_what_it_finds(store):
    with store.writing() as session:
        for country in ("RU", "TM"):
            search = {"country": country}
            make_subscription(session, search=search, address=f"{country.lower()}@example.org")
        make_subscription(session, search={"q": "ministers"}, address="q@example.org")
        assert heard(session, make_event(session)) == ["ru@example.org", "q@example.org"]


def test_a_calendar_hears_of_what_its_search_finds_now(store):
    with store.writing() as session:
        make_subscription(session)
        event = make_event(session)
        assert heard(session, event) == ["anna@example.org"]
        calendar = session.exec(select(Calendar).where(Calendar.slug == "all")).one()
        calendar.search = {"country": "TM"}
        session.flush()
        assert heard(session, event) == []


def test_filters_of_how_events_are_shown_can_be_left_out(store):
    with store.writing() as session:
        make_subscription(session, calendar="dates-to-be-confirmed")
        event = make_event(session)
        assert heard(session, event) == []
        assert heard(session, event, however_shown=True) == ["anna@example.org"]


def test_an_event_that_is_no_longer_found_is_no_longer_reminded_of(store):
    with store.writing() as session:
        make_subscription(session, search={"to": "2021-04-05"}, notices=[])
        event = make_event(session)
        plan(session, [event], now=NOW)
        revise(session, event, NOW, edtf="2021-04-12")
        plan(session, [event], now=NOW)
        assert [row.state for row in session.exec(select(Reminder))] == [ReminderState.CANCELLED]


def test_only_what_is_sure_enough_is_heard_of(store):
    with store.writing() as session:
        make_subscription(session, certainty="eos4")
        event = make_event(session)
        for certainty, ears in (("eos5", 1), ("eos4", 1), ("eos3", 0), ("eos6", 1)):
            event.certainty = Certainty(certainty)
            session.flush()
            assert len(heard(session, event)) == ears

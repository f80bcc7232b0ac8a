"""Of an event without a day people hear when its time begins, and when it passed in silence."""

import pytest
from sqlmodel import select

from calendars.events import by_hand, calendars
from calendars.events.lapse import lapse
from calendars.reading.mention import Status
from calendars.reminders import outcomes
from calendars.reminders.plan import ahead, plan, plan_again, plan_calendar
from calendars.reminders.recheck import recheck
from calendars.store.tables import About, Change, Event, Reminder, ReminderState, Subscription
from tests.calendars.reminders.makers import DAY, NOW, make_event, make_subscription, revise, utc
from tests.calendars.reminders.test_plan import rows, send_all

EVE = utc("2021-03-31T18:00+03:00")
BOTH = ["unset", "unheard", "dated", "moved", "cancelled"]


def planned(session, edtf="2021-04", notices=BOTH, now=NOW, **wish):
    make_subscription(session, now=now, before=["P1D"], notices=notices, **wish)
    event = make_event(session, edtf, now=NOW)
    plan(session, [event], now=now)
    return event


@pytest.mark.parametrize("edtf", ["2021-04", "[2021-04-01..2021-04-10]", "2021-04-01~"])
def test_the_eve_of_its_window_tells_that_the_day_is_still_not_set(store, edtf):
    with store.writing() as session:
        event = planned(session, edtf)
        eve = utc(f"{event.window_first - DAY}T18:00+03:00")
        found = [(row.about, row.due, row.occurrence) for row in rows(session)]
        assert found == [(About.UNSET, eve, edtf)]


def test_who_did_not_ask_for_it_is_not_told(store):
    with store.writing() as session:
        planned(session, notices=["moved"])
        assert rows(session) == []


def test_planning_again_plans_it_once_and_late_subscribers_not_at_all(store):
    with store.writing() as session:
        planned(session)
        for now in (NOW, NOW + DAY):
            plan_again(session, ahead(session, now=now), now=now)
        assert [row.about for row in rows(session)] == [About.UNSET]
        late = make_subscription(session, now=EVE + DAY, notices=BOTH)
        assert late.id not in {row.subscription_id for row in rows(session)}


def test_a_calendar_that_hides_imprecise_dates_tells_it_to_who_asked(store):
    with store.writing() as session:
        calendars.create(session, "certain", "Certain", {"certain": "true"}, now=NOW)
        planned(session, calendar="certain")
        assert [row.about for row in rows(session)] == [About.UNSET]


def test_a_day_that_is_named_takes_its_place_by_a_reminder_and_a_notice(store):
    with store.writing() as session:
        event = planned(session)
        send_all(session, EVE)
        later = EVE + DAY
        revise(session, event, later, Change.SHARPENED, edtf="2021-04-12")
        plan(session, [event], now=later)
        assert sorted(row.about for row in rows(session)) == [About.BEFORE, About.DATED]
        [told] = [row for row in rows(session) if row.about is About.DATED]
        assert (told.was, told.occurrence) == ("2021-04", "2021-04-12")


def test_a_day_that_is_named_before_the_window_calls_it_off(store):
    with store.writing() as session:
        event = planned(session)
        revise(session, event, NOW, Change.SHARPENED, edtf="2021-04-12")
        plan(session, [event], now=NOW)
        assert About.UNSET not in [row.about for row in rows(session)]


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.POSTPONED, Status.HELD])
def test_an_event_that_is_off_has_no_window(store, status):
    with store.writing() as session:
        event = planned(session)
        revise(session, event, NOW, Change.CANCELLED, status=status)
        plan(session, [event], now=NOW)
        assert About.UNSET not in [row.about for row in rows(session)]


def test_a_window_that_passed_in_silence_is_told_once(store):
    with store.writing() as session:
        make_subscription(session, notices=BOTH)
        fields = {"name": "Forum", "start": "2021-04", "place": "Riga", "country": "LV"}
        plan(session, [by_hand.create(session, fields, person="test", now=NOW)], now=NOW)
        send_all(session, utc("2021-04-01T00:00Z"))
        after = utc("2021-05-02T09:00Z")
        gone = lapse(session, now=after)
        assert [event.status for event in gone] == [Status.LAPSED]
        plan(session, gone, now=after)
        [row] = rows(session)
        assert (row.about, row.due, row.occurrence) == (About.UNHEARD, after, "2021-04")
        later = after + DAY
        plan(session, session.exec(select(Event)).all(), now=later)
        assert [one.id for one in rows(session)] == [row.id]
        make_subscription(session, now=later, notices=BOTH)
        plan_again(session, ahead(session, now=later), now=later)
        assert [one.id for one in rows(session)] == [row.id]
        claim = outcomes.Claim(
            row.id, row.key, row.subscription_id, "email", "one", 1, 0, row.due, later
        )
        subscription = session.get(Subscription, row.subscription_id)
        event = session.get(Event, row.event_id)
        assert recheck(claim, row, subscription, event, later) is None


def test_an_event_with_a_day_that_lapses_tells_nobody(store):
    with store.writing() as session:
        make_subscription(session, notices=BOTH)
        fields = {"name": "Forum", "start": "2021-04-12", "place": "Riga", "country": "LV"}
        plan(session, [by_hand.create(session, fields, person="test", now=NOW)], now=NOW)
        send_all(session, utc("2021-04-12T00:00Z"))
        after = utc("2021-08-02T09:00Z")
        gone = lapse(session, now=after)
        assert [event.status for event in gone] == [Status.LAPSED]
        plan(session, gone, now=after)
        assert rows(session) == []


def test_a_calendar_whose_search_changes_takes_its_reminders_along(store):
    with store.writing() as session:
        calendars.create(session, "riga", "Riga", {"country": "LV"}, now=NOW)
        subscription = make_subscription(session, calendar="riga")
        other = make_subscription(session)
        event = make_event(session)
        plan(session, [event], now=NOW)
        assert [row.subscription_id for row in rows(session)] == [other.id]
    with store.writing() as session:
        calendars.change(session, "riga", {"search": {"country": "RU"}}, now=NOW)
        plan_calendar(session, "riga", now=NOW)
        assert {row.subscription_id for row in rows(session)} == {subscription.id, other.id}
    with store.writing() as session:
        calendars.change(session, "riga", {"search": {"country": "LV"}}, now=NOW)
        plan_calendar(session, "riga", now=NOW)
        assert [row.subscription_id for row in rows(session)] == [other.id]
        assert [
            row.state for row in session.exec(select(Reminder)) if row not in rows(session)
        ] == [ReminderState.CANCELLED]

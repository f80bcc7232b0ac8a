"""Digests: the day or week ahead, once per period, on the subscriber's clock."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from calendars.dates.window import Window
from calendars.reading.mention import Certainty, Status
from calendars.reminders import subscriptions
from calendars.reminders.digest import (
    contents,
    due_at,
    period_named,
    period_of,
    plan_digests,
    without_next,
)
from calendars.store.tables import About, Digest, Reminder, ReminderState
from tests.calendars.reminders.makers import DAY, NOW, make_event, make_subscription, utc

WEEK = Window(dt.date(2021, 3, 29), dt.date(2021, 4, 4))
ZONES = ["Europe/Riga", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]


@pytest.fixture
def session(store):
    with store.writing() as session:
        yield session


def digests(session):
    statement = select(Reminder).where(Reminder.about == About.DIGEST).order_by(Reminder.due)
    return session.exec(statement).all()


def told(session, subscription, period=WEEK, **limits):
    return contents(session, subscription, period, today=period.first, **limits)


def names(pairs):
    return [event.name for _, event in pairs]


def test_a_week_ahead_is_planned_for_monday_morning(session):
    make_subscription(session, digest="weekly")
    [row] = digests(session)
    assert (row.occurrence, row.due) == ("2021-03-29/2021-04-04", utc("2021-03-29T07:00+03:00"))
    assert (row.event_id, row.state) == (None, ReminderState.PENDING)


def test_a_day_ahead_comes_each_day_at_the_hour_chosen(session):
    subscription = make_subscription(session, digest="daily", digest_hour=6)
    plan_digests(session, [subscription], utc("2021-03-26T12:00+03:00"))
    assert [row.due for row in digests(session)] == [
        utc("2021-03-26T06:00+03:00"), utc("2021-03-27T06:00+03:00"),
    ]  # fmt: skip


def test_one_in_the_evening_comes_before_the_days_that_it_tells(session):
    make_subscription(session, digest="weekly", digest_hour=19)
    [row] = digests(session)
    assert (row.occurrence, row.due) == ("2021-03-29/2021-04-04", utc("2021-03-28T19:00+03:00"))


def test_planning_again_plans_nothing_twice(session):
    subscription = make_subscription(session, digest="weekly")
    for days in range(4):
        plan_digests(session, [subscription], NOW + days * DAY)
    assert len(digests(session)) == 1
    plan_digests(session, [subscription], NOW + 4 * DAY)  # Monday, an hour behind it
    assert len(digests(session)) == 2


def test_a_late_subscriber_gets_no_digest_that_is_past(session):
    make_subscription(session, now=utc("2021-03-29T07:01+03:00"), digest="weekly")
    [row] = digests(session)
    assert row.occurrence == "2021-04-05/2021-04-11"


def test_one_that_came_due_while_nobody_planned_is_made_up_for(session):
    subscription = make_subscription(session, digest="weekly")
    session.delete(digests(session)[0])
    session.flush()
    plan_digests(session, [subscription], utc("2021-04-03T12:00+03:00"))
    assert [row.occurrence for row in digests(session)] == [
        "2021-03-29/2021-04-04", "2021-04-05/2021-04-11",
    ]  # fmt: skip


def test_only_those_are_looked_for_that_have_none_planned(session):
    with_one = make_subscription(session, digest="weekly")
    make_subscription(session)
    assert without_next(session, NOW) == []
    digests(session)[0].state = ReminderState.SENT
    session.flush()
    assert without_next(session, NOW) == [with_one]
    assert without_next(session, NOW, after=with_one.id) == []


def test_one_that_cannot_be_delivered_does_not_keep_the_next_from_being_planned(session):
    subscription = make_subscription(session, digest="weekly")
    [row] = digests(session)
    late = row.due + dt.timedelta(hours=1)
    assert without_next(session, late) == [subscription]
    plan_digests(session, [subscription], late)
    assert [row.state for row in digests(session)] == [ReminderState.PENDING] * 2
    assert without_next(session, late) == []


def test_another_hour_or_zone_moves_the_digest_that_waits(session):
    subscription = make_subscription(session, digest="weekly")
    subscriptions.change(session, subscription, {"digest_hour": 9, "zone": "Asia/Tokyo"}, NOW)
    [row] = digests(session)
    assert (row.occurrence, row.due) == ("2021-03-29/2021-04-04", utc("2021-03-29T09:00+09:00"))
    subscriptions.change(session, subscription, {"digest": None}, NOW)
    assert digests(session) == []


def test_no_period_is_told_twice_whatever_is_changed(session):
    subscription = make_subscription(session, digest="daily", digest_hour=6)
    [row] = digests(session)
    row.state = ReminderState.SENT
    session.flush()
    now = row.due + dt.timedelta(minutes=1)
    for hour in (7, 23, 5):
        subscriptions.change(session, subscription, {"digest_hour": hour}, now)
    periods = [row.occurrence for row in digests(session)]
    assert periods == sorted(set(periods))


@given(
    st.sampled_from(ZONES), st.integers(0, 23), st.sampled_from(Digest),
    st.dates(dt.date(2020, 1, 1), dt.date(2022, 12, 1)),
)  # fmt: skip
def test_every_period_has_one_moment_and_they_come_in_order(zone, hour, digest, day):
    periods = [period_of(digest, day)]
    for _ in range(20):
        periods.append(period_of(digest, periods[-1].last + DAY))
    moments = [due_at(period, hour, zone) for period in periods]
    assert moments == sorted(set(moments))
    for before, after in itertools.pairwise(periods):
        assert after.first == before.last + DAY


def test_events_of_the_week_are_told_in_order_and_those_without_a_day_apart(session):
    subscription = make_subscription(session, digest="weekly")
    make_event(session, "2021-04-02T10:00", name="Talks")
    make_event(session, "2021-03-30", name="Session")
    make_event(session, "2021-03-25/2021-03-31", name="Fair")
    make_event(session, "2021-04", name="Forum")
    make_event(session, "[2021-03-31..2021-12-31]", name="Visit")
    make_event(session, "2021-04-05", name="Later")
    week = told(session, subscription)
    assert names(week.dated) == ["Fair", "Session", "Talks"]
    assert week.dated[0][0] is None
    assert [event.name for event in week.undated] == ["Forum", "Visit"]
    assert not week.more


def test_what_is_over_or_put_off_is_left_out_and_what_is_cancelled_is_not(session):
    subscription = make_subscription(session, digest="weekly")
    for status in (Status.HELD, Status.LAPSED, Status.POSTPONED, Status.CANCELLED):
        make_event(session, "2021-04-02", name=status.value, status=status)
    assert names(told(session, subscription).dated) == ["cancelled"]


def test_a_digest_is_of_what_was_subscribed_to(session):
    event = make_event(session, "2021-04-02", name="Council")
    make_event(session, "2021-04-02", name="Book fair")
    of_search = make_subscription(session, search={"q": "fair"}, digest="weekly")
    of_event = make_subscription(session, event=event.id, digest="weekly")
    assert names(told(session, of_search).dated) == ["Book fair"]
    assert names(told(session, of_event).dated) == ["Council"]


def test_only_what_is_sure_enough_is_told(session):
    subscription = make_subscription(session, digest="weekly", certainty="eos4")
    event = make_event(session, "2021-04-02")
    event.certainty = Certainty.MAY_OCCUR
    session.flush()
    assert not told(session, subscription).worth_sending


def test_a_digest_with_too_much_in_it_says_so(session):
    subscription = make_subscription(session, digest="weekly")
    for number in range(4):
        make_event(session, "2021-04-02", name=f"Event {number}")
    week = told(session, subscription, most=3)
    assert (len(week.dated), week.more) == (3, True)


def test_a_day_with_nothing_but_wide_windows_is_not_worth_a_message(session):
    subscription = make_subscription(session, digest="daily")
    make_event(session, "2021")
    assert not told(session, subscription, Window.day(dt.date(2021, 4, 2))).worth_sending
    assert told(session, subscription).worth_sending
    assert period_named("2021-03-29/2021-04-04") == WEEK


@pytest.mark.parametrize("digest", ["hourly", "Weekly"])
def test_another_digest_there_is_not(session, digest):
    with pytest.raises(subscriptions.InvalidField, match="daily, weekly"):
        make_subscription(session, digest=digest)

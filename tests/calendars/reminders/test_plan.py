"""Reminders follow their events: planned, moved, called off, and told of."""

import datetime as dt

import pytest
from sqlmodel import select

from calendars.reading.mention import Status
from calendars.reminders import outcomes, queue
from calendars.reminders.plan import ahead, plan, plan_again
from calendars.reminders.subscriptions import disable
from calendars.store.tables import About, Change, Event, Reminder, ReminderState, Subscription
from tests.calendars.reminders.makers import DAY, NOW, make_event, make_subscription, revise, utc

LEASE = dt.timedelta(minutes=2)
EVE = utc("2021-04-01T18:00+03:00")


def rows(session, state=ReminderState.PENDING):
    statement = select(Reminder).where(Reminder.state == state).order_by(Reminder.due, Reminder.id)
    return session.exec(statement.execution_options(populate_existing=True)).all()


def send_all(session, until):
    """Send whatever is due until then, as the dispatcher would."""
    for row in rows(session):
        if row.due <= until:
            row.state, row.settled = ReminderState.SENT, until
            session.add(row)
    session.flush()


def test_a_new_event_is_planned_for_who_asked(store):
    with store.writing() as session:
        subscription = make_subscription(session, before=["P1D", "P1W"])
        event = make_event(session)
        plan(session, [event], now=NOW)
        found = rows(session)
        assert [(row.due, row.before) for row in found] == [
            (utc("2021-03-26T18:00+03:00"), "P7D"),
            (EVE, "P1D"),
        ]
        assert {row.subscription_id for row in found} == {subscription.id}
        assert {row.occurrence for row in found} == {"2021-04-02"}


def test_planning_again_plans_nothing_twice(store):
    with store.writing() as session:
        make_subscription(session)
        event = make_event(session)
        plan(session, [event, event], now=NOW)
        keys = [row.key for row in rows(session)]
        plan(session, [event], now=NOW)
        plan_again(session, ahead(session, now=NOW), now=NOW)
        assert [row.key for row in rows(session)] == keys
        assert len(keys) == 1


def test_a_late_subscriber_gets_no_offset_that_is_past(store):
    with store.writing() as session:
        make_event(session)
        make_subscription(session, now=utc("2021-03-31T12:00Z"), before=["P1W", "P1D"])
        assert [row.before for row in rows(session)] == ["P1D"]


def test_a_subscriber_hears_of_what_was_known_before(store):
    with store.writing() as session:
        make_event(session)
        make_subscription(session)
        assert [row.due for row in rows(session)] == [EVE]


def test_two_offsets_at_the_same_moment_are_one_reminder(store):
    with store.writing() as session:
        make_event(session)
        make_subscription(session, before=["P1D", "PT2H"])
        assert len(rows(session)) == 1


def test_a_moved_event_moves_its_reminder(store):
    with store.writing() as session:
        make_subscription(session)
        event = make_event(session)
        plan(session, [event], now=NOW)
        revise(session, event, NOW, edtf="2021-04-12")
        plan(session, [event], now=NOW)
        about = [(row.about, row.due) for row in rows(session)]
        assert (About.BEFORE, utc("2021-04-11T18:00+03:00")) in about
        assert all(moment != EVE for _, moment in about)
        assert [row.due for row in rows(session, ReminderState.CANCELLED)] == [EVE]


def test_an_event_that_moves_back_gets_its_reminder_back(store):
    with store.writing() as session:
        make_subscription(session, notices=[])
        event = make_event(session)
        plan(session, [event], now=NOW)
        first = rows(session)[0].key
        for date in ("2021-04-12", "2021-04-02"):
            revise(session, event, NOW, edtf=date)
            plan(session, [event], now=NOW)
        assert [(row.key, row.due) for row in rows(session)] == [(first, EVE)]


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.POSTPONED, Status.HELD, Status.LAPSED])
def test_an_event_that_is_off_reminds_nobody(store, status):
    with store.writing() as session:
        make_subscription(session, notices=[])
        event = make_event(session)
        plan(session, [event], now=NOW)
        revise(session, event, NOW, Change.CANCELLED, status=status)
        plan(session, [event], now=NOW)
        assert rows(session) == []


def test_a_withdrawn_event_reminds_nobody(store):
    with store.writing() as session:
        make_subscription(session, notices=[])
        event = make_event(session)
        plan(session, [event], now=NOW)
        event.withdrawn = NOW
        plan(session, [event], now=NOW)
        assert rows(session) == []


@pytest.mark.parametrize(
    "edtf", ["2021-04", "[2021-04-01..2021-04-10]", "2021", "2021-04-02~", "2021-04-02?", None]
)
def test_an_imprecise_event_has_no_offset_to_count_from(store, edtf):
    fields = {} if edtf else {
        "window_first": dt.date.min, "window_last": dt.date.max, "precision": "unknown"
    }  # fmt: skip
    with store.writing() as session:
        make_subscription(session)
        plan(session, [make_event(session, edtf, **fields)], now=NOW)
        assert About.BEFORE not in {row.about for row in rows(session)}


@pytest.mark.parametrize(
    "edtf", ["0001-01-01", "0001-01-01T00:00Z", "9998-12-31", "9998-12-31T23:59Z"]
)
def test_the_ends_of_the_calendar_are_no_trouble(store, edtf):
    with store.writing() as session:
        make_subscription(session, zone="Pacific/Kiritimati")
        event = make_event(session, edtf, zone="Pacific/Honolulu")
        plan(session, [event], now=NOW)
        revise(session, event, NOW, edtf="2021-04-02T10:00Z")
        plan(session, [event], now=NOW)
        revise(session, event, NOW, edtf=edtf)
        plan(session, [event], now=NOW)
        assert [row.about for row in rows(session)] in ([], [About.MOVED])


def test_an_overdue_reminder_is_not_called_off_by_a_small_change(store):
    with store.writing() as session:
        make_subscription(session)
        event = make_event(session)
        plan(session, [event], now=NOW)
        plan(session, [event], now=EVE + dt.timedelta(minutes=5))
        assert [row.due for row in rows(session)] == [EVE]


def test_what_lies_beyond_the_horizon_is_planned_when_it_comes_near(store):
    with store.writing() as session:
        make_subscription(session)
        event = make_event(session, "2021-06-20")
        plan(session, [event], now=NOW, horizon=35 * DAY)
        assert rows(session) == []
        later = NOW + 60 * DAY
        plan_again(session, ahead(session, now=later), now=later, horizon=35 * DAY)
        assert [row.due for row in rows(session)] == [utc("2021-06-19T18:00+03:00")]


def test_who_was_reminded_is_told_of_the_move_with_old_and_new_date(store):
    with store.writing() as session:
        make_subscription(session, notices=[])
        event = make_event(session)
        plan(session, [event], now=NOW)
        send_all(session, EVE)
        revise(session, event, EVE + LEASE, edtf="2021-04-12")
        plan(session, [event], now=EVE + LEASE)
        notice = next(row for row in rows(session) if row.about is About.MOVED)
        assert (notice.was, notice.occurrence) == ("2021-04-02", "2021-04-12")
        assert notice.due == EVE + LEASE
        assert notice.sequence == 1


def test_who_was_reminded_is_told_of_the_cancellation_once(store):
    with store.writing() as session:
        make_subscription(session, notices=[])
        event = make_event(session)
        plan(session, [event], now=NOW)
        send_all(session, EVE)
        revise(session, event, EVE, Change.CANCELLED, status=Status.CANCELLED)
        plan(session, [event], now=EVE)
        assert [(row.about, row.was) for row in rows(session)] == [(About.CANCELLED, "2021-04-02")]
        send_all(session, EVE)
        plan(session, [event], now=EVE)
        assert rows(session) == []


def test_nobody_is_told_of_a_change_they_never_heard_of_nor_asked_for(store):
    with store.writing() as session:
        make_subscription(session, notices=["cancelled"])
        event = make_event(session)
        plan(session, [event], now=NOW)
        revise(session, event, NOW, edtf="2021-04-12")
        plan(session, [event], now=NOW)
        assert [row.about for row in rows(session)] == [About.BEFORE]


def test_who_asked_for_notices_is_told_without_a_reminder_before(store):
    with store.writing() as session:
        make_subscription(session, before=[])
        event = make_event(session)
        plan(session, [event], now=NOW)
        revise(session, event, NOW, edtf="2021-04-12")
        plan(session, [event], now=NOW)
        assert [(row.about, row.was, row.occurrence) for row in rows(session)] == [
            (About.MOVED, "2021-04-02", "2021-04-12")
        ]


def test_a_month_that_becomes_a_day_is_told_as_date_now_known(store):
    with store.writing() as session:
        make_subscription(session, calendar="dates-to-be-confirmed", before=[])
        event = make_event(session, "2021-08")
        plan(session, [event], now=NOW)
        revise(session, event, NOW, Change.SHARPENED, edtf="2021-08-12")
        plan(session, [event], now=NOW)
        assert [(row.about, row.was, row.occurrence) for row in rows(session)] == [
            (About.DATED, "2021-08", "2021-08-12")
        ]


def test_a_new_subscriber_is_not_told_of_old_changes(store):
    with store.writing() as session:
        event = make_event(session)
        revise(session, event, NOW, edtf="2021-04-12")
        make_subscription(session, now=NOW + DAY, before=[])
        plan(session, [event], now=NOW + DAY)
        assert rows(session) == []


def test_two_moves_before_anyone_was_told_are_one_notice(store):
    with store.writing() as session:
        make_subscription(session, before=[])
        event = make_event(session)
        for date in ("2021-04-12", "2021-04-20"):
            revise(session, event, NOW, edtf=date)
            plan(session, [event], now=NOW)
        assert [(row.was, row.occurrence) for row in rows(session)] == [
            ("2021-04-02", "2021-04-20")
        ]


def test_a_move_that_is_taken_back_before_anyone_was_told_is_none(store):
    with store.writing() as session:
        make_subscription(session, before=[])
        event = make_event(session)
        for date in ("2021-04-12", "2021-04-02"):
            revise(session, event, NOW, edtf=date)
            plan(session, [event], now=NOW)
        assert rows(session) == []


def test_a_small_revision_sends_no_notice_again(store):
    with store.writing() as session:
        make_subscription(session, before=[])
        event = make_event(session)
        revise(session, event, NOW, edtf="2021-04-12")
        plan(session, [event], now=NOW)
        send_all(session, NOW)
        event.organiser = "CIS"
        plan(session, [event], now=NOW)
        revise(session, event, NOW, Change.RENAMED)
        plan(session, [event], now=NOW)
        assert rows(session) == []


def test_an_hour_for_a_known_day_is_no_move(store):
    with store.writing() as session:
        make_subscription(session)
        event = make_event(session)
        plan(session, [event], now=NOW)
        send_all(session, EVE)
        revise(session, event, EVE, Change.SHARPENED, edtf="2021-04-02T10:00")
        plan(session, [event], now=EVE)
        assert rows(session) == []


def test_another_hour_is_a_move(store):
    with store.writing() as session:
        make_subscription(session)
        event = make_event(session, "2021-04-02T10:00+03:00")
        plan(session, [event], now=NOW)
        send_all(session, EVE)
        revise(session, event, EVE, edtf="2021-04-02T16:00+03:00")
        plan(session, [event], now=EVE)
        found = [row for row in rows(session) if row.about is About.MOVED]
        assert [(row.was, row.occurrence) for row in found] == [
            ("2021-04-02T07:00:00Z", "2021-04-02T13:00:00Z")
        ]


def test_a_reminder_on_its_way_counts_as_told(store):
    with store.writing() as session:
        make_subscription(session, notices=[])
        event = make_event(session)
        plan(session, [event], now=NOW)
        row = rows(session)[0]
        row.owner, row.attempt = "somebody", 1
        revise(session, event, EVE, edtf="2021-04-12")
        plan(session, [event], now=EVE)
        assert About.MOVED in [row.about for row in rows(session)]


def test_a_postponed_event_is_told_without_a_date_and_its_new_date_is_told_too(store):
    with store.writing() as session:
        make_subscription(session, before=[])
        event = make_event(session)
        revise(session, event, NOW, Change.POSTPONED, status=Status.POSTPONED)
        plan(session, [event], now=NOW)
        assert [(row.about, row.was, row.occurrence) for row in rows(session)] == [
            (About.MOVED, "2021-04-02", "")
        ]
        send_all(session, NOW)
        revise(
            session, event, NOW, Change.RESCHEDULED, edtf="2021-05-12", status=Status.RESCHEDULED
        )
        plan(session, [event], now=NOW)
        assert [(row.about, row.occurrence) for row in rows(session)] == [
            (About.DATED, "2021-05-12")
        ]


def test_only_an_active_subscription_is_heard(store):
    with store.writing() as session:
        make_subscription(session, confirmed=False)
        ended = make_subscription(session)
        event = make_event(session)
        plan(session, [event], now=NOW)
        disable(session, ended.id, "unsubscribed", NOW)
        plan(session, [event], now=NOW)
        assert [row.about for row in rows(session)] == [About.CONFIRM]


def test_a_subscription_to_an_event_hears_of_it_alone(store):
    with store.writing() as session:
        event, other = make_event(session), make_event(session, name="Another forum")
        make_subscription(session, event=event.id)
        plan(session, [event, other], now=NOW)
        assert [row.event_id for row in rows(session)] == [event.id]


def test_a_subscription_follows_an_event_into_the_one_it_was_merged_with(store):
    with store.writing() as session:
        event, other = make_event(session), make_event(session, "2021-04-12", name="The forum")
        make_subscription(session, event=event.id)
        event.merged_into = other.id
        plan(session, [event, other], now=NOW)
        assert [row.event_id for row in rows(session)] == [other.id]


def test_the_plan_goes_with_the_change_or_not_at_all(store):
    with store.writing() as session:
        make_subscription(session)
        event_id = make_event(session).id
        plan_again(session, [event_id], now=NOW)
    with pytest.raises(ZeroDivisionError), store.writing() as session:
        event = session.get_one(Event, event_id)
        revise(session, event, NOW, edtf="2021-04-12")
        plan(session, [event], now=NOW)
        raise ZeroDivisionError
    with store.reading() as session:
        assert [row.due for row in rows(session)] == [EVE]


def test_a_settled_reminder_is_left_alone_by_a_plan(store):
    with store.writing() as session:
        make_subscription(session)
        event = make_event(session)
        plan(session, [event], now=NOW)
    with store.writing() as session:
        [claim] = queue.claim(session, owner="a", limit=9, lease=LEASE, now=NOW + 30 * DAY)
    with store.writing() as session:
        queue.settle(session, [outcomes.sent(claim)], NOW)
        plan_again(session, ahead(session, now=NOW), now=NOW)
    with store.reading() as session:
        assert [row.key for row in rows(session, ReminderState.SENT)] == [claim.key]
        assert session.exec(select(Subscription)).one().id == claim.subscription_id


def test_each_time_of_a_series_is_reminded_of_within_the_horizon(store):
    with store.writing() as session:
        make_subscription(session, before=["P1D"])
        event = make_event(session, edtf="2021-04-02", rrule="FREQ=WEEKLY", exdates=["2021-04-16"])
        event.window_last = dt.date(9999, 12, 31)
        plan(session, [event], now=NOW, horizon=dt.timedelta(days=30))
        assert [row.occurrence for row in rows(session)] == [
            "2021-04-02", "2021-04-09", "2021-04-23",
        ]  # fmt: skip
        assert event.id in ahead(session, now=NOW + dt.timedelta(days=300))

"""The queue loses nothing and gives each claim to one owner."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, text
from sqlmodel import select

from calendars.errors import DeliveryError
from calendars.reminders import outcomes, queue
from calendars.store.engine import Store
from calendars.store.tables import (
    About,
    Delivery,
    JobRun,
    Reminder,
    ReminderState,
    Subscription,
    SubscriptionState,
)
from tests.calendars.reminders.makers import DAY, NOW, make_event, make_subscription

LEASE = dt.timedelta(minutes=2)
SECOND = dt.timedelta(seconds=1)


def fill(store, count, due=NOW - DAY):
    """Put so many due reminders into the queue, a second apart."""
    with store.writing() as session:
        event = make_event(session, now=NOW - 2 * DAY)
        subscription = make_subscription(session, now=NOW - 2 * DAY, before=[])
        session.add_all(
            Reminder(
                key=f"rem_{number}",
                subscription_id=subscription.id,
                event_id=event.id,
                about=About.BEFORE,
                occurrence="2021-04-02",
                sequence=0,
                due=due + number * SECOND,
                next_at=due + number * SECOND,
                state=ReminderState.PENDING,
                created=NOW,
            )
            for number in range(count)
        )


def take(store, limit=100, owner="one", now=NOW, lease=LEASE):
    with store.writing() as session:
        return queue.claim(session, owner=owner, limit=limit, lease=lease, now=now)


def settle(store, *outcomes, now=NOW):
    with store.writing() as session:
        return queue.settle(session, outcomes, now)


def row(store, key="rem_0"):
    with store.reading() as session:
        return session.exec(select(Reminder).where(Reminder.key == key)).one()


def back_to_now(store):
    """Let every lease and wait be over."""
    with store.writing() as session:
        session.exec(text("UPDATE reminder SET next_at = due"))


def test_the_longest_due_are_claimed_first_and_no_more_than_asked(store):
    fill(store, 5)
    assert [claim.key for claim in take(store, limit=3)] == ["rem_0", "rem_1", "rem_2"]
    assert [claim.key for claim in take(store, limit=3)] == ["rem_3", "rem_4"]
    assert take(store) == []


def test_what_is_not_due_is_not_claimed(store):
    fill(store, 1, due=dt.datetime(2100, 1, 1, tzinfo=dt.UTC))
    assert take(store) == []


def test_a_lease_that_ran_out_is_taken_up_again_with_the_same_key(store):
    fill(store, 1)
    [first] = take(store)
    back_to_now(store)
    [again] = take(store, owner="two")
    assert (again.key, again.attempt, again.failures) == (first.key, 2, 0)


def test_what_no_database_keeps_does_not_stop_the_queue(store):
    fill(store, 1)
    [claim] = take(store)
    assert settle(store, outcomes.failed(claim, DeliveryError("no \0 \ud800 way"))) == 0
    assert row(store).last_error == "no � ? way"


def test_who_lost_the_lease_changes_nothing(store):
    fill(store, 1)
    [late] = take(store)
    back_to_now(store)
    [held] = take(store)
    error = DeliveryError("no", permanent=True)
    for outcome in (outcomes.sent(late), outcomes.failed(late, error), outcomes.released(late)):
        assert settle(store, outcome) == 1
    assert row(store).state is ReminderState.PENDING
    assert row(store).failures == 0
    assert settle(store, outcomes.sent(held)) == 0
    assert row(store).state is ReminderState.SENT


def test_a_sent_one_is_settled_with_its_delivery(store):
    fill(store, 2)
    claims = take(store)
    assert settle(store, *map(outcomes.sent, claims)) == 0
    with store.reading() as session:
        found = session.exec(select(Delivery)).all()
        assert [(one.outcome, one.attempt, one.error) for one in found] == [("sent", 1, None)] * 2
    assert row(store).settled == NOW
    back_to_now(store)
    assert take(store) == []


def test_a_failure_is_tried_later_and_later_and_then_is_dead_with_its_reason(store):
    fill(store, 1)
    waits = []
    for _ in range(len(outcomes.RETRIES)):
        back_to_now(store)
        [claim] = take(store)
        outcome = outcomes.failed(claim, DeliveryError("503 from example.org"), jitter=lambda: 0.5)
        waits.append(outcome.wait.total_seconds() / 1.1)
        settle(store, outcome)
        assert row(store).state is ReminderState.PENDING
        assert row(store).owner is None
    assert waits[:6] == pytest.approx([5, 300, 1800, 7200, 18_000, 36_000])
    back_to_now(store)
    [claim] = take(store)
    settle(store, outcomes.failed(claim, DeliveryError("503 from example.org")))
    assert row(store).state is ReminderState.DEAD
    assert row(store).last_error == "503 from example.org"
    with store.reading() as session:
        assert session.exec(select(func.count(Delivery.id))).one() == len(outcomes.RETRIES) + 1


def test_the_wait_begins_when_the_failure_is_settled(store):
    fill(store, 1)
    [claim] = take(store)
    settle(store, outcomes.failed(claim, DeliveryError("no"), jitter=lambda: 0.0))
    assert take(store, now=NOW + 4 * SECOND) == []
    if store.is_sqlite:
        assert len(take(store, now=NOW + 6 * SECOND)) == 1


def test_the_receiver_may_ask_for_a_longer_wait_of_at_most_a_day(store):
    fill(store, 1)
    [claim] = take(store)
    asked = outcomes.failed(claim, DeliveryError("429", retry_after=3600))
    assert asked.wait == dt.timedelta(hours=1)
    greedy = outcomes.failed(claim, DeliveryError("429", retry_after=1e12))
    assert greedy.wait == DAY
    short = outcomes.failed(claim, DeliveryError("429", retry_after=1), jitter=lambda: 0.0)
    assert short.wait == 5 * SECOND


def test_a_permanent_failure_is_dead_at_once(store):
    fill(store, 1)
    [claim] = take(store)
    settle(store, outcomes.failed(claim, DeliveryError("550 no such user", permanent=True)))
    assert (row(store).state, row(store).failures) == (ReminderState.DEAD, 1)


def test_a_receiver_that_is_gone_ends_the_subscription_and_its_other_reminders(store):
    fill(store, 2)
    [claim] = take(store, limit=1)
    settle(store, outcomes.failed(claim, DeliveryError("410 Gone", disable=True)))
    assert row(store, "rem_1").state is ReminderState.CANCELLED
    with store.reading() as session:
        subscription = session.exec(select(Subscription)).one()
        assert subscription.state is SubscriptionState.DISABLED
        assert subscription.reason == "410 Gone"


def test_a_released_one_can_be_claimed_at_once_and_counts_no_failure(store):
    fill(store, 1)
    [claim] = take(store)
    settle(store, outcomes.released(claim))
    [again] = take(store, owner="two")
    assert again.failures == 0


def test_one_that_brings_its_process_down_is_known_by_its_fruitless_claims(store):
    fill(store, 1)
    for _ in range(outcomes.FRUITLESS_CLAIMS):
        [claim] = take(store)
        assert not claim.fruitless
        back_to_now(store)
    [claim] = take(store)
    assert claim.fruitless


def test_one_that_was_called_off_while_it_was_sent_counts_as_sent(store):
    fill(store, 2)
    first, second = take(store)
    with store.writing() as session:
        session.exec(text("UPDATE reminder SET state = 'cancelled'"))
    assert settle(store, outcomes.sent(first), outcomes.failed(second, DeliveryError("no"))) == 0
    assert row(store, "rem_0").state is ReminderState.SENT
    assert row(store, "rem_1").state is ReminderState.CANCELLED
    assert row(store, "rem_1").owner is None


def test_many_workers_on_postgresql_claim_each_once(postgres_url):
    store = Store(postgres_url)
    fill(store, 200)

    def work(owner):
        keys = []
        while claims := take(store, limit=7, owner=owner):
            keys += [claim.key for claim in claims]
            assert settle(store, *map(outcomes.sent, claims)) == 0
        return keys

    with ThreadPoolExecutor(4) as pool:
        found = [key for keys in pool.map(work, "abcd") for key in keys]
    store.close()
    assert len(found) == 200
    assert len(set(found)) == 200


def test_a_claim_passes_over_what_another_process_is_just_claiming(postgres_url):
    store = Store(postgres_url)
    fill(store, 2)
    with store.writing() as session:
        held = queue.claim(session, owner="one", limit=1, lease=LEASE, now=NOW)
        assert [claim.key for claim in held] == ["rem_0"]
        assert [claim.key for claim in take(store, owner="two")] == ["rem_1"]
    store.close()


def test_postgresql_goes_by_its_own_clock(postgres_url):
    store = Store(postgres_url)
    fill(store, 1, due=dt.datetime(2100, 1, 1, tzinfo=dt.UTC))
    assert take(store, now=dt.datetime(2101, 1, 1, tzinfo=dt.UTC)) == []
    store.close()


def test_the_claim_is_led_by_the_index_of_due_times(store):
    fill(store, 300)
    with store.writing() as session:
        if not store.is_sqlite:
            session.exec(text("SET LOCAL enable_seqscan = off"))
        plans = []
        with_plan = "EXPLAIN QUERY PLAN" if store.is_sqlite else "EXPLAIN"
        connection = session.connection()

        def explain(conn, cursor, statement, parameters, context, executemany):
            if statement.startswith("WITH due"):
                cursor.execute(f"{with_plan} {statement}", parameters)
                plans.extend(str(line) for line in cursor.fetchall())

        from sqlalchemy import event

        event.listen(connection, "before_cursor_execute", explain)
        queue.claim(session, owner="one", limit=5, lease=LEASE, now=NOW)
    assert "reminder_due" in "\n".join(plans)


def test_of_a_series_its_long_past_times_are_forgotten(store):
    fill(store, 2)
    settle(store, *map(outcomes.sent, take(store)))
    with store.writing() as session:
        session.exec(text("UPDATE event SET window_last = '9999-12-31'"))
        session.exec(text("UPDATE reminder SET occurrence = '2099-01-01' WHERE key = 'rem_1'"))
    with store.writing() as session:
        assert queue.prune(session, NOW + 200 * DAY) == 1
    with store.reading() as session:
        assert [one.key for one in session.exec(select(Reminder))] == ["rem_1"]


def test_only_so_many_are_forgotten_at_once(store):
    fill(store, 5)
    settle(store, *map(outcomes.sent, take(store)))
    counts = []
    for _ in range(3):
        with store.writing() as session:
            counts.append(queue.prune(session, NOW + 200 * DAY, limit=3))
    assert counts == [3, 2, 0]


def test_what_was_held_or_given_back_is_no_claim_without_an_outcome(store):
    fill(store, 1)
    for _ in range(2 * outcomes.FRUITLESS_CLAIMS):
        [claim] = take(store)
        assert not claim.fruitless
        settle(store, outcomes.held(claim, 30 * SECOND))
        if store.is_sqlite:
            assert take(store, now=NOW + 29 * SECOND) == []
        back_to_now(store)
    assert row(store).failures == 0


def test_how_long_it_is_until_the_next_one_is_due(store):
    with store.reading() as session:
        assert queue.next_due(session, NOW) is None
    fill(store, 2, due=dt.datetime(2100, 1, 1, tzinfo=dt.UTC))
    with store.reading() as session:
        wait = queue.next_due(session, NOW)
        assert wait == dt.datetime(2100, 1, 1, tzinfo=dt.UTC) - queue.present(session, NOW)


def test_what_is_long_settled_and_long_past_is_forgotten(store):
    fill(store, 2)
    claims = take(store)
    settle(store, outcomes.sent(claims[0]))
    with store.writing() as session:
        session.add(JobRun(name="pull", slot=1, at=NOW))
    with store.writing() as session:
        assert queue.prune(session, NOW + 80 * DAY) == 0
        assert queue.prune(session, NOW + 200 * DAY) == 1
    with store.reading() as session:
        assert [one.key for one in session.exec(select(Reminder)).all()] == ["rem_1"]
        assert session.exec(select(JobRun)).all() == []
        assert session.exec(select(Delivery)).all() == []

"""Reminders go out once, late rather than never, and never when they no longer hold."""

import datetime as dt
import json
import logging
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import icalendar
import pytest
from sqlalchemy import update
from sqlmodel import select
from standardwebhooks.webhooks import Webhook

from app import clock
from calendars.dates.zones import zone
from calendars.errors import DatabaseUnavailable, DeliveryError
from calendars.events import by_hand
from calendars.reminders import queue
from calendars.reminders.deliveries import replay
from calendars.reminders.plan import plan
from calendars.reminders.subscriptions import confirm, find, subscribe, unsubscribe
from calendars.store.engine import Store
from calendars.store.tables import (
    Delivery,
    Event,
    Reminder,
    ReminderState,
    Subscription,
    SubscriptionState,
)
from tests.jobs.remind.receivers import mail_server, web_server
from tests.jobs.remind.worker import dispatcher

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def mailbox():
    with mail_server() as server:
        yield server


@pytest.fixture
def hook():
    with web_server() as server:
        yield server


@contextmanager
def running(made):
    made.start()
    try:
        yield made
    finally:
        made.stop()


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def start_of(moment):
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"


def enter(store, name="Second Caspian Economic Forum", starts=None):
    """An event that starts in two hours, entered by hand, with its reminders."""
    now = clock.now()
    starts = starts or now + 2 * HOUR
    with store.writing() as session:
        fields = {"name": name, "start": start_of(starts), "place": "Moscow", "country": "RU"}
        event = by_hand.create(session, fields, person="test", now=now)
        plan(session, [event], now=now)
        return event


def change(store, event, **fields):
    now = clock.now()
    with store.writing() as session:
        changed = by_hand.change(session, event.id, fields, person="test", now=now)
        plan(session, [changed], now=now)


def wish(store, confirmed=True, **fields):
    told = {"channel": "email", "address": "anna@example.org", "calendar": "all"}
    told |= {"before": ["PT1H59M59S"], "zone": "Europe/Berlin"}
    with store.writing() as session:
        return subscribe(session, **told | fields, now=clock.now(), confirmed=confirmed)


def rows(store):
    with store.reading() as session:
        return session.exec(select(Reminder).order_by(Reminder.id)).all()


def states(store):
    return [row.state for row in rows(store)]


def make_due(store):
    """Let everything that waits be due now, as if its time had come."""
    with store.writing() as session:
        for row in session.exec(select(Reminder)).all():
            row.next_at = clock.now() - HOUR
            session.add(row)


def prepared(store, count=1, **fields):
    """So many events with a reminder each that is due now."""
    made = wish(store, **fields)
    events = [enter(store, f"Forum {number}") for number in range(count)]
    make_due(store)
    return made, events


def test_a_reminder_arrives_by_mail_when_it_is_due(store, mailbox):
    wish(store)
    event = enter(store)
    assert states(store) == [ReminderState.PENDING]
    with running(dispatcher(store, mailbox.url)):
        until(lambda: states(store) == [ReminderState.SENT])
    [mail] = mailbox.mails
    assert mail["Subject"].startswith("Reminder: Second Caspian Economic Forum, ")
    assert mail["To"] == "anna@example.org"
    text = mail.get_body(("plain",)).get_content()
    assert "Moscow" in text
    assert "(Europe/Berlin)" in text
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
    [entry] = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH"
    assert entry["UID"] == event.uid
    assert entry["ORGANIZER"] == "mailto:dateline@example.org"
    with store.reading() as session:
        [delivery] = session.exec(select(Delivery)).all()
        assert (delivery.outcome, delivery.attempt) == ("sent", 1)


def test_nothing_goes_out_before_it_is_due(store, mailbox):
    wish(store, before=["PT1H"])
    enter(store)
    with running(dispatcher(store, mailbox.url)):
        time.sleep(0.3)
    assert mailbox.mails == []
    assert states(store) == [ReminderState.PENDING]


def test_a_reminder_arrives_by_webhook_and_is_verified_with_the_secret_shown(store, hook):
    made, [event] = prepared(store, channel="webhook", address=hook.url)
    with running(dispatcher(store)):
        until(lambda: states(store) == [ReminderState.SENT])
    [(_, headers, body)] = hook.requests
    told = Webhook(made.signing_secret).verify(body, headers)
    assert told["type"] == "reminder.before"
    assert told["data"]["event"]["uid"] == event.uid
    assert told["id"] == headers["webhook-id"] == rows(store)[0].key


def test_what_is_late_by_days_is_dead_and_goes_out_when_it_is_tried_anew(store, mailbox):
    prepared(store)
    change_rows(store, due=clock.now() - dt.timedelta(days=3))
    late = dt.timedelta(days=2)
    with running(dispatcher(store, mailbox.url, latest=late)):
        until(lambda: states(store) == [ReminderState.DEAD])
    [row] = rows(store)
    assert row.last_error == "It was due 3 days ago: too late to be of use."
    assert mailbox.mails == []
    with store.writing() as session:
        replay(session, row.id, clock.now())
    with running(dispatcher(store, mailbox.url, latest=late)):
        until(lambda: states(store) == [ReminderState.SENT])
    assert len(mailbox.mails) == 1


def change_rows(store, **fields):
    with store.writing() as session:
        session.execute(update(Reminder).values(fields))


def test_a_moved_event_moves_its_reminder_and_tells_who_asked(store, mailbox):
    wish(store)
    event = enter(store)
    later = clock.now() + 26 * HOUR
    change(store, event, start=start_of(later))
    with running(dispatcher(store, mailbox.url)):
        until(lambda: ReminderState.SENT in states(store))
        time.sleep(0.2)
    [mail] = mailbox.mails
    assert mail["Subject"].startswith("Moved: Second Caspian Economic Forum, now ")
    planned = [row for row in rows(store) if row.state is ReminderState.PENDING]
    assert [row.occurrence for row in planned] == [start_of(later)]


def test_who_was_reminded_hears_of_the_move_with_old_and_new(store, mailbox):
    prepared(store, notices=[])
    [event] = _events(store)
    with running(dispatcher(store, mailbox.url)) as sending:
        until(lambda: len(mailbox.mails) == 1)
        until(lambda: states(store) == [ReminderState.SENT])
        old = event.starts
        change(store, event, start="2031-08-12")
        sending.nudge()
        until(lambda: len(mailbox.mails) == 2)
    text = mailbox.mails[1].get_body(("plain",)).get_content()
    assert "to 12 August 2031" in text
    assert f"{old.astimezone(zone('Europe/Moscow')):%H:%M} (Europe/Moscow)" in text


def test_a_cancelled_event_sends_no_reminder(store, mailbox):
    _, [event] = prepared(store, notices=[])
    change(store, event, status="cancelled")
    with running(dispatcher(store, mailbox.url)):
        time.sleep(0.3)
    assert mailbox.mails == []
    assert states(store) == [ReminderState.CANCELLED]


def test_a_cancellation_is_told_with_a_calendar_entry_that_says_so(store, mailbox):
    _, [event] = prepared(store)
    change(store, event, status="cancelled")
    with running(dispatcher(store, mailbox.url)):
        until(lambda: ReminderState.SENT in states(store))
    [mail] = mailbox.mails
    assert mail["Subject"].startswith("Cancelled: Forum 0 (")
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    assert b"STATUS:CANCELLED" in part.get_payload(decode=True)


def test_a_row_that_was_planned_for_an_older_date_is_not_sent(store, mailbox):
    """As where a process planned on what it had read before the event moved."""
    _, [event] = prepared(store)
    with store.writing() as session:
        fields = {"start": start_of(clock.now() + 26 * HOUR)}
        by_hand.change(session, event.id, fields, person="test", now=clock.now())
    with running(dispatcher(store, mailbox.url)):
        until(lambda: states(store) == [ReminderState.CANCELLED])
    assert mailbox.mails == []
    assert rows(store)[0].last_error == "The event is no longer then."


def test_a_reminder_of_what_has_begun_long_ago_is_dead_with_its_reason(store, mailbox):
    wish(store)
    event = enter(store)
    with store.writing() as session:
        kept = session.get_one(Event, event.id)
        kept.starts = clock.now().replace(microsecond=0) - 3 * HOUR
        row = session.exec(select(Reminder)).one()
        row.occurrence = start_of(kept.starts)
    make_due(store)
    with running(dispatcher(store, mailbox.url)):
        until(lambda: states(store) == [ReminderState.DEAD])
    assert mailbox.mails == []
    assert "began before" in rows(store)[0].last_error


def test_who_left_gets_nothing_more(store, mailbox):
    made, _ = prepared(store)
    with store.writing() as session:
        unsubscribe(session, made.token, clock.now())
    with running(dispatcher(store, mailbox.url)):
        time.sleep(0.3)
    assert mailbox.mails == []


def test_a_visitor_confirms_by_the_link_in_the_mail(store, mailbox):
    wish(store, confirmed=False)
    with running(dispatcher(store, mailbox.url)):
        until(lambda: states(store) == [ReminderState.SENT])
    [mail] = mailbox.mails
    text = mail.get_body(("plain",)).get_content()
    token = text.partition("https://dates.example/confirm/")[2].split()[0]
    with store.writing() as session:
        assert confirm(session, token, clock.now()).state is SubscriptionState.ACTIVE


def test_the_link_that_ends_it_is_in_every_reminder(store, mailbox):
    prepared(store)
    with running(dispatcher(store, mailbox.url)):
        until(lambda: mailbox.mails)
    link = mailbox.mails[0]["List-Unsubscribe"].strip("<>")
    assert link in mailbox.mails[0].get_body(("plain",)).get_content()
    with store.reading() as session:
        assert find(session, link.rpartition("/")[2]).address == "anna@example.org"


def test_a_failed_one_waits_for_its_next_try_under_the_same_key(store, hook):
    prepared(store, channel="webhook", address=hook.url)
    hook.answers = [(503, {})]
    with running(dispatcher(store)):
        until(lambda: rows(store)[0].failures == 1)
        assert rows(store)[0].last_error == "The receiver answered 503."
        make_due(store)
        until(lambda: states(store) == [ReminderState.SENT])
    assert len({headers["webhook-id"] for _, headers, _ in hook.requests}) == 1
    with store.reading() as session:
        assert sorted(one.outcome for one in session.exec(select(Delivery))) == ["failed", "sent"]


def test_a_receiver_that_is_gone_is_never_tried_again(store, hook):
    prepared(store, 3, channel="webhook", address=hook.url)
    hook.answers = [(410, {})] * 3
    with running(dispatcher(store, slots=1)):
        until(lambda: ReminderState.PENDING not in states(store))
    with store.reading() as session:
        subscription = session.exec(select(Subscription)).one()
        assert subscription.state is SubscriptionState.DISABLED
    assert len(hook.requests) == 1


def test_one_faulty_message_does_not_hold_up_the_others(store, hook):
    prepared(store, 5, channel="webhook", address=hook.url)
    bad = rows(store)[2].key

    def wrap(send):
        def sending(message, now):
            if message.key == bad:
                raise ZeroDivisionError
            send(message, now)

        return sending

    with running(dispatcher(store, wrap=wrap)):
        until(lambda: states(store).count(ReminderState.SENT) == 4)
        until(lambda: rows(store)[2].failures == 1)
    assert "ZeroDivisionError" in rows(store)[2].last_error


def test_stopping_lets_finish_what_is_being_sent_and_gives_the_rest_back(store):
    prepared(store, 6)
    begun, may_end = threading.Semaphore(0), threading.Event()

    def wrap(send):
        def sending(message, now):
            begun.release()
            may_end.wait(20)

        return sending

    made = dispatcher(store, wrap=wrap, slots=2, lease=dt.timedelta(minutes=5))
    made.start()
    assert begun.acquire(timeout=20)
    assert begun.acquire(timeout=20)
    stopping = threading.Thread(target=made.stop)
    stopping.start()
    time.sleep(0.1)
    may_end.set()
    stopping.join(20)
    assert not stopping.is_alive()
    assert states(store).count(ReminderState.SENT) == 2
    left = [row for row in rows(store) if row.state is ReminderState.PENDING]
    assert all(row.owner is None and row.next_at <= clock.now() for row in left)


def test_a_send_is_left_out_when_half_its_lease_is_gone(store):
    prepared(store, 2)
    sent = []

    def wrap(send):
        def sending(message, now):
            sent.append(message.key)
            time.sleep(0.8)

        return sending

    # One slot to send with, and a lease of which the first message takes more than half.
    made = dispatcher(store, wrap=wrap, lease=dt.timedelta(seconds=1.5), slots=2)
    with ThreadPoolExecutor(1) as pool:
        made._round(pool)
        until(lambda: len(made._finished) == 2)
    assert len(sent) == 1
    made._collect(0)
    made._settle()
    assert sorted(states(store)) == [ReminderState.PENDING, ReminderState.SENT]
    left = [row for row in rows(store) if row.state is ReminderState.PENDING]
    assert (left[0].owner, left[0].failures, left[0].attempt) == (None, 0, 0)


def test_a_database_that_is_away_for_a_moment_loses_nothing(store, hook, monkeypatch, caplog):
    prepared(store, 3, channel="webhook", address=hook.url)
    troubles = iter([True, False, True])
    settle = queue.settle

    def shaky(*arguments):
        if next(troubles, False):
            raise DatabaseUnavailable("away")
        return settle(*arguments)

    monkeypatch.setattr(queue, "settle", shaky)
    with caplog.at_level(logging.CRITICAL), running(dispatcher(store)):
        until(lambda: states(store) == [ReminderState.SENT] * 3)
    assert len(hook.requests) == 3


@contextmanager
def process(url, smtp_url, where, seconds="60"):
    command = [sys.executable, "-m", "tests.jobs.remind.worker", url, smtp_url, seconds, where]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        try:
            assert child.stdout.readline() == b"started\n"
            yield child
        finally:
            child.kill()


@pytest.mark.parametrize(("where", "copies"), [("before", 1), ("after", 2)])
def test_a_process_that_is_killed_loses_nothing(database_url, mailbox, where, copies):
    store = Store(database_url)
    prepared(store)
    with process(database_url, mailbox.url, where, seconds="2") as child:
        assert child.wait(30) == -signal.SIGKILL
    assert states(store) == [ReminderState.PENDING]
    with running(dispatcher(store, mailbox.url)):
        until(lambda: states(store) == [ReminderState.SENT])
    store.close()
    assert [mail["Message-ID"] for mail in mailbox.mails] == [
        f"<{rows_key(database_url)}@example.org>"
    ] * copies


def rows_key(url):
    store = Store(url)
    key = rows(store)[0].key
    store.close()
    return key


def test_a_worker_that_is_told_to_stop_drains_and_ends_well(database_url, mailbox):
    store = Store(database_url)
    prepared(store)
    with process(database_url, mailbox.url, "never") as child:
        until(lambda: states(store) == [ReminderState.SENT])
        child.terminate()
        assert child.wait(20) == 0
    store.close()
    assert len(mailbox.mails) == 1


def test_several_workers_on_postgresql_send_each_once(postgres_url, mailbox):
    store = Store(postgres_url)
    prepared(store, 30)
    with (
        process(postgres_url, mailbox.url, "never"),
        process(postgres_url, mailbox.url, "never"),
    ):
        until(lambda: states(store) == [ReminderState.SENT] * 30, 60)
    store.close()
    keys = [mail["Message-ID"] for mail in mailbox.mails]
    assert len(keys) == len(set(keys)) == 30


def test_the_body_of_a_webhook_is_plain_json_with_a_version(store, hook):
    prepared(store, channel="webhook", address=hook.url)
    with running(dispatcher(store)):
        until(lambda: hook.requests)
    told = json.loads(hook.requests[0][2])
    assert told["version"] == 1
    assert told.keys() == {"version", "type", "timestamp", "id", "subscription", "data"}
    assert told["data"].keys() == {"title", "before", "was", "date", "event"}
    assert told["data"]["before"] == "PT1H59M59S"


def test_a_delivery_error_says_whether_to_try_again(store):
    prepared(store)

    def wrap(send):
        def sending(message, now):
            raise DeliveryError("550 no such mailbox", permanent=True)

        return sending

    with running(dispatcher(store, wrap=wrap)):
        until(lambda: states(store) == [ReminderState.DEAD])
    assert rows(store)[0].last_error == "550 no such mailbox"


def _events(store):
    with store.reading() as session:
        return session.exec(select(Event)).all()


def test_a_digest_arrives_with_what_its_days_hold_now(store, mailbox):
    wish(store, digest="daily", before=["PT1H"])
    period = next(row for row in rows(store) if row.about == "digest").occurrence
    day = period.partition("/")[0]
    with store.writing() as session:
        for name, edtf in (("Fair", day), ("Forum", day[:4])):
            by_hand.create(session, {"name": name, "start": edtf}, person="test", now=clock.now())
    make_due(store)
    with running(dispatcher(store, mailbox.url)):
        until(lambda: states(store) == [ReminderState.SENT])
    [mail] = mailbox.mails
    assert mail["Subject"].startswith("The day ahead: ")
    assert mail["Message-ID"].startswith("<dig_")
    text = mail.get_body(("plain",)).get_content()
    assert text.index("Fair") < text.index("the day is not set") < text.index("Forum")


def test_a_digest_with_nothing_in_it_is_not_sent(store, mailbox):
    wish(store, digest="daily")
    make_due(store)
    with running(dispatcher(store, mailbox.url)):
        until(lambda: states(store) == [ReminderState.CANCELLED])
    assert mailbox.mails == []
    assert "Nothing is known" in rows(store)[0].last_error


def around_now(hours):
    """Quiet hours that began an hour ago, and end so many hours from now."""
    now = clock.now().astimezone(zone("Europe/Berlin"))
    return f"{now - HOUR:%H:%M}-{now + hours * HOUR:%H:%M}"


def test_in_quiet_hours_a_reminder_is_held_back_to_their_end(store, mailbox):
    made = wish(store, before=["P2D"], quiet_hours=around_now(2))
    event = enter(store, starts=clock.now() + 72 * HOUR)
    make_due(store)
    with running(dispatcher(store, mailbox.url)) as sending:
        until(lambda: rows(store)[0].next_at > clock.now() and rows(store)[0].owner is None)
        [row] = rows(store)
        assert (row.state, row.failures) == (ReminderState.PENDING, 0)
        assert HOUR < row.next_at - clock.now() <= 2 * HOUR
        assert mailbox.mails == []
        with store.writing() as session:
            session.get(Subscription, made.subscription.id).quiet_hours = None
        make_due(store)
        sending.nudge()
        until(lambda: states(store) == [ReminderState.SENT])
    assert len(mailbox.mails) == 1
    assert event.name in mailbox.mails[0]["Subject"]


def test_in_quiet_hours_what_cannot_wait_is_sent(store, mailbox):
    prepared(store, quiet_hours=around_now(4))
    with running(dispatcher(store, mailbox.url)):
        until(lambda: states(store) == [ReminderState.SENT])
    assert len(mailbox.mails) == 1

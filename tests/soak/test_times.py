"""Reminders come when they are due, whatever clocks and events do meanwhile."""

import datetime as dt
import random
import time

import pytest
from sqlmodel import select

from calendars.events import by_hand
from calendars.reading.mention import Status
from calendars.reminders.plan import plan
from calendars.store.engine import Store
from calendars.store.tables import About, Event, Reminder, ReminderState
from tests.calendars.reminders.makers import make_subscription
from tests.soak import worker
from tests.soak.filling import DAY, fill, nothing_left, now, until, waiting

SECOND = dt.timedelta(seconds=1)


@pytest.mark.parametrize("shifts", [(3600.0,), (-600.0,), (0.0, 300.0)])
def test_a_wrong_clock_of_a_worker_sends_nothing_early_nor_late(postgres_url, receiver, shifts):
    store = Store(postgres_url)
    first = now() + 2 * SECOND
    fill(store, 20, [receiver.url()], first=first, apart=0.1)
    workers = [worker.start(postgres_url, shift=shift) for shift in shifts]
    until(lambda: nothing_left(store), 30)
    for process in workers:
        process.terminate()
        process.join(20)
    with store.reading() as session:
        due = {row.key: row.due.timestamp() for row in session.exec(select(Reminder))}
        assert {row.state for row in session.exec(select(Reminder))} == {ReminderState.SENT}
    store.close()
    late = [at - due[key] for at, key, _, _ in receiver.lines()]
    assert len(late) == 20
    assert min(late) > -1
    assert max(late) < 30


def test_nothing_of_an_old_date_is_sent_long_after_the_change(postgres_url, receiver, full, told):
    races, a_second = (10_000, 30) if full else (40, 20)
    store = Store(postgres_url)
    begins = now() + (4 + races / 10) * SECOND  # by then all are entered and planned
    rng = random.Random(6)
    due = [begins + SECOND * (number / a_second) for number in range(races)]
    ids = _entered(store, receiver.url(), due)
    process = worker.start(postgres_url, slots=32, poll=0.1)
    plans = sorted(
        (moment + SECOND * rng.uniform(-2, 2), event_id)
        for event_id, moment in zip(ids, due, strict=True)
    )
    changed = {}
    for number, (moment, event_id) in enumerate(plans):
        time.sleep(max(0.0, (moment - now()).total_seconds()))
        changed[event_id] = _change(store, event_id, cancel=number % 2 == 0)
    until(lambda: not waiting(store, now() + 60 * SECOND), 300)
    process.terminate()
    process.join(30)
    arrived = {}
    for at, key, _, _ in receiver.lines():
        arrived.setdefault(key, at)
    with store.reading() as session:
        rows = session.exec(select(Reminder)).all()
    store.close()
    old = {row.event_id: row for row in rows if row.about is About.BEFORE and row.sequence == 0}
    notices = {row.event_id: row for row in rows if row.about in (About.MOVED, About.CANCELLED)}
    late, sent = [], 0
    assert len(old) == races
    for event_id, row in old.items():
        at = changed[event_id]
        if row.key not in arrived:
            assert row.state is ReminderState.CANCELLED
            continue
        sent += 1
        late.append(arrived[row.key] - at)
        assert notices[event_id].was == row.occurrence, "who was reminded must hear of it"
    told(
        f"{races} races: {sent} were sent, the latest {max(late):+.2f} s from the commit of the "
        "change (goal 1); each was told of it"
    )
    assert 0 < sent < races
    assert max(late) < 5.0


def _entered(store, address, due):
    """Events by hand, each with a reminder that is due at one of these moments."""
    start = f"{now() + dt.timedelta(hours=9):%Y-%m-%dT%H:%M:%SZ}"
    ids = []
    with store.writing() as session:
        make_subscription(
            session, now=now() - DAY, channel="webhook", address=address, before=["PT2H"],
            notices=["dated"],
        )  # fmt: skip
        for number in range(len(due)):
            fields = {"name": f"Forum {number}", "start": start, "place": "Riga", "country": "LV"}
            ids.append(by_hand.create(session, fields, person="test", now=now()).id)
        session.flush()
        for at in range(0, len(ids), 200):
            events = session.exec(select(Event).where(Event.id.in_(ids[at : at + 200]))).all()
            plan(session, events, now=now())
        moments = dict(zip(ids, due, strict=True))
        for row in session.exec(select(Reminder)):
            row.due = row.next_at = moments[row.event_id]
            session.add(row)
    return ids


def _change(store, event_id, *, cancel):
    """Call an event off or move it; when that was committed."""
    fields = {"status": Status.CANCELLED.value} if cancel else {"start": "2031-05-05T10:00:00Z"}
    with store.writing() as session:
        event = by_hand.change(session, event_id, fields, person="test", now=now())
        plan(session, [event], now=now())
    return time.time()

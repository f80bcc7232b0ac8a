"""The timer ticks, and each slot runs once however many tick."""

import datetime as dt
import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from app import clock
from calendars.store.tables import JobRun, Reminder
from jobs.timer import Tick, Timer, Worker, plan_tick, prune_tick
from tests.calendars.reminders.makers import DAY, NOW, make_event, make_subscription, utc
from tests.jobs.remind.worker import dispatcher

MINUTE = dt.timedelta(minutes=1)


def counting(every=MINUTE):
    ran = []
    return Tick("count", every, ran.append), ran


def test_a_slot_runs_once_and_the_next_one_again(store):
    tick, ran = counting()
    times = iter([NOW, NOW + 59 * dt.timedelta(seconds=1), NOW + MINUTE])
    timer = Timer(store, [tick], lambda: next(times))
    assert [timer.tick(tick) for _ in range(3)] == [True, False, True]
    assert ran == [NOW, NOW + MINUTE]


def test_many_timers_run_a_slot_once(store):
    tick, ran = counting()
    timers = [Timer(store, [tick], lambda: NOW) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda timer: timer.tick(tick), timers)) == 1
    assert ran == [NOW]


def test_a_slot_stays_taken_when_the_clock_steps_back(store):
    tick, _ran = counting()
    times = iter([NOW, NOW - 10 * MINUTE, NOW])
    timer = Timer(store, [tick], lambda: next(times))
    assert [timer.tick(tick) for _ in range(3)] == [True, True, False]


def test_a_job_that_fails_is_logged_and_runs_in_its_next_slot(store, caplog):
    ran = []

    def run(now):
        ran.append(now)
        raise ZeroDivisionError

    tick = Tick("faulty", MINUTE, run)
    times = iter([NOW, NOW + MINUTE])
    timer = Timer(store, [tick], lambda: next(times))
    with caplog.at_level(logging.ERROR):
        assert timer.tick(tick)
        assert timer.tick(tick)
    assert len(ran) == 2
    assert "faulty" in caplog.text


def test_a_timer_ticks_at_once_and_stops_when_what_runs_is_done(store):
    begun, ended = threading.Event(), threading.Event()

    def run(now):
        begun.set()
        time.sleep(0.2)
        ended.set()

    timer = Timer(store, [Tick("slow", dt.timedelta(hours=1), run)], clock.now)
    timer.start()
    assert begun.wait(10)
    timer.stop()
    assert ended.is_set()


def test_a_timer_ticks_again_and_again(store):
    tick, ran = counting(dt.timedelta(seconds=0.1))
    timer = Timer(store, [tick], clock.now)
    timer.start()
    end = time.monotonic() + 20
    while len(ran) < 3 and time.monotonic() < end:
        time.sleep(0.02)
    timer.stop()
    assert len(ran) >= 3
    with store.reading() as session:
        assert len(session.exec(select(JobRun)).all()) == len(ran)


def test_the_horizon_moves_on_with_its_tick(store):
    with store.writing() as session:
        make_subscription(session)
        make_event(session, "2021-06-20")
    plan_tick(store, horizon=35 * DAY).run(NOW)
    with store.reading() as session:
        assert session.exec(select(Reminder)).all() == []
    for _ in range(2):
        plan_tick(store, horizon=35 * DAY).run(NOW + 60 * DAY)
    with store.reading() as session:
        assert [row.due for row in session.exec(select(Reminder))] == [
            utc("2021-06-19T18:00+03:00")
        ]


def test_old_slots_are_pruned(store):
    with store.writing() as session:
        session.add(JobRun(name="pull", slot=1, at=NOW))
    prune_tick(store).run(NOW + 365 * DAY)
    with store.reading() as session:
        assert session.exec(select(JobRun)).all() == []


def test_a_worker_starts_and_stops_all_that_runs_by_itself(store):
    tick, ran = counting()
    worker = Worker(Timer(store, [tick], clock.now), dispatcher(store))
    before = threading.active_count()
    worker.start()
    end = time.monotonic() + 20
    while not ran and time.monotonic() < end:
        time.sleep(0.02)
    worker.stop()
    assert len(ran) == 1
    assert threading.active_count() <= before


@pytest.mark.parametrize("seconds", [60, 300, 3600])
def test_slots_follow_each_other_without_a_gap(seconds):
    tick = Tick("any", dt.timedelta(seconds=seconds), print)
    assert tick.slot(NOW + tick.every) == tick.slot(NOW) + 1

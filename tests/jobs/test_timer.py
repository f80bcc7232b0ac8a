"""The timer ticks, and each slot runs once however many tick."""

import datetime as dt
import logging
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from app import clock
from calendars.store.engine import Store
from calendars.store.tables import JobRun, Reminder
from jobs.timer import Tick, Timer, Worker, digest_tick, plan_tick, prune_tick
from tests.calendars.reminders.makers import DAY, NOW, make_event, make_subscription, utc
from tests.jobs.remind.worker import dispatcher

MINUTE = dt.timedelta(minutes=1)
SECOND = dt.timedelta(seconds=1)


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def counting(every=MINUTE):
    ran = []
    return Tick("count", every, ran.append), ran


def at_times(url, tick, *times):
    """A timer on SQLite, where the clock that is told decides, that ticks at these times."""
    store = Store(url)
    clock = iter(times)
    timer = Timer(store, [tick], lambda: next(clock))
    ran = [timer.tick(tick) for _ in times]
    store.close()
    return ran


@pytest.fixture
def sqlite_url(sqlite_template, tmp_path):
    shutil.copy(sqlite_template, tmp_path / "ticks.db")
    return f"sqlite:///{tmp_path / 'ticks.db'}"


def test_a_slot_runs_once_and_the_next_one_again(sqlite_url):
    tick, ran = counting()
    times = (NOW, NOW + 59 * SECOND, NOW + MINUTE)
    assert at_times(sqlite_url, tick, *times) == [True, False, True]
    assert ran == [NOW, NOW + MINUTE]


def test_many_timers_run_a_slot_once(store):
    tick, ran = counting(400 * DAY)
    timers = [Timer(store, [tick], clock.now) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda timer: timer.tick(tick), timers)) == 1
    assert len(ran) == 1


def test_ticks_go_on_when_the_clock_is_set_back_and_forward(sqlite_url):
    tick, _ran = counting()
    times = (NOW, NOW - 10 * MINUTE, NOW - 9 * MINUTE, NOW + 60 * MINUTE, NOW + 61 * MINUTE)
    assert at_times(sqlite_url, tick, *times) == [True] * 5


def test_a_clock_that_is_set_back_does_not_run_the_same_slot_again(sqlite_url):
    tick, _ran = counting()
    assert at_times(sqlite_url, tick, NOW, NOW - SECOND, NOW + SECOND) == [True, True, False]


def test_on_postgresql_the_databases_clock_says_which_slot_it_is(postgres_url):
    store = Store(postgres_url)
    tick, ran = counting(400 * DAY)
    shifts = (0, 5, -10, 60)
    timers = [Timer(store, [tick], lambda m=m: clock.now() + m * MINUTE) for m in shifts]
    assert [timer.tick(tick) for timer in timers] == [True, False, False, False]
    assert abs(ran[0] - clock.now()) < MINUTE
    store.close()


@pytest.mark.parametrize("shift", [60 * MINUTE, -10 * MINUTE])
def test_a_timer_goes_on_within_seconds_when_the_clock_is_set(store, monkeypatch, shift):
    told = {"shift": 0 * MINUTE}

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return dt.datetime.now(tz) + told["shift"]

    monkeypatch.setattr("apscheduler.schedulers.base.datetime", Clock)
    tick, ran = counting(SECOND)
    timer = Timer(store, [tick], lambda: clock.now() + told["shift"])
    timer.start()
    until(lambda: len(ran) >= 2)
    told["shift"] = shift
    before = len(ran)
    began = time.monotonic()
    until(lambda: len(ran) >= before + 2)
    timer.stop()
    assert time.monotonic() - began < 5


def test_a_job_that_fails_is_logged_and_runs_in_its_next_slot(sqlite_url, caplog):
    ran = []

    def run(now):
        ran.append(now)
        raise ZeroDivisionError

    tick = Tick("faulty", MINUTE, run)
    with caplog.at_level(logging.ERROR):
        assert at_times(sqlite_url, tick, NOW, NOW + MINUTE) == [True, True]
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
    until(lambda: len(ran) >= 3)
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
    until(lambda: ran)
    worker.stop()
    assert len(ran) == 1
    assert threading.active_count() <= before


@pytest.mark.parametrize("seconds", [60, 300, 3600])
def test_slots_follow_each_other_without_a_gap(seconds):
    tick = Tick("any", dt.timedelta(seconds=seconds), print)
    assert tick.slot(NOW + tick.every) == tick.slot(NOW) + 1


def test_the_next_digest_of_each_subscription_is_planned_once(store):
    with store.writing() as session:
        for number in range(3):
            address = f"anna{number}@example.org"
            make_subscription(session, digest="daily", address=address)
    for hours in range(4):
        digest_tick(store).run(NOW + DAY + dt.timedelta(hours=hours))
    with store.reading() as session:
        told = [(row.subscription_id, row.occurrence) for row in session.exec(select(Reminder))]
    days = ("2021-03-26/2021-03-26", "2021-03-27/2021-03-27")
    assert sorted(told) == sorted((number, day) for number in (1, 2, 3) for day in days)

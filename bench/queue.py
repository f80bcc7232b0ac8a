"""Claim and settle per second: ours beside bare SQL, APScheduler 3 and Procrastinate.

`python -m bench queue`: one PostgreSQL server, one process each, all reminders due, nothing
sent. Bare SQL claims and settles in batches without our columns' checks; APScheduler 3 runs
one job a reminder out of its SQLAlchemyJobStore; Procrastinate one task a reminder.
"""

import asyncio
import datetime as dt
import logging
import sys
import threading
import time
from collections.abc import Callable

from sqlalchemy import create_engine, text
from sqlmodel import Session, insert

from bench.measure import table
from bench.postgres import server
from calendars.reminders import outcomes, queue
from calendars.reminders.subscriptions import subscribe
from calendars.store.engine import Store
from calendars.store.tables import About, Reminder, ReminderState

ROWS = 20_000
PEER_ROWS = 2_000
BATCH = 500
ROUNDS = 3
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
LEASE = dt.timedelta(minutes=2)

Round = Callable[[str, int], float]


def main(rows: int = ROWS, peer_rows: int = PEER_ROWS) -> None:
    """Print what each does in a second of wall time, and how many times as much ours does."""
    logging.disable(logging.ERROR)
    subjects: dict[str, tuple[Round, int]] = {
        "ours": (_ours, rows),
        "ours again (control)": (_ours, rows),
        "bare SQL in batches": (_bare, rows),
        "APScheduler 3, SQLAlchemyJobStore": (_apscheduler, peer_rows),
        "Procrastinate": (_procrastinate, peer_rows),
    }
    rates: dict[str, list[float]] = {name: [] for name in subjects}
    with server() as url:
        for number in range(ROUNDS):
            names = list(subjects)
            for name in names[number:] + names[:number]:
                round_, count = subjects[name]
                rates[name].append(count / round_(url, count))
    best = {name: max(found) for name, found in rates.items()}
    table(
        "Claim and settle a second on PostgreSQL, one process (the best of rounds, ours beside it)",
        [(name, f"{rate:,.0f} (ours {best['ours'] / rate:.1f} ×)") for name, rate in best.items()],
    )


def _fresh(url: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


def _filled(url: str, count: int) -> Store:
    _fresh(url)
    store = Store(url)
    store.upgrade()
    with store.writing() as session:
        subscription = _subscribed(session)
        for at in range(0, count, 5_000):
            rows = [_row(number, subscription) for number in range(at, min(at + 5_000, count))]
            session.execute(insert(Reminder), rows)
    return store


def _subscribed(session: Session) -> int:
    made = subscribe(
        session,
        channel="webhook",
        address="https://example.org/hook",
        calendar="all",
        now=NOW,
        confirmed=True,
    )
    return made.subscription.id


def _row(number: int, subscription: int) -> dict[str, object]:
    due = NOW + dt.timedelta(milliseconds=number)
    return {
        "key": f"rem_{number}",
        "subscription_id": subscription,
        "about": About.BEFORE,
        "occurrence": "2026-01-02",
        "sequence": 0,
        "due": due,
        "next_at": due,
        "state": ReminderState.PENDING,
        "attempt": 0,
        "failures": 0,
        "created": NOW,
    }


def _ours(url: str, count: int) -> float:
    store = _filled(url, count)
    done, began = 0, time.perf_counter()
    while done < count:
        with store.writing() as session:
            claims = queue.claim(session, owner="bench", limit=BATCH, lease=LEASE, now=NOW)
        with store.writing() as session:
            queue.settle(session, map(outcomes.sent, claims), NOW)
        done += len(claims)
    seconds = time.perf_counter() - began
    store.close()
    return seconds


def _bare(url: str, count: int) -> float:
    _filled(url, count).close()
    engine = create_engine(url)
    claim = text(
        "WITH due AS (SELECT id FROM reminder WHERE state = 'pending' AND next_at <= now() "
        "ORDER BY next_at, id LIMIT :most FOR UPDATE SKIP LOCKED) UPDATE reminder SET "
        "owner = 'bench', attempt = attempt + 1, next_at = now() + interval '2 minutes' "
        "WHERE id IN (SELECT id FROM due) RETURNING id"
    )
    settle = text("UPDATE reminder SET state = 'sent', settled = now() WHERE id = ANY(:ids)")
    done, began = 0, time.perf_counter()
    while done < count:
        with engine.begin() as connection:
            ids = list(connection.execute(claim, {"most": BATCH}).scalars())
        with engine.begin() as connection:
            connection.execute(settle, {"ids": ids})
        done += len(ids)
    seconds = time.perf_counter() - began
    engine.dispose()
    return seconds


_fired = threading.Semaphore(0)


def _fire() -> None:
    _fired.release()


def _apscheduler(url: str, count: int) -> float:
    from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
    from apscheduler.schedulers.background import BackgroundScheduler

    _fresh(url)
    scheduler = BackgroundScheduler(
        timezone=dt.UTC,
        jobstores={"default": SQLAlchemyJobStore(url)},
        job_defaults={"misfire_grace_time": None},
    )
    scheduler.start(paused=True)
    for _ in range(count):
        scheduler.add_job(_fire, "date", run_date=NOW)
    began = time.perf_counter()
    scheduler.resume()
    for _ in range(count):
        _fired.acquire()
    seconds = time.perf_counter() - began
    scheduler.shutdown()
    return seconds


def _procrastinate(url: str, count: int) -> float:
    import procrastinate

    _fresh(url)

    async def run() -> float:
        connector = procrastinate.PsycopgConnector(
            conninfo=url.replace("postgresql+psycopg://", "postgresql://")
        )
        app = procrastinate.App(connector=connector)

        @app.task(name="fire")
        async def fire(number: int) -> None:
            pass

        async with app.open_async():
            await app.schema_manager.apply_schema_async()
            await fire.batch_defer_async(*({"number": number} for number in range(count)))
            began = time.perf_counter()
            await app.run_worker_async(wait=False, concurrency=20, install_signal_handlers=False)
            return time.perf_counter() - began

    return asyncio.run(run())


if __name__ == "__main__":
    main(*(int(given) for given in sys.argv[1:]))

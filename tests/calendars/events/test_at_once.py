"""Several processes ingest at once, and one is killed: no article twice, none by half."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from calendars.store.engine import Store
from calendars.store.tables import Article, Claim, Event, Match, Revision

WORKER = """
import sys
from calendars.store.engine import Store
from calendars.events.ingest import ingest
from calendars.errors import DatabaseUnavailable
from tests.calendars.events.test_at_once import NOW, articles

store = Store(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for number, reading in enumerate(articles(int(sys.argv[2]))):
    while True:
        try:
            with store.writing() as session:
                ingest(session, reading, now=NOW)
            break
        except DatabaseUnavailable:
            continue
    print(number, flush=True)
"""
NOW = dt.datetime(2021, 6, 1, 9, 0, tzinfo=dt.UTC)
ROOT = Path(__file__).parents[3]
EVENTS = 8
MENTIONS = 3


def articles(count):
    """So many articles, each of three events; all of them tell of eight events."""
    from calendars.reading.mention import Kind
    from tests.calendars.events.factories import mention, reading

    names = ("Amber", "Birch", "Cedar", "Dahlia", "Elder", "Fern", "Gorse", "Heather")
    for number in range(count):
        told = [
            mention(f"{names[(number + step) % EVENTS]} Forum", "2021-08-12", kind=Kind.FORUM)
            for step in range(MENTIONS)
        ]
        yield reading(*told, url=f"https://news{number % 3}.example/{number}",
                      text=f"Article {number}. " + " ".join(one.quote for one in told))  # fmt: skip


@contextmanager
def started(url, count):
    """A process that ingests so many articles once it is told to go."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, url, str(count)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.kill()


def go(process):
    assert process.stdout.readline() == "ready\n"
    process.stdin.write("\n")
    process.stdin.flush()


def test_two_processes_that_read_the_same_articles_keep_each_once(database_url):
    with started(database_url, 24) as one, started(database_url, 24) as other:
        go(one)
        go(other)
        assert [one.wait(120), other.wait(120)] == [0, 0]
    store = Store(database_url)
    with store.reading() as session:
        assert session.exec(select(func.count()).select_from(Article)).one() == 24
        events = session.exec(select(Event)).all()
        assert len({event.name for event in events}) == len(events) == EVENTS
        firsts = select(Revision).where(col(Revision.number) == 1)
        assert len(session.exec(firsts).all()) == EVENTS
        names = select(func.count()).select_from(Claim).where(col(Claim.field) == "name")
        assert session.exec(names).one() == 24 * MENTIONS
    store.close()


@pytest.mark.parametrize(("articles_before", "wait"), [(1, 0.002), (2, 0.006), (5, 0.015)])
def test_a_killed_ingest_leaves_each_article_wholly_in_or_out(database_url, articles_before, wait):
    with started(database_url, 200) as process:
        go(process)
        for _ in range(articles_before):
            process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        assert process.wait(20) == -signal.SIGKILL
    store = Store(database_url)
    whole(store, at_least=articles_before)
    with started(database_url, 12) as again:
        go(again)
        assert again.wait(120) == 0
    whole(store, at_least=12)
    store.close()


def whole(store, at_least):
    """Each article that is there has all its claims, and each event all that follows from it."""
    with store.reading() as session:
        ids = session.exec(select(Article.id)).all()
        assert len(ids) >= at_least
        for table in (Claim, Match):
            counted = select(table.article_id, func.count()).group_by(col(table.article_id))
            if table is Claim:
                counted = counted.where(col(Claim.field) == "name")
            assert dict(session.exec(counted).all()) == dict.fromkeys(ids, MENTIONS)
        for event in session.exec(select(Event)).all():
            told = select(func.count(func.distinct(col(Claim.article_id)))).where(
                col(Claim.event_id) == event.id
            )
            assert event.told["articles"] == session.exec(told).one()

"""Figures for Prometheus, read back by its own parser."""

import datetime as dt

import pytest
from prometheus_client.parser import text_string_to_metric_families

from calendars.errors import DeliveryError
from calendars.reminders import outcomes, queue
from calendars.reminders.outcomes import Claim
from calendars.store.tables import JobRun
from tests.app.conftest import NOW
from tests.calendars.reminders.test_queue import LEASE, fill

SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def figures(client):
    def read():
        answer = client.get("/metrics")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/plain")
        return {
            (sample.name, *sample.labels.values()): sample.value
            for family in text_string_to_metric_families(answer.text)
            for sample in family.samples
        }

    return read


def test_an_idle_server_has_nothing_due(figures):
    found = figures()
    assert found["dateline_reminders_due",] == 0
    assert found["dateline_reminders_oldest_due_seconds",] == 0
    assert found["dateline_reminders_dead",] == 0


def test_what_is_due_dead_and_delivered_is_told_with_its_lateness(figures, parts):
    store = parts.store
    fill(store, 5, due=NOW - 100 * SECOND)
    with store.writing() as session:
        claims = queue.claim(session, owner="one", limit=4, lease=LEASE, now=NOW)
        session.add(JobRun(name="plan", slot=1, at=NOW))
    no = DeliveryError("550 no such mailbox", permanent=True)
    found = [
        outcomes.sent(claims[0]),
        outcomes.sent(claims[1]),
        outcomes.failed(claims[2], no),
        outcomes.failed(claims[3], DeliveryError("451 later", retry_after=3600)),
    ]
    with store.writing() as session:
        queue.settle(session, found, claims[0].due + 3 * SECOND)
    found = figures()
    assert found["dateline_reminders_dead",] == 1
    assert found["dateline_reminders_due",] == 1
    assert found["dateline_reminders_oldest_due_seconds",] > 90
    assert found["dateline_deliveries_total", "email", "sent"] == 2
    assert found["dateline_deliveries_total", "email", "failed"] == 2
    late = "dateline_reminder_lateness_seconds"
    assert found[f"{late}_bucket", "email", "1.0"] == 0
    assert found[f"{late}_bucket", "email", "5.0"] == 2
    assert found[f"{late}_bucket", "email", "+Inf"] == 2
    assert found[f"{late}_count", "email"] == 2
    assert found[f"{late}_sum", "email"] == 3 + 2
    assert found["dateline_job_last_run_timestamp_seconds", "plan"] == NOW.timestamp()


def test_the_counts_outlive_what_is_forgotten(figures, parts):
    store = parts.store
    fill(store, 3)
    with store.writing() as session:
        claims: list[Claim] = queue.claim(session, owner="one", limit=9, lease=LEASE, now=NOW)
        queue.settle(session, map(outcomes.sent, claims), NOW)
    with store.writing() as session:
        assert queue.prune(session, NOW + dt.timedelta(days=400)) == 3
    assert figures()["dateline_deliveries_total", "email", "sent"] == 3

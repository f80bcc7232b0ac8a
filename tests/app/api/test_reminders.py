"""The delivery log over REST."""

import datetime as dt

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from app import keys
from app.keys import Scope
from calendars.reminders import outcomes, queue
from calendars.reminders.outcomes import dead
from calendars.store.tables import Reminder, ReminderState
from tests.app.conftest import NOW

PATH = "/api/v1/reminders"
HOOK = {"calendar": "all", "channel": "webhook", "address": "https://hooks.example/x"}


@pytest.fixture
def admin(client, store):
    with store.writing() as session:
        key = keys.create(session, "operator", [Scope.ADMIN], NOW)
    return TestClient(
        client.app, raise_server_exceptions=False, headers={"Authorization": f"Bearer {key}"}
    )


@pytest.fixture
def planned(writer):
    """Three events, each with a reminder a day before it."""
    writer.post("/api/v1/subscriptions", json=HOOK)
    for day in ("10", "11", "12"):
        writer.post("/api/v1/events", json={"name": f"Fair {day}", "start": f"2021-04-{day}"})


def kill(store, reason="The receiver answered 500."):
    """Let the first reminder die as the queue does."""
    with store.writing() as session:
        first = session.exec(select(Reminder).order_by(Reminder.id)).first()
        first.next_at = NOW - dt.timedelta(days=4000)
        session.flush()
        lease = dt.timedelta(seconds=60)
        [claim] = queue.claim(session, owner="me", limit=1, lease=lease, now=NOW)
        queue.settle(session, [dead(claim, reason)], NOW)
        return claim.id


def test_reminders_are_listed_last_planned_first_some_at_a_time(admin, planned):
    page = admin.get(PATH, params={"limit": 2})
    body = page.json()
    assert [one["date"] for one in body["items"]] == ["2021-04-12", "2021-04-11"]
    assert body["items"][0]["about"] == "before"
    assert body["items"][0]["address"] == "https://hooks.example/x"
    link = page.headers["Link"]
    assert f"cursor={body['next']}" in link
    assert 'rel="next"' in link
    rest = admin.get(PATH, params={"limit": 2, "cursor": body["next"]}).json()
    assert [one["date"] for one in rest["items"]] == ["2021-04-10"]
    assert rest["next"] is None


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"state": "pending"}, 3), ({"state": "dead"}, 0), ({"subscription": 1}, 3),
        ({"subscription": 2}, 0), ({"event": 1}, 1),
        ({"address": "HTTPS://hooks.example/x"}, 3), ({"address": "anna@example.org"}, 0),
    ],
)  # fmt: skip
def test_reminders_are_found_by_what_they_are(admin, planned, wanted, count):
    assert len(admin.get(PATH, params=wanted).json()["items"]) == count


def test_a_dead_one_tells_why_and_is_tried_anew_under_its_key(admin, planned, store):
    number = kill(store)
    [listed] = admin.get(PATH, params={"state": "dead"}).json()["items"]
    assert (listed["id"], listed["error"]) == (number, "The receiver answered 500.")
    again = admin.post(f"{PATH}/{number}/replay")
    assert again.status_code == 200, again.text
    body = again.json()
    assert (body["state"], body["key"], body["failures"]) == ("pending", listed["key"], 0)
    assert body["next"] == "2021-03-31T09:00:00Z"
    with store.reading() as session:
        row = session.get(Reminder, number)
        assert (row.state, row.attempt) == (ReminderState.PENDING, 0)
    assert admin.post(f"{PATH}/{number}/replay").status_code == 409


def test_each_attempt_is_told(admin, planned, store):
    with store.writing() as session:
        first = session.exec(select(Reminder).order_by(Reminder.id)).first()
        first.next_at = NOW - dt.timedelta(days=4000)
        session.flush()
        lease = dt.timedelta(seconds=60)
        [claim] = queue.claim(session, owner="me", limit=1, lease=lease, now=NOW)
        queue.settle(session, [outcomes.sent(claim)], NOW)
    [attempt] = admin.get(f"{PATH}/{claim.id}").json()["deliveries"]
    assert (attempt["attempt"], attempt["outcome"], attempt["error"]) == (1, "sent", None)


def test_of_an_ended_subscription_nothing_is_tried_anew(admin, planned, store):
    number = kill(store)
    assert admin.delete("/api/v1/subscriptions/1").status_code == 204
    answer = admin.post(f"{PATH}/{number}/replay")
    assert answer.status_code == 409
    assert "unsubscribed" in answer.json()["detail"]


def test_the_log_is_for_who_runs_the_server(client, writer):
    for path, method in ((PATH, "GET"), (f"{PATH}/1", "GET"), (f"{PATH}/1/replay", "POST")):
        assert client.request(method, path).status_code == 401
        assert writer.request(method, path).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        "state=lost",
        "limit=0",
        "limit=501",
        "cursor=x",
        "subscription=0",
        "colour=red",
        "event=9e99",
    ],
)
def test_what_cannot_be_asked_is_a_problem(admin, query):
    answer = admin.get(f"{PATH}?{query}")
    assert answer.status_code == 422
    assert answer.json()["field"] == query.partition("=")[0]


def test_an_unknown_reminder_is_not_found(admin):
    assert admin.get(f"{PATH}/99").status_code == 404
    assert admin.post(f"{PATH}/99/replay").status_code == 404

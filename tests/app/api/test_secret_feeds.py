import pytest

from app.feeds.front import PATH


@pytest.fixture
def desk(writer):
    answer = writer.post(
        "/api/v1/calendars", json={"slug": "desk", "name": "Our desk", "private": True}
    )
    assert answer.json()["private"] is True
    return "/api/v1/calendars/desk"


def test_a_private_calendar_is_seen_with_a_key_only(client, writer, desk):
    assert client.get(desk).status_code == 404
    assert client.get("/api/v1/events?calendar=desk").status_code == 404
    assert "desk" not in client.get("/api/v1/calendars").text
    assert "Our desk" not in client.get("/").text
    wish = {"calendar": "desk", "channel": "email", "address": "anna@example.org"}
    assert client.post("/api/v1/subscriptions", json=wish).status_code == 404
    assert writer.get(desk).json()["feeds"] == {}
    assert "desk" in writer.get("/api/v1/calendars").text
    assert writer.get("/api/v1/events?calendar=desk").status_code == 200
    wish = {"calendar": "desk", "channel": "webhook", "address": "https://hooks.example/x"}
    assert writer.post("/api/v1/subscriptions", json=wish).status_code == 201
    assert client.get(desk, headers={"Authorization": "Bearer dl_x"}).status_code == 401


def test_a_calendar_becomes_public_and_private(client, writer, desk):
    writer.patch(desk, json={"private": False})
    assert client.get("/calendars/desk.ics").status_code == 200
    writer.patch(desk, json={"private": True})
    assert client.get("/calendars/desk.ics").status_code == 404


def test_a_secret_feed_is_made_shown_once_exchanged_and_taken_back(client, writer, desk):
    made = writer.post(f"{desk}/secrets", json={"name": "Anna's phone"})
    assert made.status_code == 201
    assert made.headers["cache-control"] == "no-store"
    first = made.json()["feeds"]["ics"].removeprefix("http://127.0.0.1:8000")
    assert PATH.fullmatch(first)
    assert client.get(first).status_code == 200
    (listed,) = writer.get(f"{desk}/secrets").json()["items"]
    assert (listed["name"], listed["revoked"]) == ("Anna's phone", None)
    assert "feeds" not in listed
    number = listed["id"]
    second = writer.post(f"{desk}/secrets/{number}/rotate").json()["feeds"]["ics"]
    assert client.get(first).status_code == 410
    assert client.get(second.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert writer.post(f"{desk}/secrets/{number}/rotate").status_code == 410
    assert writer.delete(f"{desk}/secrets/{number + 1}").status_code == 204
    assert client.get(second.removeprefix("http://127.0.0.1:8000")).status_code == 410
    assert writer.delete(f"{desk}/secrets/{number + 2}").status_code == 404


def test_secret_feeds_are_made_by_writers_only(client, desk):
    assert client.post(f"{desk}/secrets", json={"name": "x"}).status_code == 401
    assert client.get(f"{desk}/secrets").status_code == 401


@pytest.mark.parametrize("name", ["", " ", "x" * 200, "a\0b"])
def test_a_secret_feed_needs_a_name(writer, desk, name):
    assert writer.post(f"{desk}/secrets", json={"name": name}).status_code == 422

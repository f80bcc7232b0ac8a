import pytest

from tests.app.conftest import stored

MOSCOW = {"slug": "moscow", "name": "Moscow", "search": {"place": "moscow"}, "colour": "#2266aa"}


@pytest.fixture
def moscow(writer):
    answer = writer.post("/api/v1/calendars", json=MOSCOW)
    assert answer.status_code == 201, answer.text
    return answer


def test_the_default_calendars_are_there_without_a_key(client):
    items = client.get("/api/v1/calendars").json()["items"]
    slugs = [calendar["slug"] for calendar in items]
    assert slugs == ["all", "dates-to-be-confirmed"]
    assert items[0]["feeds"]["ics"] == "http://127.0.0.1:8000/calendars/all.ics"
    assert items[0]["caldav"] == "http://127.0.0.1:8000/caldav/all/"
    assert client.get("/calendars/all.ics").status_code == 200


def test_a_calendar_is_a_feed_at_once(client, moscow):
    assert moscow.headers["location"] == "/api/v1/calendars/moscow"
    assert client.get("/api/v1/calendars/moscow").json() == moscow.json()
    assert client.get("/calendars/moscow.ics").status_code == 200


def test_a_calendar_changes_and_its_feed_follows(client, writer, moscow):
    before = client.get("/calendars/moscow.ics").text
    answer = writer.patch("/api/v1/calendars/moscow", json={"name": "Moscow and around"})
    assert answer.json()["name"] == "Moscow and around"
    assert answer.json()["search"] == MOSCOW["search"]
    assert "Moscow and around" in client.get("/calendars/moscow.ics").text != before


def test_a_calendar_is_removed_with_its_feed(client, writer, moscow):
    assert writer.delete("/api/v1/calendars/moscow").status_code == 204
    assert client.get("/api/v1/calendars/moscow").status_code == 404
    assert client.get("/calendars/moscow.ics").status_code == 404
    assert writer.delete("/api/v1/calendars/moscow").status_code == 404


def test_a_calendar_somebody_subscribes_to_stays(writer, moscow):
    wish = {"calendar": "moscow", "channel": "webhook", "address": "https://hooks.example/x"}
    assert writer.post("/api/v1/subscriptions", json=wish).status_code == 201
    assert writer.delete("/api/v1/calendars/moscow").status_code == 409


def test_two_calendars_cannot_have_one_slug(writer, moscow):
    assert writer.post("/api/v1/calendars", json=MOSCOW).status_code == 409


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"slug": "Not a slug"}, "slug"),
        ({"slug": "a/b"}, "slug"),
        ({"name": " "}, "name"),
        ({"search": {"country": "Russia"}}, "country"),
        ({"search": {"shape": "round"}}, "shape"),
        ({"search": "Moscow"}, "search"),
        ({"colour": "rgb(1,2,3)"}, "colour"),
        ({"size": 1}, "size"),
    ],
)
def test_a_calendar_that_cannot_be_kept_is_refused(refusing, changes, field):
    answer = refusing.post("/api/v1/calendars", json=MOSCOW | changes)
    assert answer.status_code == 422
    assert answer.json()["field"] == field
    assert stored(refusing) == {}


@pytest.mark.parametrize(
    ("changes", "field"), [({"name": None}, "name"), ({"search": {"kind": "x"}}, "kind")]
)
def test_a_change_that_cannot_be_kept_is_refused(writer, moscow, changes, field):
    answer = writer.patch("/api/v1/calendars/moscow", json=changes)
    assert answer.status_code == 422
    assert answer.json()["field"] == field


def test_nobody_changes_calendars_without_a_key(client, moscow):
    assert client.post("/api/v1/calendars", json=MOSCOW).status_code == 401
    assert client.patch("/api/v1/calendars/moscow", json={}).status_code == 401
    assert client.delete("/api/v1/calendars/moscow").status_code == 401


def test_an_unknown_calendar_is_not_found(client):
    answer = client.get("/api/v1/calendars/nowhere")
    assert answer.status_code == 404
    assert answer.json()["type"] == "/problems/not-found"

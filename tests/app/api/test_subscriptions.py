import pytest
from sqlmodel import select

from app import keys
from app.keys import Scope
from calendars.store.tables import Reminder, Subscription
from tests.app.conftest import NOW, stored

MAIL = {"calendar": "all", "channel": "email", "address": "anna@example.org"}
HOOK = {"calendar": "all", "channel": "webhook", "address": "https://hooks.example/x"}
PATH = "/api/v1/subscriptions"


def kept(store, table=Subscription):
    with store.reading() as session:
        return session.exec(select(table)).all()


def token(store):
    return kept(store)[0].secret


def test_a_visitor_s_mail_address_is_asked_first(client, store):
    answer = client.post(PATH, json=MAIL | {"before": ["P1D", "PT2H"], "timezone": "Europe/Riga"})
    assert answer.status_code == 201, answer.text
    said = answer.json()
    assert said["state"] == "pending"
    assert (said["token"], said["secret"]) == (None, None)
    assert said["before"] == ["P1D", "PT2H"]
    assert said["timezone"] == "Europe/Riga"
    assert token(store) not in answer.text
    [question] = kept(store, Reminder)
    assert question.about == "confirm"


def test_confirming_lets_it_be_heard_and_looking_changes_nothing(client, store):
    client.post(PATH, json=MAIL)
    path = f"{PATH}/{token(store)}"
    assert client.get(path).json()["state"] == "pending"
    assert client.post(f"{path}/confirm").json()["state"] == "active"
    assert client.get(f"{path}/unsubscribe").status_code == 405
    assert client.get(path).json()["state"] == "active"
    assert (
        client.post(f"{path}/unsubscribe", data={"List-Unsubscribe": "One-Click"}).json()["state"]
        == "disabled"
    )
    assert client.post(f"{path}/confirm").status_code == 410


def test_the_owner_ends_it_by_its_token(client, store):
    client.post(PATH, json=MAIL)
    assert client.delete(f"{PATH}/{token(store)}").status_code == 204
    assert client.get(f"{PATH}/{token(store)}").json()["state"] == "disabled"


def test_an_unknown_token_is_not_found(client):
    for path in (f"{PATH}/x", f"{PATH}/x/confirm", f"{PATH}/x/unsubscribe"):
        assert client.request("GET" if path.endswith("/x") else "POST", path).status_code == 404


def test_a_webhook_needs_a_key_and_gets_its_secret_once(client, writer, store):
    assert client.post(PATH, json=HOOK).status_code == 401
    said = writer.post(PATH, json=HOOK).json()
    assert said["state"] == "active"
    assert said["secret"].startswith("whsec_")
    again = client.get(f"{PATH}/{said['token']}")
    assert again.status_code == 200
    assert "secret" not in again.json()


def test_a_key_subscribes_an_address_without_asking_it(writer):
    assert writer.post(PATH, json=MAIL).json()["state"] == "active"


def test_an_event_and_a_search_can_be_subscribed_to(writer):
    event = writer.post("/api/v1/events", json={"name": "Fair", "start": "2021-05-05"}).json()
    wish = {"channel": "webhook", "address": "https://hooks.example/x"}
    assert writer.post(PATH, json=wish | {"event": event["id"]}).json()["event"] == event["id"]
    search = {"country": "RU"}
    assert writer.post(PATH, json=wish | {"search": search}).json()["search"] == {"country": ["RU"]}
    assert writer.post(PATH, json=wish | {"event": 999}).status_code == 404


def test_a_planned_reminder_stands_with_its_event(writer, store):
    writer.post(PATH, json=HOOK)
    event = writer.post("/api/v1/events", json={"name": "Fair", "start": "2021-04-15"}).json()
    [planned] = kept(store, Reminder)
    assert planned.event_id == event["id"]
    writer.patch(
        f"/api/v1/events/{event['id']}", json={"start": "2021-04-20"}, headers={"If-Match": "*"}
    )
    [moved] = [
        row for row in kept(store, Reminder) if row.state == "pending" and row.about == "before"
    ]
    assert (moved.due - planned.due).days == 5


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"address": "not an address"}, "address"),
        ({"address": "anna@example.org\r\nBcc: all@example.org"}, "address"),
        ({"calendar": None}, "calendar"),
        ({"search": {"q": "fair"}}, "calendar"),
        ({"calendar": None, "search": {"kind": "party"}}, "kind"),
        ({"before": ["soon"]}, None),
        ({"before": "P1D"}, "before"),
        ({"notices": ["everything"]}, "notices.0"),
        ({"channel": "pigeon"}, "channel"),
        ({"timezone": "Mars/Olympus"}, None),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wish_that_cannot_be_kept_is_refused(refusing, changes, field):
    answer = refusing.post(PATH, json=MAIL | changes)
    assert answer.status_code == 422, answer.text
    assert field is None or answer.json()["field"] == field
    assert stored(refusing) == {}


def test_an_unknown_calendar_is_not_found(refusing):
    assert refusing.post(PATH, json=MAIL | {"calendar": "nowhere"}).status_code == 404
    assert stored(refusing) == {}


def test_one_address_is_not_asked_again_and_again(client, store):
    answers = [client.post(PATH, json=MAIL).status_code for _ in range(5)]
    assert answers == [201] * 3 + [429] * 2
    assert len(kept(store)) == 3


def test_one_visitor_does_not_subscribe_the_world(client):
    answers = [client.post(PATH, json=MAIL | {"address": f"a{n}@example.org"}) for n in range(11)]
    assert [answer.status_code for answer in answers] == [201] * 10 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0


def test_only_an_admin_sees_all_addresses(client, writer, store):
    writer.post(PATH, json=HOOK)
    assert client.get(PATH).status_code == 401
    assert writer.get(PATH).status_code == 403
    with store.writing() as session:
        key = keys.create(session, "admin", [Scope.ADMIN], NOW)
    [one] = client.get(PATH, headers={"Authorization": f"Bearer {key}"}).json()["items"]
    assert one["address"] == HOOK["address"]

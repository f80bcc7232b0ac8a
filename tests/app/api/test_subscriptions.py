import pytest
from pydantic import SecretStr
from sqlmodel import select

from app import keys
from app.keys import Scope
from calendars.store.tables import Reminder, Subscription
from tests.app.conftest import NOW, served, stored

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
        ({"timezone": "Mars/Olympus"}, "timezone"),
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


ALL = {
    "before": ["P1D", "PT2H"], "notices": ["moved", "unset"], "digest": "weekly",
    "digest_hour": 19, "all_day_hour": 9, "timezone": "Europe/Riga",
    "quiet_hours": "22:00-07:00", "certainty": "eos3", "language": "ru",
}  # fmt: skip


def test_all_that_can_be_chosen_is_kept_and_told(client, store):
    said = client.post(PATH, json=MAIL | ALL).json()
    assert {name: said[name] for name in ALL} == ALL
    again = client.get(f"{PATH}/{token(store)}").json()
    assert {name: again[name] for name in ALL} == ALL


def test_its_owner_changes_what_it_chose_and_what_is_planned_follows(writer, client, store):
    made = writer.post(PATH, json=HOOK | {"digest": "weekly"}).json()
    writer.post("/api/v1/events", json={"name": "Fair", "start": "2021-04-15"})
    path = f"{PATH}/{made['token']}"
    changes = {"before": ["P2D"], "all_day_hour": 9, "timezone": "Europe/Riga", "digest": None}
    answer = client.patch(path, json=changes)
    assert answer.status_code == 200, answer.text
    assert answer.json()["before"] == ["P2D"]
    assert answer.json()["notices"] == made["notices"]
    [planned] = [row for row in kept(store, Reminder) if row.state == "pending"]
    assert planned.due.isoformat() == "2021-04-13T06:00:00+00:00"


def test_a_change_of_something_older_is_refused(writer, client):
    made = writer.post(PATH, json=HOOK)
    path = f"{PATH}/{made.json()['token']}"
    tag = client.get(path).headers["ETag"]
    assert made.headers["ETag"] == tag
    changed = client.patch(path, json={"language": "ru"}, headers={"If-Match": tag})
    assert changed.status_code == 200
    stale = client.patch(path, json={"language": "en"}, headers={"If-Match": tag})
    assert stale.status_code == 412
    assert client.get(path).json()["language"] == "ru"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"before": [], "notices": []}, "before"), ({"before": ["PT1H"] * 5 + ["P1M"]}, "before"),
        ({"before": [f"PT{n}H" for n in range(1, 12)]}, "before"),
        ({"before": ["P400D"]}, "before"),
        ({"digest": "hourly"}, "digest"), ({"digest_hour": 24}, "digest_hour"),
        ({"digest_hour": "7"}, "digest_hour"), ({"all_day_hour": -1}, "all_day_hour"),
        ({"quiet_hours": "22-07"}, "quiet_hours"), ({"quiet_hours": "22:00-22:00"}, "quiet_hours"),
        ({"quiet_hours": {"from": "22:00"}}, "quiet_hours"), ({"certainty": "sure"}, "certainty"),
        ({"certainty": "eos6"}, "certainty"), ({"language": "de"}, "language"),
        ({"language": None}, "language"), ({"timezone": None}, "timezone"),
        ({"channel": "ntfy", "address": "https://ntfy.sh"}, "address"),
        ({"channel": "ntfy", "address": "https://ntfy.sh/a/b?x=1"}, "address"),
        ({"channel": "ntfy", "address": "file:///etc/passwd"}, "address"),
        ({"channel": "chat", "address": "desk"}, "address"),
        ({"channel": "chat", "address": "slack://token"}, "address"),
        ({"access_token": "tk_1"}, "access_token"),
        (
            {"channel": "ntfy", "address": "https://ntfy.sh/t", "access_token": "a\r\nb"},
            "access_token",
        ),
        ({"address": "a" * 3000}, "address"),
        ({"calendar": None, "search": {"q": "x" * 6000}}, "search"),
        ({"address": "=?utf-8?q?x?=@example.org>"}, "address"),
    ],
)  # fmt: skip
def test_a_choice_that_cannot_be_kept_is_refused(refusing, changes, field):
    answer = refusing.post(PATH, json=MAIL | changes)
    assert answer.status_code == 422, answer.text
    assert answer.json()["field"] == field
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert stored(refusing) == {}


def test_a_change_that_cannot_be_kept_changes_nothing(writer, client):
    path = f"{PATH}/{writer.post(PATH, json=HOOK).json()['token']}"
    before = client.get(path).json()
    wrong = {"language": "ru", "quiet_hours": "never"}
    assert client.patch(path, json=wrong).status_code == 422
    assert client.patch(path, json={"before": [], "notices": []}).status_code == 422
    assert client.get(path).json() == before


def test_an_ended_subscription_is_not_changed(writer, client):
    path = f"{PATH}/{writer.post(PATH, json=HOOK).json()['token']}"
    client.delete(path)
    assert client.patch(path, json={"language": "ru"}).status_code == 410


def test_ntfy_and_chat_are_subscribed_with_a_key(writer, parts):
    topic = {"calendar": "all", "channel": "ntfy", "address": "https://ntfy.sh/news/"}
    said = writer.post(PATH, json=topic | {"access_token": "tk_1"})
    assert said.status_code == 201, said.text
    assert said.json()["address"] == "https://ntfy.sh/news"
    assert said.json()["secret"] is None
    assert "tk_1" not in said.text
    with served(parts, writer, chat_urls=(("desk", SecretStr("json://127.0.0.1")),)) as chatty:
        desk = {"calendar": "all", "channel": "chat", "address": "desk"}
        assert chatty.post(PATH, json=desk).status_code == 201


def test_a_webhook_gets_a_new_secret_and_keeps_the_old_for_a_while(writer, client, store):
    made = writer.post(PATH, json=HOOK).json()
    path = f"{PATH}/{made['token']}"
    answer = client.post(f"{path}/rotate")
    assert answer.status_code == 200
    new = answer.json()["secret"]
    assert new.startswith("whsec_")
    assert new != made["secret"]
    assert answer.json()["former_until"] == "2021-04-01T09:00:00Z"
    [row] = kept(store)
    assert (row.secret, row.former_secret) == (new, made["secret"])
    mail = writer.post(PATH, json=MAIL).json()
    assert client.post(f"{PATH}/{mail['token']}/rotate").status_code == 409


def test_the_same_request_with_its_idempotency_key_subscribes_once(writer, store):
    headers = {"Idempotency-Key": "one"}
    first = writer.post(PATH, json=HOOK, headers=headers)
    again = writer.post(PATH, json=HOOK, headers=headers)
    assert first.json() == again.json()
    assert len(kept(store)) == 1
    assert writer.post(PATH, json=MAIL, headers=headers).status_code == 422


def test_a_number_needs_the_key_of_who_runs_the_server(client, writer, store):
    number = writer.post(PATH, json=HOOK).json()["id"]
    path = f"{PATH}/{number}"
    assert client.get(path).status_code == 401
    assert writer.patch(path, json={"language": "ru"}).status_code == 403
    with store.writing() as session:
        key = keys.create(session, "operator", [Scope.ADMIN], NOW)
    admin = {"Authorization": f"Bearer {key}"}
    assert client.patch(path, json={"language": "ru"}, headers=admin).status_code == 200
    assert client.get(path, headers=admin).json()["language"] == "ru"
    assert client.get(f"{PATH}/99", headers=admin).status_code == 404
    listed = client.get(PATH, headers=admin, params={"limit": 1, "state": "active"}).json()
    assert [one["id"] for one in listed["items"]] == [number]

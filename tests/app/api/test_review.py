"""Review over REST: the queue, answers, merge and split, undo, and readers' corrections."""

import pytest
from starlette.testclient import TestClient

from app import keys
from app.keys import Scope
from tests.app.conftest import NOW

FORUM = {"name": "Caspian Forum", "start": "2021-08-12", "place": "Moscow", "kind": "forum"}


@pytest.fixture
def reviewer(client, store):
    """A client whose key may review and not write."""
    with store.writing() as session:
        key = keys.create(session, "anna", [Scope.REVIEW], NOW)
    reviewer = TestClient(client.app, raise_server_exceptions=False)
    reviewer.headers["Authorization"] = f"Bearer {key}"
    return reviewer


@pytest.fixture
def two(writer):
    """Articles that tell two dates of one forum, and an event entered by hand."""
    told = (("a", "on August 12"), ("b", "in August"), ("c", "on August 14"))
    for number, (outlet, day) in enumerate(told, start=1):
        body = {
            "text": f"The Second Caspian Economic Forum will be held in Moscow {day}.",
            "published": f"2021-04-0{number}",
            "url": f"https://{outlet}.example/forum",
        }
        answer = writer.post("/api/v1/articles", json=body)
        assert answer.status_code in (200, 201), answer.text
    assert writer.post("/api/v1/events", json=FORUM).status_code == 201
    return writer


def ask(reviewer, method, path, code=200, **more):
    answer = getattr(reviewer, method)(f"/api/v1{path}", **more)
    assert answer.status_code == code, answer.text
    return answer.json() if answer.content else None


def test_a_conflict_is_listed_shown_accepted_and_undone(two, reviewer):
    [asked] = ask(reviewer, "get", "/review")["items"]
    assert (asked["doubt"], asked["field"], asked["value"]) == ("conflict", "date", "2021-08-14")
    assert asked["article"]["url"] == "https://c.example/forum"
    assert ask(reviewer, "get", f"/review/{asked['id']}") == asked
    done = ask(reviewer, "post", f"/review/{asked['id']}/accept")
    assert (done["state"], done["person"]) == ("accepted", "anna")
    assert ask(reviewer, "get", "/events/1")["start"] == "2021-08-14"
    assert ask(reviewer, "post", f"/review/{asked['id']}/accept", 409)["detail"]
    ask(reviewer, "post", f"/review/{asked['id']}/undo")
    assert ask(reviewer, "get", "/events/1")["start"] == "2021-08-12"
    ask(reviewer, "post", f"/review/{asked['id']}/reject")
    assert ask(reviewer, "get", "/review")["items"] == []
    assert len(ask(reviewer, "get", "/review?state=rejected&doubt=conflict&event=1")["items"]) == 1


def test_a_conflict_is_shown_with_its_event_and_on_its_page(two, client):
    event = ask(client, "get", "/events/1")
    [told] = event["conflicts"]
    assert (told["field"], told["value"]) == ("date", "2021-08-14")
    assert "August 14" in told["quote"]
    page = client.get(f"/events/{event['uid']}").text
    assert "Contradicted" in page
    assert "14 August 2021" in page


def test_events_are_merged_answered_with_a_redirect_and_parted_again(two, reviewer, client):
    gone = ask(client, "get", "/events/2")
    stays = ask(reviewer, "post", "/events/2/merge", json={"with": 1})
    assert stays["id"] == 1
    redirect = client.get("/api/v1/events/2", follow_redirects=False)
    assert (redirect.status_code, redirect.headers["location"]) == (308, "/api/v1/events/1")
    page = client.get(f"/events/{gone['uid']}", follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (308, f"/events/{stays['uid']}")
    feed = client.get("/events.ics").text
    [entry] = [part for part in feed.split("BEGIN:VEVENT") if gone["uid"] in part]
    assert "STATUS:CANCELLED" in entry
    assert ask(reviewer, "post", "/events/1/merge", 409, json={"with": 2})["type"].endswith(
        "conflict"
    )
    parted = ask(reviewer, "post", "/events/2/split")
    assert [parted["event"]["id"], parted["parted"]["id"]] == [1, 2]
    assert ask(client, "get", "/events/2")["name"] == gone["name"]
    changed = ask(reviewer, "post", "/events/2/undo")["items"]
    assert [event["id"] for event in changed] == [1, 2]
    assert client.get("/api/v1/events/2", follow_redirects=False).status_code == 308


def test_some_articles_are_parted_from_an_event(two, reviewer):
    parted = ask(reviewer, "post", "/events/1/split", json={"articles": [3]})["parted"]
    assert parted["start"] == "2021-08-14"
    refused = ask(reviewer, "post", "/events/1/split", 422, json={"articles": [99]})
    assert refused["field"] == "articles"


def test_a_reviewer_edits_fields_and_takes_it_back(two, reviewer):
    changed = ask(
        reviewer, "patch", "/events/1", json={"place": "Sochi"}, headers={"If-Match": "*"}
    )
    assert changed["place"] == "Sochi"
    [event] = ask(reviewer, "post", "/events/1/undo")["items"]
    assert event["place"] == "Moscow"
    ask(reviewer, "post", "/events/1/undo", 404)
    ask(reviewer, "post", "/events", 403, json=FORUM)


def test_anybody_corrects_an_event_and_a_person_decides(two, client, reviewer):
    body = {"fields": {"start": "2021-08-13"}, "note": "The ministry says the 13th."}
    sent = ask(client, "post", "/events/1/corrections", 202, json=body)
    assert sent == ask(client, "post", "/events/1/corrections", 202, json=body)
    [asked] = ask(reviewer, "get", "/review?doubt=correction")["items"]
    assert (asked["id"], asked["value"]) == (sent["id"], body)
    answer = {"fields": {"start": "2021-08-13", "end": "2021-08-14"}}
    ask(reviewer, "post", f"/review/{asked['id']}/accept", json=answer)
    assert ask(client, "get", "/events/1")["edtf"] == "2021-08-13/2021-08-14"
    ask(client, "post", "/events/1/corrections", 422, json={})
    ask(client, "post", "/events/1/corrections", 422, json={"fields": {"start": "soon"}})
    ask(client, "post", "/events/99/corrections", 404, json=body)


def test_a_visitor_sends_so_many_corrections_in_an_hour(two, client):
    for number in range(10):
        ask(client, "post", "/events/1/corrections", 202, json={"note": f"Wrong, {number}."})
    refused = client.post("/api/v1/events/1/corrections", json={"note": "Once more."})
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0


@pytest.mark.parametrize(
    "path",
    ["/review/1/accept", "/review/1/reject", "/review/1/undo", "/events/1/split", "/events/1/undo"],
)
def test_nobody_reviews_without_a_key_for_it(two, client, path):
    ask(client, "post", path, 401)
    ask(two, "post", path, 403)
    ask(client, "get", "/review", 401)


def test_the_queue_is_read_page_by_page(two, client, reviewer):
    for number in range(3):
        ask(client, "post", "/events/1/corrections", 202, json={"note": f"Wrong, {number}."})
    seen = []
    page = {"next": None}
    while page.get("items") is None or page["next"]:
        more = {"cursor": page["next"]} if page["next"] else {}
        page = ask(reviewer, "get", "/review", params={"limit": 2} | more)
        seen += [one["id"] for one in page["items"]]
    assert seen == [1, 2, 3, 4]
    ask(reviewer, "get", "/review?limit=9999", 422)
    ask(reviewer, "get", "/review?cursor=x", 422)

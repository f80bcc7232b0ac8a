import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.app.conftest import NOW, served, stored

HEARING = {
    "name": "Public hearing on the harbour",
    "start": "2021-05-12",
    "place": "Riga",
    "country": "LV",
    "kind": "hearing",
}


@pytest.fixture
def hearing(writer):
    answer = writer.post("/api/v1/events", json=HEARING)
    assert answer.status_code == 201, answer.text
    return answer


def add(writer, **fields):
    answer = writer.post("/api/v1/events", json=HEARING | fields)
    assert answer.status_code == 201, answer.text
    return answer.json()


def found(client, **filters):
    answer = client.get("/api/v1/events", params=filters)
    assert answer.status_code == 200, answer.text
    return [event["name"] for event in answer.json()["items"]]


def test_an_event_entered_by_hand_is_found_and_read_without_a_key(client, hearing):
    event = hearing.json()
    assert event["start"] == "2021-05-12"
    assert event["precision"] == "day"
    assert event["window"] == ["2021-05-12", "2021-05-12"]
    assert hearing.headers["location"] == f"/api/v1/events/{event['id']}"
    assert client.get(hearing.headers["location"]).json() == event
    assert client.get("/api/v1/events").json() == {"items": [event], "next": None}


@pytest.mark.parametrize("method", ["post", "patch", "delete"])
def test_nobody_writes_without_a_key(client, hearing, method):
    path = "/api/v1/events" if method == "post" else hearing.headers["location"]
    body = {} if method == "delete" else {"json": HEARING}
    answer = getattr(client, method)(path, **body)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    wrong = getattr(client, method)(path, headers={"Authorization": "Bearer dl_x_y"}, **body)
    assert wrong.status_code == 401


def test_filters_choose(client, writer):
    add(writer, name="Hearing in May")
    add(
        writer,
        name="Forum in August",
        start="2021-08",
        place="Moscow",
        country="RU",
        kind="forum",
        status="postponed",
    )
    assert found(client) == ["Hearing in May", "Forum in August"]
    assert found(client, country="RU") == ["Forum in August"]
    assert found(client, place="riga") == ["Hearing in May"]
    assert found(client, q="forum") == ["Forum in August"]
    assert found(client, kind="hearing,visit") == ["Hearing in May"]
    assert found(client, status="postponed") == ["Forum in August"]
    assert found(client, precision="month") == ["Forum in August"]
    assert found(client, **{"from": "2021-08-12", "to": "2021-08-13"}) == ["Forum in August"]
    assert found(client, **{"from": "2021-08-12", "certain": "true"}) == []


def test_a_calendar_chooses_too(client, writer):
    add(writer, name="Hearing in May")
    add(writer, name="Forum in August", country="RU")
    calendar = {"slug": "russia", "name": "Russia", "search": {"country": "RU"}}
    assert writer.post("/api/v1/calendars", json=calendar).status_code == 201
    assert found(client, calendar="russia") == ["Forum in August"]
    assert found(client, calendar="russia", q="hearing") == []


def test_pages_follow_each_other_by_cursor_and_link(client, writer):
    names = [add(writer, name=f"Hearing {n}", start=f"2021-05-1{n}")["name"] for n in range(5)]
    first = client.get("/api/v1/events", params={"limit": 2, "q": "hearing"})
    link = first.links["next"]["url"]
    assert link.startswith("http://127.0.0.1:8000/api/v1/events?")
    second = client.get(link.removeprefix("http://127.0.0.1:8000"))
    third = client.get(
        "/api/v1/events", params={"limit": 2, "q": "hearing", "cursor": second.json()["next"]}
    )
    assert [e["name"] for page in (first, second, third) for e in page.json()["items"]] == names
    assert third.json()["next"] is None
    assert "link" not in third.headers


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=2021-02-30", "from"),
        ("from=soon", "from"),
        ("from=2021-05-02&to=2021-05-01", "to"),
        ("country=Russia", "country"),
        ("kind=party", "kind"),
        ("status=perhaps", "status"),
        ("precision=exact", "precision"),
        ("certain=maybe", "certain"),
        ("certainty=eos9", "certainty"),
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("limit=x", "limit"),
        ("limit=%C2%B2", "limit"),
        ("cursor=rubbish", "cursor"),
        ("colour=red", "colour"),
        ("country=RU&country=TM", "country"),
        ("q=%00", "q"),
    ],
)
def test_a_filter_without_meaning_is_a_problem_that_names_it(refusing, query, field):
    answer = refusing.get(f"/api/v1/events?{query}")
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["field"] == field


def test_an_unknown_calendar_is_not_found(client):
    answer = client.get("/api/v1/events?calendar=nowhere")
    assert answer.status_code == 404
    assert "nowhere" in answer.json()["detail"]


@pytest.mark.parametrize(
    "path", ["/api/v1/events/99", "/api/v1/events/99/claims", "/api/v1/events/99/revisions"]
)
def test_an_unknown_event_is_not_found(refusing, path):
    assert refusing.get(path).status_code == 404


@pytest.mark.parametrize("event_id", ["0", "-1", "x", "9" * 30])
def test_what_cannot_be_an_event_s_number_is_refused(refusing, event_id):
    answer = refusing.get(f"/api/v1/events/{event_id}")
    assert answer.status_code == 422
    assert answer.json()["field"] == "event_id"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 501}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"start": None}, "start"),
        ({"start": "2021-02-30"}, "start"),
        ({"start": "soon"}, "start"),
        ({"country": "Latvia"}, "country"),
        ({"kind": "party"}, "kind"),
        ({"status": "lapsed"}, "status"),
        ({"colour": "red"}, "colour"),
        ({"latitude": 91}, "latitude"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"url": "javascript:alert(1)"}, "url"),
    ],
)
def test_a_field_that_cannot_be_kept_is_named_and_nothing_is_stored(refusing, fields, field):
    answer = refusing.post("/api/v1/events", json=HEARING | fields)
    assert answer.status_code == 422, answer.text
    assert answer.json()["field"] == field
    assert stored(refusing) == {}


def test_a_change_needs_to_say_what_it_was_made_from(writer, hearing):
    path = hearing.headers["location"]
    assert writer.patch(path, json={"start": "2021-05-19"}).status_code == 428
    stale = writer.patch(path, json={"start": "2021-05-19"}, headers={"If-Match": '"9-0"'})
    assert stale.status_code == 412
    moved = writer.patch(
        path, json={"start": "2021-05-19"}, headers={"If-Match": hearing.headers["etag"]}
    )
    assert moved.status_code == 200
    assert moved.json()["start"] == "2021-05-19"
    assert moved.json()["uid"] == hearing.json()["uid"]
    assert moved.json()["sequence"] == hearing.json()["sequence"] + 1
    assert moved.headers["etag"] == writer.get(path).headers["etag"] != hearing.headers["etag"]
    again = writer.patch(
        path, json={"name": "Hearing"}, headers={"If-Match": hearing.headers["etag"]}
    )
    assert again.status_code == 412


def test_any_revision_may_be_changed_where_the_caller_says_so(writer, hearing):
    path = hearing.headers["location"]
    answer = writer.patch(path, json={"end": "2021-05-13"}, headers={"If-Match": "*"})
    assert answer.json()["edtf"] == "2021-05-12/2021-05-13"


def test_an_unchanged_event_is_not_sent_again(client, hearing):
    path, tag = hearing.headers["location"], hearing.headers["etag"]
    answer = client.get(path, headers={"If-None-Match": f'"other", W/{tag}'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == tag


def test_claims_and_revisions_tell_who_said_what(client, writer, hearing):
    path = hearing.headers["location"]
    writer.patch(path, json={"start": "2021-05-19"}, headers={"If-Match": "*"})
    claims = client.get(f"{path}/claims").json()["items"]
    assert {claim["person"] for claim in claims} == {"test writer"}
    new, moved = client.get(f"{path}/revisions").json()["items"]
    assert new["changes"][0]["change"] == "new"
    [change] = [change for change in moved["changes"] if change["field"] == "edtf"]
    assert (change["change"], change["from"], change["to"]) == ("moved", "2021-05-12", "2021-05-19")


def test_a_withdrawn_event_is_gone_but_its_history_stays(client, writer, hearing):
    path = hearing.headers["location"]
    assert writer.delete(path).status_code == 204
    assert client.get(path).status_code == 410
    assert client.get("/api/v1/events").json()["items"] == []
    assert client.get(f"{path}/revisions").status_code == 200
    assert writer.delete(path).status_code == 410


def test_a_request_sent_again_with_its_key_is_answered_as_before(client, writer):
    header = {"Idempotency-Key": "order 66"}
    first = writer.post("/api/v1/events", json=HEARING, headers=header)
    again = writer.post("/api/v1/events", json=HEARING, headers=header)
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["location"] == first.headers["location"]
    assert again.headers["etag"] == first.headers["etag"]
    assert len(client.get("/api/v1/events").json()["items"]) == 1
    other = writer.post("/api/v1/events", json=HEARING | {"name": "Other"}, headers=header)
    assert other.status_code == 422
    assert other.json()["type"] == "/problems/idempotency-key-reused"


def test_quotes_are_no_longer_than_the_setting_allows(parts, writer):
    text = "The city council will hold a public hearing on the budget in Riga on May 5."
    writer.post("/api/v1/articles", json={"text": text, "published": "2021-03-31"})
    with served(parts, writer, quote_length=10) as server:
        [event] = server.get("/api/v1/events").json()["items"]
    assert len(event["quote"]) == 11
    assert event["quote"].endswith("…")


def test_the_same_request_sent_at_once_is_done_once(client, writer):
    header = {"Idempotency-Key": "at once"}
    with ThreadPoolExecutor(6) as pool:
        sent = [
            pool.submit(writer.post, "/api/v1/events", json=HEARING, headers=header)
            for _ in range(6)
        ]
        answers = [future.result() for future in sent]
    assert {answer.status_code for answer in answers} <= {201, 409}
    made = [answer.json()["id"] for answer in answers if answer.status_code == 201]
    assert made
    assert len(set(made)) == 1
    assert len(client.get("/api/v1/events").json()["items"]) == 1


def test_events_searches_and_feeds_answer_as_it_was_believed(parts, writer):
    event = add(writer, name="Hearing in May")
    path = f"/api/v1/events/{event['id']}"
    moments = iter(range(1, 100))
    object.__setattr__(parts, "clock", lambda: NOW + dt.timedelta(hours=next(moments)))
    writer.patch(path, json={"start": "2021-05-20"}, headers={"If-Match": "*"})
    then = {"as_of": NOW.isoformat()}
    assert writer.get(path).json()["start"] == "2021-05-20"
    assert writer.get(path, params=then).json()["start"] == "2021-05-12"
    [found_then] = writer.get("/api/v1/events", params=then).json()["items"]
    assert (found_then["start"], found_then["sequence"]) == ("2021-05-12", 0)
    feeds = [writer.get("/events.ics", params=told).text for told in ({}, then)]
    assert ["DTSTART;VALUE=DATE:20210520" in text for text in feeds] == [True, False]
    assert ["DTSTART;VALUE=DATE:20210512" in text for text in feeds] == [False, True]
    assert len(writer.get(f"{path}/revisions", params=then).json()["items"]) == 1
    for address in ("/events.ics", "/api/v1/events", path):
        refused = writer.get(address, params={"as_of": "2999-01-01"})
        assert (refused.status_code, refused.json()["field"]) == (422, "as_of")


def test_a_mirror_asks_for_changes_with_what_is_gone(writer, parts):
    first, second = add(writer, name="First hearing"), add(writer, name="Second hearing")
    object.__setattr__(parts, "clock", lambda: NOW + dt.timedelta(hours=1))
    writer.delete(f"/api/v1/events/{first['id']}")
    since = {"updated_since": (NOW + dt.timedelta(minutes=1)).isoformat()}
    told = writer.get("/api/v1/events", params=since).json()
    assert (told["items"], told["next"]) == ([], None)
    assert [(one["uid"], one["reason"]) for one in told["gone"]] == [(first["uid"], "withdrawn")]
    everything = writer.get("/api/v1/events", params={"updated_since": "2021-03-01"}).json()
    assert [event["id"] for event in everything["items"]] == [second["id"]]
    assert writer.get("/api/v1/events?updated_since=2999-01-01").json()["field"] == "updated_since"
    refused = writer.get("/api/v1/events", params=since | {"order": "-start"})
    assert (refused.status_code, refused.json()["field"]) == (422, "order")
    assert writer.get("/api/v1/events?order=sideways").status_code == 422


def test_a_feed_takes_the_new_filters_too(client, writer):
    add(writer, name="Hearing in Riga")
    add(writer, name="Hearing in Baku", place="Baku", country="AZ")
    feed = client.get("/events.ics?near=56.95,24.1&radius_km=20").text
    assert "Hearing in Riga" in feed
    assert "Hearing in Baku" not in feed
    assert found(client, bbox="49,40,50,41", order="-modified") == ["Hearing in Baku"]


def test_the_next_page_keeps_every_filter_that_was_asked(client, writer):
    for number, country in enumerate(("LV", "EE", "LV", "FI"), start=1):
        add(writer, name=f"Hearing {number}", country=country, start=f"2021-05-{number + 10}")
    asked = {"country": "LV,EE", "limit": 2}
    first = client.get("/api/v1/events", params=asked)
    assert [event["name"] for event in first.json()["items"]] == ["Hearing 1", "Hearing 2"]
    address = first.headers["Link"].partition("<")[2].partition(">")[0]
    second = client.get(address.partition("/api/")[1] + address.partition("/api/")[2])
    assert [event["name"] for event in second.json()["items"]] == ["Hearing 3"]
    assert "Link" not in second.headers

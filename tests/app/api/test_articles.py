import json

import pytest
from sqlmodel import func, select

from calendars.store.tables import Article, Event
from tests.app.conftest import served, stored

TEXT = "The city council will hold a public hearing on the budget in Riga on May 5."
MOVED = "The public hearing on the budget in Riga has been moved from May 5 to May 12."
ARTICLE = {"text": TEXT, "published": "2021-04-28", "url": "https://news.example/hearing"}


def counts(store):
    with store.reading() as session:
        return tuple(
            session.exec(select(func.count()).select_from(t)).one() for t in (Article, Event)
        )


def test_reading_gives_the_events_and_stores_nothing(writer, store):
    answer = writer.post("/api/v1/read", json=ARTICLE)
    assert answer.status_code == 200, answer.text
    said = answer.json()
    assert said["article"]["text"] == TEXT
    assert said["article"]["published"] == "2021-04-28"
    [event] = said["events"]
    assert (event["start"], event["kind"], event["place"]) == ("2021-05-05", "hearing", "Riga")
    assert event["quote"] == TEXT
    assert TEXT[slice(*event["spans"]["date"])] == "May 5"
    assert counts(store) == (0, 0)


def test_reading_html_takes_the_article_out(writer):
    page = (
        "<html lang=en><head><title>Budget</title>"
        '<meta property="article:published_time" content="2021-04-28T10:00:00Z"></head>'
        f"<body><nav>Home</nav><article><h1>Budget</h1><p>{TEXT}</p>"
        "<p>Residents may speak for three minutes each. The draft budget is in the town hall "
        "and in every library of the city, where it can be read until the hearing.</p>"
        "</article></body></html>"
    )
    said = writer.post("/api/v1/read", json={"text": page}).json()
    assert said["article"]["published"] == "2021-04-28"
    assert [event["start"] for event in said["events"]] == ["2021-05-05"]


def marked_up(**fields):
    """A page whose own markup tells the hearing, and beats its prose."""
    event = {"@type": "Event", "name": "Budget Hearing", "startDate": "2021-05-06"} | fields
    return (
        f'<html lang=en><head><script type="application/ld+json">{json.dumps(event)}</script>'
        f"</head><body><article><h1>Budget</h1><p>{TEXT}</p>"
        "<p>Residents may speak for three minutes each. The draft budget is in the town hall "
        "and in every library of the city, where it can be read until the hearing.</p>"
        "</article></body></html>"
    )


def test_what_a_page_marks_up_beats_its_prose(writer):
    said = writer.post("/api/v1/read", json=ARTICLE | {"text": marked_up()}).json()
    [event] = said["events"]
    assert (event["name"], event["start"], event["place"]) == (
        "Budget Hearing",
        "2021-05-06",
        "Riga",
    )
    assert event["quote"] == '{"name": "Budget Hearing", "startDate": "2021-05-06"}'
    assert event["spans"] == {}


def test_a_page_whose_markup_alone_changes_is_read_anew(writer):
    writer.post("/api/v1/articles", json=ARTICLE | {"text": marked_up()})
    cancelled = marked_up(eventStatus="https://schema.org/EventCancelled")
    [item] = writer.post("/api/v1/articles", json=ARTICLE | {"text": cancelled}).json()["events"]
    assert (item["change"], item["event"]["status"]) == ("changed", "cancelled")
    assert '"eventStatus": "EventCancelled"' in item["event"]["quote"]


def test_why_each_event_stands_is_told_where_it_is_asked_for(writer):
    assert "explain" not in writer.post("/api/v1/read", json=ARTICLE).json()
    told = writer.post("/api/v1/read", json=ARTICLE | {"explain": True}).json()["explain"]
    [timex] = told["timexes"]
    assert (timex["text"], timex["value"], timex["edtf"]) == ("May 5", "2021-05-05", "2021-05-05")
    assert timex["rule"]
    [decision] = told["decisions"]
    assert decision["kept"]
    assert "the noun “hearing”" in decision["reasons"]
    refused = writer.post("/api/v1/articles", json=ARTICLE | {"explain": True})
    assert refused.json()["field"] == "explain"


def test_an_article_makes_events_once(writer, client, store):
    first = writer.post("/api/v1/articles", json=ARTICLE)
    assert first.status_code == 201, first.text
    assert [item["change"] for item in first.json()["events"]] == ["new"]
    again = writer.post("/api/v1/articles", json=ARTICLE)
    assert [item["change"] for item in again.json()["events"]] == ["same"]
    assert again.json()["article"] == first.json()["article"]
    assert counts(store) == (1, 1)
    [event] = client.get("/api/v1/events").json()["items"]
    assert event == first.json()["events"][0]["event"]
    assert event["sources"][0]["url"] == ARTICLE["url"]


def test_a_second_article_about_the_event_changes_it(writer):
    writer.post("/api/v1/articles", json=ARTICLE)
    moved = {"text": MOVED, "published": "2021-04-30", "url": "https://news.example/moved"}
    [item] = writer.post("/api/v1/articles", json=moved).json()["events"]
    assert item["change"] == "changed"
    assert item["event"]["start"] == "2021-05-12"
    assert item["event"]["sequence"] == 1


def test_a_retracted_article_takes_its_event_along(writer, client):
    path = writer.post("/api/v1/articles", json=ARTICLE).headers["location"]
    assert writer.get(path).json()["text"] == TEXT
    assert client.get(path).status_code == 401
    assert writer.delete(path).status_code == 204
    assert writer.get(path).status_code == 410
    assert writer.delete(path).status_code == 410
    assert client.get("/api/v1/events").json()["items"] == []


def test_a_request_sent_again_with_its_key_is_answered_as_before(writer):
    header = {"Idempotency-Key": "a"}
    first = writer.post("/api/v1/articles", json=ARTICLE, headers=header)
    again = writer.post("/api/v1/articles", json=ARTICLE, headers=header)
    assert again.json() == first.json()


@pytest.mark.parametrize(
    ("body", "status", "kind", "field"),
    [
        ({}, 422, "invalid-field", "text"),
        ({"text": "", "published": "2021-04-28"}, 422, "empty-article", "text"),
        ({"text": "  \n ", "published": "2021-04-28"}, 422, "empty-article", "text"),
        ({"text": "PNG\x00\x01", "published": "2021-04-28"}, 422, "binary-article", "text"),
        ({"text": TEXT}, 422, "missing-publication-date", "published"),
        ({"text": TEXT, "published": "2021-02-30"}, 422, "invalid-input", "published"),
        ({"text": "date 2021-02-30 " + TEXT}, 422, "unreadable-date", "published"),
        ({"text": "x" * 2_000_001, "published": "2021-04-28"}, 413, "article-too-large", "text"),
        (
            {"text": TEXT, "url": "ftp://x/y", "published": "2021-04-28"},
            422,
            "invalid-field",
            "url",
        ),
        ({"url": "http://127.0.0.1/"}, 422, "address-refused", None),
        ({"url": "http://127.0.0.1:8000/"}, 422, "address-refused", None),
        ({"url": "http://169.254.169.254/latest/meta-data/"}, 422, "address-refused", None),
        ({"url": "http://[::1]/"}, 422, "address-refused", None),
        ({"url": "http://localhost/"}, 422, "address-refused", None),
        ({"url": "file:///etc/passwd"}, 422, "address-refused", None),
        ({"url": ""}, 422, "address-refused", None),
        (
            {"text": TEXT, "published": "2021-04-28", "language": "xx"},
            422,
            "unsupported-language",
            "language",
        ),
        ({"text": TEXT, "published": "2021-04-28", "author": "me"}, 422, "invalid-input", "author"),
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/read", "/api/v1/articles"])
def test_bad_input_is_a_clear_problem_and_nothing_is_stored(
    refusing, path, body, status, kind, field
):
    answer = refusing.post(path, json=body)
    said = answer.json()
    assert (answer.status_code, said["type"]) == (status, f"/problems/{kind}"), said
    assert said.get("field") == field
    assert stored(refusing) == {}


@pytest.mark.parametrize("path", ["/api/v1/read", "/api/v1/articles"])
def test_a_text_of_fifty_megabytes_is_not_even_read(refusing, path):
    answer = refusing.post(path, content=b'{"text": "' + b"x" * 50_000_000 + b'"}')
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert stored(refusing) == {}


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\x00", b"[]", b'"text"', b"null"])
def test_a_body_that_is_no_json_object_is_a_problem(refusing, content):
    answer = refusing.post(
        "/api/v1/articles", content=content, headers={"content-type": "application/json"}
    )
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_nobody_reads_without_a_key(client):
    assert client.post("/api/v1/read", json=ARTICLE).status_code == 401
    assert client.post("/api/v1/articles", json=ARTICLE).status_code == 401


def test_a_key_reads_so_often_an_hour(parts, writer):
    with served(parts, writer, key_requests=1) as server:
        assert server.post("/api/v1/read", json=ARTICLE).status_code == 200
        refused = server.post("/api/v1/read", json=ARTICLE)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0

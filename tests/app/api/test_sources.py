import pytest
from sqlmodel import select

from calendars.store.tables import Article, Source
from tests.app.conftest import served
from tests.jobs.pull.writing import page, rss
from tests.jobs.site import serve

PATH = "/api/v1/sources"
TEXT = "The Harbour Forum will be held in Riga on May 5, 2021, its organisers said."


@pytest.fixture
def site():
    site, end = serve()
    site.put(
        "/feed",
        rss(("Forum", f"{site.url}/forum", "Mon, 29 Mar 2021 08:00:00 GMT")),
        kind="application/rss+xml",
    )
    site.put("/forum", page("Forum", TEXT))
    yield site
    end()


@pytest.fixture
def near(parts, writer):
    """A server that may reach this machine."""
    with served(parts, writer, allow_hosts=("127.0.0.0/8",), host_seconds=0) as near:
        yield near


def test_a_source_is_added_listed_and_removed(near, site, store):
    added = near.post(PATH, json={"url": f"{site.url}/feed", "name": "Harbour news"})
    assert added.status_code == 201, added.text
    assert added.json()["kind"] == "rss"
    assert near.get(PATH).json()["items"] == [added.json()]
    assert near.post(PATH, json={"url": f"{site.url}/feed"}).status_code == 409
    assert near.delete(f"{PATH}/{added.json()['id']}").status_code == 204
    assert near.delete(f"{PATH}/{added.json()['id']}").status_code == 404
    assert near.get(PATH).json()["items"] == []


def test_a_removed_source_leaves_its_articles(near, site, store):
    source = near.post(PATH, json={"url": f"{site.url}/feed"}).json()
    parts = near.app.app.app.app.state.parts
    assert parts.puller.pull(source["id"], parts.clock()).read == 1
    assert near.delete(f"{PATH}/{source['id']}").status_code == 204
    with store.reading() as session:
        [article] = session.exec(select(Article)).all()
        assert article.source_id is None
    assert [event["start"] for event in near.get("/api/v1/events").json()["items"]] == [
        "2021-05-05"
    ]


def test_an_article_at_a_url_is_fetched_and_kept(near, site):
    site.put(
        "/dated",
        page("Forum", TEXT).replace(
            "<head>", '<head><meta property="article:published_time" content="2021-03-29">'
        ),
    )
    answer = near.post("/api/v1/articles", json={"url": f"{site.url}/dated"})
    assert answer.status_code == 201, answer.text
    assert answer.json()["article"]["url"] == f"{site.url}/dated"
    assert [item["event"]["start"] for item in answer.json()["events"]] == ["2021-05-05"]


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [("/missing", 502, "fetch-failed"), ("/large", 502, "response-too-large")],
)
def test_what_cannot_be_fetched_is_a_problem(parts, writer, site, path, status, kind):
    site.put("/large", "x" * 3000)
    with served(parts, writer, allow_hosts=("127.0.0.0/8",), fetch_bytes=2000) as near:
        answer = near.post("/api/v1/read", json={"url": site.url + path})
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{kind}")


def test_a_source_on_a_private_address_is_refused(writer, store):
    answer = writer.post(PATH, json={"url": "http://169.254.169.254/feed"})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/address-refused")
    with store.reading() as session:
        assert session.exec(select(Source)).all() == []


def test_sources_are_nobody_s_business_without_a_key(client):
    assert client.get(PATH).status_code == 401
    assert client.post(PATH, json={"url": "https://news.example/feed"}).status_code == 401
    assert client.delete(f"{PATH}/1").status_code == 401

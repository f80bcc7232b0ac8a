"""Feeds over HTTP, on a real server."""

import asyncio
import datetime as dt
import gzip
import http.client
import json
import socket
import threading
import time

import icalendar
import pytest
import uvicorn
from sqlmodel import col, select

from app.commands import serve
from app.feeds.answer import accepts_gzip
from app.feeds.front import PATH, FeedFront, asked_for
from app.main import create_app
from app.ready import Ready, Shelf, variant
from app.wiring import Parts
from calendars.events import calendars as saved
from calendars.events import journal
from calendars.feeds import feed, fetches, secrets
from calendars.feeds.formats import FORMATS
from calendars.store.tables import Event, SecretFeed
from tests.app.conftest import NOW
from tests.calendars.feeds.makers import make_event, store_event

FEED = "/calendars/all.ics"


@pytest.fixture
def server(parts):
    """The port of a real server."""
    config = uvicorn.Config(create_app(parts), port=0, log_level="critical", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


@pytest.fixture
def ask(server):
    """Send one request with just these headers."""

    def ask(path=FEED, method="GET", body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", server, timeout=10)
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            for one in value if isinstance(value, list) else [value]:
                connection.putheader(name.replace("_", "-"), one)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        answer.content = answer.read()
        connection.close()
        return answer

    return ask


@pytest.fixture
def event_id(store):
    return store_event(store, make_event("2021-08-12"))


def test_a_feed_is_a_calendar_that_says_how_to_keep_it(ask, event_id):
    answer = ask()
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Length"] == str(len(answer.content))
    assert answer.headers["ETag"].startswith('"')
    assert answer.headers["Last-Modified"].endswith(" GMT")
    assert "max-age=300" in answer.headers["Cache-Control"]
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] is None
    (entry,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert entry["SUMMARY"] == "Second Caspian Economic Forum"


def test_an_unchanged_feed_is_the_same_bytes_and_then_not_sent(ask, event_id):
    first, second = ask(), ask()
    assert first.content == second.content
    tag = first.headers["ETag"]
    unchanged = ask(If_None_Match=tag)
    assert (unchanged.status, unchanged.content) == (304, b"")
    for header in ("ETag", "Last-Modified", "Cache-Control", "Vary"):
        assert unchanged.headers[header] == first.headers[header]


def test_validators_are_read_as_the_standard_says(ask, event_id):
    first = ask()
    tag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    for known in (f'"other", {tag}', f"W/{tag}", "*", ['"other"', tag]):
        assert ask(If_None_Match=known).status == 304
    assert ask(If_Modified_Since=modified).status == 304
    assert ask(If_Modified_Since="Thu, 01 Jan 1970 00:00:00 GMT").status == 200
    assert ask(If_Modified_Since="yesterday").status == 200
    assert ask(If_None_Match='"other"', If_Modified_Since=modified).status == 200
    assert ask(If_None_Match="nonsense").status == 200


def test_head_is_get_without_the_body(ask, event_id):
    got, head = ask(), ask(method="HEAD")
    assert (head.status, head.content) == (200, b"")
    for header in ("Content-Type", "Content-Length", "ETag", "Last-Modified"):
        assert head.headers[header] == got.headers[header]


def test_a_feed_is_compressed_for_who_takes_that(ask, event_id):
    plain, packed = ask(), ask(Accept_Encoding="gzip, deflate, br")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert ask(If_None_Match=packed.headers["ETag"], Accept_Encoding="gzip").status == 304
    assert ask(Accept_Encoding="gzip;q=0").headers["Content-Encoding"] is None


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        (b"gzip", True), (b"GZIP;q=0.5", True), (b"*", True), (b"br, *;q=0.1", True),
        (b"x-gzip", True), (b"gzip;q=1.000 , identity", True), (b"", False), (b"br", False),
        (b"gzip;q=0", False), (b"gzip;q=0.0, *", False), (b"identity, gzip;q=0.5", False),
        (b"gzip;q=nan", False), (b"gzip;q=", False), (b"*;q=0", False), (b";;,", False),
    ],
)  # fmt: skip
def test_accepted_codings_are_weighed(accepted, packed):
    assert accepts_gzip(accepted) is packed


def test_a_change_is_seen_at_once(ask, store, event_id):
    first = ask()
    with store.writing() as session:
        journal.hold(session)
        event = session.get(Event, event_id)
        event.name, event.sequence, event.ics = "Third Forum", 1, None
        journal.advance(session)
    second = ask(If_None_Match=first.headers["ETag"])
    assert second.status == 200
    assert b"SUMMARY:Third Forum" in second.content


def built(parts, path=FEED):
    """The feed as a server that was just started has it."""
    front = FeedFront(create_app(parts), parts)
    match = PATH.fullmatch(path)
    ready, _ = front._build(asked_for((path, b""), match, parts.clock()), 1, parts.clock())
    front.close()
    return ready


def test_a_feed_has_the_same_tag_after_a_restart(ask, parts, event_id):
    assert built(parts).plain.tag.decode() == ask().headers["ETag"]


def test_text_that_had_to_be_written_is_kept(ask, store, event_id):
    ask()
    for _ in range(500):
        with store.reading() as session:
            kept = session.exec(select(Event.ics).where(col(Event.id) == event_id)).one()
        if kept:
            break
        time.sleep(0.01)
    assert "BEGIN:VEVENT" in kept


def test_an_unchanged_feed_asks_the_database_for_no_event(ask, event_id, monkeypatch):
    ask()
    monkeypatch.setattr(feed, "build", None)
    assert ask().status == 200


def test_many_who_ask_at_once_have_one_feed_built(ask, event_id, monkeypatch):
    builds = []
    build = feed.build

    def count(*arguments, **named):
        builds.append(1)
        time.sleep(0.2)
        return build(*arguments, **named)

    monkeypatch.setattr(feed, "build", count)
    statuses = []
    threads = [threading.Thread(target=lambda: statuses.append(ask().status)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 8
    assert len(builds) == 1


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PROPFIND", "REPORT", "PATCH"])
def test_a_feed_can_only_be_read(ask, method):
    answer = ask(method=method, body=b"x")
    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert json.loads(answer.content)["status"] == 405


def test_a_browser_may_ask_what_it_may_do(ask):
    answer = ask(method="OPTIONS", Origin="https://app.example")
    assert (answer.status, answer.content) == (204, b"")
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/calendars/nowhere.ics", "/problems/not-found"),
        ("/calendars/%C3%A9%00%0a.ics", "/problems/not-found"),
        ("/events.ics?from=soon", "/problems/invalid-filter"),
        ("/events.ics?colour=red", "/problems/invalid-filter"),
        ("/events.ics?q=a&q=b", "/problems/invalid-filter"),
        ("/events.ics?cursor=x", "/problems/invalid-filter"),
        ("/events.ics?" + "a=b&" * 80, "/problems/invalid-filter"),
        ("/events.ics?from=2021-05&to=2021-04", "/problems/invalid-filter"),
        ("/calendars/all.ics?imprecise=maybe", "/problems/invalid-filter"),
    ],
)
def test_what_cannot_be_answered_is_a_problem_document(ask, path, kind):
    answer = ask(path)
    assert 400 <= answer.status < 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(answer.content)["type"] == kind


def test_a_search_is_a_feed(ask, store, event_id):
    store_event(store, make_event("2021-08-12", uid="2", name="Council", search_text=" council"))
    body = ask("/events.ics?q=council&from=2021-08-01&to=2021-08-31").content
    assert [e["SUMMARY"] for e in icalendar.Calendar.from_ical(body).walk("VEVENT")] == ["Council"]


def test_a_feed_in_full_has_its_sources_as_links(ask, event_id):
    assert b"\r\nLINK;" in ask("/calendars/all.ics?detail=full").content
    assert b"\r\nLINK;" not in ask("/calendars/all.ics?detail=lite").content
    assert ask("/calendars/all.ics?detail=some").status >= 400


def test_a_cut_feed_links_to_what_follows(parts, store, event_id):
    for number in range(5):
        store_event(store, make_event(f"2021-08-2{number}", uid=str(number)))
    small = parts.settings.model_copy(update={"feed_events": 3})
    ready = built(Parts(small, store, parts.clock))
    link = dict(ready.plain.full["headers"])[b"link"]
    assert link.startswith(b"</calendars/all.ics?cursor=")
    assert link.endswith(b'>; rel="next"')


def test_everything_else_passes_by(ask):
    assert ask("/healthz").status == 200
    assert ask("/calendars/all.nonsense").status == 404


def test_the_feeds_that_lie_ready_take_no_more_room_than_they_are_given():
    def ready(size):
        plain, packed = (variant(b"x" * octets, "", "", [], []) for octets in (size, 0))
        moment = dt.datetime.min.replace(tzinfo=dt.UTC)
        return Ready(1, dt.date.min, moment, "events", plain, packed)

    shelf = Shelf(16_000)
    for name in ("a", "b", "c"):
        shelf.put((name, b""), ready(2_000))
        shelf.get(("a", b""))
    assert shelf.get(("a", b"")) is not None
    assert shelf.get(("b", b"")) is None
    shelf.put(("c", b""), ready(13_000))
    assert shelf.get(("a", b"")) is shelf.get(("c", b"")) is None
    shelf.put(("d", b""), ready(2_000))
    assert shelf.get(("d", b"")) is not None


AGENT = "Thunderbird/128.1 (X11; anna@example.org)"


@pytest.fixture
def desk(store, event_id):
    """A private calendar and the path of a secret feed of it."""
    with store.writing() as session:
        saved.create(session, "desk", "Our desk", {}, now=NOW, private=True)
        made, token = secrets.create(session, "desk", "Anna's phone", now=NOW)
        session.flush()
        return made.id, f"/feeds/{token}.ics"


def test_a_secret_feed_is_for_who_knows_its_address(ask, desk):
    _, path = desk
    answer = ask(path)
    assert answer.status == 200
    assert answer.content.count(b"BEGIN:VEVENT") == 1
    assert answer.headers["Cache-Control"].startswith("private,")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    token = path.split("/")[2].removesuffix(".ics").encode()
    for ending in FORMATS:
        other = ask(path.replace(".ics", f".{ending}"))
        assert other.status == 200
        assert token not in other.content
    assert ask("/calendars/desk.ics").status == 404
    assert ask("/feeds/nonsense.ics").status == 404


def test_a_secret_address_is_told_to_nobody_by_a_refusal(ask, desk, caplog):
    _, path = desk
    token = path.split("/")[2].removesuffix(".ics")
    refused = [ask(f"{path}?from=soon"), ask(path, method="PUT", body=b"x")]
    refused.append(ask(f"/feeds/{token}x.ics"))
    for answer in refused:
        assert answer.status in (404, 405, 422)
        assert token.encode() not in answer.content
    assert token not in caplog.text


def test_a_revoked_address_is_gone_at_once_and_a_rotated_one_has_a_new_one(ask, store, desk):
    number, path = desk
    assert ask(path).status == 200
    with store.writing() as session:
        _, token = secrets.rotate(session, "desk", number, now=NOW)
    assert ask(path).status == 410
    assert ask(f"/feeds/{token}.ics").status == 200
    with store.writing() as session:
        for one in secrets.every(session, "desk"):
            secrets.revoke(session, "desk", one.id, now=NOW)
    assert ask(f"/feeds/{token}.ics").status == 410


def test_a_removed_calendar_takes_its_secret_feeds_along(ask, store, desk):
    _, path = desk
    with store.writing() as session:
        saved.delete(session, "desk")
    assert ask(path).status == 410


def test_only_a_hash_of_a_secret_is_kept(store, desk):
    _, path = desk
    token = path.split("/")[2].removesuffix(".ics")
    assert len(token) == 43
    with store.reading() as session:
        kept = session.exec(select(SecretFeed)).one()
    assert token not in str(kept.model_dump())


def test_who_fetched_a_feed_is_noted_by_program_and_no_more(parts, store, desk):
    number, path = desk
    front = FeedFront(create_app(parts), parts)
    headers = [(b"user-agent", AGENT.encode()), (b"accept-encoding", b"gzip")]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers}

    async def fetch(path):
        async def send(message):
            pass

        await front(scope | {"path": path}, None, send)
        await front(scope | {"path": path}, None, send)

    asyncio.run(fetch(path))
    asyncio.run(fetch("/calendars/all.ics"))
    front.close()
    with store.reading() as session:
        for feed_name in (f"feeds/{number}", "calendars/all"):
            found = [(one.client, one.at) for one in fetches.of(session, feed_name)]
            assert found == [("Thunderbird/128.1", NOW)]
        assert secrets.last_used(session, secrets.every(session, "desk")[0]) == NOW


def test_of_many_clients_the_last_fifty_are_remembered(store):
    with store.writing() as session:
        fetches.note(
            session,
            [
                fetches.Fetch("events", f"client/{number}", NOW + dt.timedelta(minutes=number))
                for number in range(60)
            ],
        )
    with store.reading() as session:
        found = [one.client for one in fetches.of(session, "events")]
    assert found == [f"client/{number}" for number in range(59, 9, -1)]


def test_a_body_is_sent_at_once_after_its_headers():
    with serve._listening("127.0.0.1", 0) as listener:
        assert listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)

"""The feed doctor looks at our feeds and at anybody's."""

import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app import doctor, wiring
from calendars.errors import InvalidInput, NotFound
from calendars.feeds import fetches
from tests.app.conftest import NOW
from tests.calendars.feeds.makers import feed_of, make_event, store_event


class Publisher(BaseHTTPRequestHandler):
    """Sends one feed, with the headers it is told."""

    def __init__(self, body, headers, *rest, **named):
        self.body, self.told = body, headers
        super().__init__(*rest, **named)

    def do_GET(self):
        known = self.headers.get("If-None-Match")
        self.send_response(304 if known and known == self.told.get("ETag") else 200)
        for name, value in self.told.items():
            self.send_header(name, value)
        self.end_headers()
        if not known:
            self.wfile.write(self.body)

    def log_message(self, *_):
        pass


@pytest.fixture
def publish(parts):
    """Publish a feed somewhere else and have it looked at."""
    servers = []

    def publish(body, **headers):
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Publisher, body, told))
        threading.Thread(target=server.serve_forever).start()
        servers.append(server)
        allowed = parts.settings.model_copy(update={"allow_hosts": ("127.0.0.1",)})
        with wiring.client(allowed) as client:
            return doctor.check(parts, f"http://127.0.0.1:{server.server_port}/a.ics", client)

    yield publish
    for server in servers:
        server.shutdown()
        server.server_close()


def test_our_own_feed_is_in_good_health(parts, store):
    store_event(store, make_event("2021-04-02T10:00+03:00", zone="Europe/Moscow"))
    with store.writing() as session:
        fetches.note(session, [fetches.Fetch("calendars/all", "khal/0.14", NOW)])
    report = doctor.check(parts, "all", parts.client)
    assert report.as_json()["warnings"] == []
    assert report.content.zones == ("Europe/Moscow",)
    assert str(report.content.first) == str(report.content.last) == "2021-04-02"
    assert report.etag
    assert report.as_json()["clients"] == [{"client": "khal/0.14", "at": "2021-03-31T09:00:00Z"}]
    same = doctor.check(parts, "http://127.0.0.1:8000/calendars/all.ics", parts.client)
    assert same == report
    with pytest.raises(NotFound):
        doctor.check(parts, "nowhere", parts.client)


def test_a_sound_feed_elsewhere_has_no_warnings(publish):
    headers = {
        "Content-Type": "text/calendar; charset=utf-8",
        "ETag": '"1"',
        "Cache-Control": "max-age=60",
    }
    report = publish(feed_of(make_event("2021-08-12")), **headers)
    assert report.as_json()["warnings"] == ["It is not compressed for who takes gzip."]


ILL = b"""BEGIN:VCALENDAR
VERSION:2.0
METHOD:PUBLISH
BEGIN:VEVENT
UID:1
DTSTAMP:20200101T000000Z
DTSTART;TZID=Moscow Time:20200102T100000
SUMMARY:A summary that goes on and on and on and on until it is over the length of one line
END:VEVENT
BEGIN:VEVENT
UID:1
DTSTART:20200103T100000Z
END:VEVENT
END:VCALENDAR
"""


def test_an_ill_feed_is_told_what_is_wrong_in_plain_words(publish):
    report = publish(ILL, Content_Type="text/html", Content_Disposition="attachment")
    told = "\n".join(report.as_json()["warnings"])
    for words in (
        "LF alone", "longer than 75 bytes", "METHOD", "No VTIMEZONE tells the clocks of Moscow",
        "No IANA time zone is called Moscow Time", "past", "share a UID", "missing in 1 events",
        "not text/calendar", "attachment", "not compressed", "neither ETag nor Last-Modified",
        "how long it may be kept",
    ):  # fmt: skip
        assert words in told, words
    assert report.content.events == 2


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"\xff\xfe\0", b"BEGIN:VCALENDAR\r\nX", b"\0" * 99]
)
def test_what_is_no_feed_is_said_to_be_none(publish, body):
    assert publish(body).as_json()["warnings"]


def test_an_address_without_a_feed_is_a_clear_error(parts):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Missing)
    threading.Thread(target=server.serve_forever).start()
    allowed = parts.settings.model_copy(update={"allow_hosts": ("127.0.0.1",)})
    try:
        with wiring.client(allowed) as client, pytest.raises(InvalidInput, match="404"):
            doctor.check(parts, f"http://127.0.0.1:{server.server_port}/a.ics", client)
    finally:
        server.shutdown()
        server.server_close()


class Missing(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_error(404)

    def log_message(self, *_):
        pass


def test_the_doctor_answers_over_rest(client, writer):
    assert client.get("/api/v1/feeds/check?feed=all").status_code == 401
    answer = writer.get("/api/v1/feeds/check", params={"feed": "all"})
    assert answer.status_code == 200
    assert answer.json()["warnings"] == ["It has no events."]
    assert writer.get("/api/v1/feeds/check?feed=http://127.0.0.1:1/").status_code == 422

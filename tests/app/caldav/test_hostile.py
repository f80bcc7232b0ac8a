"""What nobody should send is answered clearly, within limits, and never with 500."""

import time
from xml.etree.ElementTree import fromstring

import pytest

from tests.app.caldav.conftest import ALL
from tests.app.caldav.dav import DECLARED, Dav, report, vevents

LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(10)
)
SIXTY = '<C:prop-filter name="UID"/>' * 60
HOSTILE = {
    "billion laughs": f"<!DOCTYPE x [{LAUGHS}]><propfind xmlns='DAV:'><prop>&l9;</prop></propfind>",
    "external entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "external subset": '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><propfind xmlns="DAV:"/>',
    "parameter entity": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/">%p;]><x/>',
    "empty declaration": '<!DOCTYPE propfind><propfind xmlns="DAV:"><allprop/></propfind>',
    "deep": "<a>" * 100_000,
    "deep and closed": "<a>" * 30_000 + "</a>" * 30_000,
    "many elements": "<a>" + "<b/>" * 100_000 + "</a>",
    "no XML": "hello",
    "JSON": "{}",
    "cut": "<propfind xmlns='DAV:'><prop>",
    "two roots": "<a/><b/>",
    "unknown prefix": "<D:propfind/>",
    "NUL": "<a>\0</a>",
    "Latin-1": "<a>é</a>".encode("latin-1"),
    "unknown encoding": '<?xml version="1.0" encoding="klingon"?><a/>',
    "multi-byte encoding": '<?xml version="1.0" encoding="utf-7"?><a/>',
    "lone surrogate": b"<a>\xed\xa0\x80</a>",
    "UTF-16 that is none": b"\xff\xfe<\0a\0",
}


@pytest.fixture
def dav(refusing) -> Dav:
    """One who asks a server that many ask."""
    return Dav(refusing)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("method", ["PROPFIND", "REPORT"])
def test_xml_that_cannot_be_trusted_is_refused(dav, method, name):
    began = time.monotonic()
    answer = dav.send(method, ALL, HOSTILE[name], Depth="1")
    assert 400 <= answer.status_code < 500, answer.text
    assert "root:" not in answer.text
    assert fromstring(answer.content).find("{DAV:}responsedescription").text
    assert time.monotonic() - began < 5


def test_a_huge_body_is_refused_before_it_is_read(dav):
    def chunks():
        for _ in range(100):
            yield b" " * 100_000

    for body in (b"x" * 2_000_000, chunks()):
        answer = dav.client.request("PROPFIND", ALL, content=body, headers={"Depth": "0"})
        assert answer.status_code == 413
    assert dav.client.request("PUT", f"{ALL}x.ics", content=b"x" * 2_000_000).status_code == 413


def test_utf_16_is_read(dav):
    body = '<?xml version="1.0" encoding="utf-16"?><propfind xmlns="DAV:"><allprop/></propfind>'
    assert dav.ask("PROPFIND", ALL, body.encode("utf-16"), Depth="0")


@pytest.mark.parametrize(
    "inner",
    [
        '<C:time-range start="20210230T000000Z"/>', '<C:time-range start="2021-02-03"/>',
        '<C:time-range start="20210203"/>', '<C:time-range start="20210203T000000"/>',
        '<C:time-range start="00000000T000000Z"/>', "<C:time-range/>",
        '<C:time-range start="20210203T000000Z" end="20210203T000000Z"/>',
        '<C:time-range start="20210203T000000Z" end="20200203T000000Z"/>',
        '<C:time-range start="２０２１０２０３T000000Z"/>', "<C:comp-filter/>", "<C:prop-filter/>",
        '<C:time-range start="99999999T999999Z"/>',
    ],
)  # fmt: skip
def test_a_filter_without_meaning_is_refused(dav, inner):
    body = report("C:calendar-query", f"<D:prop/><C:filter>{vevents(inner)}</C:filter>").encode()
    assert dav.refused("REPORT", ALL, body, Depth="1") == (
        403, {"valid-filter", "responsedescription"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("inner", "condition"),
    [
        ("", "valid-filter"),
        ("<C:filter/>", "valid-filter"),
        ('<C:filter><C:comp-filter name="VEVENT"/></C:filter>', "valid-filter"),
        (f"<C:filter>{vevents(SIXTY)}</C:filter>", "supported-filter"),
        ("<C:filter>" + vevents(
            '<C:prop-filter name="UID"><C:text-match collation="x"/></C:prop-filter>'
        ) + "</C:filter>", "supported-collation"),
        (f"<D:prop><C:calendar-data version='1.0'/></D:prop><C:filter>{vevents()}</C:filter>",
         "supported-calendar-data"),
        ("<D:prop><C:calendar-data content-type='application/json'/></D:prop>"
         f"<C:filter>{vevents()}</C:filter>", "supported-calendar-data"),
        ("<D:prop><C:calendar-data><C:expand start='20210101T000000Z'/></C:calendar-data></D:prop>"
         f"<C:filter>{vevents()}</C:filter>", "valid-filter"),
        (f"<C:filter>{vevents()}</C:filter><C:timezone-id>Mars/Base</C:timezone-id>",
         "valid-timezone"),
        (f"<C:filter>{vevents()}</C:filter><C:timezone>BEGIN:VCALENDAR</C:timezone>",
         "valid-timezone"),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_refused_with_its_condition(dav, inner, condition):
    body = report("C:calendar-query", inner)
    status, conditions = dav.refused("REPORT", ALL, body, Depth="1")
    assert (status, conditions) == (403, {condition, "responsedescription"})


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (ALL, report("D:expand-property", "")), ("/caldav/", report("C:calendar-query", "")),
        ("/", report("D:sync-collection", "")), (ALL, report("D:propfind", "")),
    ],
)  # fmt: skip
def test_a_report_that_there_is_not_is_refused(dav, path, body):
    assert "supported-report" in dav.refused("REPORT", path, body)[1]


@pytest.mark.parametrize("body", ["", "<propfind xmlns='DAV:'/>", "<a/>", "<prop xmlns='DAV:'/>"])
def test_a_question_without_meaning_is_refused(dav, body):
    assert dav.refused("REPORT", ALL, body, Depth="1")[0] in (400, 403)
    if body:
        assert dav.refused("PROPFIND", ALL, body, Depth="1")[0] == 400


def test_an_answer_that_would_be_too_long_is_refused(on, enter):
    for number in range(10, 30):
        enter(f"Event {number}", f"2021-08-{number}")
    names = "".join(f"<x{n}/>" for n in range(3_000))
    body = f"<D:propfind {DECLARED}><D:prop>{names}</D:prop></D:propfind>"
    small = on(caldav_answer_bytes=200_000)
    status, conditions = small.refused("PROPFIND", ALL, body, Depth="1")
    assert (status, conditions) == (507, {"number-of-matches-within-limits", "responsedescription"})


def test_no_more_years_of_a_series_are_told_than_are_allowed(dav):
    span = 'start="20210101T000000Z" end="20410101T000000Z"'
    prop = f"<D:prop><C:calendar-data><C:expand {span}/></C:calendar-data></D:prop>"
    for body in (
        report("C:free-busy-query", f"<C:time-range {span}/>"),
        report("C:calendar-query", f"{prop}<C:filter>{vevents()}</C:filter>"),
    ):
        status, conditions = dav.refused("REPORT", ALL, body, Depth="1")
        assert status == 507
        assert "number-of-matches-within-limits" in conditions


def test_a_series_without_end_is_answered_in_time(client, enter):
    dav = Dav(client)
    for number in range(5):
        enter(f"Daily {number}", "2021-04-05", rrule="FREQ=DAILY")
    began = time.monotonic()
    ranged = '<C:time-range start="20600101T000000Z" end="20600102T000000Z"/>'
    assert len(dav.query(ALL, vevents(ranged))) == 5
    assert not dav.query(ALL, vevents('<C:time-range start="90000101T000000Z"/>'))
    assert time.monotonic() - began < 10


def test_many_questions_within_one_name_each_property_once(dav):
    names = "<D:getetag/>" * 5_000
    body = f"<D:propfind {DECLARED}><D:prop>{names}</D:prop></D:propfind>"
    assert len(dav.send("PROPFIND", ALL, body, Depth="1").content) < 10_000


@pytest.mark.parametrize(
    "path", ["/caldav/" + "a" * 60_000, "/caldav/%2e%2e/%2e%2e/", "/caldav/all/%"]
)
def test_strange_addresses_are_not_found(dav, path):
    assert dav.send("PROPFIND", path, Depth="0").status_code == 404


def test_a_database_that_went_away_is_said_so(dav, monkeypatch):
    from calendars.errors import DatabaseUnavailable
    from calendars.feeds.freshness import Freshness

    def broken(_self):
        raise DatabaseUnavailable("The database cannot be used.")

    monkeypatch.setattr(Freshness, "version", broken)
    answer = dav.send("PROPFIND", ALL, Depth="0")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]

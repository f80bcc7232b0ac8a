"""The events of a calendar over CalDAV: the bytes of its feed, one event a resource."""

import re
from itertools import product

import icalendar

from app.caldav import shelf
from calendars.events import calendars
from calendars.feeds import ics
from tests.app.caldav.conftest import ALL, NOW
from tests.app.caldav.dav import clark
from tests.calendars.feeds.makers import make_event, store_event

WRITES = [
    "PUT", "POST", "DELETE", "PATCH", "PROPPATCH", "MKCALENDAR", "MKCOL", "MOVE", "COPY", "LOCK",
    "UNLOCK", "ACL",
]  # fmt: skip


def entries(text: str) -> list[str]:
    return re.findall(r"^BEGIN:VEVENT\r\n.*?^END:VEVENT\r\n", text, re.M | re.S)


def test_the_events_are_those_of_the_feed_byte_for_byte(client, dav, enter):
    enter("Forum", "2021-08-12")
    enter(
        "Council; of “all”, and\\n more " * 9,
        "2021-04-02T10:00+03:00",
        place="Moscow",
        timezone="Europe/Moscow",
    )
    enter("Some time", "2021-08")
    enter("Off", "2021-05-05", status="cancelled")
    feed = client.get("/calendars/all.ics").content.decode()
    found = dav.query(ALL, prop="<D:getetag/><C:calendar-data/>")
    told = [one.text("C:calendar-data") for one in found.values()]
    assert [entry for text in told for entry in entries(text)] == entries(feed)
    assert len(told) == 4
    for path, one in found.items():
        got = client.get(path)
        assert got.content.decode() == one.text("C:calendar-data")
        assert got.headers["etag"] == one.text("D:getetag")
        assert got.headers["content-type"].startswith("text/calendar")
        calendar = icalendar.Calendar.from_ical(got.content)
        assert {event["UID"] for event in calendar.walk("VEVENT")} == {path[len(ALL) : -4]}
        assert "METHOD" not in calendar


def test_a_zone_goes_along_where_an_event_needs_it(client, store, enter):
    event = make_event("2021-04-02T10:00+03:00", zone="Europe/Moscow")
    store_event(store, event, source=None)
    day = enter("Day", "2021-08-12")
    timed = client.get(f"{ALL}5d3c8a52-0b0e-4d43-9b52-3b7d6d0f1a01.ics").text
    assert timed.index("BEGIN:VTIMEZONE") < timed.index("BEGIN:VEVENT")
    assert "VTIMEZONE" not in client.get(f"{ALL}{day}.ics").text


def test_a_moved_time_of_a_series_is_in_the_same_resource(client, enter):
    uid = enter(
        "Weekly", "2021-04-05", rrule="FREQ=WEEKLY;COUNT=4", instances={"2021-04-12": "2021-04-13"}
    )
    calendar = icalendar.Calendar.from_ical(client.get(f"{ALL}{uid}.ics").content)
    first, moved = calendar.walk("VEVENT")
    assert "RRULE" in first
    assert "RECURRENCE-ID" in moved
    assert first["UID"] == moved["UID"] == uid


def test_the_options_and_days_of_the_calendar_hold(dav, enter, publish):
    path = publish("sure", {"imprecise": "hide"})
    day = enter("Day", "2021-08-12")
    enter("Month", "2021-08")
    enter("Long ago", "2019-08-12")
    assert set(dav.query(path)) == {f"{path}{day}.ics"}


def test_a_tag_is_the_same_in_another_process_and_spares_the_bytes(client, on, enter):
    path = f"{ALL}{enter()}.ics"
    first = client.get(path)
    tag = first.headers["etag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag)
    assert on().client.get(path).headers["etag"] == tag
    for known in (tag, f'"x", {tag}', "*", f"W/{tag}"):
        unchanged = client.get(path, headers={"If-None-Match": known})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert client.get(path, headers={"If-None-Match": '"x"'}).content == first.content
    head = client.head(path)
    assert (head.content, head.headers["etag"]) == (b"", tag)
    assert head.headers["content-length"] == str(len(first.content))


def test_a_uid_of_any_characters_has_an_address(client, dav, store):
    for number, uid in enumerate(("a/b@news.example", "with space & <x>", "100%25", "Ж?#", ".")):
        store_event(store, make_event(f"2021-08-1{number}", uid=uid))
        ((path, one),) = dav.query(
            ALL, f'<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">'
            f'<C:time-range start="2021081{number}T000000Z" end="2021081{number}T120000Z"/>'
            "</C:comp-filter></C:comp-filter>",
        ).items()  # fmt: skip
        assert re.fullmatch(r"/caldav/all/[A-Za-z0-9._~%-]+\.ics", path)
        got = client.get(path)
        assert got.headers["etag"] == one.text("D:getetag")
        (event,) = icalendar.Calendar.from_ical(got.content).walk("VEVENT")
        assert event["UID"] == uid


def test_characters_that_xml_cannot_carry_break_no_answer(dav, enter):
    enter("Forum \ufffe\uffff &#0; ]]> <!-- \u2028")
    (one,) = dav.query(ALL, prop="<C:calendar-data/>").values()
    assert "Forum" in one.text("C:calendar-data")


def test_unchanged_events_are_not_written_again(dav, enter, change, client, monkeypatch):
    enter()
    other = enter("Council", "2021-08-13")
    client.get("/calendars/all.ics")
    dav.query(ALL, prop="<C:calendar-data/>")
    written = []
    vevent = ics.vevent

    def count(event, **named):
        written.append(event.uid)
        return vevent(event, **named)

    monkeypatch.setattr(ics, "vevent", count)
    change(other, name="Third Council")
    dav.query(ALL, prop="<C:calendar-data/>")
    dav.query(ALL, prop="<C:calendar-data/>")
    assert written == [other]


def test_an_unchanged_calendar_asks_the_database_for_no_event(dav, enter, monkeypatch):
    enter()
    dav.query(ALL)
    monkeypatch.setattr(shelf.collection, "load", None)
    assert len(dav.query(ALL)) == 1


def test_nothing_can_be_written(dav, enter):
    path = f"{ALL}{enter()}.ics"
    addresses = (path, f"{ALL}new.ics", ALL, "/caldav/new/", "/caldav/")
    for method, address in product(WRITES, addresses):
        status, conditions = dav.refused(
            method, address, "BEGIN:VCALENDAR", Destination="/caldav/x"
        )
        assert status == 403
        assert "need-privileges" in conditions
    assert len(dav.query(ALL)) == 1


def test_options_tell_what_can_be_asked(dav):
    for path in ("/", "/caldav/", ALL, f"{ALL}x.ics"):
        answer = dav.send("OPTIONS", path, Origin="https://app.example")
        assert answer.status_code == 200
        assert "calendar-access" in answer.headers["dav"].split(", ")
        assert answer.headers["allow"] == "OPTIONS, GET, HEAD, PROPFIND, REPORT"
        assert "REPORT" in answer.headers["access-control-allow-methods"]
    answer = dav.send("BREW", ALL)
    assert (answer.status_code, answer.headers["allow"]) == (
        405,
        "OPTIONS, GET, HEAD, PROPFIND, REPORT",
    )


def test_a_browser_is_sent_where_there_is_something_to_see(dav):
    answer = dav.send("GET", ALL)
    assert (answer.status_code, answer.headers["location"]) == (302, "/calendars/all.ics")
    answer = dav.send("GET", "/caldav/", Accept="text/html, */*;q=0.8")
    assert (answer.status_code, answer.headers["location"]) == (302, "/")
    assert dav.send("GET", "/caldav/", Accept="text/calendar").status_code == 405


def test_a_calendar_that_was_taken_away_is_gone(dav, publish, store):
    path = publish("brief")
    assert dav.find(path, "D:displayname")
    with store.writing() as session:
        calendars.delete(session, "brief")
    assert dav.send("PROPFIND", path, Depth="0").status_code == 404
    assert path not in dav.find("/caldav/", "D:displayname", depth="1")


def test_a_private_calendar_is_nowhere_to_be_found(dav, publish, enter, store):
    path = publish("quiet")
    event = f"{path}{enter()}.ics"
    assert dav.send("GET", event).status_code == 200
    with store.writing() as session:
        calendars.change(session, "quiet", {"private": True}, now=NOW)
    assert path not in dav.find("/caldav/", "D:displayname", depth="1")
    for address in (path, event):
        for method in ("PROPFIND", "GET", "REPORT"):
            told = dav.send(method, address, "<a/>", Depth="0", Authorization="Basic dTpw")
            assert told.status_code == 404


def test_a_cut_calendar_says_so_as_its_feed_does(client, on, enter):
    for day in range(10, 15):
        enter(f"Day {day}", f"2021-08-{day}")
    found = on(feed_events=3).query(ALL, prop="<C:calendar-data/>")
    assert len(found) == 3
    last = list(found.values())[-1].properties[clark("C:calendar-data")].text
    assert "SUMMARY:More events follow" in last


def test_calendars_make_room_for_each_other(on, enter, publish):
    for number in range(1, 10):
        enter("Event " + "long " * 50, f"2021-08-0{number}")
    paths = [publish(f"c{number}") for number in range(4)]
    small = on(caldav_cache_bytes=1_000_000)
    shelf_of_it = small.client.app.app._shelf
    shelf_of_it._room = 50_000
    for _ in range(2):
        for path in paths:
            assert len(small.query(path)) == 9
    assert 1 <= len(shelf_of_it._collections) < 4

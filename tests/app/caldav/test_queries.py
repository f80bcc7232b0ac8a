"""What a calendar is asked over CalDAV: filters, time ranges, parts of events, busy time."""

import icalendar
import pytest

from tests.app.caldav.conftest import ALL
from tests.app.caldav.dav import clark, report, vevents
from tests.calendars.feeds.makers import make_event, store_event


def within(start: str = "", end: str = "") -> str:
    told = "".join(f' {name}="{at}"' for name, at in (("start", start), ("end", end)) if at)
    return f"<C:time-range{told}/>"


def names(found) -> list[str]:
    return sorted(
        str(event["SUMMARY"])
        for one in found.values()
        for event in icalendar.Calendar.from_ical(one.text("C:calendar-data")).walk("VEVENT")
    )


@pytest.fixture
def ask(dav):
    """The names of the events that a filter finds."""

    def ask(inner="", more=""):
        return names(dav.query(ALL, vevents(inner), "<C:calendar-data/>", more))

    return ask


RANGES = [
    ("20210812T000000Z", "20210813T000000Z", ["Day"]),
    ("20210811T000000Z", "20210812T000000Z", []),
    ("20210813T000000Z", "20210814T000000Z", []),
    ("20210812T235959Z", "20210820T000000Z", ["Day"]),
    ("20210402T070000Z", "20210402T070001Z", ["Clock"]),
    ("20210402T070100Z", "20210402T090000Z", []),
    ("20210402T060000Z", "20210402T070000Z", []),
    ("20210331T000000Z", "", ["Clock", "Day"]),
    ("", "20210403T000000Z", ["Clock", "Visit"]),
    ("20210330T120000Z", "20210330T130000Z", ["Visit"]),
    ("19900101T000000Z", "19900102T000000Z", []),
    ("99990101T000000Z", "", []),
]


def test_a_time_range_finds_what_lies_in_it_if_only_in_part(ask, store):
    store_event(store, make_event("2021-08-12", uid="1", name="Day"))
    timed = make_event("2021-04-02T10:00+03:00", uid="2", name="Clock", zone="Europe/Moscow")
    store_event(store, timed)
    store_event(store, make_event("2021-03-29/2021-03-30", uid="3", name="Visit"))
    assert [(start, end, ask(within(start, end))) for start, end, _ in RANGES] == RANGES


DAYS_OF_THE_SERIES = [
    ("20210405T000000Z", "20210406T000000Z", True),  # the first
    ("20210412T000000Z", "20210413T000000Z", False),  # left out
    ("20210419T000000Z", "20210420T000000Z", False),  # moved away
    ("20210420T120000Z", "20210420T130000Z", True),  # moved to
    ("20210426T000000Z", "20210427T000000Z", True),
    ("20210427T000000Z", "20210503T000000Z", False),
    ("20310630T000000Z", "20310701T000000Z", True),  # a Monday ten years on
    ("20310701T000000Z", "20310702T000000Z", False),
    ("20210401T000000Z", "20210405T000000Z", False),
    ("20260101T000000Z", "", True),
]


def test_a_series_is_found_on_each_of_its_days(ask, enter):
    enter(
        "Weekly", "2021-04-05", rrule="FREQ=WEEKLY",
        exdates=["2021-04-12"], instances={"2021-04-19": "2021-04-20"},
    )  # fmt: skip
    found = [(start, end, bool(ask(within(start, end)))) for start, end, _ in DAYS_OF_THE_SERIES]
    assert found == DAYS_OF_THE_SERIES


def test_days_begin_at_the_midnights_of_the_zone_that_is_told(ask, enter):
    enter("Day", "2021-08-12")
    evening = within("20210811T150000Z", "20210811T160000Z")  # the 12th has begun in Tokyo
    assert ask(evening) == []
    assert ask(evening, "<C:timezone-id>Asia/Tokyo</C:timezone-id>") == ["Day"]
    zone = "BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nEND:VTIMEZONE\r\n"
    told = f"BEGIN:VCALENDAR\r\n{zone}END:VCALENDAR\r\n"
    assert ask(evening, f"<C:timezone>{told}</C:timezone>") == ["Day"]


def test_texts_are_matched_as_asked(ask, enter):
    enter("Совет, Council", "2021-08-12", place="Riga, Latvia")
    enter("Forum", "2021-08-13")

    def match(text, name="SUMMARY", **told):
        given = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in told.items())
        inner = f"<C:text-match{given}>{text}</C:text-match>"
        return f'<C:prop-filter name="{name}">{inner}</C:prop-filter>'

    assert ask(match("COUNCIL")) == ["Совет, Council"]
    assert ask(match(", c")) == ["Совет, Council"]
    assert ask(match("совет")) == []
    assert ask(match("совет", collation="i;unicode-casemap")) == ["Совет, Council"]
    assert ask(match("council", collation="i;octet")) == []
    assert ask(match("council", negate_condition="yes")) == ["Forum"]
    assert ask(match("Riga", name="LOCATION")) == ["Совет, Council"]
    assert ask(match("o") + match("f")) == ["Forum"]


def test_properties_and_components_can_be_asked_for_or_ruled_out(ask, enter):
    enter("Series", "2021-04-05", rrule="FREQ=WEEKLY;COUNT=3")
    enter("Once", "2021-08-12")
    none = "<C:is-not-defined/>"
    assert ask('<C:prop-filter name="RRULE"/>') == ["Series"]
    assert ask(f'<C:prop-filter name="RRULE">{none}</C:prop-filter>') == ["Once"]
    assert ask('<C:comp-filter name="VALARM"/>') == []
    assert ask(f'<C:comp-filter name="VALARM">{none}</C:comp-filter>') == ["Once", "Series"]
    value = '<C:param-filter name="VALUE"><C:text-match>DATE</C:text-match></C:param-filter>'
    assert ask(f'<C:prop-filter name="DTSTART">{value}</C:prop-filter>') == ["Once", "Series"]
    absent = f'<C:param-filter name="VALUE">{none}</C:param-filter>'
    assert ask(f'<C:prop-filter name="DTSTART">{absent}</C:prop-filter>') == []
    ranged = within("20210331T000000Z", "20210401T000000Z")
    assert ask(f'<C:prop-filter name="LAST-MODIFIED">{ranged}</C:prop-filter>') == [
        "Once",
        "Series",
    ]
    ranged = within("20210401T000000Z")
    assert ask(f'<C:prop-filter name="LAST-MODIFIED">{ranged}</C:prop-filter>') == []


def test_other_components_than_events_are_never_found(dav, enter):
    enter()
    for name in ("VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"):
        inner = f'<C:comp-filter name="{name}"/>'
        assert not dav.query(ALL, f'<C:comp-filter name="VCALENDAR">{inner}</C:comp-filter>')
    assert dav.query(ALL, '<C:comp-filter name="VCALENDAR"/>')


def test_only_the_parts_that_are_asked_for_are_told(dav, enter):
    enter("Forum", "2021-08-12", place="Riga, Latvia")
    prop = (
        '<C:calendar-data><C:comp name="VCALENDAR"><C:prop name="VERSION"/><C:comp name="VEVENT">'
        '<C:prop name="SUMMARY"/><C:prop name="UID"/><C:prop name="LOCATION" novalue="yes"/>'
        "</C:comp></C:comp></C:calendar-data>"
    )
    (one,) = dav.query(ALL, prop=prop).values()
    lines = one.text("C:calendar-data").split("\r\n")
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT"]
    assert {line.partition(":")[0] for line in lines[3:-3]} == {"SUMMARY", "UID", "LOCATION"}
    assert "LOCATION:" in lines


def expand(start, end, kind="expand"):
    return f'<C:calendar-data><C:{kind} start="{start}" end="{end}"/></C:calendar-data>'


def test_a_series_is_expanded_into_its_times_in_utc(dav, store):
    event = make_event(
        "2021-03-22T10:00+01:00/2021-03-22T11:30+01:00", zone="Europe/Berlin",
        rrule="FREQ=WEEKLY;UNTIL=20210412T235959Z", exdates=["2021-04-05"],
    )  # fmt: skip
    store_event(store, event)
    prop = expand("20210325T000000Z", "20210501T000000Z")
    (one,) = dav.query(ALL, prop=prop).values()
    text = one.text("C:calendar-data")
    assert "RRULE" not in text
    assert "VTIMEZONE" not in text
    found = icalendar.Calendar.from_ical(text).walk("VEVENT")
    times = [
        (e["DTSTART"].to_ical(), e["DTEND"].to_ical(), e["RECURRENCE-ID"].to_ical()) for e in found
    ]
    assert times == [
        (b"20210329T080000Z", b"20210329T093000Z", b"20210329T080000Z"),
        (b"20210412T080000Z", b"20210412T093000Z", b"20210412T080000Z"),
    ]


def test_an_expanded_series_of_days_has_its_moved_times(dav, enter):
    enter("Daily", "2021-04-05", rrule="FREQ=DAILY;COUNT=4", instances={"2021-04-06": "2021-04-20"})
    prop = expand("20210401T000000Z", "20210501T000000Z")
    (one,) = dav.query(ALL, prop=prop).values()
    found = icalendar.Calendar.from_ical(one.text("C:calendar-data")).walk("VEVENT")
    assert [(str(e["DTSTART"].dt), str(e["RECURRENCE-ID"].dt)) for e in found] == [
        ("2021-04-05", "2021-04-05"), ("2021-04-07", "2021-04-07"), ("2021-04-08", "2021-04-08"),
        ("2021-04-20", "2021-04-06"),
    ]  # fmt: skip
    prop = expand("20210401T000000Z", "20210410T000000Z", "limit-recurrence-set")
    (one,) = dav.query(ALL, prop=prop).values()
    (only,) = icalendar.Calendar.from_ical(one.text("C:calendar-data")).walk("VEVENT")
    assert "RRULE" in only


def test_events_are_told_by_their_addresses_each_once(dav, enter):
    uid = enter()
    path = f"{ALL}{uid}.ics"
    addresses = [
        path, path, f"http://dates.example{path}", path.replace("-", "%2D"), f"{ALL}none.ics",
        "/caldav/other/x.ics", "nonsense", "http://[", "", "&lt;b&gt;",
    ]  # fmt: skip
    hrefs = "".join(f"<D:href>{address}</D:href>" for address in addresses)
    body = report("C:calendar-multiget", f"<D:prop><D:getetag/><C:calendar-data/></D:prop>{hrefs}")
    for depth in ({}, {"Depth": "0"}, {"Depth": "1"}):
        found = dav.ask("REPORT", ALL, body, **depth)
        told = [address for address, one in found.items() if one.properties]
        assert told == [path]
        assert found[f"{ALL}none.ics"].status == "HTTP/1.1 404 Not Found"
        assert found["<b>"].status == "HTTP/1.1 404 Not Found"
    (one,) = [one for one in found.values() if one.properties]
    assert one.text("C:calendar-data") == dav.client.get(path).text


def test_one_event_can_be_asked_about_too(dav, enter):
    path = f"{ALL}{enter('Forum')}.ics"
    enter("Council", "2021-08-13")
    assert set(dav.query(path)) == {path}
    body = report("D:sync-collection", "<D:sync-token/><D:prop/>")
    assert dav.refused("REPORT", path, body) == (403, {"supported-report", "responsedescription"})


def test_busy_time_is_told_without_names(dav, store):
    def put(uid, edtf, **fields):
        store_event(store, make_event(edtf, uid=uid, zone="Europe/Moscow", **fields))

    put("1", "2021-04-02T10:00+03:00/2021-04-02T11:00+03:00")
    put("2", "2021-04-02T10:30+03:00/2021-04-02T12:00+03:00")
    put("3", "2021-04-05T10:00+03:00/2021-04-05T11:00+03:00", rrule="FREQ=DAILY;COUNT=2")
    put("4", "2021-04-07T10:00+03:00/2021-04-07T11:00+03:00", status="cancelled")
    put("5", "2021-04-08T10:00+03:00/2021-04-08T11:00+03:00", certainty="eos3")
    put("6", "2021-04-09")
    put("7", "2021-04-30T23:00+00:00/2021-05-01T05:00+00:00")
    body = report("C:free-busy-query", within("20210401T000000Z", "20210501T000000Z"))
    answer = dav.send("REPORT", ALL, body, Depth="1")
    assert (answer.status_code, answer.headers["content-type"]) == (
        200,
        "text/calendar; charset=utf-8",
    )
    assert "Forum" not in answer.text
    (busy,) = icalendar.Calendar.from_ical(answer.content).walk("VFREEBUSY")
    told = [line for line in answer.text.split("\r\n") if line.startswith("FREEBUSY")]
    assert told == [
        "FREEBUSY;FBTYPE=BUSY:20210402T070000Z/20210402T090000Z",
        "FREEBUSY;FBTYPE=BUSY:20210405T070000Z/20210405T080000Z",
        "FREEBUSY;FBTYPE=BUSY:20210406T070000Z/20210406T080000Z",
        "FREEBUSY;FBTYPE=BUSY:20210430T230000Z/20210501T000000Z",
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20210408T070000Z/20210408T080000Z",
    ]
    assert busy["DTSTART"].to_ical() == b"20210401T000000Z"


def test_nobody_can_be_looked_up_by_name(dav):
    body = report("D:principal-property-search", "<D:prop/>")
    assert dav.ask("REPORT", "/caldav/", body) == {}
    body = report("D:principal-search-property-set", "")
    assert dav.send("REPORT", "/caldav/", body).status_code == 200


def test_a_report_can_name_no_properties_or_all_usual_ones(dav, enter):
    path = f"{ALL}{enter()}.ics"
    (one,) = dav.query(ALL, prop="").values()
    assert not one.properties
    body = report(
        "C:calendar-query", "<D:allprop/><C:filter><C:comp-filter name='VCALENDAR'/></C:filter>"
    )
    found = dav.ask("REPORT", ALL, body, Depth="1")
    assert clark("D:getetag") in found[path].properties

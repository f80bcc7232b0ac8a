"""Other people's calendar readers see the events that we meant, at the times that we meant."""

import datetime as dt
import zoneinfo

import pytest

from calendars.feeds.showing import showing
from calendars.reading.mention import Status
from tests.calendars.feeds.makers import feed_of, make_event
from tests.clients.readers import READERS, Seen, by_ical_js, by_vobject

# One worker installs what npm brings, and the others do not meet it.
pytestmark = [pytest.mark.xdist_group("clients"), pytest.mark.usefixtures("npm")]

EVERY = [
    ("2021-08-12", {}, "Forum", "2021-08-12", "2021-08-13", "CONFIRMED"),
    ("2021-03-30/2021-04-02", {}, "Visit, with; signs\\n", "2021-03-30", "2021-04-03", "CONFIRMED"),
    (
        "2021-04-02T10:00+03:00", {"zone": "Europe/Moscow"},
        "Совет 🌍", "2021-04-02T07:00:00Z", "2021-04-02T07:01:00Z", "CONFIRMED",
    ),
    (
        "2021-10-30T22:00+02:00/2021-10-31T04:00+01:00", {"zone": "Europe/Berlin"},
        "Long night", "2021-10-30T20:00:00Z", "2021-10-31T03:00:00Z", "CONFIRMED",
    ),
    (
        "2021-07-01T10:00Z", {},
        "Launch", "2021-07-01T10:00:00Z", "2021-07-01T10:01:00Z", "CONFIRMED",
    ),
    ("2021-08", {}, None, "2021-08-01", "2021-09-01", "TENTATIVE"),
    ("2021-08-12", {"status": Status.CANCELLED}, None, "2021-08-12", "2021-08-13", "TENTATIVE"),
    (
        None, {"status": Status.POSTPONED, "was": "2021-08-12"},
        None, "2021-08-12", "2021-08-13", "TENTATIVE",
    ),
    ("2021-08-12", {"merged_into": 1}, None, "2021-08-12", "2021-08-13", "CANCELLED"),
    ("2021-08-12", {}, "END:VEVENT", "2021-08-12", "2021-08-13", "CONFIRMED"),
]  # fmt: skip
TITLES = {
    1: "Visit, with; signs/n",
    5: "Date TBC, some time in August 2021: Event",
    6: "CANCELLED: Event",
    7: "POSTPONED (was 12 August 2021): Event",
    8: "MERGED: Event",
    9: "END: VEVENT",
}


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_sees_the_events_alike(reader, tmp_path):
    events, expected = [], []
    for number, (edtf, fields, name, start, end, status) in enumerate(EVERY):
        uid = f"00000000-0000-4000-8000-{number:012}"
        events.append(make_event(edtf, uid=uid, name=name or "Event", **fields))
        expected.append(Seen(uid, TITLES.get(number, name), start, end, status))
    file = tmp_path / "feed.ics"
    file.write_bytes(feed_of(*events))
    assert READERS[reader](file) == sorted(expected)


ZONES = [
    "Europe/Moscow", "Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Istanbul",
    "Europe/Kyiv", "Asia/Ashgabat", "Asia/Almaty", "Asia/Baku", "Asia/Tehran", "Asia/Tokyo",
    "Asia/Kolkata", "Asia/Kathmandu", "Asia/Gaza", "Asia/Jerusalem", "America/New_York",
    "America/Los_Angeles", "America/Sao_Paulo", "America/St_Johns", "America/Havana",
    "America/Santiago", "America/Argentina/Buenos_Aires", "Africa/Cairo", "Africa/Casablanca",
    "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham",
    "Pacific/Apia", "Antarctica/Troll",
]  # fmt: skip


def moments():
    """Forty moments over four years, among them the hours around changes of the clocks."""
    begin = dt.datetime(2019, 1, 1, 0, 30, tzinfo=dt.UTC)
    spread = [begin + dt.timedelta(days=53 * step, hours=7 * step) for step in range(24)]
    changes = [
        dt.datetime(2021, 3, 28), dt.datetime(2021, 10, 31), dt.datetime(2021, 3, 14, 9),
        dt.datetime(2021, 11, 7, 8),
    ]  # fmt: skip
    around = [
        change.replace(tzinfo=dt.UTC) + dt.timedelta(hours=hour)
        for change in changes
        for hour in (-1, 0, 1, 2)
    ]
    return spread + around


def test_forty_moments_in_thirty_zones_are_read_right(tmp_path):
    events, expected = [], {}
    for zone in ZONES:
        for moment in moments():
            uid = f"{zone}-{len(expected)}"
            local = moment.astimezone(zoneinfo.ZoneInfo(zone))
            edtf = local.isoformat(timespec="minutes")
            events.append(make_event(edtf, uid=uid, zone=zone))
            expected[uid] = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert len(expected) == 1200
    assert all(showing(event) for event in events)
    file = tmp_path / "feed.ics"
    file.write_bytes(feed_of(*events))
    for reader in (by_vobject, by_ical_js):
        read = {seen.uid: seen.start for seen in reader(file)}
        wrong = {uid: (read[uid], start) for uid, start in expected.items() if read[uid] != start}
        assert wrong == {}, reader

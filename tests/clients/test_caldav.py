"""Other people's CalDAV clients find the calendars and follow every change of an event."""

import datetime as dt
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import caldav
import httpx
import icalendar
import pytest
from sqlmodel import Session, col, select

from app.wiring import Parts
from calendars.events import by_hand, calendars
from calendars.store.tables import Event
from tests.browser.server import Server, parts_with_samples
from tests.clients.readers import BIN, HERE, Seen, by_icalendar, khal_lists

NOW = dt.datetime(2021, 3, 31, 9, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)

pytestmark = [pytest.mark.xdist_group("clients"), pytest.mark.usefixtures("npm")]


@dataclass
class Site:
    """A running server, and a person who changes its events."""

    parts: Parts
    address: str
    now: dt.datetime = NOW

    def enter(self, name: str, start: str, **fields: str) -> str:
        """Enter an event; its UID."""
        with self.parts.store.writing() as session:
            told = {"name": name, "start": start} | fields
            return by_hand.create(session, told, person="Tester", now=self._later()).uid

    def change(self, uid: str, **fields: str) -> None:
        with self.parts.store.writing() as session:
            by_hand.change(session, _id(session, uid), fields, person="Tester", now=self._later())

    def withdraw(self, uid: str) -> None:
        with self.parts.store.writing() as session:
            by_hand.withdraw(session, _id(session, uid), person="Tester", now=self._later())

    def feed(self, slug: str, folder: Path) -> list[Seen]:
        """What the calendar holds, by its feed."""
        file = folder / "feed.ics"
        file.write_bytes(httpx.get(f"{self.address}/calendars/{slug}.ics").content)
        return by_icalendar(file)

    def _later(self) -> dt.datetime:
        self.now += dt.timedelta(minutes=1)
        return self.now


def _id(session: Session, uid: str) -> int:
    return session.exec(select(Event.id).where(col(Event.uid) == uid)).one()


@pytest.fixture
def site(tmp_path) -> Iterator[Site]:
    """A server with the samples, and a calendar of its own for what is entered."""
    parts = parts_with_samples(tmp_path, NOW)
    with parts.store.writing() as session:
        calendars.create(session, "riga", "Rīga & co", {"q": "regatta"}, now=NOW, colour="teal")
    parts = replace(parts, clock=lambda: NOW + DAY)
    server = Server(parts)
    yield Site(parts, server.start())
    server.stop()
    parts.close()


def entered(site: Site) -> tuple[str, str, str, str]:
    """A series, a time in a zone, and two days, all of one calendar; their UIDs."""
    return (
        site.enter("Regatta series", "2021-04-05", rrule="FREQ=WEEKLY;COUNT=3"),
        site.enter("Regatta, with time", "2021-04-02T10:00+03:00", place="Moscow", country="RU"),
        site.enter("Regatta day", "2021-08-12"),
        site.enter("Regatta visit", "2021-05-03", end="2021-05-05"),
    )


def after_changes(site: Site, uids: tuple[str, str, str, str]) -> None:
    """Move one, cancel one, withdraw one, and enter another."""
    _, timed, day, visit = uids
    site.change(timed, start="2021-04-09T15:00+03:00")
    site.change(visit, status="cancelled")
    site.withdraw(day)
    site.enter("Regatta later", "2021-09-01")


def seen(texts: list[str], folder: Path) -> list[Seen]:
    """What a client was told, event by event."""
    found = []
    for text in texts:
        file = folder / "one.ics"
        file.write_bytes(text.encode())
        found += by_icalendar(file)
    return sorted(found)


def test_the_caldav_library_finds_reads_and_follows_a_calendar(site, tmp_path):
    uids = entered(site)
    with caldav.DAVClient(site.address, username="anybody", password="anything") as client:
        principal = client.principal()
        names = {one.name for one in principal.calendars()}
        assert {"Rīga & co", "Dateline"} <= names
        calendar = principal.calendar(name="Rīga & co")
        kept = calendar.objects_by_sync_token(load_objects=True)
        assert seen([one.data for one in kept], tmp_path) == site.feed("riga", tmp_path)
        days = [dt.datetime(2021, 4, 12, tzinfo=dt.UTC), dt.datetime(2021, 4, 13, tzinfo=dt.UTC)]
        (one,) = calendar.search(start=days[0], end=days[1], event=True, expand=False)
        assert one.icalendar_component["UID"] == uids[0]
        after_changes(site, uids)
        updated, deleted = kept.sync()
        assert (len(updated), len(deleted)) == (3, 1)
        assert seen([one.data for one in kept], tmp_path) == site.feed("riga", tmp_path)
        assert calendar.event_by_uid(uids[1]).icalendar_component["SEQUENCE"] == 1
        with pytest.raises(caldav.lib.error.AuthorizationError):
            calendar.save_event(kept.objects_by_url().popitem()[1].data)
        busy = calendar.freebusy_request(
            dt.datetime(2021, 4, 9, tzinfo=dt.UTC), dt.datetime(2021, 4, 10, tzinfo=dt.UTC)
        )
        assert "FREEBUSY;FBTYPE=BUSY:20210409T120000Z/20210409T120100Z" in busy.data


def test_tsdav_finds_reads_and_follows_a_calendar(site, tmp_path):
    uids = entered(site)
    command = [BIN / "node", HERE / "tsdav.mjs", site.address, "riga"]
    with subprocess.Popen(command, stdin=-1, stdout=-1, stderr=-1, text=True) as tsdav:
        first = tsdav.stdout.readline()
        told = json.loads(first or tsdav.stderr.read())
        assert told["displayName"] == "Rīga & co"
        assert told["components"] == ["VEVENT"]
        assert told["calendarColor"] == "#008080"
        assert seen(told["objects"], tmp_path) == site.feed("riga", tmp_path)
        after_changes(site, uids)
        tsdav.stdin.write("\n")
        tsdav.stdin.flush()
        told = json.loads(tsdav.stdout.readline() or tsdav.stderr.read())
        assert seen(told["objects"], tmp_path) == site.feed("riga", tmp_path)
        tsdav.stdin.close()


def test_vdirsyncer_and_khal_follow_every_calendar(site, tmp_path):
    uids = entered(site)
    (tmp_path / "vdirsyncer.conf").write_text(f"""
[general]
status_path = "{tmp_path}/status"
[pair p]
a = "remote"
b = "local"
collections = ["from a"]
metadata = ["displayname", "color"]
conflict_resolution = "a wins"
[storage remote]
type = "caldav"
url = "{site.address}"
read_only = true
[storage local]
type = "filesystem"
path = "{tmp_path}/store"
fileext = ".ics"
""")

    def synced() -> list[Seen]:
        vdirsyncer(tmp_path, "sync")
        for slug in ("riga", "all"):
            texts = [
                file.read_bytes().decode() for file in (tmp_path / "store" / slug).glob("*.ics")
            ]
            assert seen(texts, tmp_path) == site.feed(slug, tmp_path)
        return [one for one in khal_lists(tmp_path, tmp_path / "store/riga") if one.uid != uids[0]]

    vdirsyncer(tmp_path, "discover")
    before = synced()
    assert {one.start for one in before} == {"2021-04-02T07:00:00Z", "2021-05-03", "2021-08-12"}
    vdirsyncer(tmp_path, "metasync")
    assert (tmp_path / "store/riga/displayname").read_text() == "Rīga & co"
    assert (tmp_path / "store/riga/color").read_text() == "#008080"
    after_changes(site, uids)
    after = {one.uid: one for one in synced()}
    assert uids[2] not in after
    assert after[uids[1]].start == "2021-04-09T12:00:00Z"
    assert after[uids[3]].title == "CANCELLED: Regatta visit"
    assert "2021-09-01" in {one.start for one in after.values()}


def vdirsyncer(home: Path, *arguments: str) -> None:
    command = [BIN / "vdirsyncer", "-c", home / "vdirsyncer.conf", *arguments]
    done = subprocess.run(command, input="y\n" * 20, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_an_event_of_each_sample_is_read_alike_over_both_ways(site, tmp_path):
    with caldav.DAVClient(f"{site.address}/caldav/") as client:
        found = client.calendar(url=f"{site.address}/caldav/all/").events()
        told = {str(one.url).rpartition("/")[2]: one.data for one in found}
    assert seen(list(told.values()), tmp_path) == site.feed("all", tmp_path)
    for name, text in told.items():
        (uid,) = {str(one["UID"]) for one in icalendar.Calendar.from_ical(text).walk("VEVENT")}
        assert name == f"{uid}.ics"

"""Calendar readers that other people wrote, each as a function from a feed to its events."""

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import icalendar
import vobject

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent


@dataclass(frozen=True, order=True)
class Seen:
    """An event as a reader saw it; days as ISO dates, moments in UTC, the end exclusive."""

    uid: str
    title: str
    start: str
    end: str
    status: str


def by_icalendar(file: Path) -> list[Seen]:
    calendar = icalendar.Calendar.from_ical(file.read_bytes())
    return sorted(
        Seen(
            str(event["UID"]),
            str(event["SUMMARY"]),
            _text(event.start),
            _text(event.end),
            str(event["STATUS"]),
        )
        for event in calendar.walk("VEVENT")
    )


def by_vobject(file: Path) -> list[Seen]:
    # vobject keeps the zones of every feed that it has read, which know other years.
    zones = vars(vobject.icalendar)["__tzidMap"]
    for name in zones.keys() - {"UTC"}:
        del zones[name]
    calendar = vobject.readOne(file.read_text("utf-8"))
    return sorted(
        Seen(
            event.uid.value,
            event.summary.value,
            _text(event.dtstart.value),
            _text(
                event.dtend.value
                if hasattr(event, "dtend")
                else event.dtstart.value + event.duration.value
            ),
            event.status.value,
        )
        for event in calendar.vevent_list
    )


def by_ical_js(file: Path) -> list[Seen]:
    told = subprocess.run(
        [BIN / "node", HERE / "ical_js.mjs", file], check=True, capture_output=True, text=True
    )
    return sorted(
        Seen(event["uid"], event["title"], _js(event["start"]), _js(event["end"]), event["status"])
        for event in json.loads(told.stdout)[0]
    )


def by_khal(file: Path) -> list[Seen]:
    home = file.parent / "khal"
    (home / "events").mkdir(parents=True, exist_ok=True)
    _configure_khal(home, home / "events")
    _khal(home, "import", "--batch", "-a", "c", str(file))
    return _khal_list(home)


def khal_lists(home: Path, events: Path) -> list[Seen]:
    """What khal has in a folder that another program fills."""
    _configure_khal(home, events)
    return _khal_list(home)


def _configure_khal(home: Path, events: Path) -> None:
    (home / "config").write_text(
        f"[calendars]\n[[c]]\npath = {events}\n"
        f"[sqlite]\npath = {home / 'khal.db'}\n"
        "[locale]\ntimeformat = %H:%M:%S\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M:%S\nlongdatetimeformat = %Y-%m-%d %H:%M:%S\n"
        "local_timezone = UTC\ndefault_timezone = UTC\n"
    )


def _khal_list(home: Path) -> list[Seen]:
    fields = ("uid", "title", "start-long", "end-long", "all-day", "status")
    wanted = [part for field in fields for part in ("--json", field)]
    lines = _khal(home, "list", "--day-format", "", "2021-01-01", "2022-12-31", *wanted)
    seen = [event for line in lines.splitlines() for event in json.loads(line)]
    return sorted({_khal_event(event) for event in seen})


def _khal(home: Path, *arguments: str) -> str:
    folders = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    environment = {"TZ": "UTC", "LANG": "C.UTF-8"} | dict.fromkeys(folders, str(home))
    command = [BIN / "khal", "-c", home / "config", *arguments]
    return subprocess.run(
        command, check=True, capture_output=True, text=True, env=environment
    ).stdout


def _khal_event(event: dict[str, str]) -> Seen:
    if event["all-day"] == "True":
        start, last = (event[name][:10] for name in ("start-long", "end-long"))
        end = (dt.date.fromisoformat(last) + dt.timedelta(days=1)).isoformat()
    else:
        start, end = (
            _text(dt.datetime.fromisoformat(event[name]).replace(tzinfo=dt.UTC))
            for name in ("start-long", "end-long")
        )
    return Seen(event["uid"], event["title"], start, end, event["status"].strip())


def _js(moment: str | int) -> str:
    if isinstance(moment, str):
        return moment
    return _text(dt.datetime.fromtimestamp(moment, dt.UTC))


def _text(moment: dt.date) -> str:
    if isinstance(moment, dt.datetime):
        return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.isoformat()


READERS: dict[str, Callable[[Path], list[Seen]]] = {
    "icalendar": by_icalendar,
    "vobject": by_vobject,
    "ical.js": by_ical_js,
    "khal": by_khal,
}

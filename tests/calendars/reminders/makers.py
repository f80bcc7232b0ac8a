"""Events and subscriptions for tests, every argument defaulted."""

import datetime as dt

from calendars.dates import zones
from calendars.dates.when import When
from calendars.reading.mention import Certainty, Kind, Status
from calendars.reminders import subscriptions
from calendars.store.tables import Change, Event, Revision

NOW = dt.datetime(2021, 3, 25, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC)


def _dated(edtf, zone):
    if edtf is None:
        return {"edtf": None, "starts": None}
    when = When.of(edtf)
    starts = when.begins.moment if when.begins else None
    if starts is None and when.begins and when.begins.clock and zone:
        wall = dt.datetime.combine(when.window.first, when.begins.clock)
        starts = zones.to_utc(wall, zone)
    return {
        "edtf": edtf,
        "window_first": when.window.first,
        "window_last": when.window.last,
        "precision": when.precision,
        "certain": when.certain,
        "starts": starts,
    }


def make_event(
    session,
    edtf="2021-04-02",
    name="Council of Foreign Ministers",
    zone="Europe/Moscow",
    status=Status.SCHEDULED,
    now=NOW,
    **fields,
):
    event = Event(
        name=name,
        kind=Kind.MEETING,
        status=status,
        status_since=now,
        certainty=Certainty.CERTAIN,
        zone=zone,
        place="Moscow",
        country="RU",
        search_text=name.lower(),
        created=now,
        modified=now,
        **_dated(edtf, zone),
        **fields,
    )
    session.add(event)
    session.flush()
    session.add(
        Revision(
            event_id=event.id,
            number=1,
            sequence=0,
            change=Change.NEW,
            field="edtf",
            new=edtf,
            at=now,
        )
    )
    session.flush()
    return event


def revise(session, event, now, change=Change.MOVED, edtf=None, status=None):
    """Give the event another date or status, as one significant revision."""
    event.sequence += 1
    rows = []
    if edtf is not None:
        rows.append(("edtf", event.edtf, edtf))
        event.was = event.edtf
        for field, value in _dated(edtf, event.zone).items():
            setattr(event, field, value)
    if status is not None:
        rows.append(("status", event.status.value, status.value))
        event.status, event.status_since = status, now
    event.modified = now
    session.add(event)
    for field, old, new in rows:
        session.add(
            Revision(
                event_id=event.id,
                number=event.sequence + 1,
                sequence=event.sequence,
                change=change,
                field=field,
                old=old,
                new=new,
                at=now,
            )
        )
    session.flush()
    return event


def make_subscription(session, now=NOW, **wish):
    wish = {
        "channel": "email",
        "address": "anna@example.org",
        "before": ["P1D"],
        "zone": "Europe/Moscow",
        "confirmed": True,
    } | wish
    if not wish.keys() & {"calendar", "event", "search"}:
        wish["calendar"] = "all"
    return subscriptions.subscribe(session, now=now, **wish).subscription

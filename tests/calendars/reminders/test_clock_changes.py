"""Over every change of the clocks each occurrence is reminded of once, at the right moment."""

import datetime as dt
import shutil
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from calendars.dates import zones
from calendars.dates.before import Before
from calendars.events.occurrences import Occurrence
from calendars.reminders.due import due
from calendars.reminders.plan import ahead, plan, plan_again
from calendars.store.engine import Store
from calendars.store.tables import Reminder
from tests.calendars.reminders.makers import DAY, make_event, make_subscription

# Forward and back in each hemisphere, half an hour, and a zone that changes against the others.
ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Auckland",
    "America/Santiago",
]
CHANGES = [
    (zone, change.at)
    for zone in ZONES
    for change in zones.transitions(zone, 2027, 2027)
    if change.before != change.after
]
MINUTES = st.integers(-26 * 60, 26 * 60)


def wall_of(moment, zone):
    return moment.astimezone(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None)


def test_every_zone_changes_both_ways():
    assert {zone: sum(one == zone for one, _ in CHANGES) for zone in ZONES} == dict.fromkeys(
        ZONES, 2
    )


@given(st.sampled_from(CHANGES), MINUTES, st.sampled_from(ZONES), st.integers(1, 3))
def test_days_before_are_the_same_wall_time_unless_it_does_not_exist(change, minutes, own, days):
    _, at = change
    starts = at + dt.timedelta(minutes=minutes)
    moment = due(Occurrence(starts.date(), starts), Before.of(f"P{days}D"), own)
    wanted = wall_of(starts, own) - days * DAY
    told = wall_of(moment, own)
    there_and_back = wanted.replace(tzinfo=zoneinfo.ZoneInfo(own)).astimezone(dt.UTC)
    if wall_of(there_and_back, own) == wanted:  # it exists
        assert told == wanted
        assert moment == there_and_back  # the first of two
    else:
        gap = told - wanted
        assert dt.timedelta() < gap <= dt.timedelta(hours=1)


@given(st.sampled_from(CHANGES), MINUTES, st.sampled_from(["PT2H", "PT90M", "PT25H", "PT0S"]))
def test_hours_before_pass_as_time_passes(change, minutes, before):
    zone, at = change
    starts = at + dt.timedelta(minutes=minutes)
    told = Before.of(before)
    moment = due(Occurrence(starts.date(), starts), told, zone)
    assert starts - moment == told.time + told.days * DAY


@pytest.mark.parametrize(("zone", "at"), CHANGES, ids=lambda one: str(one)[:16])
@pytest.mark.parametrize("minutes", [-30, 0, 30], ids=lambda one: f"{one:+}min")
@pytest.mark.parametrize("kind", ["once", "series", "moved"])
def test_each_occurrence_has_exactly_one_reminder(sqlite_store, zone, at, minutes, kind):
    near = wall_of(at + dt.timedelta(minutes=minutes), zone)
    starts = zones.to_utc(near - 2 * DAY if kind != "once" else near, zone)
    begun = at - 20 * DAY
    fields = {}
    if kind != "once":
        fields["rrule"] = "FREQ=DAILY;COUNT=5"
    if kind == "moved":
        fields["instances"] = {
            f"{(near - DAY).date()}": f"{near.date() + 6 * DAY}T{near:%H:%M}",
        }
    with sqlite_store.writing() as session:
        subscription = make_subscription(session, now=begun, before=["P1D"], zone=zone)
        edtf = f"{wall_of(starts, zone):%Y-%m-%dT%H:%M}"
        event = make_event(session, edtf, zone=zone, now=begun, **fields)
        if fields:
            event.window_last = dt.date(2028, 1, 1)
        plan(session, [event], now=begun)
        for days in range(0, 18, 3):
            now = begun + days * DAY
            plan_again(session, ahead(session, now=now), now=now)
        rows = session.exec(select(Reminder).where(Reminder.subscription_id == subscription.id))
        found = sorted(rows, key=lambda row: row.due)
        count = 1 if kind == "once" else 5
        assert len({row.occurrence for row in found}) == len(found) == count
        assert len({row.due for row in found}) == count
        session.rollback()


@pytest.fixture
def sqlite_store(sqlite_template, tmp_path):
    shutil.copy(sqlite_template, tmp_path / "clocks.db")
    store = Store(f"sqlite:///{tmp_path / 'clocks.db'}")
    yield store
    store.close()

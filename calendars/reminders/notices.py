"""Notices of change: what someone who knows one date of an event must hear of another.

What was told last is compared with what holds now, so a notice names only dates that its
reader has heard of, and a date that moved back before anyone was told owes nothing.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from calendars.dates import zones
from calendars.dates.when import When
from calendars.events.occurrences import Occurrence, announced
from calendars.reading.mention import Status
from calendars.reminders.due import on_clocks
from calendars.store.tables import About, Change, Event, Reminder, ReminderState, Revision

NOTICES = (About.MOVED, About.CANCELLED, About.DATED)


@dataclass(frozen=True, slots=True)
class Notice:
    """What to tell: the date that holds now and the one that was given up."""

    about: About
    occurrence: str
    was: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a subscriber takes an event's date to be; `told` says that it was we who said so."""

    date: str
    off: bool = False
    told: bool = True


def notice(event: Event, known: Known, wished: Iterable[str], now: dt.datetime) -> Notice | None:
    """The notice that is owed, None where what is known still holds.

    Whoever was told a date hears of any change to it; anyone else of what they wished for.
    """
    date = date_key(event)
    about = _change(event, known, date)
    if about is None or (not known.told and about not in wished):
        return None
    if event.window_last < now.date() and _is_past(known.date, now):
        return None
    return Notice(about, date, known.date)


def date_key(event: Event) -> str:
    """The event's date as reminders keep it: instant, first day, EDTF, or "" for none."""
    if event.status is Status.POSTPONED:
        return ""
    occurrence = announced(event)
    return occurrence.key if occurrence else (event.edtf or "")


def known_by_reminders(rows: Sequence[Reminder]) -> Known | None:
    """What one subscriber was told of one event, by their reminders and notices of it.

    One that a process holds counts as told, for it may be on its way.
    """
    told = [row for row in rows if row.state is ReminderState.SENT or row.owner is not None]
    if told:
        last = max(told, key=lambda row: (row.settled or row.next_at, row.id))
        return Known(last.occurrence, off=last.about is About.CANCELLED)
    waiting = [row for row in rows if row.about in NOTICES and row.state is ReminderState.PENDING]
    return Known(waiting[0].was or "", told=False) if waiting else None


def known_before(event: Event, revisions: Sequence[Revision]) -> Known | None:
    """What anyone could know of the event's date before its last significant revision.

    None where that revision did not touch the date, or made the event known at all.
    """
    old = {row.field: row.old for row in reversed(revisions)}
    is_new = any(row.change is Change.NEW for row in revisions)
    if is_new or not old.keys() & {"edtf", "status", "withdrawn"}:
        return None
    date = old.get("edtf", event.edtf)
    off = old.get("status") == Status.CANCELLED
    return Known(_key_of(date, event) if date else "", off=off, told=False)


def _change(event: Event, known: Known, date: str) -> About | None:
    if event.merged_into is not None or event.status in (Status.HELD, Status.LAPSED):
        return None
    if event.status is Status.CANCELLED or event.withdrawn is not None:
        return None if known.off else About.CANCELLED
    if known.off:
        return About.MOVED
    if known.date == date:
        return None
    if not known.date:
        return About.DATED
    return _move(known.date, date, event)


def _move(old: str, new: str, event: Event) -> About | None:
    """What a change from one date to another is: nothing where it only became finer."""
    if not new:
        return About.MOVED
    before, after = When.of(old), When.of(new)
    if before.precision.names_a_day:
        both_timed = event.starts is not None and "T" in old
        same = not both_timed and _day(old, event) == _day(new, event)
        return None if same and after.precision.names_a_day else About.MOVED
    if not before.window.overlaps(after.window):
        return About.MOVED
    return About.DATED if after.precision.names_a_day else None


def _key_of(edtf: str, event: Event) -> str:
    begins = When.of(edtf).begins
    if begins is None:
        return edtf
    starts = begins.moment
    if starts is None and begins.clock is not None and event.zone:
        wall = dt.datetime.combine(begins.window.first, begins.clock)
        starts = zones.to_utc(wall, event.zone)
    return Occurrence(begins.window.first, starts).key


def _day(key: str, event: Event) -> dt.date:
    """The local day of a date that names one."""
    begins = When.of(key).begins
    if begins is not None and begins.moment is not None:
        return on_clocks(begins.moment, event.zone or "UTC").date()
    return When.of(key).window.first


def _is_past(key: str, now: dt.datetime) -> bool:
    return bool(key) and When.of(key).window.last < now.date()

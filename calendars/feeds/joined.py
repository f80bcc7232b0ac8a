"""An iCalendar feed, joined of the texts that are kept with the events.

An event is written when its text is missing, which a revision clears, or is of another
style. Kept text begins with the mark of its style and a line end.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, update

from calendars.events import journal
from calendars.events.filters import Cancelled
from calendars.feeds.alarms import with_alarms
from calendars.feeds.frame import About, remark, vcalendar
from calendars.feeds.gathered import gather
from calendars.feeds.selection import Limits, Selection
from calendars.feeds.showing import Manner
from calendars.feeds.style import Style
from calendars.store.tables import Event


@dataclass(frozen=True, slots=True)
class Written:
    """A feed's bytes, how many of the entries are in it, and the texts that were missing."""

    body: bytes
    count: int
    missing: dict[int, str]


def write(
    session: Session,
    selection: Selection,
    about: About,
    modified: dt.datetime,
    *,
    style: Style,
    limits: Limits,
) -> Written:
    """Join the feed, and say in its last entry where it had to be cut."""
    told, missing = _texts(session, selection, style)
    texts = [
        with_alarms(told[entry.id], style.options.alarm)
        if entry.shown.manner is Manner.DATED
        else told[entry.id]
        for entry in selection.entries
    ]
    if selection.more is None:
        body = vcalendar(about, modified, texts)
        if len(body) <= limits.octets:
            return Written(body, len(texts), missing)
    entries = [*selection.entries, *([selection.more] if selection.more else [])]
    count = min(len(entries), limits.events) - 1
    while True:
        cut = remark(about, modified, entries[count].shown.days.first, count)
        body = vcalendar(about, modified, [*texts[:count], cut])
        if len(body) <= limits.octets or count == 0:
            return Written(body, count, missing)
        count = min(count - 1, count * limits.octets // len(body))


def keep(session: Session, texts: Mapping[int, str], *, style: Style, version: int) -> None:
    """Keep texts that were written at that version of the journal, unless it has moved on."""
    journal.hold(session)
    if journal.version(session) != version:
        return
    for event_id, text in texts.items():
        session.exec(
            update(Event)
            .where(col(Event.id) == event_id)
            .values(ics=f"{style.mark}\n{text}")
            .execution_options(synchronize_session=False)
        )


def _texts(
    session: Session, selection: Selection, style: Style
) -> tuple[dict[int, str], dict[int, str]]:
    """The text of each entry, and of those the ones that should be kept."""
    prefix, cancelled = style.mark + "\n", selection.cancelled
    told, missing, others = {}, [], []
    for entry in selection.entries:
        if cancelled is Cancelled.STATUS and entry.shown.manner in _BY_STATUS:
            others.append(entry.id)
        elif entry.kept and entry.kept.startswith(prefix):
            told[entry.id] = entry.kept[len(prefix) :]
        else:
            missing.append(entry.id)
    fresh = _render(session, missing, Cancelled.MARK, style)
    return told | fresh | _render(session, others, cancelled, style), fresh


_BY_STATUS = (Manner.CANCELLED, Manner.POSTPONED)


def _render(
    session: Session, event_ids: Sequence[int], cancelled: Cancelled, style: Style
) -> dict[int, str]:
    from calendars.feeds.ics import vevent  # a feed of kept texts does without icalendar

    return {
        one.event.id: vevent(
            one.event,
            style=style,
            sources=one.sources,
            place=one.place,
            survivor=one.survivor,
            parent=one.parent,
            cancelled=cancelled,
        )
        or ""
        for one in gather(session, event_ids)
    }

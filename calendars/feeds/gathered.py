"""What the text of an event is written from, besides its own row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from calendars.feeds.sources import sources_of
from calendars.feeds.wording import Cited
from calendars.store.tables import Event, Place

BATCH = 500


@dataclass(frozen=True, slots=True)
class Gathered:
    """An event with its place and the articles it rests on, the most telling one first.

    `survivor` is the UID of the event that it was merged into, `parent` that of the one
    during which it is held.
    """

    event: Event
    place: Place | None
    sources: tuple[Cited, ...]
    survivor: str | None
    parent: str | None = None


def gather(session: Session, event_ids: Sequence[int]) -> Iterator[Gathered]:
    """Read the events, some hundred at a time, in no particular order."""
    for start in range(0, len(event_ids), BATCH):
        yield from _gather_some(session, event_ids[start : start + BATCH])


def _gather_some(session: Session, event_ids: Sequence[int]) -> Iterator[Gathered]:
    events = session.exec(select(Event).where(col(Event.id).in_(event_ids))).all()
    sources = sources_of(session, event_ids)
    wanted = {event.place_id for event in events}
    places = {
        place.id: place for place in session.exec(select(Place).where(col(Place.id).in_(wanted)))
    }
    others = {other for event in events for other in (event.merged_into, event.parent_id)}
    named = select(Event.id, Event.uid).where(col(Event.id).in_(others - {None}))
    uids = dict(session.exec(named).all())
    for event in events:
        yield Gathered(
            event,
            places.get(event.place_id) if event.place_id else None,
            tuple(sources.get(event.id, ())),
            uids.get(event.merged_into or 0),
            uids.get(event.parent_id or 0),
        )

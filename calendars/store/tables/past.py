"""Events as they were before their revisions, so that any moment can be asked for."""

from sqlalchemy import Column, ForeignKey, Index, Table
from sqlmodel import SQLModel

from calendars.store.columns import BigId, UtcDateTime
from calendars.store.tables import events

_EVENT = SQLModel.metadata.tables[events.Event.__tablename__]

KEPT = tuple(column.name for column in _EVENT.columns if column.name not in ("id", "ics"))
"""The columns of an event that its past keeps."""

PAST = Table(
    "event_past",
    SQLModel.metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("event_id", BigId, ForeignKey("event.id"), nullable=False),
    Column("until", UtcDateTime, nullable=False),
    *(Column(name, _EVENT.c[name].type, nullable=_EVENT.c[name].nullable) for name in KEPT),
    Index("event_past_event", "event_id", "until"),
    Index("event_past_window", "window_first", "window_last"),
)
"""An event as it was from `modified` until the revision at `until`."""

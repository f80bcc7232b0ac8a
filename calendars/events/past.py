"""An event as it was, kept before it changes, so that any moment can be asked for later."""

import datetime as dt
import re

from sqlalchemy import bindparam, insert
from sqlalchemy import select as columns
from sqlmodel import Session, col

from calendars.errors import InvalidFilter
from calendars.store.columns import UtcDateTime
from calendars.store.tables import KEPT, PAST, Event

_WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOW = bindparam("now", type_=UtcDateTime())
_KEEP_AS_IT_IS = insert(PAST).from_select(
    ["event_id", "until", *KEPT],
    columns(col(Event.id), _NOW, *(getattr(Event, name) for name in KEPT)).where(
        col(Event.id) == bindparam("event"), col(Event.modified) < _NOW
    ),
)


def supersede(session: Session, event: Event, now: dt.datetime) -> None:
    """Keep the event as the database has it, as what was believed until now.

    To be called before it is changed. What was believed for no time is not kept.
    """
    with session.no_autoflush:
        session.execute(_KEEP_AS_IT_IS, {"event": event.id, "now": now})
    event.modified, event.ics = max(event.modified, now), None


def moment_of(
    text: str, now: dt.datetime, *, name: str = "as_of", day_over: bool = True
) -> dt.datetime:
    """The moment that a filter names; a day is the moment when it was over, or began (UTC).

    >>> moment_of("2021-03-31", dt.datetime(2021, 6, 1, tzinfo=dt.UTC)).isoformat()
    '2021-04-01T00:00:00+00:00'

    Raises:
        InvalidFilter: It is no moment, or one that is still to come.
    """
    # The plus of an offset is a space in an address, unless it is written as %2B.
    told = text.strip().replace(" ", "+")
    try:
        moment = dt.datetime.fromisoformat(told)
        if _WHOLE_DAY.fullmatch(told):
            moment = moment.replace(tzinfo=dt.UTC)
            if day_over:
                moment = now if moment.date() == now.date() else moment + dt.timedelta(days=1)
        elif moment.tzinfo is None:
            raise ValueError(told)
        moment = moment.astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidFilter(
            f"“{text[:40]}” is no moment: write 2021-03-31T12:00:00Z, or a day.", field=name
        ) from error
    if moment > now:
        raise InvalidFilter(f"“{name}” lies in the future: nobody knows yet.", field=name)
    return moment

"""Messages as JSON: what webhooks get, versioned and documented in docs/reference/reminders.md."""

import datetime as dt
from typing import Any

from calendars.events.occurrences import Occurrence
from calendars.feeds.style import Style
from calendars.reminders.digest import Contents
from calendars.store.tables import Event, Reminder, Subscription

BODY_VERSION = 1


def body(reminder: Reminder, subscription: Subscription, data: dict[str, Any]) -> dict[str, Any]:
    """A message's own fields, with what it tells as its data."""
    return {
        "version": BODY_VERSION,
        "type": f"reminder.{reminder.about}",
        "timestamp": _instant(reminder.due),
        "id": reminder.key,
        "subscription": subscription.id,
        "data": data,
    }


def of_event(reminder: Reminder, event: Event, title: str, style: Style) -> dict[str, Any]:
    """What a reminder or a notice tells."""
    return {
        "title": title,
        "before": reminder.before,
        "was": reminder.was,
        "date": reminder.occurrence or None,
        "event": told(event, style),
    }


def of_digest(contents: Contents, title: str, style: Style) -> dict[str, Any]:
    """What a digest tells; an event that began before has no date of its own there."""
    return {
        "title": title,
        "period": [contents.period.first.isoformat(), contents.period.last.isoformat()],
        "dated": [
            {"date": one.key if one else None, "event": told(event, style)}
            for one, event in contents.dated
        ],
        "undated": [{"event": told(event, style)} for event in contents.undated],
        "more": contents.more,
    }


def told(event: Event, style: Style) -> dict[str, Any]:
    """An event in the words of REST."""
    when = event.when
    return {
        "uid": event.uid,
        "sequence": event.sequence,
        "name": event.name,
        "kind": event.kind,
        "edtf": event.edtf,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "starts": _instant(event.starts),
        "precision": event.precision,
        "window": [event.window_first.isoformat(), event.window_last.isoformat()],
        "timezone": event.zone,
        "place": event.place,
        "country": event.country,
        "status": event.status,
        "certainty": event.certainty,
        "url": style.page(event.uid),
    }


def _instant(moment: dt.datetime | None) -> str | None:
    return Occurrence(moment.date(), moment).key if moment else None

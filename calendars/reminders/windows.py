"""What is told of events whose day nobody named: that their time begins, and that it passed."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from calendars.dates.before import DAY
from calendars.events.occurrences import announced
from calendars.reading.mention import Status
from calendars.reminders.due import due_on_eve
from calendars.store.tables import About, Event, Subscription

EXPECTED = (Status.SCHEDULED, Status.RESCHEDULED)
WINDOWS = (About.UNSET, About.UNHEARD)


@dataclass(frozen=True, slots=True)
class Window:
    """One thing to tell of an event without a day, and when; the date is its EDTF text."""

    about: About
    date: str
    moment: dt.datetime


def windows(event: Event, subscription: Subscription) -> Iterator[Window]:
    """What a subscriber who wishes for it is to be told of an event's window.

    That the day is still not set comes on the eve of the window, at the hour of events that
    are known by their day; that nothing was heard as soon as the event is given up.
    """
    gone = event.withdrawn is not None or event.merged_into is not None
    if gone or not event.edtf or announced(event) is not None:
        return
    if event.status in EXPECTED and About.UNSET in subscription.notices:
        if event.window_first > dt.date.min + DAY:
            eve = due_on_eve(event.window_first, subscription.zone, subscription.all_day_hour)
            yield Window(About.UNSET, event.edtf, eve)
    elif event.status is Status.LAPSED and About.UNHEARD in subscription.notices:
        yield Window(About.UNHEARD, event.edtf, event.status_since)

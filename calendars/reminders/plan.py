"""Planning: which reminders and notices the present revision of an event gives.

Planned rows live in the transaction that changes the event, so neither is ever without
the other. Each row has one key for ever: planning twice plans nothing twice.
"""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlmodel import Session, col, select

from calendars.dates.before import DAY, LONGEST_DAYS, Before
from calendars.reminders.due import due, occurrences
from calendars.reminders.notices import NOTICES, Notice, known_before, known_by_reminders, notice
from calendars.reminders.quiet import brought_forward
from calendars.reminders.windows import WINDOWS, windows
from calendars.reminders.wishes import active, wishes
from calendars.store.insert import insert_new
from calendars.store.tables import (
    About,
    Calendar,
    Event,
    Reminder,
    ReminderState,
    Revision,
    Subscription,
    SubscriptionState,
)

HORIZON = 35 * DAY
PLANNED = (About.BEFORE, *WINDOWS)

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Times:
    """When it is planned, and how far ahead."""

    now: dt.datetime
    horizon: dt.timedelta = HORIZON

    def reach(self, moment: dt.datetime) -> bool:
        """Whether the moment is neither past nor beyond the horizon."""
        return self.now <= moment <= self.now + self.horizon


def plan(
    session: Session,
    events: Iterable[Event],
    *,
    now: dt.datetime,
    horizon: dt.timedelta = HORIZON,
) -> None:
    """Bring the reminders of changed events in line with them, and plan the notices owed.

    To be called in the transaction that changes the events, once they are as they will
    be. Reminders are planned up to `horizon` ahead.
    """
    session.flush()
    changed = list({event.id: event for event in events}.values())
    subscriptions = active(session)
    ledger = _Ledger(session, changed, now)
    _plan_reminders(ledger, changed, subscriptions, Times(now, horizon))
    _plan_notices(ledger, changed, subscriptions)
    ledger.save()


def plan_again(
    session: Session,
    event_ids: Sequence[int],
    *,
    now: dt.datetime,
    subscriptions: Sequence[Subscription] | None = None,
    horizon: dt.timedelta = HORIZON,
) -> None:
    """Plan the reminders of events that have not changed, as the horizon moves on.

    `subscriptions` limits it to some of them, a new one for instance.
    """
    session.flush()
    statement = select(Event).where(col(Event.id).in_(event_ids)).order_by(col(Event.id))
    events = session.exec(statement).all()
    ledger = _Ledger(session, events, now, subscriptions)
    chosen = active(session) if subscriptions is None else subscriptions
    _plan_reminders(ledger, events, chosen, Times(now, horizon))
    ledger.save()


def plan_calendar(
    session: Session, slug: str, *, now: dt.datetime, horizon: dt.timedelta = HORIZON
) -> None:
    """Plan anew for all who subscribe to a calendar, in the transaction that changes its search."""
    session.flush()
    heard = (
        select(Subscription)
        .join(Calendar, col(Calendar.id) == col(Subscription.calendar_id))
        .where(Calendar.slug == slug, Subscription.state == SubscriptionState.ACTIVE)
        .order_by(col(Subscription.id))
    )
    subscriptions = session.exec(heard).all()
    if subscriptions:
        ids = ahead(session, now=now, horizon=horizon)
        plan_again(session, ids, now=now, subscriptions=subscriptions, horizon=horizon)


def ahead(session: Session, *, now: dt.datetime, horizon: dt.timedelta = HORIZON) -> list[int]:
    """The ids of the events that somebody may have to be reminded of up to `horizon` ahead."""
    today = now.date()
    statement = select(Event.id).where(
        col(Event.window_last) >= today - DAY,
        col(Event.window_first) <= today + horizon + (LONGEST_DAYS + 1) * DAY,
    )
    return list(session.exec(statement.order_by(col(Event.window_first), col(Event.id))).all())


class _Ledger:
    """The rows about some events, locked so that no process settles one meanwhile."""

    def __init__(
        self,
        session: Session,
        events: Sequence[Event],
        now: dt.datetime,
        subscriptions: Sequence[Subscription] | None = None,
    ) -> None:
        self.session = session
        self.now = now
        statement = select(Reminder).where(
            col(Reminder.event_id).in_([event.id for event in events])
        )
        if subscriptions is not None:
            ids = [subscription.id for subscription in subscriptions]
            statement = statement.where(col(Reminder.subscription_id).in_(ids))
        statement = statement.order_by(col(Reminder.id)).with_for_update()
        rows = session.exec(statement.execution_options(populate_existing=True)).all()
        self.by_key = {row.key: row for row in rows}
        self.of: dict[tuple[int, int | None], list[Reminder]] = defaultdict(list)
        for row in rows:
            self.of[row.event_id or 0, row.subscription_id].append(row)
        self._new: list[Values] = []

    def want(self, values: Values) -> None:
        """Plan a row; one that is there is put right unless it was sent or is being sent."""
        row = self.by_key.get(values["key"])
        if row is None:
            self._new.append(values)
        elif row.state is ReminderState.CANCELLED or _waits(row):
            if row.state is ReminderState.CANCELLED or row.due != values["due"]:
                row.next_at = values["next_at"]
            row.state, row.settled, row.last_error = ReminderState.PENDING, None, None
            for name in ("about", "occurrence", "was", "sequence", "due"):
                setattr(row, name, values[name])

    def cancel(self, row: Reminder, reason: str) -> None:
        """Call a planned row off."""
        row.state, row.settled, row.last_error = ReminderState.CANCELLED, self.now, reason

    def save(self) -> None:
        """Write everything down, new rows in the order in which everyone adds them."""
        self.session.flush()
        insert_new(self.session, Reminder, sorted(self._new, key=itemgetter("key")), ["key"])


def _waits(row: Reminder) -> bool:
    """Whether no process holds the row or has tried it."""
    return row.state is ReminderState.PENDING and row.owner is None and not row.failures


def _plan_reminders(
    ledger: _Ledger,
    events: Sequence[Event],
    subscriptions: Sequence[Subscription],
    times: Times,
) -> None:
    today = ledger.now.date()
    wishing = wishes(ledger.session, events, subscriptions, today=today)
    windows_too = wishes(ledger.session, events, subscriptions, today=today, however_shown=True)
    valid: set[str] = set()
    for event in events:
        owed = [
            *(row for one in wishing[event.id] for row in _reminders(event, one, times)),
            *(row for one in windows_too[event.id] for row in _windows(event, one, times)),
        ]
        for values in owed:
            valid.add(values["key"])
            if times.reach(values["due"]):
                ledger.want(values)
    for row in ledger.by_key.values():
        planned = row.about in PLANNED and row.state is ReminderState.PENDING
        if planned and row.key not in valid:
            ledger.cancel(row, "The event is no longer then, or nobody asks for it any more.")


def _reminders(event: Event, subscription: Subscription, times: Times) -> Iterable[Values]:
    """The rows one event owes one subscription; of two at the same moment only the first."""
    for occurrence in occurrences(event, times.now.date(), times.horizon):
        moments: set[dt.datetime] = set()
        for text in subscription.before:
            before = Before.of(text)
            wished = due(occurrence, before, subscription.zone, hour=subscription.all_day_hour)
            moment = brought_forward(
                wished, occurrence.key, subscription.quiet_hours, subscription.zone
            )
            if moment not in moments:
                moments.add(moment)
                key = _key("rem", subscription, event, occurrence.key, str(before))
                about: Values = {"about": About.BEFORE, "before": str(before), "was": None}
                about |= {"occurrence": occurrence.key, "due": wished}
                yield _values(key, subscription, event, moment, times.now) | about


def _windows(event: Event, subscription: Subscription, times: Times) -> Iterable[Values]:
    """The rows that an event without a day owes one subscription."""
    for window in windows(event, subscription):
        key = _key("ntc", subscription, event, window.date, window.about)
        about = {"about": window.about, "before": None, "was": None, "occurrence": window.date}
        yield _values(key, subscription, event, window.moment, times.now) | about


def _plan_notices(
    ledger: _Ledger, events: Sequence[Event], subscriptions: Sequence[Subscription]
) -> None:
    revisions = _revisions(ledger.session, events)
    wishing = wishes(
        ledger.session, events, subscriptions, today=ledger.now.date(), however_shown=True
    )
    for event in events:
        wished = {subscription.id for subscription in wishing[event.id] if revisions[event.id]}
        for subscription in subscriptions:
            rows = ledger.of[event.id, subscription.id]
            if rows or subscription.id in wished:
                owed = _owed(event, subscription, rows, revisions[event.id], ledger.now)
                _put_right(ledger, event, subscription, rows, owed)


def _owed(
    event: Event,
    subscription: Subscription,
    rows: Sequence[Reminder],
    revisions: Sequence[Revision],
    now: dt.datetime,
) -> Notice | None:
    since = subscription.confirmed or subscription.created
    known = known_by_reminders(rows)
    if known is None and all(revision.at >= since for revision in revisions):
        known = known_before(event, revisions)
    return notice(event, known, subscription.notices, now) if known else None


def _put_right(
    ledger: _Ledger,
    event: Event,
    subscription: Subscription,
    rows: Sequence[Reminder],
    owed: Notice | None,
) -> None:
    """Leave exactly the notice that is owed among those that wait."""
    for row in rows:
        if row.about in NOTICES and row.state is ReminderState.PENDING and row.owner is None:
            if owed == Notice(row.about, row.occurrence, row.was or ""):
                return
            ledger.cancel(row, "A later notice takes its place.")
    if owed is not None:
        key = _key("ntc", subscription, event, str(event.sequence), owed.about)
        about = {"about": owed.about, "before": None, "was": owed.was}
        about |= {"occurrence": owed.occurrence}
        ledger.want(_values(key, subscription, event, ledger.now, ledger.now) | about)


def _revisions(session: Session, events: Sequence[Event]) -> dict[int, list[Revision]]:
    """The rows of each event's last significant revision, in order."""
    statement = (
        select(Revision)
        .join(Event, col(Event.id) == Revision.event_id)
        .where(
            col(Event.id).in_([event.id for event in events]), Revision.sequence == Event.sequence
        )
        .order_by(col(Revision.number), col(Revision.id))
    )
    found: dict[int, list[Revision]] = defaultdict(list)
    for revision in session.exec(statement):
        found[revision.event_id].append(revision)
    return found


def _values(
    key: str, subscription: Subscription, event: Event, moment: dt.datetime, now: dt.datetime
) -> Values:
    return {
        "key": key,
        "subscription_id": subscription.id,
        "event_id": event.id,
        "sequence": event.sequence,
        "due": moment,
        "next_at": moment,
        "state": ReminderState.PENDING,
        "attempt": 0,
        "failures": 0,
        "created": now,
    }


def _key(word: str, subscription: Subscription, event: Event, *what: str) -> str:
    """The idempotency id: the same words give the same id, on every machine, for ever."""
    text = "|".join((subscription.token_hash, event.uid, *what))
    return f"{word}_{hashlib.sha256(text.encode()).hexdigest()[:32]}"

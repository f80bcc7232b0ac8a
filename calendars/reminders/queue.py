"""The queue: due reminders are claimed for a while, sent, and settled.

A claim moves `next_at` to the end of its lease, so a reminder whose process died is simply
due again. Settling is fenced by owner and attempt: who lost the lease changes nothing.
The same statements serve both databases; SQLite renders no `FOR UPDATE SKIP LOCKED` and
has one writer. On PostgreSQL the database's clock decides what is due, one clock for all.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, func, literal, update
from sqlmodel import Session, col, insert, select

from calendars.errors import DeliveryError
from calendars.reminders import figures
from calendars.reminders.subscriptions import disable
from calendars.store.columns import UtcDateTime, Word
from calendars.store.tables import (
    About,
    Channel,
    Delivery,
    Event,
    JobRun,
    Reminder,
    ReminderState,
    Subscription,
)

# Waits after the first, second, … failure (Standard Webhooks); after the last one it is dead.
RETRIES = tuple(
    dt.timedelta(seconds=seconds)
    for seconds in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
LONGEST_WAIT = dt.timedelta(days=1)
FRUITLESS_CLAIMS = 10
KEPT = dt.timedelta(days=90)
SLOTS_KEPT = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Claim:
    """A reminder that `owner` may send until its lease ends.

    `failures` counts the sends that failed before; `fruitless` says that it was claimed so
    often without any outcome that it seems to bring its process down. `at` is the moment of
    the claim by the clock that decides what is due.
    """

    id: int
    key: str
    subscription_id: int
    owner: str
    attempt: int
    failures: int
    due: dt.datetime
    at: dt.datetime

    @property
    def fruitless(self) -> bool:
        """Whether it should be put aside rather than tried again."""
        return self.attempt - self.failures > FRUITLESS_CLAIMS


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a claim; the state PENDING says that it is to be tried after `wait`."""

    claim: Claim
    state: ReminderState
    reason: str | None = None
    wait: dt.timedelta = dt.timedelta()
    failed: bool = False
    disable: bool = False


def sent(claim: Claim) -> Outcome:
    """It was handed over."""
    return Outcome(claim, ReminderState.SENT)


def dropped(claim: Claim, reason: str) -> Outcome:
    """It no longer holds and was not sent."""
    return Outcome(claim, ReminderState.CANCELLED, reason)


def dead(claim: Claim, reason: str) -> Outcome:
    """It cannot be sent."""
    return Outcome(claim, ReminderState.DEAD, reason)


def released(claim: Claim) -> Outcome:
    """It was not tried; anyone may claim it at once."""
    return Outcome(claim, ReminderState.PENDING)


def held(claim: Claim, wait: dt.timedelta) -> Outcome:
    """It was not tried, and is not to be before so long."""
    return Outcome(claim, ReminderState.PENDING, wait=wait)


def failed(
    claim: Claim,
    error: DeliveryError,
    *,
    retries: Sequence[dt.timedelta] = RETRIES,
    jitter: Callable[[], float] = random.random,
) -> Outcome:
    """It was tried in vain: a later try, or the end where another would not help.

    The wait is the next of `retries` and up to a fifth more, or what the receiver asked
    for where that is longer, at most a day.
    """
    reason = str(error)
    if error.permanent or error.disable or claim.failures >= len(retries):
        return Outcome(claim, ReminderState.DEAD, reason, failed=True, disable=error.disable)
    wait = retries[claim.failures] * (1 + jitter() / 5)
    asked = dt.timedelta(seconds=min(error.retry_after or 0, LONGEST_WAIT.total_seconds()))
    return Outcome(claim, ReminderState.PENDING, reason, max(wait, asked), failed=True)


def claim(
    session: Session, *, owner: str, limit: int, lease: dt.timedelta, now: dt.datetime
) -> list[Claim]:
    """Take up to `limit` due reminders for the length of the lease, longest due first.

    Commit before sending: until then the rows are locked and nothing is promised.
    """
    moment = _moment(session, now)
    due = (
        select(Reminder.id)
        .where(_pending(), col(Reminder.next_at) <= moment)
        .order_by(col(Reminder.next_at), col(Reminder.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
        # PostgreSQL may otherwise run the choice more than once and lock more than `limit`.
        .cte("due")
    )
    statement = (
        update(Reminder)
        .where(col(Reminder.id).in_(select(due.c.id)))
        .values(owner=owner, attempt=col(Reminder.attempt) + 1, next_at=_after(session, now, lease))
        .returning(
            col(Reminder.id),
            col(Reminder.key),
            col(Reminder.subscription_id),
            col(Reminder.owner),
            col(Reminder.attempt),
            col(Reminder.failures),
            col(Reminder.due),
            moment.label("at"),
        )
        .execution_options(synchronize_session=False)
    )
    return sorted(
        (Claim(*row) for row in session.execute(statement)), key=lambda one: (one.due, one.id)
    )


def next_due(session: Session, now: dt.datetime) -> dt.timedelta | None:
    """How long it is until something may be claimed, None where nothing waits."""
    first = select(Reminder.next_at).where(_pending()).order_by(col(Reminder.next_at)).limit(1)
    moment = session.exec(first).one_or_none()
    return moment - present(session, now) if moment else None


def settle(session: Session, outcomes: Iterable[Outcome], now: dt.datetime) -> int:
    """Write down what became of claims; says how many of them had lost their lease.

    A reminder that was called off while it was being sent counts as sent.
    """
    outcomes = list(outcomes)
    rows = _locked(session, outcomes)
    held = [one for one in outcomes if _holds(rows.get(one.claim.id), one)]
    settled = [one for one in held if one.state is ReminderState.SENT]
    _settle_sent(session, settled, now)
    for outcome in held:
        if outcome.state is ReminderState.SENT:
            continue
        if rows[outcome.claim.id].state is ReminderState.PENDING:
            _settle_other(session, outcome, now)
            settled.append(outcome)
        else:  # called off meanwhile, and surely not sent now
            _write(session, [outcome], {"owner": None})
    _note(session, [one for one in settled if one.failed or _was_sent(one)], rows, now)
    for outcome in settled:
        if outcome.disable:
            disable(session, outcome.claim.subscription_id, outcome.reason or "", now)
    return len(outcomes) - len(settled)


def prune(
    session: Session, now: dt.datetime, *, keep: dt.timedelta = KEPT, limit: int = 5_000
) -> int:
    """Forget what is long settled and whose event is long past; says how many reminders.

    Of a series, whose event is never past, its long past times are forgotten. At most
    `limit` reminders go at once, with their deliveries.
    """
    before = now - keep
    past = select(Event.id).where(col(Event.window_last) < before.date())
    gone_by = (col(Reminder.about) == About.BEFORE) & (
        col(Reminder.occurrence) < before.date().isoformat()
    )
    old = (
        select(Reminder.id)
        .where(
            col(Reminder.settled) < before,
            col(Reminder.event_id).in_(past) | col(Reminder.event_id).is_(None) | gone_by,
        )
        .limit(limit)
    )
    session.execute(delete(JobRun).where(col(JobRun.at) < now - SLOTS_KEPT))
    return _count(session.execute(delete(Reminder).where(col(Reminder.id).in_(old))))


@dataclass(frozen=True, slots=True)
class _Row:
    """What is compared with a claim, and how it goes out."""

    id: int
    owner: str | None
    attempt: int
    state: ReminderState
    channel: Channel


def _locked(session: Session, outcomes: Sequence[Outcome]) -> dict[int, _Row]:
    """The rows, locked in the order in which everyone locks them, so that none waits in a ring."""
    wanted: ColumnElement[bool] = col(Reminder.id).in_([one.claim.id for one in outcomes])
    ended = {outcome.claim.subscription_id for outcome in outcomes if outcome.disable}
    if ended:
        wanted |= col(Reminder.subscription_id).in_(ended) & _pending()
    columns = (Reminder.id, Reminder.owner, Reminder.attempt, Reminder.state, Subscription.channel)
    statement = (
        select(*map(col, columns))
        .join(Subscription, col(Subscription.id) == col(Reminder.subscription_id))
        .where(wanted)
        .order_by(col(Reminder.id))
        .with_for_update(of=Reminder)
    )
    return {row[0]: _Row(*row) for row in session.execute(statement)}


def _holds(row: _Row | None, outcome: Outcome) -> bool:
    """Whether the claim has not lost its lease, nor been settled."""
    if row is None or row.state not in (ReminderState.PENDING, ReminderState.CANCELLED):
        return False
    return (row.owner, row.attempt) == (outcome.claim.owner, outcome.claim.attempt)


def _settle_sent(session: Session, outcomes: Sequence[Outcome], now: dt.datetime) -> None:
    if outcomes:
        values = {"state": ReminderState.SENT, "owner": None, "last_error": None, "settled": now}
        _write(session, outcomes, values)


def _settle_other(session: Session, outcome: Outcome, now: dt.datetime) -> None:
    open_still = outcome.state is ReminderState.PENDING
    values: dict[str, Any] = {"state": outcome.state, "owner": None}
    if open_still and not outcome.failed:
        values["attempt"] = col(Reminder.attempt) - 1  # so that it is no claim without an outcome
    if outcome.reason is not None:
        values["last_error"] = outcome.reason
    if outcome.failed:
        values["failures"] = col(Reminder.failures) + 1
    if open_still:
        values["next_at"] = _after(session, now, outcome.wait)
    else:
        values["settled"] = now
    _write(session, [outcome], values)


def _write(session: Session, outcomes: Sequence[Outcome], values: dict[str, Any]) -> None:
    """Change the rows of these claims, which are locked."""
    statement = update(Reminder).where(col(Reminder.id).in_([one.claim.id for one in outcomes]))
    session.execute(statement.values(values).execution_options(synchronize_session=False))


def _note(
    session: Session, outcomes: Sequence[Outcome], rows: dict[int, _Row], now: dt.datetime
) -> None:
    """Keep each try to deliver, and add it up."""
    if not outcomes:
        return
    session.execute(insert(Delivery), [_delivery(outcome, now) for outcome in outcomes])
    told = [
        figures.Delivered(rows[one.claim.id].channel, _word(one), now - one.claim.due)
        for one in outcomes
    ]
    figures.count(session, told)


def _was_sent(outcome: Outcome) -> bool:
    return outcome.state is ReminderState.SENT


def _word(outcome: Outcome) -> str:
    return "sent" if _was_sent(outcome) else "failed"


def _delivery(outcome: Outcome, now: dt.datetime) -> dict[str, Any]:
    return {
        "reminder_id": outcome.claim.id,
        "attempt": outcome.claim.attempt,
        "at": now,
        "outcome": _word(outcome),
        "error": outcome.reason,
    }


def _pending() -> ColumnElement[bool]:
    """The condition of the partial index, spelt out so that the planner knows it again."""
    word = literal(ReminderState.PENDING, Word(ReminderState), literal_execute=True)
    return col(Reminder.state) == word


def present(session: Session, now: dt.datetime) -> dt.datetime:
    """The present moment: the database's where it has a clock for everyone, else `now`."""
    return session.exec(select(_moment(session, now))).one()


def _moment(session: Session, now: dt.datetime) -> ColumnElement[dt.datetime]:
    if session.get_bind().dialect.name == "postgresql":
        return func.now(type_=UtcDateTime)
    return literal(now, UtcDateTime)


def _after(session: Session, now: dt.datetime, wait: dt.timedelta) -> ColumnElement[dt.datetime]:
    if session.get_bind().dialect.name == "postgresql":
        return func.now() + literal(wait)
    return literal(now + wait, UtcDateTime)


def _count(result: Any) -> int:
    return int(result.rowcount)

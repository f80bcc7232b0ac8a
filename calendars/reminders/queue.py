"""The queue: due reminders are claimed for a while, sent, and settled.

A claim moves `next_at` to the end of its lease, so a reminder whose process died is simply
due again. Settling is fenced by owner and attempt: who lost the lease changes nothing.
The same statements serve both databases; SQLite renders no `FOR UPDATE SKIP LOCKED` and
has one writer. On PostgreSQL the database's clock decides what is due, one clock for all.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    Executable,
    Integer,
    Interval,
    Text,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    not_,
    or_,
    type_coerce,
    update,
)
from sqlmodel import Session, SQLModel, col, select

from calendars.reminders import figures
from calendars.reminders.outcomes import Claim, Outcome
from calendars.reminders.subscriptions import disable
from calendars.store.columns import UtcDateTime, Word
from calendars.store.tables import About, Event, JobRun, Reminder, ReminderState
from calendars.store.values import Values

# The tables themselves: to see each row as an object would cost more than the row.
_REMINDER = SQLModel.metadata.tables["reminder"]
_DELIVERY = SQLModel.metadata.tables["delivery"]

KEPT = dt.timedelta(days=90)
SLOTS_KEPT = dt.timedelta(days=30)


def claim(
    session: Session, *, owner: str, limit: int, lease: dt.timedelta, now: dt.datetime
) -> list[Claim]:
    """Take up to `limit` due reminders for the length of the lease, longest due first.

    Commit before sending: until then the rows are locked and nothing is promised.
    """
    told = {"owner": owner, "limit": limit, "lease": lease, "now": now, "until": now + lease}
    rows = session.execute(_statements(session.get_bind().dialect).claim, told)
    return sorted(map(Claim._make, rows), key=lambda one: (one.due, one.id))


def next_due(session: Session, now: dt.datetime) -> dt.timedelta | None:
    """How long it is until something may be claimed, None where nothing waits."""
    first = select(Reminder.next_at, _moment(session, now)).where(_pending())
    found = session.exec(first.order_by(col(Reminder.next_at)).limit(1)).one_or_none()
    return found[0] - found[1] if found else None


def settle(session: Session, outcomes: Iterable[Outcome], now: dt.datetime) -> int:
    """Write down what became of claims; says how many of them had lost their lease.

    A reminder that was called off while it was being sent counts as sent.
    """
    outcomes = list(outcomes)
    dialect = session.get_bind().dialect
    statements = _statements(dialect)
    told = {**_TOLD.rows(dialect, _rows(session, outcomes, now)), "now": now}
    ended = {one.claim.subscription_id: one for one in outcomes if one.disable}
    statement = statements.lock_more if ended else statements.lock
    session.execute(statement, {**told, "ended": list(ended)})
    held = set(session.execute(statements.write, told).scalars())
    settled = [one for one in outcomes if one.claim.id in held]
    _note(session, [one for one in settled if one.tried], now)
    for subscription_id, outcome in ended.items():
        if outcome.claim.id in held:
            disable(session, subscription_id, outcome.reason or "", now)
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


# What an outcome tells the statement that writes it down.
_TOLD = Values(
    "told",
    id=BigInteger(),
    owner=Text(),
    attempt=Integer(),
    state=Text(),
    reason=Text(),
    failed=Integer(),
    next_at=UtcDateTime(),
)
_TRIED = Values("tried", reminder_id=BigInteger(), attempt=Integer(), outcome=Text(), error=Text())


class _Statements(NamedTuple):
    """What a claim and a settling say to the database."""

    claim: Executable
    lock: Executable
    lock_more: Executable
    write: Executable
    keep: Executable


@lru_cache(maxsize=2)
def _statements(dialect: Dialect) -> _Statements:
    """The statements, made once: to make them anew would cost more than all they do."""
    mine = _TOLD.among(dialect, _REMINDER.c.id, "id")
    ended = _REMINDER.c.subscription_id.in_(bindparam("ended", expanding=True)) & _pending()
    tried = _TRIED.table(dialect)
    told = tried.select().add_columns(bindparam("now", type_=UtcDateTime()))
    keep = insert(_DELIVERY).from_select([*tried.c.keys(), "at"], told)
    return _Statements(_claim(dialect), _lock(mine), _lock(mine | ended), _write(dialect), keep)


def _claim(dialect: Dialect) -> Executable:
    row = _REMINDER.c
    now: ColumnElement[dt.datetime] = bindparam("now", type_=UtcDateTime())
    until: ColumnElement[dt.datetime] = bindparam("until", type_=UtcDateTime())
    if dialect.name == "postgresql":
        now = func.now(type_=UtcDateTime())
        until = now + bindparam("lease", type_=Interval())
    due = (
        select(row.id)
        .where(_pending(), row.next_at <= now)
        .order_by(row.next_at, row.id)
        .limit(bindparam("limit", type_=Integer()))
        .with_for_update(skip_locked=True)
        # PostgreSQL may otherwise run the choice more than once and lock more than `limit`.
        .cte("due")
    )
    subscription = SQLModel.metadata.tables["subscription"].c
    channel = select(subscription.channel).where(subscription.id == row.subscription_id)
    return (
        update(_REMINDER)
        .where(row.id.in_(select(due.c.id)))
        .values(owner=bindparam("owner"), attempt=row.attempt + 1, next_at=until)
        .returning(
            row.id,
            row.key,
            row.subscription_id,
            type_coerce(channel.scalar_subquery(), Text()),
            row.owner,
            row.attempt,
            row.failures,
            row.due,
            type_coerce(now, UtcDateTime()),
        )
    )


def _lock(wanted: ColumnElement[bool]) -> Executable:
    """Lock rows in the order in which everyone locks them, so that none waits in a ring."""
    rows = select(_REMINDER.c.id).where(wanted).order_by(_REMINDER.c.id).with_for_update()
    return select(func.count()).select_from(rows.cte("locked"))


def _write(dialect: Dialect) -> Executable:
    """Write outcomes down where the lease was not lost; answers with the ids of those.

    Of what was called off meanwhile only what was sent counts. What was not tried is taken
    off the attempts, so that it is no claim without an outcome.
    """
    row, told = _REMINDER.c, _TOLD.table(dialect).c
    is_sent = told.state == ReminderState.SENT.value
    waits = told.state == ReminderState.PENDING.value
    counts = or_(row.state == ReminderState.PENDING, is_sent)
    reason = func.coalesce(told.reason, row.last_error)
    now = bindparam("now", type_=UtcDateTime())
    fence = and_(row.id == told.id, row.owner == told.owner, row.attempt == told.attempt)
    open_still = row.state.in_((ReminderState.PENDING, ReminderState.CANCELLED))
    return (
        update(_REMINDER)
        .where(fence, open_still)
        .values(
            owner=None,
            state=case((counts, told.state), else_=row.state),
            attempt=row.attempt - case((and_(waits, told.failed == 0), 1), else_=0),
            failures=row.failures + told.failed,
            last_error=case((is_sent, None), (counts, reason), else_=row.last_error),
            next_at=func.coalesce(told.next_at, row.next_at),
            settled=case((and_(counts, not_(waits)), now), else_=row.settled),
        )
        .returning(row.id)
    )


def _rows(session: Session, outcomes: Sequence[Outcome], now: dt.datetime) -> list[tuple[Any, ...]]:
    """The outcomes as `_TOLD` wants them; who waits does so by the clock that decides."""
    waits = ReminderState.PENDING
    moment = present(session, now) if any(one.state is waits for one in outcomes) else now
    return [
        (
            one.claim.id,
            one.claim.owner,
            one.claim.attempt,
            one.state,
            one.reason,
            int(one.failed),
            moment + one.wait if one.state is waits else None,
        )
        for one in outcomes
    ]


def _note(session: Session, tried: Sequence[Outcome], now: dt.datetime) -> None:
    """Keep each try to deliver, and add it up."""
    if not tried:
        return
    dialect = session.get_bind().dialect
    rows = [(one.claim.id, one.claim.attempt, one.word, one.reason) for one in tried]
    session.execute(_statements(dialect).keep, {**_TRIED.rows(dialect, rows), "now": now})
    late = ((one.claim.channel, one.word, now - one.claim.due) for one in tried)
    figures.count(session, late)


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


def _count(result: Any) -> int:
    return int(result.rowcount)

"""How the reminders are doing, in figures that stay cheap however many rows there are.

What is due and what is dead is counted by partial indexes; how many were delivered, and how
late, is added up as they are settled.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from calendars.store.tables import JobRun, Reminder, ReminderState, Tally

# Upper bounds in seconds of the lateness that deliveries are sorted by; 0 stands for more.
BOUNDS = (1, 5, 15, 60, 300, 1800, 7200, 86_400)
MORE = 0


@dataclass(frozen=True, slots=True)
class Delivered:
    """One delivery as it is counted: `late` is the time from due to settled."""

    channel: str
    outcome: str
    late: dt.timedelta


@dataclass(frozen=True, slots=True)
class Figures:
    """What is due and since when, what is dead, what was delivered, and when jobs ran."""

    due: int
    oldest: dt.timedelta
    dead: int
    tallies: Sequence[Tally]
    jobs: dict[str, dt.datetime]


def figures(session: Session, now: dt.datetime) -> Figures:
    """The figures of the present moment."""
    waiting = (Reminder.state == ReminderState.PENDING, col(Reminder.next_at) <= now)
    due, oldest = session.exec(
        select(func.count(), func.min(col(Reminder.next_at))).where(*waiting)
    ).one()
    dead = select(func.count()).where(Reminder.state == ReminderState.DEAD)
    ordered = select(Tally).order_by(col(Tally.channel), col(Tally.outcome), col(Tally.late))
    ran = select(JobRun.name, func.max(col(JobRun.at))).group_by(JobRun.name)
    return Figures(
        due=due,
        oldest=now - oldest if oldest else dt.timedelta(),
        dead=session.exec(dead).one(),
        tallies=session.exec(ordered).all(),
        jobs=dict(session.exec(ran).all()),
    )


def count(session: Session, delivered: Iterable[Delivered]) -> None:
    """Add deliveries up, in the transaction that settles them."""
    counts: Counter[tuple[str, str, int]] = Counter()
    seconds: Counter[tuple[str, str, int]] = Counter()
    for one in delivered:
        late = max(0.0, one.late.total_seconds())
        bound = next((bound for bound in BOUNDS if late <= bound), MORE)
        key = (str(one.channel), one.outcome, bound)
        counts[key] += 1
        seconds[key] += round(late)
    if counts:
        # In one order, so that two processes never wait for each other in a ring.
        _add(session, [(*key, counts[key], seconds[key]) for key in sorted(counts)])


def _add(session: Session, rows: Sequence[tuple[Any, ...]]) -> None:
    names = ("channel", "outcome", "late", "count", "seconds")
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(Tally) if on_sqlite else postgresql.insert(Tally)
    statement = insert.values([dict(zip(names, row, strict=True)) for row in rows])
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["channel", "outcome", "late"],
            set_={
                "count": col(Tally.count) + statement.excluded["count"],
                "seconds": col(Tally.seconds) + statement.excluded["seconds"],
            },
        ).execution_options(synchronize_session=False)
    )

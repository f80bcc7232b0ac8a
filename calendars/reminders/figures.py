"""How the reminders are doing, in figures that stay cheap however many rows there are.

What is due and what is dead is counted by partial indexes; how many were delivered, and how
late, is added up as they are settled.
"""

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Dialect, Executable, Integer, Text, func, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col, select

from calendars.store.tables import JobRun, Reminder, ReminderState, Tally
from calendars.store.values import Values

# Upper bounds in seconds of the lateness that deliveries are sorted by; 0 stands for more.
BOUNDS = (1, 5, 15, 60, 300, 1800, 7200, 86_400)
MORE = 0
_TO = (*BOUNDS, MORE)


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


def count(session: Session, tries: Iterable[tuple[str, str, dt.timedelta]]) -> None:
    """Add tries to deliver up, in the transaction that settles them.

    Of each its channel, its outcome, and the time from due to settled.
    """
    counts: Counter[tuple[str, str, int]] = Counter()
    seconds: Counter[tuple[str, str, int]] = Counter()
    for channel, outcome, late in tries:
        lateness = late.total_seconds()
        key = (channel, outcome, _TO[bisect_left(BOUNDS, lateness)])
        counts[key] += 1
        seconds[key] += max(0, round(lateness))
    if counts:
        # In one order, so that two processes never wait for each other in a ring.
        _add(session, [(*key, counts[key], seconds[key]) for key in sorted(counts)])


_ADDED = Values(
    "added",
    channel=Text(),
    outcome=Text(),
    late=Integer(),
    count=BigInteger(),
    seconds=BigInteger(),
)


def _add(session: Session, rows: Sequence[tuple[Any, ...]]) -> None:
    dialect = session.get_bind().dialect
    session.execute(_adding(dialect), _ADDED.rows(dialect, rows))


@lru_cache(maxsize=2)
def _adding(dialect: Dialect) -> Executable:
    table = SQLModel.metadata.tables["tally"]
    insert = sqlite.insert(table) if dialect.name == "sqlite" else postgresql.insert(table)
    added = _ADDED.table(dialect).c
    # SQLite takes the conflict for a join where no condition stands between.
    statement = insert.from_select(list(added.keys()), select(*added).where(true()))
    return statement.on_conflict_do_update(
        index_elements=["channel", "outcome", "late"],
        set_={
            "count": table.c["count"] + statement.excluded["count"],
            "seconds": table.c.seconds + statement.excluded.seconds,
        },
    )

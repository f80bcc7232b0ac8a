"""What was believed at an earlier moment, under the names of the tables that tell it now.

Temporary views called `event`, `claim` and `revision` stand before the tables, so that every
question gets its answer as it would have been given then. They go with the transaction.
"""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, MetaData, Table, and_, case, exists, null, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql.selectable import CompoundSelect, SelectBase
from sqlmodel import SQLModel


def believe(connection: Connection, moment: dt.datetime) -> None:
    """Let this connection's transaction see events, claims and revisions as of a moment."""
    schema = "main"
    if connection.dialect.name != "sqlite":
        schema = connection.exec_driver_sql("SELECT current_schema()").scalar_one()
    event, claim, move, revision, past = (
        _table(name, schema) for name in ("event", "claim", "claim_move", "revision", "event_past")
    )
    views: dict[str, SelectBase] = {
        "event": _events(event, past, moment),
        "claim": _claims(claim, move, moment),
        "revision": select(revision).where(revision.c.at <= moment),
    }
    for name, told in views.items():
        sql = told.compile(connection, compile_kwargs={"literal_binds": True})
        connection.exec_driver_sql(f"CREATE TEMPORARY VIEW {name} AS {str(sql).replace('%', '%%')}")


def _events(event: Table, past: Table, moment: dt.datetime) -> CompoundSelect[Any]:
    """The events that have not changed since, and the others as they were."""
    as_it_was = [_as_it_was(past, column) for column in event.c]
    return (
        select(event)
        .where(event.c.modified <= moment)
        .union_all(select(*as_it_was).where(past.c.modified <= moment, past.c.until > moment))
    )


def _as_it_was(past: Table, column: ColumnElement[Any]) -> ColumnElement[Any]:
    if column.name == "id":
        return past.c.event_id.label("id")
    return past.c[column.name] if column.name in past.c else null().label(column.name)


def _claims(claim: Table, move: Table, moment: dt.datetime) -> CompoundSelect[Any]:
    """The claims that were known, with the events that they were claims of."""
    known = claim.c.claimed <= moment
    left = and_(move.c.claim_id == claim.c.id, move.c.at > moment)
    earlier = move.alias("earlier")
    first = ~exists().where(
        earlier.c.claim_id == claim.c.id, earlier.c.at > moment, earlier.c.id < move.c.id
    )
    stayed = select(*_told(claim, claim.c.event_id, moment)).where(known, ~exists().where(left))
    given = select(*_told(claim, move.c.event_id, moment)).where(known, left, first)
    return stayed.union_all(given)


def _told(claim: Table, event_id: ColumnElement[Any], moment: dt.datetime) -> list[Any]:
    """The columns of a claim, which was not retracted before it was."""
    standing = or_(claim.c.retracted.is_(None), claim.c.retracted > moment)
    own = {
        "event_id": event_id.label("event_id"),
        "retracted": case((~standing, claim.c.retracted)).label("retracted"),
    }
    return [own.get(column.name, column) for column in claim.c]


def _table(name: str, schema: str) -> Table:
    return SQLModel.metadata.tables[name].to_metadata(MetaData(), schema=schema)

"""Rows that several processes may add at once, and only one of them does."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_new(
    session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]], key: Sequence[str]
) -> int:
    """Insert those rows whose unique key is not there yet, and say how many they were.

    `key` names the columns of the unique key. On PostgreSQL a row that another
    transaction is just adding is waited for.
    """
    if not rows:
        return 0
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(table) if on_sqlite else postgresql.insert(table)
    first = getattr(table, key[0])
    statement = insert.on_conflict_do_nothing(index_elements=list(key)).returning(first)
    return sum(len(session.execute(statement.values(part)).all()) for part in _parts(rows))


def _parts(rows: Sequence[dict[str, Any]], size: int = 500) -> list[Sequence[dict[str, Any]]]:
    """The rows in portions that stay under the databases' limits of parameters."""
    return [rows[at : at + size] for at in range(0, len(rows), size)]

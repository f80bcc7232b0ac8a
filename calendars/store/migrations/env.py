"""Alembic's door: runs the migrations on the connection that `Store.upgrade` opened."""

from typing import Literal

from alembic import context
from sqlmodel import SQLModel

from calendars.store import tables
from calendars.store.columns import Json, UtcDateTime, Word

connection = context.config.attributes["connection"]


def plain_type(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write a column type of ours as the plain type it is kept as.

    A migration must mean the same for ever, whatever becomes of our classes.
    """
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Word | Json):
        return "sa.Text()"
    return False


context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    render_item=plain_type,
)
with context.begin_transaction():
    context.run_migrations()

__all__ = ["tables"]

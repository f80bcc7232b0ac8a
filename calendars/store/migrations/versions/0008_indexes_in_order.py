"""Indexes give events in the order of lists, and those of links hold linked events alone."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

IN_ORDER = ["window_first", "window_last", "id"]


def upgrade() -> None:
    """Bring the schema to this revision."""
    wide: dict[str, Any] = {
        "sqlite_where": sa.text("window_last > date(window_first, '+61 days')"),
        "postgresql_where": sa.text("window_last > (window_first + 61)"),
    }
    for name in ("event_country", "event_wide", "event_wide_country"):
        op.drop_index(name, "event")
    op.create_index("event_country", "event", ["country", *IN_ORDER])
    op.create_index("event_wide", "event", IN_ORDER, **wide)
    op.create_index("event_wide_country", "event", ["country", *IN_ORDER], **wide)
    for name in ("merged_into", "parent_id", "follows_id"):
        told = sa.text(f"{name} IS NOT NULL")
        op.drop_index(f"ix_event_{name}", "event")
        op.create_index(f"event_{name}", "event", [name], sqlite_where=told, postgresql_where=told)

"""Wide windows have indexes of their own."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ON_SQLITE = sa.text("window_last > date(window_first, '+61 days')")
ON_POSTGRESQL = sa.text("window_last > (window_first + 61)")


def upgrade() -> None:
    """Bring the schema to this revision."""
    where: dict[str, Any] = {"sqlite_where": ON_SQLITE, "postgresql_where": ON_POSTGRESQL}
    op.create_index("event_wide", "event", ["window_first"], **where)
    op.create_index("event_wide_country", "event", ["country", "window_first"], **where)

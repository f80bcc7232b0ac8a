"""Words know how many of them a name must share, and are found in their index alone."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Bring the schema to this revision."""
    least = sa.Column("least", sa.Integer(), nullable=False, server_default="0")
    op.add_column("event_word", least)
    op.drop_index("event_word_found", "event_word")
    op.create_index(
        "event_word_found", "event_word", ["word", "first", "last", "event_id", "least"]
    )

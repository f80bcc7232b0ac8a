"""What a subscriber chooses: digests, quiet hours, certainty, language; secrets that change."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the schema to this revision."""
    for column in (
        sa.Column("all_day_hour", sa.Integer(), nullable=False, server_default="18"),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("digest_hour", sa.Integer(), nullable=False, server_default="7"),
        sa.Column("quiet_hours", sa.Text(), nullable=True),
        sa.Column("certainty", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False, server_default="en"),
        sa.Column("former_secret", sa.Text(), nullable=True),
        sa.Column("former_until", MOMENT, nullable=True),
        sa.Column("chosen", MOMENT, nullable=True),
    ):
        op.add_column("subscription", column)

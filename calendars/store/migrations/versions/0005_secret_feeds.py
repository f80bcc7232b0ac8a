"""Private calendars, their secret addresses, and who fetches feeds."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column(
        "calendar", sa.Column("private", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "secret_feed",
        sa.Column("id", BIG, primary_key=True, autoincrement=True),
        sa.Column("calendar_id", BIG, sa.ForeignKey("calendar.id"), nullable=True, index=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False, unique=True),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("revoked", MOMENT, nullable=True),
    )
    op.create_table(
        "feed_fetch",
        sa.Column("feed", sa.Text(), primary_key=True),
        sa.Column("client", sa.Text(), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
    )

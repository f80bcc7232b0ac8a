"""What was delivered and how late, added up; and an index of what is dead."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Bring the schema to this revision."""
    is_dead = sa.text("state = 'dead'")
    op.create_index(
        "reminder_dead",
        "reminder",
        ["settled", "id"],
        sqlite_where=is_dead,
        postgresql_where=is_dead,
    )
    op.create_table(
        "tally",
        sa.Column("channel", sa.Text(), primary_key=True),
        sa.Column("outcome", sa.Text(), primary_key=True),
        sa.Column("late", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.BigInteger(), nullable=False),
    )

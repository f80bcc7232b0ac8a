"""Events as they were before their revisions, and the claims that a decision is about."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "event_past",
        sa.Column("id", BIG, primary_key=True, autoincrement=True),
        sa.Column("event_id", BIG, sa.ForeignKey("event.id"), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("edtf", sa.Text(), nullable=True),
        sa.Column("window_first", sa.Date(), nullable=False),
        sa.Column("window_last", sa.Date(), nullable=False),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("certain", sa.Boolean(), nullable=False),
        sa.Column("starts", MOMENT, nullable=True),
        sa.Column("ends", MOMENT, nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("place_id", BIG, nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("status_since", MOMENT, nullable=False),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("organiser", sa.Text(), nullable=True),
        sa.Column("participants", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("was", sa.Text(), nullable=True),
        sa.Column("rrule", sa.Text(), nullable=True),
        sa.Column("exdates", sa.Text(), nullable=False),
        sa.Column("instances", sa.Text(), nullable=False),
        sa.Column("locked", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("modified", MOMENT, nullable=False),
        sa.Column("withdrawn", MOMENT, nullable=True),
        sa.Column("merged_into", BIG, nullable=True),
        sa.Column("parent_id", BIG, nullable=True),
        sa.Column("follows_id", BIG, nullable=True),
    )
    op.create_index("event_past_event", "event_past", ["event_id", "until"])
    op.create_index("event_past_window", "event_past", ["window_first", "window_last"])
    op.add_column("decision", sa.Column("claims", sa.Text(), nullable=False, server_default="[]"))

"""Reviews, decisions, and how events stand to each other."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("article", sa.Column("marked", sa.Text(), nullable=True))
    op.add_column("event", sa.Column("instances", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("event", sa.Column("told", sa.Text(), nullable=True))
    number = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    for name in ("parent_id", "follows_id"):
        # SQLite adds a reference only with its column; making the table anew would drop rows.
        op.execute(f"ALTER TABLE event ADD COLUMN {name} {number} REFERENCES event (id)")
        op.create_index(f"ix_event_{name}", "event", [name])
    op.create_table(
        "claim_move",
        sa.Column("id", BIG, primary_key=True, autoincrement=True),
        sa.Column("claim_id", BIG, sa.ForeignKey("claim.id"), nullable=False, index=True),
        sa.Column("event_id", BIG, sa.ForeignKey("event.id"), nullable=False, index=True),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "match",
        sa.Column("id", BIG, primary_key=True, autoincrement=True),
        sa.Column("article_id", BIG, sa.ForeignKey("article.id"), nullable=False),
        sa.Column("mention", sa.Integer(), nullable=False),
        sa.Column("event_id", BIG, sa.ForeignKey("event.id"), nullable=False, index=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.UniqueConstraint("article_id", "mention", name="match_known"),
    )
    op.create_table(
        "review",
        sa.Column("id", BIG, primary_key=True, autoincrement=True),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        sa.Column("doubt", sa.Text(), nullable=False),
        sa.Column("event_id", BIG, sa.ForeignKey("event.id"), nullable=False, index=True),
        sa.Column("other_id", BIG, sa.ForeignKey("event.id"), nullable=True, index=True),
        sa.Column("article_id", BIG, sa.ForeignKey("article.id"), nullable=True, index=True),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("decided", MOMENT, nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
    )
    still_open = sa.text("state = 'open'")
    op.create_index(
        "review_open", "review", ["id"], sqlite_where=still_open, postgresql_where=still_open
    )
    op.create_table(
        "decision",
        sa.Column("id", BIG, primary_key=True, autoincrement=True),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("article_id", BIG, sa.ForeignKey("article.id"), nullable=True),
        sa.Column("mention_key", sa.Text(), nullable=True),
        sa.Column("event_id", BIG, sa.ForeignKey("event.id"), nullable=True, index=True),
        sa.Column("other_id", BIG, sa.ForeignKey("event.id"), nullable=True, index=True),
        sa.Column("review_id", BIG, sa.ForeignKey("review.id"), nullable=True, index=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("undone", MOMENT, nullable=True),
    )
    op.create_index("decision_mention", "decision", ["article_id", "mention_key"])

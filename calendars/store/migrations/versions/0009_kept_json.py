"""Events are kept as JSON; the database itself drops a text once it may be wrong.

Many writers change what the text of an event is made of: its row, its claims, their articles,
and the events linked to it. A trigger on each of these tables misses none of them, nor what
somebody changes by SQL. Whoever makes one of the tables anew must make its triggers anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# All but the number, the UID and the kept iCalendar text, which is no news to the JSON.
OF_EVENT = (
    "sequence, name, kind, edtf, window_first, window_last, precision, certain, starts, ends, "
    "zone, place_id, place, country, status, status_since, certainty, confidence, organiser, "
    "participants, url, was, rrule, exdates, instances, locked, told, created, modified, "
    "withdrawn, merged_into, parent_id, follows_id"
)
EVENTS = "{0}.id, {0}.parent_id, {0}.follows_id"
CLAIMS = "{0}.event_id"
ARTICLES = "SELECT event_id FROM claim WHERE article_id = {0}.id"
TRIGGERS = [
    ("event", "INSERT", EVENTS, ["NEW"]),
    ("event", f"UPDATE OF {OF_EVENT}", EVENTS, ["OLD", "NEW"]),
    ("claim", "INSERT", CLAIMS, ["NEW"]),
    ("claim", "UPDATE", CLAIMS, ["OLD", "NEW"]),
    ("claim", "DELETE", CLAIMS, ["OLD"]),
    ("article", "UPDATE OF url, title, published, outlet, digest", ARTICLES, ["NEW"]),
]


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "event_json",
        sa.Column(
            "event_id",
            BIG,
            sa.ForeignKey("event.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
    for table, occasion, ids, rows in TRIGGERS:
        told = ", ".join(ids.format(row) for row in rows)
        delete = f"DELETE FROM event_json WHERE event_id IN ({told})"  # noqa: S608
        _drop_on(table, occasion, delete)


def _drop_on(table: str, occasion: str, delete: str) -> None:
    """Carry a deletion out with each change of a row of that table."""
    name = f"event_json_{table}_{occasion.partition(' ')[0].lower()}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER {name} AFTER {occasion} ON {table} BEGIN {delete}; END")
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql "
        f"AS $$ BEGIN {delete}; RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} AFTER {occasion} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )

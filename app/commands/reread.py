"""`dateline reread`: read kept articles again, with the reader as it is now."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from app.commands import Arguments, Commands

if TYPE_CHECKING:
    from app.wiring import Parts
    from calendars.store.tables import Article

AT_ONCE = 200


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "reread",
        help="read kept articles again",
        description="Reads kept articles again and revises their events where the reader now "
        "makes more of the text. Events keep their UIDs, and people the last word.",
    )
    parser.add_argument("articles", nargs="*", type=int, metavar="ARTICLE", help="ids; none: all")
    parser.add_argument(
        "--dry-run", action="store_true", help="tell what would change, keep nothing"
    )
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Read each article by itself; one that cannot be read does not stop the rest."""
    from app import wiring
    from app.commands.show import complain, plain, text
    from app.exits import code_of
    from calendars.errors import DatabaseError, DatelineError

    worst = count = changed = 0
    with wiring.opened() as parts:
        for article in _kept(parts, arguments.articles):
            count += 1
            try:
                lines = _reread(parts, article, keep=not arguments.dry_run)
            except DatabaseError:
                raise
            except DatelineError as error:
                complain(f"article {article.id}: {error}")
                worst = max(worst, code_of(error))
                continue
            if lines:
                text(plain(f"article {article.id}  {article.title or article.url or ''}".rstrip()))
            for line in lines:
                text(plain(line))
            changed += len(lines)
    made = "to be made" if arguments.dry_run else "made"
    text(f"Articles read again: {count:,}. Changes {made}: {changed:,}.")
    return worst


def _kept(parts: "Parts", ids: list[int]) -> "Iterator[Article]":
    """The articles asked for, in the order in which they were kept, some at a time."""
    from sqlmodel import col, select

    from calendars.errors import NotFound
    from calendars.store.tables import Article

    statement = select(Article).where(col(Article.retracted).is_(None)).order_by(col(Article.id))
    if ids:
        statement = statement.where(col(Article.id).in_(ids))
    last = 0
    found: set[int] = set()
    while True:
        with parts.store.reading() as session:
            some = session.exec(statement.where(col(Article.id) > last).limit(AT_ONCE)).all()
            session.expunge_all()
        if not some:
            break
        yield from some
        last = some[-1].id
        found.update(article.id for article in some)
    missing = sorted(set(ids) - found)
    if missing:
        raise NotFound(f"There is no article {missing[0]}, or it was retracted.")


def _reread(parts: "Parts", article: "Article", *, keep: bool) -> list[str]:
    """What became of the events of one article, a line for each change."""
    from app.articles import Handed
    from calendars.events.reread import reread
    from calendars.reminders.plan import plan

    handed = Handed.kept(article)
    reading = handed.read(limit=parts.settings.article_bytes, second=parts.second_reader)
    now = parts.clock()
    with parts.store.writing() as session:
        before = _last_revision(session)
        done = reread(session, article.id, reading, now=now)
        plan(session, list(done.changed), now=now, horizon=parts.horizon)
        lines = _lines(session, before)
        if not keep:
            session.rollback()
    return lines


def _last_revision(session: Any) -> int:
    from sqlalchemy import func
    from sqlmodel import col, select

    from calendars.store.tables import Revision

    return session.exec(select(func.max(col(Revision.id)))).one() or 0


def _lines(session: Any, before: int) -> list[str]:
    """Each change since that revision, with the event that it is one of."""
    from sqlmodel import col, select

    from app.commands.show import moved
    from calendars.store.tables import Event, Revision

    statement = (
        select(Revision, Event)
        .join(Event, col(Revision.event_id) == col(Event.id))
        .where(col(Revision.id) > before)
        .order_by(col(Revision.id))
    )
    return [
        f"  {row.change:<12} {row.field}: {moved(row.old, row.new)}  [{event.id}] {event.name}"
        for row, event in session.exec(statement).all()
    ]

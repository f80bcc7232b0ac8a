"""Sources as they are listed and removed; `jobs.pull` adds and pulls them."""

from sqlmodel import Session, col, select, update

from calendars.errors import NotFound
from calendars.store.tables import Article, Source


def every(session: Session) -> list[Source]:
    """All sources, oldest first."""
    return list(session.exec(select(Source).order_by(col(Source.id))).all())


def find(session: Session, given: str) -> Source:
    """The source of a URL or an id.

    Raises:
        NotFound: There is none.
    """
    is_id = given.isascii() and given.isdigit() and len(given) < 19
    known = col(Source.id) == int(given) if is_id else col(Source.url) == given
    source = session.exec(select(Source).where(known)).one_or_none()
    if source is None:
        raise NotFound(f"There is no source “{given[:200]}”: see `dateline sources list`.")
    return source


def remove(session: Session, source: Source) -> None:
    """Pull a source no more; its articles stay."""
    session.exec(update(Article).where(col(Article.source_id) == source.id).values(source_id=None))
    session.delete(source)

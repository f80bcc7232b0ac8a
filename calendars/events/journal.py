"""The number that grows with every commit that changes an event or a calendar."""

from sqlmodel import Session, col, select, update

from calendars.store.tables import Journal

THE_ROW = 1
# Made once: every article asks them, and making one costs more than asking it.
_HOLD = select(Journal.version).where(col(Journal.id) == THE_ROW).with_for_update()
_ADVANCE = (
    update(Journal)
    .where(col(Journal.id) == THE_ROW)
    .values(version=col(Journal.version) + 1)
    .execution_options(synchronize_session=False)
)


def hold(session: Session) -> None:
    """Wait until no other transaction is changing events, and keep others waiting.

    Taken before looking for known events, so that two processes that read of the same new
    event at once keep it once. SQLite has one writer anyway.
    """
    session.exec(_HOLD).one()


def advance(session: Session) -> None:
    """Count this change, as the last thing before the commit."""
    session.flush()
    session.exec(_ADVANCE)


def version(session: Session) -> int:
    """The number of the last change that is committed, to ask whether a copy is fresh."""
    return session.exec(select(Journal.version).where(col(Journal.id) == THE_ROW)).one()

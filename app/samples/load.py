"""When samples are worth loading again."""

import datetime as dt

from sqlmodel import Session, col, func, select

from app.samples.render import SITE
from calendars.store.tables import Article

# Their last events lie a month and more ahead, so half of that is left by then.
FRESH = dt.timedelta(days=14)


def are_fresh(session: Session, today: dt.date) -> bool:
    """Whether samples are kept that are so young that others would only repeat them."""
    statement = select(func.max(Article.published)).where(col(Article.url).startswith(f"{SITE}/"))
    newest = session.exec(statement).one()
    return newest is not None and today - newest < FRESH

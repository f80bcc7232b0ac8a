"""When each client last fetched a feed, so that an owner sees who reads it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, delete, select, update

from calendars.store.insert import insert_new
from calendars.store.tables import FeedFetch

MOST_CLIENTS = 50


@dataclass(frozen=True, slots=True)
class Fetch:
    """One client's fetch of the feed of that name: `calendars/SLUG`, `feeds/ID` or `events`."""

    feed: str
    client: str
    at: dt.datetime


def note(session: Session, fetches: Iterable[Fetch]) -> None:
    """Write down the last fetch of each client; of each feed the last fifty clients stay."""
    newest = {(one.feed, one.client): one for one in sorted(fetches, key=lambda one: one.at)}
    rows = [{"feed": one.feed, "client": one.client, "at": one.at} for one in newest.values()]
    insert_new(session, FeedFetch, rows, ["feed", "client"])
    for row in rows:
        session.exec(
            update(FeedFetch)
            .where(col(FeedFetch.feed) == row["feed"], col(FeedFetch.client) == row["client"])
            .values(at=row["at"])
        )
    for feed in {one.feed for one in newest.values()}:
        known = of(session, feed)
        for old in known[MOST_CLIENTS:]:
            session.exec(
                delete(FeedFetch).where(
                    col(FeedFetch.feed) == feed, col(FeedFetch.client) == old.client
                )
            )


def of(session: Session, feed: str) -> list[Fetch]:
    """The clients that fetched a feed, the last one first."""
    rows = session.exec(
        select(FeedFetch)
        .where(col(FeedFetch.feed) == feed)
        .order_by(col(FeedFetch.at).desc(), col(FeedFetch.client))
    )
    return [Fetch(row.feed, row.client, row.at) for row in rows]


def forget(session: Session, feed: str) -> None:
    """Forget who fetched a feed that is no more."""
    session.exec(delete(FeedFetch).where(col(FeedFetch.feed) == feed))

"""How sources are: when each is pulled next, and what went wrong."""

import datetime as dt
import logging
import zlib

from sqlmodel import Session, col, select, update

from calendars.errors import FetchFailed, SourceError
from calendars.store.tables import Source
from jobs.pull.fetch import Fetched

Left = dict[str, tuple[str, bool]]  # key of an article -> why it was left, may that pass?

log = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=30)
FIRST_RETRY = dt.timedelta(minutes=5)
LAST_RETRY = dt.timedelta(days=1)
JITTER = 0.2


def due(session: Session, now: dt.datetime) -> list[int]:
    """The ids of the sources whose time has come, the longest overdue first."""
    ids = select(Source.id).where(col(Source.next_pull) <= now).order_by(col(Source.next_pull))
    return list(session.exec(ids))


def claim(session: Session, source_id: int, now: dt.datetime) -> bool:
    """Take a due source for half an hour, so that no other process pulls it too."""
    taken = session.exec(
        update(Source)
        .where(col(Source.id) == source_id, col(Source.next_pull) <= now)
        .values(next_pull=now + LEASE)
    )
    return bool(taken.rowcount)


def unchanged(source: Source, now: dt.datetime) -> None:
    """Note that a source had nothing new."""
    source.last_pull = source.last_success = now
    source.failures = 0
    source.last_error = None
    source.next_pull = now + _spread(source, dt.timedelta(seconds=source.every))


def answered(
    source: Source, fetched: Fetched, seen: list[str], left: Left, now: dt.datetime
) -> None:
    """Note an answer: the keys of its articles, and why some of the new ones were left.

    One whose reason may pass is not done with: it is forgotten, and so are the validators,
    so that the next pull comes back to it.
    """
    unchanged(source, now)
    again = {key for key, (_, passing) in left.items() if passing}
    source.etag = None if again else fetched.etag
    source.last_modified = None if again else fetched.last_modified
    source.seen = [key for key in seen if key not in again]
    source.last_error = next((why for why, _ in left.values()), None)


def failed(source: Source, error: SourceError, now: dt.datetime) -> None:
    """Note a failure; the next pull waits longer the more there were, or as was asked."""
    log.warning("Source %s: %s", source.url, error)
    source.failures += 1
    source.last_pull = now
    source.last_error = str(error)
    asked = error.retry_after if isinstance(error, FetchFailed) else None
    wait = FIRST_RETRY * 2 ** min(source.failures - 1, 10)
    wait = LAST_RETRY if error.permanent else min(wait, LAST_RETRY)
    source.next_pull = now + max(_spread(source, wait), dt.timedelta(seconds=asked or 0))


def _spread(source: Source, wait: dt.timedelta) -> dt.timedelta:
    """A wait made up to a fifth longer, differently for each source and each time."""
    at = f"{source.url} {source.last_pull} {source.failures}".encode("utf-8", "replace")
    return wait * (1 + JITTER * zlib.crc32(at) / 2**32)

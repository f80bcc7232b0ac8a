"""Pull: fetch a source, read its new articles, keep them, and note how it went.

Absence is not evidence: an article that a source names no more, or a failed fetch, changes
no event.
"""

import datetime as dt
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from calendars.errors import (
    AlreadyExists,
    DatabaseError,
    FetchFailed,
    InvalidInput,
    NotFound,
    SourceError,
)
from calendars.events.ingest import ingest
from calendars.reading.document import MAX_CHARACTERS
from calendars.reading.marked import with_marked
from calendars.reading.read import read
from calendars.reminders.plan import HORIZON, plan
from calendars.store.engine import Store
from calendars.store.tables import Source
from jobs.pull import health
from jobs.pull.fetch import Fetcher
from jobs.pull.html import Page, page_of
from jobs.pull.items import Item
from jobs.pull.second_reader import SecondReader
from jobs.pull.sources import SOURCES, kind_of

log = logging.getLogger(__name__)

EVERY = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Pulled:
    """How a pull of one source went.

    `read` counts the articles that were read and kept, `left` tells of each other new one
    why it was not. `unchanged` says that the source had nothing new, `error` why it could
    not be fetched at all.
    """

    url: str
    read: int = 0
    left: tuple[str, ...] = ()
    unchanged: bool = False
    error: str | None = None


class Puller:
    """Pulls sources into a store.

    `limit` is the longest article in characters; reminders are planned up to `horizon`
    ahead. A `second` reader, where there is one, reads each article besides the rules.
    """

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        *,
        limit: int = MAX_CHARACTERS,
        horizon: dt.timedelta = HORIZON,
        second: SecondReader | None = None,
    ) -> None:
        self._store = store
        self._fetcher = fetcher
        self._limit = limit
        self._horizon = horizon
        self._second = second
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Begin nothing more; what is not read yet is come back to by the next pull."""
        self._stopped.set()

    def add(
        self,
        url: str,
        *,
        now: dt.datetime,
        name: str | None = None,
        every: dt.timedelta = EVERY,
    ) -> Source:
        """Add the feed or page at a URL to the sources, to be pulled at once and every so often.

        Its kind is found by fetching it.

        Raises:
            AlreadyExists: The URL is a source already.
            SourceError: It cannot be fetched, or is neither feed nor page.
        """
        with self._store.reading() as session:
            _require_new(session, url)
        fetched = self._fetcher.fetch(url)
        if fetched is None:
            raise FetchFailed(f"{url} did not answer with a feed or page.")
        seconds = int(every.total_seconds())
        kind = kind_of(fetched)
        source = Source(kind=kind, url=url, name=name, every=seconds, next_pull=now, created=now)
        with self._store.writing() as session:
            _require_new(session, url)
            session.add(source)
        return source

    def pull_due(self, now: dt.datetime) -> list[Pulled]:
        """Pull every source whose time has come; each goes to one process only."""
        with self._store.reading() as session:
            ids = health.due(session, now)
        return [
            self.pull(number, now)
            for number in ids
            if not self._stopped.is_set() and self._claim(number, now)
        ]

    def pull(self, source_id: int, now: dt.datetime) -> Pulled:
        """Pull one source now. A failure is noted with the source and told, not raised.

        Raises:
            NotFound: There is no source of this id.
        """
        with self._store.reading() as session:
            source = session.get(Source, source_id)
        if source is None:
            raise NotFound(f"There is no source {source_id}.")
        url, etag, modified = source.url, source.etag, source.last_modified
        try:
            fetched = self._fetcher.fetch(url, etag=etag, last_modified=modified)
            items = SOURCES[source.kind].items(fetched) if fetched else []
        except SourceError as error:
            said = error
            self._note(source_id, lambda row: health.failed(row, said, now))
            return Pulled(url, error=str(error))
        if fetched is None:
            self._note(source_id, lambda row: health.unchanged(row, now))
            return Pulled(url, unchanged=True)
        new = [item for item in items if item.key not in source.seen]
        left = {item.key: why for item in reversed(new) if (why := self._keep(item, source, now))}
        keys = [item.key for item in items]
        self._note(source_id, lambda row: health.answered(row, fetched, keys, left, now))
        told = tuple(why for why, _ in left.values())
        return Pulled(url, len(new) - len(left), told, unchanged=not new)

    def _keep(self, item: Item, source: Source, now: dt.datetime) -> tuple[str, bool] | None:
        """Read and keep an article; else why not, and whether that may pass by itself."""
        if self._stopped.is_set():
            return f"{item.url}: Dateline was stopped before it was read.", True
        try:
            self._read(item, source, now)
        except DatabaseError:
            raise
        except (SourceError, InvalidInput) as error:
            passing = isinstance(error, SourceError) and not error.permanent
            return f"{item.url}: {error}", passing
        except Exception:
            log.exception("The article %s of source %s could not be read", item.url, source.url)
            return f"{item.url}: it could not be read.", False
        return None

    def _read(self, item: Item, source: Source, now: dt.datetime) -> None:
        page = item.page or self._page(item.url)
        reading = read(
            page.text,
            published=item.published or page.published,
            title=item.title or page.title,
            url=page.url or item.url,
            language=page.language,
            limit=self._limit,
        )
        reading = self._second.read(reading) if self._second else reading
        reading = with_marked(reading, page.events)
        with self._store.writing() as session:
            told = ingest(session, reading, now=now, source_id=source.id, outlet=page.outlet)
            plan(session, told.changed, now=now, horizon=self._horizon)

    def _page(self, url: str) -> Page:
        fetched = self._fetcher.fetch(url)
        if fetched is None:
            raise FetchFailed(f"{url} did not answer with a page.")
        return page_of(fetched.body, fetched.url, fetched.charset)

    def _claim(self, source_id: int, now: dt.datetime) -> bool:
        with self._store.writing() as session:
            return health.claim(session, source_id, now)

    def _note(self, source_id: int, write: Callable[[Source], None]) -> None:
        """Write how it went on the source's row, if it is still there."""
        with self._store.writing() as session:
            row = session.get(Source, source_id)
            if row is not None:
                write(row)


def _require_new(session: Session, url: str) -> None:
    if session.exec(select(Source.id).where(col(Source.url) == url)).first() is not None:
        raise AlreadyExists(f"{url} is a source already.")

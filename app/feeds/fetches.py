"""Which clients fetch a feed: noted in memory at each request, written down once a minute."""

import asyncio
import datetime as dt
import logging
import re
from concurrent.futures import Executor

from app.wiring import Parts
from calendars.errors import DatabaseError
from calendars.feeds.fetches import Fetch, note

WRITTEN_AFTER = 60.0
MOST_PENDING = 1_000

_PRODUCT = re.compile(r"[\x21-\x7e]{1,60}")

log = logging.getLogger(__name__)


class Fetches:
    """The fetches of this process that were not yet written down."""

    def __init__(self, parts: Parts, writers: Executor) -> None:
        self._parts = parts
        self._writers = writers
        self._pending: dict[tuple[str, bytes], dt.datetime] = {}
        self._timer: asyncio.TimerHandle | None = None

    def note(self, feed: str, agent: bytes) -> None:
        """Remember that a client fetched the feed, as long as there are not too many."""
        fetch = feed, agent
        if fetch in self._pending or len(self._pending) >= MOST_PENDING:
            return
        self._pending[fetch] = self._parts.clock()
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(WRITTEN_AFTER, self._hand_over)

    def close(self) -> None:
        """Write down what is left."""
        if self._timer is not None:
            self._timer.cancel()
        self._write(self._taken())

    def _hand_over(self) -> None:
        self._timer = None
        self._writers.submit(self._write, self._taken())

    def _taken(self) -> list[Fetch]:
        taken, self._pending = self._pending, {}
        return [Fetch(feed, client_of(agent), at) for (feed, agent), at in taken.items()]

    def _write(self, fetches: list[Fetch]) -> None:
        if not fetches:
            return
        try:
            with self._parts.store.writing() as session:
                note(session, fetches)
        except DatabaseError as error:
            log.warning("%d fetches of feeds were not noted: %s", len(fetches), error)


def client_of(agent: bytes) -> str:
    """The product of a User-Agent: no more of who asks is kept (RFC 9110 §10.1.5).

    >>> client_of(b"DAVx5/4.3.1-ose (2023/06/20; dav4jvm; okhttp/4.11.0) Android/13")
    'DAVx5/4.3.1-ose'
    >>> client_of(b"")
    'unnamed'
    """
    product = _PRODUCT.match(agent.decode("latin-1"))
    return product[0] if product else "unnamed"

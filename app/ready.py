"""Feeds that lie ready: their bytes, plain and compressed, with the headers they go with."""

import datetime as dt
import email.utils
import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.types import Message

from calendars.feeds.feed import Asked, Feed

GZIP_LEVEL = 6
FRESH_SECONDS = 300
STALE_SECONDS = 3600
ENTRY_OVERHEAD = 4_000

CORS = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Last-Modified, Link"),
]
PUBLIC = f"public, max-age={FRESH_SECONDS}, stale-while-revalidate={STALE_SECONDS}"
PRIVATE = f"private, max-age={FRESH_SECONDS}, stale-while-revalidate={STALE_SECONDS}"

Key = tuple[str, bytes]
Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Variant:
    """A feed in one coding: its entity tag, and the ASGI messages of every answer with it."""

    tag: bytes
    full: Message
    body: Message
    unchanged: Message


@dataclass(frozen=True, slots=True)
class Ready:
    """A feed as it lies ready: for which version of the database, and for which day.

    `feed` is what the feed is called in the notes of who fetched it.
    """

    version: int
    day: dt.date
    modified: dt.datetime
    feed: str
    plain: Variant
    packed: Variant

    @property
    def octets(self) -> int:
        """The memory that it takes, nearly."""
        return len(self.plain.body["body"]) + len(self.packed.body["body"]) + ENTRY_OVERHEAD


class Shelf:
    """The feeds that lie ready, of which those not asked for longest make room."""

    def __init__(self, octets: int) -> None:
        self._room = octets
        self._feeds: OrderedDict[Key, Ready] = OrderedDict()

    def get(self, key: Key) -> Ready | None:
        """The feed of that address, fresh or not."""
        ready = self._feeds.get(key)
        if ready is not None:
            self._feeds.move_to_end(key)
        return ready

    def put(self, key: Key, ready: Ready) -> None:
        """Lay a feed ready, in place of an older one of its address."""
        old = self._feeds.pop(key, None)
        self._room += old.octets if old else 0
        self._feeds[key] = ready
        self._room -= ready.octets
        while self._room < 0:
            _, dropped = self._feeds.popitem(last=False)
            self._room += dropped.octets


def laid_ready(built: Feed, asked: Asked, version: int, day: dt.date) -> Ready:
    """Compress and hash a feed, once for all who will ask for it."""
    digest = hashlib.sha256(built.body).hexdigest()[:32]
    modified = built.modified.replace(microsecond=0)
    shared = [
        (b"last-modified", email.utils.format_datetime(modified, usegmt=True).encode()),
        (b"cache-control", (PRIVATE if asked.secret else PUBLIC).encode()),
        (b"vary", b"Accept-Encoding"),
        (b"x-content-type-options", b"nosniff"),
        *CORS,
    ]
    if asked.secret:
        shared.append((b"referrer-policy", b"no-referrer"))
    if built.next:
        shared.append((b"link", f'<{_following(asked, built.next)}>; rel="next"'.encode()))
    packed = gzip.compress(built.body, GZIP_LEVEL, mtime=0)
    coding = [(b"content-encoding", b"gzip")]
    return Ready(
        version=version,
        day=day,
        modified=modified,
        feed=built.known_as,
        plain=variant(built.body, f'"{digest}"', built.media_type, shared, []),
        packed=variant(packed, f'"{digest}-gzip"', built.media_type, shared, coding),
    )


def _following(asked: Asked, cursor: str) -> str:
    then = {"as_of": asked.as_of.isoformat()} if asked.as_of else {}
    told = {**asked.filters, **asked.options.told, **then, "cursor": cursor}
    return f"{asked.path.partition('?')[0]}?{urlencode(told)}"


def variant(body: bytes, tag: str, media_type: str, shared: Headers, coding: Headers) -> Variant:
    """A feed in one coding, with its messages made once."""
    unchanged = [(b"etag", tag.encode()), *shared]
    full = [
        (b"content-type", media_type.encode()),
        (b"content-length", str(len(body)).encode()),
        *coding,
        *unchanged,
    ]
    return Variant(
        tag.encode(),
        full={"type": "http.response.start", "status": 200, "headers": full},
        body={"type": "http.response.body", "body": body},
        unchanged={"type": "http.response.start", "status": 304, "headers": unchanged},
    )

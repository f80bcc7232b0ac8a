"""Feeds, answered by a thin ASGI front before FastAPI.

A feed that was asked for before and has not changed since costs one look at the database's
version and one at the clock: its bytes, plain and compressed, lie ready.
"""

import asyncio
import datetime as dt
import email.utils
import gzip
import hashlib
import re
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode

from starlette.types import ASGIApp, Receive, Scope, Send

from app import problems
from app.kept import keep_texts
from app.wiring import Parts, feed_limits, style
from calendars.errors import DatelineError, InvalidFilter
from calendars.events.past import moment_of
from calendars.feeds import feed
from calendars.feeds.feed import Asked
from calendars.feeds.formats import FORMATS
from calendars.feeds.freshness import Freshness
from calendars.feeds.style import OPTIONS, Options

PATH = re.compile(rf"/(?:events|calendars/([^/]+))\.({'|'.join(FORMATS)})")
ALLOW = "GET, HEAD, OPTIONS"
BUILDERS = 2
GZIP_LEVEL = 6
FRESH_SECONDS = 300
STALE_SECONDS = 3600
MOST_FILTERS = 50
ENTRY_OVERHEAD = 2_000

CORS = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Last-Modified, Link"),
]
PREFLIGHT = [
    (b"allow", ALLOW.encode()),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", ALLOW.encode()),
    (b"access-control-allow-headers", b"If-None-Match, If-Modified-Since, Accept"),
    (b"access-control-max-age", b"86400"),
]

Key = tuple[str, bytes]
Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Variant:
    """A feed's bytes in one coding, with the headers that go with them."""

    body: bytes
    tag: bytes
    full: Headers
    unchanged: Headers


@dataclass(frozen=True, slots=True)
class Ready:
    """A feed as it lies ready: for which version of the database, and for which day."""

    version: int
    day: dt.date
    modified: dt.datetime
    plain: Variant
    packed: Variant

    @property
    def octets(self) -> int:
        """The memory that it takes, nearly."""
        return len(self.plain.body) + len(self.packed.body) + ENTRY_OVERHEAD


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


class FeedFront:
    """An ASGI front that answers feeds and passes everything else on."""

    def __init__(self, app: ASGIApp, parts: Parts) -> None:
        self.app = app
        self._parts = parts
        self._style = style(parts.settings)
        self._limits = feed_limits(parts.settings)
        self._freshness = Freshness(parts.store)
        self._shelf = Shelf(parts.settings.feed_cache_bytes)
        self._builders = ThreadPoolExecutor(BUILDERS, thread_name_prefix="feeds")
        self._building: dict[tuple[Key, int, dt.date], asyncio.Task[Ready]] = {}
        self._keeping: set[asyncio.Future[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a feed, or pass the request on."""
        match = PATH.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if match is None:
            await self.app(scope, receive, send)
            if scope["type"] == "lifespan":
                await asyncio.to_thread(self.close)
            return
        if scope["method"] not in ("GET", "HEAD"):
            await _other_method(scope, receive, send)
            return
        key = (scope["path"], scope["query_string"])
        try:
            ready = await self._ready(key, match)
        except DatelineError as error:
            refusal = problems.of_error(error, scope["path"])
            refusal.headers["Access-Control-Allow-Origin"] = "*"
            await refusal(scope, receive, send)
            return
        await _answer(scope, send, ready)

    def close(self) -> None:
        """Finish what is being built and kept, and give the connection back."""
        self._builders.shutdown()
        self._freshness.close()

    async def _ready(self, key: Key, match: re.Match[str]) -> Ready:
        """The feed of an address, built anew when the database or the day has moved on."""
        now = self._parts.clock()
        day = now.astimezone(dt.UTC).date()
        if self._freshness.is_quick:
            version = self._freshness.version()
        else:
            version = await asyncio.to_thread(self._freshness.version)
        ready = self._shelf.get(key)
        if ready is not None and ready.version == version and ready.day == day:
            return ready
        wanted = (key, version, day)
        task = self._building.get(wanted)
        if task is None:
            task = asyncio.create_task(self._built(key, match, version, now))
            self._building[wanted] = task
            task.add_done_callback(lambda _: self._building.pop(wanted))
        return await asyncio.shield(task)

    async def _built(self, key: Key, match: re.Match[str], version: int, now: dt.datetime) -> Ready:
        asked = _asked(key, match, now)
        loop = asyncio.get_running_loop()
        ready, missing = await loop.run_in_executor(
            self._builders, self._build, asked, version, now
        )
        self._shelf.put(key, ready)
        if missing:
            keeping = loop.run_in_executor(self._builders, self._keep, missing, version)
            self._keeping.add(keeping)
            keeping.add_done_callback(self._keeping.discard)
        return ready

    def _build(self, asked: Asked, version: int, now: dt.datetime) -> tuple[Ready, dict[int, str]]:
        moment = asked.as_of or now
        with self._parts.store.reading(asked.as_of) as session:
            built = feed.build(session, asked, now=moment, style=self._style, limits=self._limits)
        return _laid_ready(built, asked, version, now), built.missing

    def _keep(self, missing: dict[int, str], version: int) -> None:
        keep_texts(self._parts.store, missing, style=self._style, version=version)


def _asked(key: Key, match: re.Match[str], now: dt.datetime) -> Asked:
    path, query = key
    try:
        pairs = parse_qsl(query.decode(), keep_blank_values=True, max_num_fields=MOST_FILTERS)
    except ValueError as error:
        raise InvalidFilter(
            "The filters of the address cannot be read: write name=value."
        ) from error
    filters = dict(pairs)
    if len(filters) < len(pairs):
        twice = next(name for name, _ in pairs if sum(name == other for other, _ in pairs) > 1)
        raise InvalidFilter(f"Filter “{twice[:40]}” is given twice: give it once.", field=twice)
    cursor, as_of = filters.pop("cursor", None), filters.pop("as_of", None)
    options = Options.parse(filters)
    filters = {name: value for name, value in filters.items() if name not in OPTIONS}
    address = quote(path) + (f"?{query.decode()}" if query else "")
    moment = moment_of(as_of, now) if as_of else None
    return Asked(address, match[2], match[1], filters, cursor, options, moment)


def _laid_ready(built: feed.Feed, asked: Asked, version: int, now: dt.datetime) -> Ready:
    digest = hashlib.sha256(built.body).hexdigest()[:32]
    modified = built.modified.replace(microsecond=0)
    common = [
        (b"last-modified", email.utils.format_datetime(modified, usegmt=True).encode()),
        (
            b"cache-control",
            f"public, max-age={FRESH_SECONDS}, stale-while-revalidate={STALE_SECONDS}".encode(),
        ),
        (b"vary", b"Accept-Encoding"),
        (b"x-content-type-options", b"nosniff"),
        *CORS,
    ]
    if built.next:
        then = {"as_of": asked.as_of.isoformat()} if asked.as_of else {}
        told = {**asked.filters, **asked.options.told, **then, "cursor": built.next}
        following = urlencode(told)
        path = asked.path.partition("?")[0]
        common.append((b"link", f'<{path}?{following}>; rel="next"'.encode()))
    packed = gzip.compress(built.body, GZIP_LEVEL, mtime=0)
    return Ready(
        version=version,
        day=now.astimezone(dt.UTC).date(),
        modified=modified,
        plain=_variant(built.body, f'"{digest}"', built.media_type, common, []),
        packed=_variant(
            packed,
            f'"{digest}-gzip"',
            built.media_type,
            common,
            [(b"content-encoding", b"gzip")],
        ),
    )


def _variant(body: bytes, tag: str, media_type: str, common: Headers, coding: Headers) -> Variant:
    unchanged = [(b"etag", tag.encode()), *common]
    full = [
        (b"content-type", media_type.encode()),
        (b"content-length", str(len(body)).encode()),
        *coding,
        *unchanged,
    ]
    return Variant(body, tag.encode(), full, unchanged)


async def _answer(scope: Scope, send: Send, ready: Ready) -> None:
    none_match, since, accepted = _conditions(scope["headers"])
    variant = ready.packed if accepts_gzip(accepted) else ready.plain
    if _is_known(ready, none_match, since):
        await send({"type": "http.response.start", "status": 304, "headers": variant.unchanged})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": variant.full})
    body = variant.body if scope["method"] == "GET" else b""
    await send({"type": "http.response.body", "body": body})


def _conditions(headers: list[tuple[bytes, bytes]]) -> tuple[bytes, bytes, bytes]:
    """If-None-Match, If-Modified-Since and Accept-Encoding, lists of several lines joined."""
    none_match = since = accepted = b""
    for name, value in headers:
        if name == b"if-none-match":
            none_match = none_match + b"," + value if none_match else value
        elif name == b"if-modified-since":
            since = value
        elif name == b"accept-encoding":
            accepted = accepted + b"," + value if accepted else value
    return none_match, since, accepted


def _is_known(ready: Ready, none_match: bytes, since: bytes) -> bool:
    """Whether the client has this feed: by its tags, else by its date (RFC 9110 §13.2.2)."""
    if none_match:
        # The comparison is the weak one (§13.1.2), and the coding does not matter here.
        tags = _tags(none_match)
        return b"*" in tags or ready.plain.tag in tags or ready.packed.tag in tags
    moment = _http_date(since) if since else None
    return moment is not None and ready.modified <= moment


@lru_cache(maxsize=1024)
def _tags(told: bytes) -> frozenset[bytes]:
    if told.strip() == b"*":
        return frozenset((b"*",))
    return frozenset(re.findall(rb'(?:W/)?("[^"]*")', told))


@lru_cache(maxsize=1024)
def _http_date(told: bytes) -> dt.datetime | None:
    try:
        moment = email.utils.parsedate_to_datetime(told.decode("ascii"))
    except (ValueError, TypeError):
        return None
    return moment.replace(tzinfo=moment.tzinfo or dt.UTC)


@lru_cache(maxsize=1024)
def accepts_gzip(accepted: bytes) -> bool:
    """Whether an Accept-Encoding takes gzip and does not prefer it plain (RFC 9110 §12.5.3).

    >>> accepts_gzip(b"gzip, deflate, br"), accepts_gzip(b"gzip;q=0, *"), accepts_gzip(b"")
    (True, False, False)
    """
    weights = {}
    for part in accepted.decode("latin-1").lower().split(","):
        coding, *parameters = (piece.strip() for piece in part.split(";"))
        weights[coding] = _weight(parameters)
    wanted = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0)))
    return wanted > 0 and wanted >= weights.get("identity", 0.0)


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return float(value) if re.fullmatch(r"[01](\.\d{0,3})?", value.strip()) else 0.0
    return 1.0


async def _other_method(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["method"] == "OPTIONS":
        await send({"type": "http.response.start", "status": 204, "headers": PREFLIGHT})
        await send({"type": "http.response.body", "body": b""})
        return
    detail = "A feed can only be read: use GET or HEAD."
    refusal = problems.of_status(405, scope["path"], detail, {"Allow": ALLOW})
    await refusal(scope, receive, send)

"""The front itself.

A feed that was asked for before and has not changed since costs one look at the database's
version and one at the clock: its bytes, plain and compressed, lie ready.
"""

import asyncio
import contextlib
import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl, quote

from starlette.types import ASGIApp, Receive, Scope, Send

from app import problems
from app.feeds.answer import answer, asking
from app.feeds.fetches import Fetches
from app.kept import keep_texts
from app.ready import Key, Ready, Shelf, laid_ready
from app.wiring import Parts, feed_limits, style
from calendars.errors import DatabaseError, DatelineError, InvalidFilter
from calendars.events.past import moment_of
from calendars.feeds import feed
from calendars.feeds.feed import Asked
from calendars.feeds.formats import FORMATS
from calendars.feeds.freshness import Freshness
from calendars.feeds.style import OPTIONS, Options

PATH = re.compile(
    rf"/(?:events|calendars/(?P<slug>[^/]+)|feeds/(?P<secret>[^/]+))\.(?P<format>{'|'.join(FORMATS)})"
)
READING = ("GET", "HEAD")
ALLOW = "GET, HEAD, OPTIONS"
BUILDERS = 2
MOST_FILTERS = 50

PREFLIGHT = [
    (b"allow", ALLOW.encode()),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", ALLOW.encode()),
    (b"access-control-allow-headers", b"If-None-Match, If-Modified-Since, Accept"),
    (b"access-control-max-age", b"86400"),
]


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
        self._fetches = Fetches(parts, self._builders)
        self._building: dict[tuple[Key, int, dt.date], asyncio.Task[Ready]] = {}
        self._keeping: set[asyncio.Future[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a feed, or pass the request on."""
        ready = self._at_hand(scope)
        if ready is not None:
            await self._answer(scope, send, ready)
            return
        match = PATH.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if match is None:
            await self.app(scope, receive, send)
            if scope["type"] == "lifespan":
                await asyncio.to_thread(self.close)
            return
        if scope["method"] not in READING:
            await _other_method(scope, receive, send, match)
            return
        try:
            ready = await self._ready((scope["path"], scope["query_string"]), match)
        except DatelineError as error:
            refusal = problems.of_error(error, address(match))
            refusal.headers["Access-Control-Allow-Origin"] = "*"
            await refusal(scope, receive, send)
            return
        await self._answer(scope, send, ready)

    async def _answer(self, scope: Scope, send: Send, ready: Ready) -> None:
        asked = asking(scope["headers"])
        self._fetches.note(ready.feed, asked.agent)
        await answer(scope, send, ready, asked)

    def close(self) -> None:
        """Finish what is being built and kept, and give the connection back."""
        self._fetches.close()
        self._builders.shutdown()
        self._freshness.close()

    def _at_hand(self, scope: Scope) -> Ready | None:
        """The feed where it lies ready and a glance shows that it is fresh."""
        if scope["type"] != "http" or scope["method"] not in READING:
            return None
        ready = self._shelf.get((scope["path"], scope["query_string"]))
        if ready is None or not self._freshness.is_quick:
            return None
        with contextlib.suppress(DatabaseError):  # what is slower says so
            if ready.version == self._freshness.version() and ready.day == self._today():
                return ready
        return None

    def _today(self) -> dt.date:
        return _day(self._parts.clock())

    async def _ready(self, key: Key, match: re.Match[str]) -> Ready:
        """The feed of an address, built anew when the database or the day has moved on."""
        now = self._parts.clock()
        day = _day(now)
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
        asked = asked_for(key, match, now)
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
        return laid_ready(built, asked, version, _day(now)), built.missing

    def _keep(self, missing: dict[int, str], version: int) -> None:
        keep_texts(self._parts.store, missing, style=self._style, version=version)


def _day(now: dt.datetime) -> dt.date:
    """The day in UTC, by which feeds move on."""
    return (now if now.tzinfo is dt.UTC else now.astimezone(dt.UTC)).date()


def asked_for(key: Key, match: re.Match[str], now: dt.datetime) -> Asked:
    """What an address asks for.

    Raises:
        InvalidFilter: Its filters cannot be read.
    """
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
    return Asked(
        quote(path) + (f"?{query.decode()}" if query else ""),
        match["format"],
        match["slug"],
        {name: value for name, value in filters.items() if name not in OPTIONS},
        cursor,
        Options.parse(filters),
        moment_of(as_of, now) if as_of else None,
        match["secret"],
    )


def address(match: re.Match[str]) -> str:
    """The path of a feed as it may be told: without its secret."""
    return f"/feeds/….{match['format']}" if match["secret"] else match[0]


async def _other_method(scope: Scope, receive: Receive, send: Send, match: re.Match[str]) -> None:
    if scope["method"] == "OPTIONS":
        await send({"type": "http.response.start", "status": 204, "headers": PREFLIGHT})
        await send({"type": "http.response.body", "body": b""})
        return
    detail = "A feed can only be read: use GET or HEAD."
    refusal = problems.of_status(405, address(match), detail, {"Allow": ALLOW})
    await refusal(scope, receive, send)

"""A polite HTTP client that reaches public addresses only, within limits of time and size.

It speaks httpx over aiohttp: that posts for half the CPU of httpx's own transport or less,
however many post at once (docs/decisions/0009).
"""

import asyncio
import ipaddress
import ssl
from collections.abc import Coroutine, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

from calendars.errors import AddressRefused, FetchFailed
from jobs.guard.addresses import Allowed
from jobs.guard.body import received
from jobs.guard.dial import Dialler, Resolver, addresses_of, asked, host_of, session
from jobs.guard.loop import Loop

Result = TypeVar("Result")

MAX_REDIRECTS = 5
MAX_URL = 8_000
MOST_TARGETS = 10_000
PRIVILEGED_PORTS = 1024
WEB_PORTS = (80, 443)
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the address it came from in the end, status, headers, body.

    Header names are in lower case. The body is decoded; of other statuses than 2xx it may
    be cut.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class GuardedClient:
    """An HTTP client for addresses that strangers name.

    `allow_hosts` are names, addresses and networks that are reached though private;
    `seconds` is the time for one exchange from the look-up to the last byte, and
    `max_bytes` bounds the body, on the wire and decoded. `tls` and `resolver` default to
    the usual certificates and the operating system. It keeps no cookies and reads no
    proxy from the environment. Threads may share it.
    """

    def __init__(
        self,
        *,
        allow_hosts: Sequence[str] = (),
        user_agent: str = "Dateline",
        seconds: float = 20.0,
        max_bytes: int = 5_000_000,
        tls: ssl.SSLContext | None = None,
        resolver: Resolver = addresses_of,
    ) -> None:
        self._allowed = Allowed(allow_hosts)
        self._user_agent = user_agent
        self._seconds = seconds
        self._max_bytes = max_bytes
        context = tls or httpx.create_ssl_context(trust_env=False)
        self._dialler = dialler = Dialler(self._allowed, resolver)
        self._transport = AiohttpTransport(verify=context, client=lambda: session(dialler, context))
        self._targets: dict[str, httpx.URL] = {}
        self._loop = Loop(self._transport.aclose)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that are kept."""
        self._loop.close()

    def check(self, url: str) -> None:
        """Say whether a URL may be reached, without reaching out to it.

        Raises:
            AddressRefused: It may not.
            FetchFailed: Its host has no address.
        """
        target = self._target(url)
        self._run(self._dialler.checked(host_of(target), target.port or 443), target, None)

    def get(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        *,
        seconds: float | None = None,
        max_bytes: int | None = None,
    ) -> Answer:
        """Fetch a URL, following at most five redirects, each checked like the first.

        Raises:
            AddressRefused: The URL, or one it leads to, may not be reached.
            FetchFailed: There was no whole answer in time.
            ResponseTooLarge: The body is larger than `max_bytes`.
        """
        target = self._target(url)
        found = self._followed(target, headers or {}, max_bytes or self._max_bytes)
        return self._run(found, target, seconds)

    def post(
        self,
        url: str,
        body: bytes,
        headers: Mapping[str, str] | None = None,
        *,
        seconds: float | None = None,
        max_bytes: int = 65_536,
    ) -> Answer:
        """Send a body to a URL once; redirects are answers, not followed.

        Of the answer's body at most `max_bytes` are read, the rest is left.

        Raises:
            AddressRefused: The URL may not be reached.
            FetchFailed: There was no answer in time.
        """
        posted = self.posted(url, body, headers, seconds=seconds, max_bytes=max_bytes)
        return self._loop.run(posted)

    async def posted(
        self,
        url: str,
        body: bytes,
        headers: Mapping[str, str] | None = None,
        *,
        seconds: float | None = None,
        max_bytes: int = 65_536,
    ) -> Answer:
        """The same as `post`, for what is begun with `start`."""
        target = self._target(url)
        answered = self._exchange("POST", target, headers or {}, body, max_bytes)
        return await self._in_time(answered, target, seconds)

    def start(self, works: Iterable[Coroutine[None, None, None]]) -> None:
        """Begin some works in the client's event loop, and wait for none of them."""
        self._loop.start(works)

    def _run(
        self, work: Coroutine[None, None, Result], target: httpx.URL, seconds: float | None
    ) -> Result:
        """Let the loop do some work and wait for it."""
        return self._loop.run(self._in_time(work, target, seconds))

    async def _in_time(
        self, work: Coroutine[None, None, Result], target: httpx.URL, seconds: float | None
    ) -> Result:
        """Do some work, of which every part ends with the time of the whole."""
        with _in_our_words(target.host):
            async with asyncio.timeout(seconds or self._seconds):
                return await work

    def _target(self, url: str) -> httpx.URL:
        """A URL that may be asked for, as far as its text tells; kept, for many posts go there."""
        target = self._targets.get(url)
        if target is None:
            if len(self._targets) >= MOST_TARGETS:
                self._targets.clear()
            target = self._targets[url] = self._read(url)
        return target

    def _read(self, url: str) -> httpx.URL:
        shown = "".join(char if char.isprintable() else "?" for char in url[:200])
        try:
            target = httpx.URL(url if len(url) <= MAX_URL else "")
        except httpx.InvalidURL as error:
            raise AddressRefused(f"“{shown}” is not a web address.") from error
        if target.scheme not in ("http", "https") or not target.host:
            raise AddressRefused(f"“{shown}” is not a web address: write one with https://.")
        if target.userinfo:
            raise AddressRefused(f"{target.host}: a web address with a name or password in it.")
        port = target.port
        privileged = port is not None and port < PRIVILEGED_PORTS and port not in WEB_PORTS
        if privileged and not self._allowed.host(target.host):
            raise AddressRefused(f"{target.host}: port {port} is not one of the web.")
        return target.copy_with(fragment=None)

    def _next(self, target: httpx.URL, location: str) -> httpx.URL:
        try:
            following = self._target(str(target.join(location)))
        except httpx.InvalidURL as error:
            raise AddressRefused(f"{target} redirects to no web address.") from error
        if target.scheme == "https" and following.scheme == "http":
            raise AddressRefused(f"{target} redirects to an address without encryption.")
        return following

    async def _followed(self, target: httpx.URL, headers: Mapping[str, str], limit: int) -> Answer:
        first = target
        for _ in range(MAX_REDIRECTS + 1):
            answer = await self._exchange("GET", target, headers, None, limit)
            location = answer.headers.get("location")
            if answer.status not in REDIRECTS or not location:
                return answer
            target = self._next(target, location)
        raise FetchFailed(f"{first} redirects more than {MAX_REDIRECTS} times.")

    async def _exchange(
        self,
        method: str,
        target: httpx.URL,
        headers: Mapping[str, str],
        body: bytes | None,
        limit: int,
    ) -> Answer:
        own = {"User-Agent": self._user_agent, "Accept": "*/*", "Accept-Encoding": "gzip"}
        self._check_literal(target)
        asked.set(target)
        with _in_our_words(target.host):
            request = httpx.Request(method, target, headers={**own, **headers}, content=body)
            response = await self._transport.handle_async_request(request)
            try:
                whole = method == "GET" and response.is_success
                content = await received(response, limit, whole=whole, host=target.host)
            finally:
                await response.aclose()
        told = {name.lower(): value for name, value in response.headers.items()}
        return Answer(str(target), response.status_code, told, content)

    def _check_literal(self, target: httpx.URL) -> None:
        """Check a host that is an address, which no resolver is asked for."""
        try:
            address = ipaddress.ip_address(target.host)
        except ValueError:
            return
        self._dialler.check(target.host, address)


@contextmanager
def _in_our_words(host: str) -> Iterator[None]:
    """Turn the transport's errors into ours at the door they come in."""
    try:
        yield
    except (httpx.TransportError, aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        # The transport calls any broken connection a time-out; what lies beneath says which.
        if isinstance(error, TimeoutError) or isinstance(error.__cause__, TimeoutError):
            raise FetchFailed(f"{host} did not answer in time.") from error
        told = " ".join(str(error).split())[:200]
        raise FetchFailed(f"{host} could not be reached: {told}.") from error

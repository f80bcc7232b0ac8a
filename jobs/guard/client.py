"""A polite HTTP client that reaches public addresses only, within limits of time and size."""

import ssl
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpcore
import httpx

from calendars.errors import AddressRefused, FetchFailed, ResponseTooLarge
from jobs.guard.addresses import Allowed
from jobs.guard.dial import GuardedTransport, Resolver, addresses_of, deadline

MAX_REDIRECTS = 5
MAX_URL = 8_000
PRIVILEGED_PORTS = 1024
WEB_PORTS = (80, 443)
REDIRECTS = (301, 302, 303, 307, 308)
GZIP = 31  # zlib's window bits for a gzip header


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
        self._transport = GuardedTransport(self._allowed, resolver, context)

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
        self._transport.close()

    def check(self, url: str) -> None:
        """Say whether a URL may be reached, without reaching out to it.

        Raises:
            AddressRefused: It may not.
            FetchFailed: Its host has no address.
        """
        target = self._target(url)
        with deadline(self._seconds), _in_our_words(target.host):
            self._transport.dialler.checked(target.raw_host.decode(), target.port or 443)

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
        limit = max_bytes or self._max_bytes
        target = self._target(url)
        with deadline(seconds or self._seconds):
            for _ in range(MAX_REDIRECTS + 1):
                answer = self._exchange("GET", target, headers or {}, None, limit)
                location = answer.headers.get("location")
                if answer.status not in REDIRECTS or not location:
                    return answer
                target = self._next(target, location)
        raise FetchFailed(f"{url} redirects more than {MAX_REDIRECTS} times.")

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
        target = self._target(url)
        with deadline(seconds or self._seconds):
            return self._exchange("POST", target, headers or {}, body, max_bytes)

    def _target(self, url: str) -> httpx.URL:
        """A URL that may be asked for, as far as its text tells."""
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

    def _exchange(
        self,
        method: str,
        target: httpx.URL,
        headers: Mapping[str, str],
        body: bytes | None,
        limit: int,
    ) -> Answer:
        own = {"User-Agent": self._user_agent, "Accept": "*/*", "Accept-Encoding": "gzip"}
        with _in_our_words(target.host):
            request = httpx.Request(method, target, headers={**own, **headers}, content=body)
            response = self._transport.handle_request(request)
            try:
                whole = method == "GET" and response.is_success
                received = _body(response, limit, whole=whole, host=target.host)
            finally:
                response.close()
        told = {name.lower(): value for name, value in response.headers.items()}
        return Answer(str(target), response.status_code, told, received)


@contextmanager
def _in_our_words(host: str) -> Iterator[None]:
    """Turn the transport's errors into ours at the door they come in."""
    try:
        yield
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise FetchFailed(f"{host} did not answer in time.") from error
    except (httpx.TransportError, httpcore.NetworkError) as error:
        raise FetchFailed(f"{host} could not be reached: {error}.") from error


def _body(response: httpx.Response, limit: int, *, whole: bool, host: str) -> bytes:
    """The decoded body, never held larger than the limit."""
    received = bytearray()
    for part in _decoded(response, limit, host):
        received += part
        if len(received) > limit:
            if whole:
                raise ResponseTooLarge(f"{host} answered with more than {limit:,} bytes.")
            break
    return bytes(received[:limit])


def _decoded(response: httpx.Response, limit: int, host: str) -> Iterator[bytes]:
    """The parts of a body, each decoded to at most one byte more than the limit."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip"):
        raise FetchFailed(f"{host} answered in the encoding “{coding}”, which was not asked for.")
    stream = response.stream
    if not isinstance(stream, httpx.SyncByteStream):
        raise FetchFailed(f"{host} answered without a body to read.")
    if coding in ("identity", ""):
        yield from stream
        return
    try:
        yield from _unpacked(stream, limit + 1)
    except (zlib.error, EOFError) as error:
        raise FetchFailed(f"{host} answered with broken gzip.") from error


def _unpacked(stream: Iterable[bytes], most: int) -> Iterator[bytes]:
    """The parts of a gzip stream, which may have several members (RFC 1952 §2.2)."""
    unpack = zlib.decompressobj(GZIP)
    begun, wire = False, 0
    for part in stream:
        rest, wire = part, wire + len(part)
        if wire >= most:
            yield bytes(most)  # nothing, packed in very many members
        while rest:
            begun = True
            yield unpack.decompress(rest, most)
            rest = unpack.unused_data
            if unpack.eof:
                unpack = zlib.decompressobj(GZIP)
                begun = False
    if begun:
        raise EOFError

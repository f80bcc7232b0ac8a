"""Dialling: a name is looked up once, every address is checked, and a checked one is called.

Names, TLS server names and certificates stay as the URL says, since only the socket is
opened to the number. Every read and write ends with the deadline of its request, so that
an answer of one byte a second cannot hold a worker.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpcore
import httpx

from calendars.errors import AddressRefused
from jobs.guard.addresses import Address, Allowed, is_public

Resolver = Callable[[str, int], list[str]]

WRITTEN_AT_ONCE = 16_384

_deadline: ContextVar[float] = ContextVar("_deadline")


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Let everything that is dialled, read and written within end after some seconds."""
    token = _deadline.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _deadline.reset(token)


def addresses_of(host: str, port: int) -> list[str]:
    """The addresses of a host, asked of the operating system."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedTransport(httpx.HTTPTransport):
    """An HTTP transport whose sockets go to checked addresses only."""

    def __init__(self, allowed: Allowed, resolver: Resolver, tls: ssl.SSLContext) -> None:
        super().__init__(verify=tls, trust_env=False)
        self.dialler = Dialler(allowed, resolver)
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls,
            max_connections=100,
            max_keepalive_connections=20,
            keepalive_expiry=5.0,
            network_backend=self.dialler,
        )


class Dialler(httpcore.NetworkBackend):
    """Opens sockets, to checked addresses only."""

    def __init__(self, allowed: Allowed, resolver: Resolver) -> None:
        self._allowed = allowed
        self._resolver = resolver
        self._sockets = httpcore.SyncBackend()

    def checked(self, host: str, port: int) -> list[str]:
        """The addresses of a host, all of them checked.

        Raises:
            AddressRefused: One of them is not public, and no operator allows it.
        """
        found = self._resolve(host, port)
        if not self._allowed.host(host):
            for text in found:
                self._check(host, ipaddress.ip_address(text))
        return found

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Open a socket to the first checked address that answers."""
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in self.checked(host, port):
            left = _left(timeout, httpcore.ConnectTimeout)
            try:
                stream = self._sockets.connect_tcp(address, port, left)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream)
        raise failure or httpcore.ConnectError(f"{host} has no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Refuse: there is nothing public behind a path."""
        raise AddressRefused(f"“{path}” is a socket of this machine: only web addresses are used.")

    def _check(self, host: str, address: Address) -> None:
        if is_public(address) or self._allowed.address(address):
            return
        told = host if host == str(address) else f"{host} ({address})"
        raise AddressRefused(
            f"{told} is not a public address: Dateline does not reach out to it unless "
            "DATELINE_ALLOW_HOSTS names it."
        )

    def _resolve(self, host: str, port: int) -> list[str]:
        """Ask the resolver in a thread of its own, which is left behind if it takes too long."""
        answers: list[list[str] | Exception] = []

        def ask() -> None:
            try:
                answers.append(self._resolver(host, port))
            except (OSError, UnicodeError) as error:
                answers.append(error)

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(_left(None, httpcore.ConnectTimeout))
        if not answers:
            raise httpcore.ConnectTimeout(f"the address of {host} was not found in time")
        if isinstance(answers[0], Exception):
            raise httpcore.ConnectError(f"{host} has no address") from answers[0]
        return answers[0]


class _Stream(httpcore.NetworkStream):
    """A socket whose every operation ends with the deadline of its request."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), WRITTEN_AT_ONCE):
            part = buffer[start : start + WRITTEN_AT_ONCE]
            self._stream.write(part, _left(timeout, httpcore.WriteTimeout))

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left))

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(timeout: float | None, error: type[httpcore.TimeoutException]) -> float:
    """The seconds that an operation still has."""
    left = _deadline.get() - time.monotonic()
    if left <= 0:
        raise error("the time is over")
    return left if timeout is None else min(left, timeout)

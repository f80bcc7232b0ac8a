"""Dialling: a name is looked up once, every address is checked, and a checked one is called.

Names, TLS server names and certificates stay as the URL says, since only the socket is
opened to the number. The socket itself is checked too: whatever leads to it, none is opened
to an address that was not let through.
"""

import asyncio
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import aiohttp
import httpx
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult

from calendars.errors import AddressRefused
from jobs.guard.addresses import Address, Allowed, is_public

Resolver = Callable[[str, int], list[str]]

KEPT_SECONDS = 5.0
HEADER_BYTES = 32_768

# The URL of the present request: its host may be allowed by name, and it is sent as it is.
asked: ContextVar[httpx.URL] = ContextVar("asked")


def addresses_of(host: str, port: int) -> list[str]:
    """The addresses of a host, asked of the operating system."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def host_of(url: httpx.URL) -> str:
    """The host of a URL as it is looked up, in ASCII."""
    return url.raw_host.decode()


class Dialler(AbstractResolver):
    """Finds the addresses of hosts and opens sockets, to checked addresses only."""

    def __init__(self, allowed: Allowed, resolver: Resolver) -> None:
        self._allowed = allowed
        self._resolver = resolver

    async def checked(self, host: str, port: int) -> list[Address]:
        """The addresses of a host, all of them checked.

        Raises:
            AddressRefused: One of them is not public, and no operator allows it.
            OSError: It has none.
        """
        found = [ipaddress.ip_address(text) for text in await self._resolve(host, port)]
        for address in found:
            self.check(host, address)
        return found

    def check(self, host: str, address: Address) -> None:
        """Let an address through, or raise AddressRefused."""
        if self._allowed.host(host) or self._allowed.address(address) or is_public(address):
            return
        told = host if host == str(address) else f"{host} ({address})"
        raise AddressRefused(
            f"{told} is not a public address: Dateline does not reach out to it unless "
            "DATELINE_ALLOW_HOSTS names it."
        )

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The checked addresses of a host, as aiohttp wants them."""
        return [
            ResolveResult(
                hostname=host,
                host=str(address),
                port=port,
                family=socket.AF_INET if address.version == 4 else socket.AF_INET6,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST,
            )
            for address in await self.checked(host, port)
        ]

    async def close(self) -> None:
        """Nothing is kept open."""

    def open(self, info: tuple[Any, ...]) -> socket.socket:
        """A socket for an address, which is checked once more."""
        family, kind, protocol, _, address = info
        self.check(host_of(asked.get()), ipaddress.ip_address(address[0]))
        return socket.socket(family, kind, protocol)

    async def _resolve(self, host: str, port: int) -> list[str]:
        """Ask the resolver in a thread of its own, which is left behind if it takes too long."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[str]] = loop.create_future()

        def tell(found: list[str] | Exception) -> None:
            if answer.done():
                return
            if isinstance(found, Exception):
                answer.set_exception(OSError(f"{host} has no address"))
            else:
                answer.set_result(found)

        def ask() -> None:
            found: list[str] | Exception
            try:
                found = self._resolver(host, port)
            except (OSError, UnicodeError) as error:
                found = error
            if not loop.is_closed():
                loop.call_soon_threadsafe(tell, found)

        threading.Thread(target=ask, daemon=True).start()
        return await answer


def session(dialler: Dialler, tls: ssl.SSLContext) -> aiohttp.ClientSession:
    """A session whose sockets the dialler opens; it keeps no cookies and asks no proxy."""
    connector = aiohttp.TCPConnector(
        resolver=dialler,
        use_dns_cache=False,
        socket_factory=dialler.open,
        ssl=tls,
        limit=0,  # who asks has threads of a limited number
        keepalive_timeout=KEPT_SECONDS,
    )
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
        max_line_size=HEADER_BYTES,
        max_field_size=HEADER_BYTES,
        middlewares=[_exactly],
    )


async def _exactly(
    request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Send the URL as it was told, which aiohttp would spell in its own way."""
    request.url = yarl.URL(str(asked.get()), encoded=True)
    return await send(request)

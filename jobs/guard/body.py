"""The body of an answer, unpacked and never held larger than its limit."""

import zlib
from collections.abc import AsyncIterator

import httpx

from calendars.errors import FetchFailed, ResponseTooLarge

GZIP = 31  # zlib's window bits for a gzip header


async def received(response: httpx.Response, limit: int, *, whole: bool, host: str) -> bytes:
    """The decoded body; where not the `whole` is wanted, what fits the limit.

    Raises:
        FetchFailed: It is packed in a way that was not asked for, or is broken.
        ResponseTooLarge: It is larger than the limit.
    """
    content = bytearray()
    async for part in _decoded(response, limit, host):
        content += part
        if len(content) > limit:
            if whole:
                raise ResponseTooLarge(f"{host} answered with more than {limit:,} bytes.")
            break
    return bytes(content[:limit])


async def _decoded(response: httpx.Response, limit: int, host: str) -> AsyncIterator[bytes]:
    """The parts of a body, each decoded to at most one byte more than the limit."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip"):
        raise FetchFailed(f"{host} answered in the encoding “{coding}”, which was not asked for.")
    stream = response.stream
    if not isinstance(stream, httpx.AsyncByteStream):
        raise FetchFailed(f"{host} answered without a body to read.")
    parts = stream if coding in ("identity", "") else _unpacked(stream, limit + 1)
    try:
        async for part in parts:
            yield part
    except (zlib.error, EOFError) as error:
        raise FetchFailed(f"{host} answered with broken gzip.") from error


async def _unpacked(stream: httpx.AsyncByteStream, most: int) -> AsyncIterator[bytes]:
    """The parts of a gzip stream, which may have several members (RFC 1952 §2.2)."""
    unpack = zlib.decompressobj(GZIP)
    begun, wire = False, 0
    async for part in stream:
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

"""What a client has and takes already, and the answer to it (RFC 9110 §12.5.3, §13)."""

import datetime as dt
import email.utils
import re
from functools import lru_cache
from typing import NamedTuple

from starlette.types import Scope, Send

from app.ready import Ready

EMPTY = {"type": "http.response.body", "body": b""}


class Asking(NamedTuple):
    """What a request says of its client: lists of several lines are joined."""

    none_match: bytes
    since: bytes
    accepted: bytes
    agent: bytes


def asking(headers: list[tuple[bytes, bytes]]) -> Asking:
    """If-None-Match, If-Modified-Since, Accept-Encoding and User-Agent of a request."""
    none_match = since = accepted = agent = b""
    for name, value in headers:
        if name == b"if-none-match":
            none_match = none_match + b"," + value if none_match else value
        elif name == b"if-modified-since":
            since = value
        elif name == b"accept-encoding":
            accepted = accepted + b"," + value if accepted else value
        elif name == b"user-agent":
            agent = value
    return Asking(none_match, since, accepted, agent)


async def answer(scope: Scope, send: Send, ready: Ready, asking: Asking) -> None:
    """Send the feed, or say that the client has it."""
    none_match, since, accepted, _ = asking
    variant = ready.packed if accepts_gzip(accepted) else ready.plain
    if (none_match or since) and _is_known(ready, none_match, since):
        await send(variant.unchanged)
        await send(EMPTY)
        return
    await send(variant.full)
    await send(variant.body if scope["method"] == "GET" else EMPTY)


def _is_known(ready: Ready, none_match: bytes, since: bytes) -> bool:
    """Whether the client has this feed: by its tags, else by its date (RFC 9110 §13.2.2)."""
    if none_match:
        # The comparison is the weak one (§13.1.2), and the coding does not matter here.
        tags = _tags(none_match)
        return b"*" in tags or ready.plain.tag in tags or ready.packed.tag in tags
    moment = _http_date(since)
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

"""CalDAV, answered by an ASGI front of its own: FastAPI routes neither PROPFIND nor REPORT."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

from starlette.types import ASGIApp, Receive, Scope, Send

from app import problems
from app.caldav.answers import ALLOW, Answer, Answering, Request
from app.caldav.shelf import Shelf
from app.wiring import Parts
from calendars.errors import DatelineError

ANSWERERS = 2
WELL_KNOWN = "/.well-known/caldav"
HOME = "/caldav"
# A client that begins to look at the root of the server is led on from there.
AT_THE_ROOT = ("PROPFIND", "REPORT", "OPTIONS")
CORS = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"DAV, ETag, Last-Modified, Preference-Applied"),
]
PREFLIGHT = [
    (b"access-control-allow-methods", ALLOW.encode()),
    (b"access-control-allow-headers", b"Authorization, Content-Type, Depth, If-None-Match, Prefer"),
    (b"access-control-max-age", b"86400"),
]


class CalDavFront:
    """An ASGI front that answers calendar clients and passes everything else on."""

    def __init__(self, app: ASGIApp, parts: Parts) -> None:
        self.app = app
        self._limit = parts.settings.caldav_request_bytes
        self._shelf = Shelf(parts)
        self._answering = Answering(self._shelf, parts.settings)
        self._workers = ThreadPoolExecutor(ANSWERERS, thread_name_prefix="caldav")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a calendar client, or pass the request on."""
        if scope["type"] != "http" or not _is_ours(scope):
            await self.app(scope, receive, send)
            if scope["type"] == "lifespan":
                await asyncio.to_thread(self.close)
            return
        if scope["path"].rstrip("/") == WELL_KNOWN:
            moved = HTTPStatus.MOVED_PERMANENTLY
            await _send(send, scope, Answer(moved, headers={"Location": f"{HOME}/"}))
            return
        body = await _body(receive, self._limit)
        if body is None:
            detail = f"The body is larger than the limit of {self._limit:,} bytes: ask in parts."
            refusal = problems.of_status(413, scope["path"], detail, {"Connection": "close"})
            await refusal(scope, receive, send)
            return
        try:
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(
                self._workers, self._answering.answer, _request(scope, body)
            )
        except DatelineError as error:
            await problems.of_error(error, scope["path"])(scope, receive, send)
            return
        await _send(send, scope, answer)

    def close(self) -> None:
        """Finish what is being answered, and give the connection back."""
        self._workers.shutdown()
        self._shelf.close()


def _is_ours(scope: Scope) -> bool:
    path: str = scope["path"]
    if path == "/":
        return scope["method"] in AT_THE_ROOT
    return path == HOME or path.startswith(f"{HOME}/") or path.rstrip("/") == WELL_KNOWN


def _request(scope: Scope, body: bytes) -> Request:
    path = scope.get("raw_path") or scope["path"].encode()
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        known, told = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[known] = f"{headers[known]}, {told}" if known in headers else told
    return Request(scope["method"], path.partition(b"?")[0].decode("latin-1"), headers, body)


async def _body(receive: Receive, limit: int) -> bytes | None:
    """The body, None where it is longer than the limit."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            return None
        parts.append(part)
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            return b"".join(parts)


async def _send(send: Send, scope: Scope, answer: Answer) -> None:
    headers = [(name.lower().encode(), value.encode()) for name, value in answer.headers.items()]
    if answer.media_type is not None:
        headers.append((b"content-type", answer.media_type.encode()))
    if answer.status is not HTTPStatus.NOT_MODIFIED:
        headers.append((b"content-length", str(len(answer.body)).encode()))
    headers += [(b"x-content-type-options", b"nosniff"), *CORS]
    if scope["method"] == "OPTIONS":
        headers += PREFLIGHT
    await send({"type": "http.response.start", "status": int(answer.status), "headers": headers})
    body = b"" if scope["method"] == "HEAD" else answer.body
    await send({"type": "http.response.body", "body": body})

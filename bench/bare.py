"""The limit: an ASGI app that answers with bytes it holds, and nothing else.

`python -m bench.bare FILE PORT` serves the file's bytes plain, gzipped and as 304.
"""

import gzip
import sys
from pathlib import Path

import uvicorn

ETAG = b'"bare"'


def app_of(body: bytes):
    """The app for one body."""
    zipped = gzip.compress(body, 6, mtime=0)
    shared = [(b"content-type", b"text/calendar; charset=utf-8"), (b"etag", ETAG)]
    plain_head = [*shared, (b"content-length", b"%d" % len(body))]
    zipped_head = [
        *shared,
        (b"content-encoding", b"gzip"),
        (b"content-length", b"%d" % len(zipped)),
    ]

    async def app(scope, receive, send):
        if scope["type"] != "http":
            return
        headers = dict(scope["headers"])
        if headers.get(b"if-none-match") == ETAG:
            answer = (304, shared, b"")
        elif b"gzip" in headers.get(b"accept-encoding", b""):
            answer = (200, zipped_head, zipped)
        else:
            answer = (200, plain_head, body)
        status, head, content = answer
        await send({"type": "http.response.start", "status": status, "headers": head})
        await send({"type": "http.response.body", "body": content})

    return app


if __name__ == "__main__":
    uvicorn.run(
        app_of(Path(sys.argv[1]).read_bytes()),
        port=int(sys.argv[2]),
        log_level="warning",
        access_log=False,
        lifespan="off",
    )

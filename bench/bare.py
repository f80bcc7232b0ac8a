"""The limit: an ASGI app that answers with bytes it holds, and nothing else.

`python -m bench.bare URL PORT` asks URL once and then answers the same bytes and headers
plain, gzipped and as 304, on the server that Dateline runs on. Another server finds `app`
here, for the URL in the environment as BARE_URL.
"""

import os
import sys
import urllib.error
import urllib.request

import uvicorn

OF_THE_SERVER = ("date", "server", "connection")


def asked(url, **headers):
    """Status, headers and body of one answer, as it is sent."""
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            status, told, body = answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        status, told, body = answer.code, answer.headers, b""
    head = [
        (name.lower().encode(), value.encode())
        for name, value in told.items()
        if name.lower() not in OF_THE_SERVER
    ]
    return (
        {"type": "http.response.start", "status": status, "headers": head},
        {"type": "http.response.body", "body": body},
    )


def app_of(url):
    """The app that answers as that URL does."""
    plain = asked(url, **{"Accept-Encoding": "identity"})
    packed = asked(url, **{"Accept-Encoding": "gzip"})
    tag = dict(packed[0]["headers"])[b"etag"]
    unchanged = asked(url, **{"Accept-Encoding": "gzip", "If-None-Match": tag.decode()})

    async def app(scope, receive, send):
        if scope["type"] != "http":
            return
        headers = dict(scope["headers"])
        if headers.get(b"if-none-match") == tag:
            start, body = unchanged
        elif b"gzip" in headers.get(b"accept-encoding", b""):
            start, body = packed
        else:
            start, body = plain
        await send(start)
        await send(body)

    return app


if "BARE_URL" in os.environ:  # noqa: TID251
    app = app_of(os.environ["BARE_URL"])  # noqa: TID251

if __name__ == "__main__":
    uvicorn.run(
        app_of(sys.argv[1]),
        port=int(sys.argv[2]),
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
    )

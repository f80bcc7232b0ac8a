"""A real web site on a port of this machine, whose pages are functions."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOOPBACK = ("127.0.0.0/8", "::1")


@dataclass
class Asked:
    """A request as the site saw it."""

    method: str
    path: str
    headers: Message
    body: bytes = b""


Page = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """The pages by path, and what was asked for, in order."""

    url: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def put(self, path, body="", *, status=200, kind="text/html; charset=utf-8", **headers):
        """Answer a path with this."""
        content = body.encode() if isinstance(body, str) else body

        def page(handler):
            handler.send_response(status)
            handler.send_header("Content-Type", kind)
            handler.send_header("Content-Length", str(len(content)))
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(content)

        self.pages[path] = page

    def redirect(self, path, to, status=302):
        self.put(path, status=status, Location=to)

    def paths(self):
        return [asked.path for asked in self.asked]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request, client_address):
        """A client that hangs up is no error of the site."""


def serve(tls=None):
    """A site that answers, and the function that ends it."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            length = int(self.headers.get("Content-Length") or 0)
            asked = Asked(self.command, self.path, self.headers, self.rfile.read(length))
            site.asked.append(asked)
            page = site.pages.get(self.path.partition("?")[0])
            if page is None:
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                page(self)

        do_POST = do_GET  # noqa: N815

        def log_message(self, format, *args):  # noqa: A002
            """The tests say what went wrong."""

    server = _Server(("127.0.0.1", 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()

    def end():
        server.shutdown()
        server.server_close()
        thread.join()

    return site, end

"""Real servers that take reminders: one for mail, one for webhooks."""

import email
import threading
from contextlib import contextmanager
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller


class Mailbox:
    """An SMTP server's handler that keeps what it gets; `answers` come before 250s.

    Of the first `drop` mails it takes, it hangs up before it says so.
    """

    def __init__(self):
        self.raw = []
        self.senders = []
        self.drop = 0
        self.answers = []
        self.refuse = {}

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.answers:
            return self.answers.pop(0)
        self.raw.append(envelope.content)
        self.senders.append(envelope.mail_from)
        if self.drop:
            self.drop -= 1
            server.transport.close()
        return "250 taken"

    @property
    def mails(self):
        return [email.message_from_bytes(raw, policy=default) for raw in self.raw]


class AnyPort(Controller):
    """An SMTP server on a port that the system chose."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(port=0):
    box = Mailbox()
    controller = AnyPort(box, hostname="127.0.0.1", port=port)
    controller.start()
    box.url = f"smtp://127.0.0.1:{controller.port}"
    try:
        yield box
    finally:
        controller.stop()


class Hook:
    """What a webhook's receiver got; `answers` are (status, headers) that come before 204s."""

    def __init__(self):
        self.requests = []
        self.answers = []


@contextmanager
def web_server():
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            hook.requests.append((self.path, self.headers, body))
            status, headers = hook.answers.pop(0) if hook.answers else (204, {})
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    hook.url = f"http://127.0.0.1:{server.server_port}/hook"
    try:
        yield hook
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

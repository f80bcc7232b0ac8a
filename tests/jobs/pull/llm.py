"""A language model on a port of this machine that speaks the OpenAI chat-completions protocol."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from tests.jobs.site import serve

PATH = "/v1/chat/completions"


class Model:
    """What the model writes when it is asked; it wants a key and a model's name."""

    def __init__(self, site, key="sk-test-key"):
        self._site = site
        self.url = f"{site.url}/v1"
        self.key = key
        self.says({"events": []})

    @property
    def asked(self):
        """The bodies of the requests, in order."""
        return [json.loads(asked.body) for asked in self._site.asked if asked.path == PATH]

    def says(self, content):
        """Answer with this content: a text, or JSON."""
        text = content if isinstance(content, str) else json.dumps(content)
        self.answers({"choices": [{"index": 0, "message": {"role": "assistant", "content": text}}]})

    def answers(self, body, status=200, **headers):
        """Answer with this body."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        wanted = f"Bearer {self.key}"

        def page(handler):
            known = handler.headers["Authorization"] == wanted and handler.command == "POST"
            sent = content if known else b'{"error": {"message": "no key"}}'
            handler.send_response(status if known else 401)
            handler.send_header("Content-Type", "application/json")
            handler.send_header("Content-Length", str(len(sent)))
            for name, value in headers.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(sent)

        self._site.pages[PATH] = page

    def behaves(self, page):
        """Answer as a function of the request's handler does."""
        self._site.pages[PATH] = page


@contextmanager
def serving() -> Iterator[Model]:
    """A model on a site of its own."""
    site, end = serve()
    try:
        yield Model(site)
    finally:
        end()

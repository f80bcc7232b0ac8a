"""A real server that has read the samples."""

import threading
import time
from datetime import datetime
from pathlib import Path

import uvicorn

from app.main import create_app
from app.samples.render import render
from app.settings import Settings
from app.wiring import Parts
from calendars.events.ingest import ingest
from calendars.reading.read import read
from calendars.store.engine import Store

SECONDS = 10


def parts_with_samples(folder: Path, now: datetime) -> Parts:
    """A server's parts at that moment, the samples read."""
    url = f"sqlite:///{folder / 'dateline.db'}"
    store = Store(url)
    store.upgrade()
    for article in render(now.date()):
        reading = read(
            article.text,
            published=article.published,
            title=article.title,
            url=article.url,
        )
        with store.writing() as session:
            ingest(session, reading, now=now)
    return Parts(Settings(database_url=url), store, lambda: now)


class Server(uvicorn.Server):
    """A server in a thread of its own, at a port that was free."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(uvicorn.Config(create_app(parts), port=0, log_level="warning"))
        self.thread = threading.Thread(target=self.run, daemon=True)

    def start(self) -> str:
        """Serve; the address once it answers."""
        self.thread.start()
        deadline = time.monotonic() + SECONDS
        while not self.started:
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.01)
        host, port = self.servers[0].sockets[0].getsockname()
        return f"http://{host}:{port}"

    def stop(self) -> None:
        """Stop serving."""
        self.should_exit = True
        self.thread.join(SECONDS)

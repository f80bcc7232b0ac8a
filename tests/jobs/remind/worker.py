"""A worker process for tests: dispatches until it is told to stop, or dies where it is told.

Arguments: database URL, SMTP URL, seconds of a lease, and where to die: `before` or `after`
a send, or `never`.
"""

import datetime as dt
import os
import signal
import sys
import threading

from app import clock
from calendars.feeds.style import Style
from calendars.store.engine import Store
from jobs.guard import GuardedClient
from jobs.remind.channels import channels
from jobs.remind.message import Letterhead
from jobs.remind.send import Dispatcher

SENDER = "Dateline <dateline@example.org>"
LEASE = dt.timedelta(minutes=1)


def dispatcher(store, smtp_url=None, *, wrap=lambda send: send, lease=LEASE, **options):
    """A dispatcher with the real channels, quick enough for a test."""
    client = GuardedClient(allow_hosts=["127.0.0.1"])
    ways = channels(client, sender=SENDER, smtp_url=smtp_url, seconds=5)
    wrapped = {word: wrap(send) for word, send in ways.items()}
    letterhead = Letterhead(Style("https://dates.example"), SENDER)
    return Dispatcher(
        store, wrapped, letterhead, clock.now, lease=lease, **{"slots": 4, "poll": 0.05} | options
    )


def deadly(where):
    def wrap(send):
        def sending(message, now):
            if where == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            send(message, now)
            if where == "after":
                os.kill(os.getpid(), signal.SIGKILL)

        return sending

    return wrap


def main(database_url, smtp_url, seconds, where):
    store = Store(database_url)
    lease = dt.timedelta(seconds=float(seconds))
    running = dispatcher(store, smtp_url, wrap=deadly(where), lease=lease)
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    running.start()
    print("started", flush=True)
    stopped.wait()
    running.stop()
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Worker processes for the soak: a dispatcher that dies where and when it is told.

They are forked from a server that has everything imported, so that a kill costs little.
"""

import datetime as dt
import multiprocessing
import os
import signal
import threading

from app import clock
from calendars.feeds.style import Style
from calendars.reminders import queue
from calendars.store.engine import Store
from jobs.guard import GuardedClient
from jobs.remind.channels import channels
from jobs.remind.message import Letterhead
from jobs.remind.send import Dispatcher

SENDER = "Dateline <dateline@example.org>"
LETTERHEAD = Letterhead(Style("https://dates.example"), SENDER)

forked = multiprocessing.get_context("forkserver")
forked.set_forkserver_preload([__name__])


def start(url, **options):
    """A worker process."""
    process = forked.Process(target=work, args=[url], kwargs=options, daemon=True)
    process.start()
    return process


def dispatcher(store, *, lease=60.0, shift=0.0, seconds=10.0, smtp_url=None, **options):
    """A dispatcher whose own clock is wrong by `shift` seconds."""
    client = GuardedClient(allow_hosts=["127.0.0.0/8"], seconds=seconds)
    ways = channels(client, sender=SENDER, smtp_url=smtp_url, seconds=seconds)

    def time():
        return clock.now() + dt.timedelta(seconds=shift)

    told = {"slots": 16, "poll": 0.1} | options
    return Dispatcher(store, ways, LETTERHEAD, time, lease=dt.timedelta(seconds=lease), **told)


def work(url, die=None, at=1, **options):
    """Dispatch until told to stop, or until the place `die` was passed `at` times."""
    store = Store(url)
    if die is not None:
        fail_at(die, at)
    running = dispatcher(store, **options)
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    running.start()
    stopped.wait()
    running.stop()
    store.close()


def fail_at(place, at):
    """Let this process be killed between `claim` and send, or `send` and settle."""
    left = [at]

    def passed():
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    settle, may_send = queue.settle, Dispatcher._may_send

    def sending(self, taken):
        if place == "claim":
            passed()
        return may_send(self, taken)

    def settling(*arguments):
        if place == "send":
            passed()
        return settle(*arguments)

    Dispatcher._may_send = sending
    queue.settle = settling

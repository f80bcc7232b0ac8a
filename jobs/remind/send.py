"""The dispatcher: claims what is due, looks once more, sends, and settles.

One thread claims and settles, the others send. Outcomes that come in while the database
is busy are settled together. Only free slots are claimed, so a process that dies leaves at
most `slots` messages that may be sent twice, each with the same key.
"""

import datetime as dt
import logging
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue

from sqlmodel import Session

from calendars.errors import DatabaseError, DeliveryError
from calendars.feeds.sources import sources_of
from calendars.reminders import queue
from calendars.reminders.queue import Claim, Outcome
from calendars.reminders.recheck import recheck
from calendars.store.engine import Store
from calendars.store.tables import Channel, Event, Place, Reminder, Subscription
from jobs.remind.channels import Send
from jobs.remind.message import Letterhead, Message, Subject, write

log = logging.getLogger(__name__)

Clock = Callable[[], dt.datetime]


class Dispatcher:
    """Sends what is due from when it is started until it is stopped.

    `clock` tells the present moment; waiting and leases go by the monotonic clock.
    `poll` is in seconds. On SQLite there may be one dispatcher, on PostgreSQL any number.
    """

    def __init__(
        self,
        store: Store,
        channels: Mapping[Channel, Send],
        letterhead: Letterhead,
        clock: Clock,
        *,
        lease: dt.timedelta = dt.timedelta(seconds=120),
        slots: int = 16,
        poll: float = 5.0,
    ) -> None:
        self._store = store
        self._channels = channels
        self._letterhead = letterhead
        self._clock = clock
        self._lease = lease
        self._slots = slots
        self._poll = poll
        self._owner = uuid.uuid4().hex
        self._stopping = threading.Event()
        self._finished: SimpleQueue[Outcome | None] = SimpleQueue()
        self._unsettled: list[Outcome] = []
        self._open = 0
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to dispatch, in threads of its own."""
        self._thread = threading.Thread(target=self._run, name="dispatcher")
        self._thread.start()

    def nudge(self) -> None:
        """Look for due work at once."""
        self._finished.put(None)

    def stop(self) -> None:
        """Claim nothing more, send what is being sent, give the rest back, and settle."""
        self._stopping.set()
        self.nudge()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        with ThreadPoolExecutor(self._slots, thread_name_prefix="send") as pool:
            while not self._stopping.is_set() or self._open:
                try:
                    busy = self._round(pool)
                except Exception:
                    log.exception("Reminders wait, the database cannot be used")
                    if self._stopping.wait(self._poll) and self._open == len(self._unsettled):
                        return  # the leases run out, and what was not settled is taken up again
                    busy = False
                if not busy:
                    self._collect(self._poll)

    def _round(self, pool: ThreadPoolExecutor) -> bool:
        """Settle what is finished, claim what there is room for, and say whether that was any."""
        self._collect(0)
        if self._unsettled:
            self._settle()
        free = self._slots - self._open
        if self._stopping.is_set() or not free:
            return False
        taken = time.monotonic()
        with self._store.writing() as session:
            claims = queue.claim(
                session, owner=self._owner, limit=free, lease=self._lease, now=self._clock()
            )
        self._open += len(claims)
        for claim in claims:
            pool.submit(self._work, claim, taken)
        return bool(claims)

    def _collect(self, seconds: float) -> None:
        """Gather outcomes; wait up to so many seconds for the first."""
        try:
            outcome = self._finished.get(timeout=seconds) if seconds else self._finished.get(False)
            while True:
                if outcome is not None:
                    self._unsettled.append(outcome)
                outcome = self._finished.get(False)
        except Empty:
            return

    def _settle(self) -> None:
        with self._store.writing() as session:
            lost = queue.settle(session, self._unsettled, self._clock())
        if lost:
            log.warning("%d reminders were settled too late: others may have sent them too", lost)
        self._open -= len(self._unsettled)
        self._unsettled.clear()

    def _work(self, claim: Claim, taken: float) -> None:
        """Bring one claim to its outcome, whatever happens."""
        try:
            outcome = self._tried(claim, taken)
        except DeliveryError as error:
            log.warning("Reminder %s was not delivered: %s", claim.key, error)
            outcome = queue.failed(claim, error)
        except DatabaseError:
            outcome = queue.released(claim)
        except Exception as error:
            log.exception("Reminder %s cannot be sent", claim.key)
            outcome = queue.failed(claim, DeliveryError(f"{type(error).__name__}: {error}"))
        self._finished.put(outcome)

    def _tried(self, claim: Claim, taken: float) -> Outcome:
        if self._stopping.is_set():
            return queue.released(claim)
        now = self._clock()
        with self._store.reading() as session:
            found = _prepared(session, claim, self._letterhead, now)
        if isinstance(found, Outcome):
            return found
        channel, message = found
        if time.monotonic() - taken > self._lease.total_seconds() / 2:
            return queue.released(claim)
        self._channels[channel](message, now)
        return queue.sent(claim)


def _prepared(
    session: Session, claim: Claim, letterhead: Letterhead, now: dt.datetime
) -> tuple[Channel, Message] | Outcome:
    """The message to send, or why there is none."""
    reminder = session.get(Reminder, claim.id)
    subscription = session.get(Subscription, claim.subscription_id)
    event = session.get(Event, reminder.event_id) if reminder and reminder.event_id else None
    outcome = recheck(claim, reminder, subscription, event, now)
    if outcome is not None or reminder is None or subscription is None:
        return outcome or queue.dropped(claim, "It was erased.")
    subject = None
    if event is not None:
        place = session.get(Place, event.place_id) if event.place_id else None
        subject = Subject(event, place, sources_of(session, [event.id]).get(event.id, []))
    return subscription.channel, write(letterhead, reminder, subscription, subject)

"""The dispatcher: claims what is due, looks once more, sends, and settles.

One thread claims, prepares and settles, many at a time. What is posted goes out in the event
loop of its client, the rest in threads. Only free slots are claimed, so a process that dies
leaves at most `slots` messages that may be sent twice, each with the same key.
"""

import datetime as dt
import logging
import threading
import time
import uuid
from collections import defaultdict, deque
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from sqlmodel import Session

from calendars.errors import DeliveryError
from calendars.reminders import outcomes, queue
from calendars.reminders.outcomes import Claim, Outcome
from calendars.reminders.recheck import LATEST
from calendars.store.engine import Store
from calendars.store.tables import Channel
from jobs.remind.channels import Send
from jobs.remind.hosts import REST, Hosts
from jobs.remind.message import Letterhead
from jobs.remind.posting import Poster
from jobs.remind.prepare import Ready, prepared

log = logging.getLogger(__name__)

Clock = Callable[[], dt.datetime]

# Outcomes that come in within so many seconds of each other are settled together.
TOGETHER = 0.02


class Dispatcher:
    """Sends what is due from when it is started until it is stopped.

    `clock` tells the present moment where the database has no clock of its own; waiting and
    leases go by the monotonic clock. `poll` is in seconds, and so is `rest`, for which a
    host that fails is left alone; what is later than `latest` is given up. On SQLite there
    may be one dispatcher, on PostgreSQL any number.
    """

    def __init__(
        self,
        store: Store,
        channels: Mapping[Channel, Send],
        letterhead: Letterhead,
        clock: Clock,
        *,
        lease: dt.timedelta = dt.timedelta(seconds=120),
        latest: dt.timedelta = LATEST,
        slots: int = 64,
        poll: float = 5.0,
        rest: float = REST,
    ) -> None:
        self._store = store
        self._channels = channels
        self._letterhead = letterhead
        self._clock = clock
        self._lease = lease
        self._latest = latest
        self._slots = slots
        self._poll = poll
        self._owner = uuid.uuid4().hex
        self._hosts = Hosts(slots, rest=rest)
        self._stopping = threading.Event()
        self._finished: deque[Outcome] = deque()
        self._some, self._many = threading.Event(), threading.Event()
        self._unsettled: list[Outcome] = []
        self._claimed = clock(), time.monotonic()
        self._open = 0
        self._pause = poll
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to dispatch, in threads of its own."""
        self._thread = threading.Thread(target=self._run, name="dispatcher")
        self._thread.start()

    def nudge(self) -> None:
        """Look for due work at once."""
        self._many.set()
        self._some.set()

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
                    busy, self._pause = False, self._poll
                if not busy:
                    self._collect(self._pause)

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
            self._pause = self._until_next(session) if len(claims) < free else 0.0
        self._open += len(claims)
        if claims:
            self._claimed = claims[0].at, taken
            self._begin(pool, claims, taken)
        return not self._pause

    def _until_next(self, session: Session) -> float:
        """The seconds to the next due reminder, as far as it is known now; at most the poll."""
        wait = queue.next_due(session, self._clock())
        return min(self._poll, max(0.0, wait.total_seconds())) if wait else self._poll

    def _begin(self, pool: ThreadPoolExecutor, claims: list[Claim], taken: float) -> None:
        """Hand over to the senders what is to be sent, and finish what is not."""
        begun: set[int] = set()
        posts: defaultdict[Poster, list[Coroutine[None, None, None]]] = defaultdict(list)
        try:
            with self._store.reading() as session:
                for found in self._prepared(session, claims):
                    begun.add(found.claim.id)
                    outcome = found if isinstance(found, Outcome) else self._wait(found)
                    if outcome is not None:
                        self._unsettled.append(outcome)
                    elif isinstance(found, Ready):
                        send = self._channels[found.channel]
                        if isinstance(send, Poster):
                            posts[send].append(self._post(send, found, taken))
                        else:
                            pool.submit(self._work, send, found, taken)
        except Exception:
            self._unsettled += [outcomes.released(one) for one in claims if one.id not in begun]
            raise
        finally:
            for poster, works in posts.items():
                poster.start(works)

    def _prepared(self, session: Session, claims: list[Claim]) -> Iterator[Ready | Outcome]:
        return prepared(session, self._letterhead, claims, claims[0].at, self._latest)

    def _wait(self, ready: Ready) -> Outcome | None:
        """Put it off where its host has no room, else take the room."""
        seconds = self._hosts.enter(ready.host)
        return outcomes.held(ready.claim, dt.timedelta(seconds=seconds)) if seconds else None

    def _collect(self, seconds: float) -> None:
        """Gather outcomes: wait up to so many seconds for the first, and a moment for more."""
        if self._some.wait(seconds):
            self._many.wait(TOGETHER)
        self._some.clear()
        self._many.clear()
        while self._finished:
            self._unsettled.append(self._finished.popleft())

    def _finish(self, outcome: Outcome) -> None:
        """Let an outcome be settled; wakes who settles for the first one and for many."""
        self._finished.append(outcome)
        if len(self._finished) * 2 >= self._slots:
            self._many.set()
        self._some.set()

    def _settle(self) -> None:
        with self._store.writing() as session:
            lost = queue.settle(session, self._unsettled, self._present())
        if lost:
            log.warning("%d reminders were settled too late: others may have sent them too", lost)
        self._open -= len(self._unsettled)
        self._unsettled.clear()

    def _present(self) -> dt.datetime:
        """The moment by the clock of the last claim, which is not asked again."""
        moment, taken = self._claimed
        return moment + dt.timedelta(seconds=time.monotonic() - taken)

    def _work(self, send: Send, ready: Ready, taken: float) -> None:
        """Send one message, in a thread of its own."""
        with self._attempt(ready, taken) as now:
            if now is not None:
                send(ready.message, now)

    async def _post(self, poster: Poster, ready: Ready, taken: float) -> None:
        """Send one message, in the event loop of those that are posted."""
        with self._attempt(ready, taken) as now:
            if now is not None:
                await poster.posted(ready.message, now)

    @contextmanager
    def _attempt(self, ready: Ready, taken: float) -> Iterator[dt.datetime | None]:
        """Bring one claim to its outcome, whatever happens; lends the moment, if it may be sent."""
        claim, began = ready.claim, time.monotonic()
        may = self._may_send(taken)
        outcome = outcomes.sent(claim) if may else outcomes.released(claim)
        worked: bool | None = True if may else None
        try:
            yield claim.at + dt.timedelta(seconds=began - taken) if may else None
        except DeliveryError as error:
            log.warning("Reminder %s was not delivered: %s", claim.key, error)
            outcome, worked = outcomes.failed(claim, error), error.permanent or error.disable
        except Exception as error:
            log.exception("Reminder %s cannot be sent", claim.key)
            outcome = outcomes.failed(claim, DeliveryError(f"{type(error).__name__}: {error}"))
        self._hosts.leave(ready.host, time.monotonic() - began, worked=worked)
        self._finish(outcome)

    def _may_send(self, taken: float) -> bool:
        """Whether so much of the lease is left that nobody else takes it up meanwhile."""
        waited = time.monotonic() - taken
        return not self._stopping.is_set() and waited <= self._lease.total_seconds() / 2

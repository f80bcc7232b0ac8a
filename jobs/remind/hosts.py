"""Which hosts may be sent to now: slow ones have little room, and broken ones rest.

A host that takes long to answer holds a slot for long, so it may hold few of them at once;
one that fails again and again is left alone for a while and then tried with one message.
Nothing that waits for its host counts as tried.
"""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

# A host that answers within so many seconds may use every slot; a slower one its share.
QUICK = 0.25
# The slots of a host that has not answered yet.
FIRST = 4
FAILURES = 5
REST = 30.0
LONGEST_REST = 600.0
LONGEST_TURN = 30.0
MOST_HOSTS = 10_000


@dataclass(slots=True)
class _Host:
    """What is known of one host; times are monotonic."""

    seconds: float | None = None
    open: int = 0
    failures: int = 0
    rests: int = 0
    until: float = 0.0
    turn: float = 0.0


class Hosts:
    """The room that each host has among so many slots. Threads may share it."""

    def __init__(
        self, slots: int, *, rest: float = REST, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._slots = slots
        self._rest = rest
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def enter(self, name: str) -> float:
        """Take room at a host: 0 where there is some, else the seconds to wait."""
        with self._lock:
            if len(self._hosts) > MOST_HOSTS:
                self._forget()
            host = self._hosts.setdefault(name, _Host())
            now = self._clock()
            if now < host.until:
                return host.until - now + random.random()  # noqa: S311
            room = 1 if host.rests else self._room(host)
            if host.open < room:
                host.open += 1
                return 0.0
            # Each that waits has its own turn, so that they do not all come back at once.
            host.turn = max(now, host.turn) + (host.seconds or 1.0) / room
            return min(host.turn - now, LONGEST_TURN)

    def leave(self, name: str, seconds: float, *, worked: bool | None) -> None:
        """Give the room back after so many seconds; None says that the host was not asked."""
        with self._lock:
            host = self._hosts.setdefault(name, _Host())
            host.open = max(0, host.open - 1)
            if worked is None:
                return
            host.seconds = (3 * (host.seconds or seconds) + seconds) / 4
            if worked:
                host.failures = host.rests = 0
                return
            host.failures += 1
            if host.failures >= FAILURES or host.rests:
                rest = min(self._rest * 2**host.rests, LONGEST_REST)
                host.until = self._clock() + rest
                host.rests = min(host.rests + 1, 10)

    def _room(self, host: _Host) -> int:
        if host.seconds is None:
            return min(self._slots, FIRST)
        return max(1, int(self._slots * QUICK / max(host.seconds, QUICK)))

    def _forget(self) -> None:
        """Forget the hosts that nothing is on its way to and that do not rest."""
        now = self._clock()
        self._hosts = {
            name: host for name, host in self._hosts.items() if host.open or now < host.until
        }

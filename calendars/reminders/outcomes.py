"""Claims on reminders, and what became of them."""

import datetime as dt
import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

from calendars.errors import DeliveryError
from calendars.store.tables import ReminderState

# Waits after the first, second, … failure (Standard Webhooks); after the last one it is dead.
RETRIES = tuple(
    dt.timedelta(seconds=seconds)
    for seconds in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
LONGEST_WAIT = dt.timedelta(days=1)
FRUITLESS_CLAIMS = 10


class Claim(NamedTuple):
    """A reminder that `owner` may send until its lease ends.

    `failures` counts the sends that failed before; `fruitless` says that it was claimed so
    often without any outcome that it seems to bring its process down. `at` is the moment of
    the claim by the clock that decides what is due.
    """

    id: int
    key: str
    subscription_id: int
    channel: str
    owner: str
    attempt: int
    failures: int
    due: dt.datetime
    at: dt.datetime

    @property
    def fruitless(self) -> bool:
        """Whether it should be put aside rather than tried again."""
        return self.attempt - self.failures > FRUITLESS_CLAIMS


class Outcome(NamedTuple):
    """What became of a claim; the state PENDING says that it is to be tried after `wait`."""

    claim: Claim
    state: ReminderState
    reason: str | None = None
    wait: dt.timedelta = dt.timedelta()
    failed: bool = False
    disable: bool = False

    @property
    def tried(self) -> bool:
        """Whether it was handed to its channel, with success or without."""
        return self.failed or self.state is ReminderState.SENT

    @property
    def word(self) -> str:
        """What a try to deliver it is noted as."""
        return "failed" if self.failed else "sent"


def sent(claim: Claim) -> Outcome:
    """It was handed over."""
    return Outcome(claim, ReminderState.SENT)


def dropped(claim: Claim, reason: str) -> Outcome:
    """It no longer holds and was not sent."""
    return Outcome(claim, ReminderState.CANCELLED, reason)


def dead(claim: Claim, reason: str) -> Outcome:
    """It cannot be sent."""
    return Outcome(claim, ReminderState.DEAD, reason)


def released(claim: Claim) -> Outcome:
    """It was not tried; anyone may claim it at once."""
    return Outcome(claim, ReminderState.PENDING)


def held(claim: Claim, wait: dt.timedelta) -> Outcome:
    """It was not tried, and is not to be before so long."""
    return Outcome(claim, ReminderState.PENDING, wait=wait)


def failed(
    claim: Claim,
    error: DeliveryError,
    *,
    retries: Sequence[dt.timedelta] = RETRIES,
    jitter: Callable[[], float] = random.random,
) -> Outcome:
    """It was tried in vain: a later try, or the end where another would not help.

    The wait is the next of `retries` and up to a fifth more, or what the receiver asked
    for where that is longer, at most a day.
    """
    reason = _storable(str(error))
    if error.permanent or error.disable or claim.failures >= len(retries):
        return Outcome(claim, ReminderState.DEAD, reason, failed=True, disable=error.disable)
    wait = retries[claim.failures] * (1 + jitter() / 5)
    asked = dt.timedelta(seconds=min(error.retry_after or 0, LONGEST_WAIT.total_seconds()))
    return Outcome(claim, ReminderState.PENDING, reason, max(wait, asked), failed=True)


def _storable(text: str) -> str:
    """What a server said, without what a database refuses to keep."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode(errors="replace").decode()

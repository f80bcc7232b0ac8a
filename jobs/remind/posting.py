"""Messages posted over HTTP, and what their answers mean."""

import datetime as dt
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime

from calendars.errors import AddressRefused, DeliveryError, SourceError
from jobs.guard import Answer, GuardedClient
from jobs.remind.message import Message

GONE = 410

# The body and the headers that a message is posted as.
Write = Callable[[Message, dt.datetime], tuple[bytes, Mapping[str, str]]]


class Poster:
    """Posts messages to strangers' addresses through the guarded client, following no redirect.

    `write` says what is posted. Very many may be under way at once: they cost no thread.
    """

    def __init__(self, client: GuardedClient, write: Write, *, seconds: float = 15.0) -> None:
        self._client = client
        self._write = write
        self._seconds = seconds

    def __call__(self, message: Message, now: dt.datetime) -> None:
        """Post one message and wait for the answer.

        Raises:
            DeliveryError: The answer was no success; 410 ends the subscription.
        """
        body, headers = self._write(message, now)
        with _as_delivery():
            answer = self._client.post(message.address, body, headers, seconds=self._seconds)
        _check(answer, now)

    async def posted(self, message: Message, now: dt.datetime) -> None:
        """The same, in what is begun with `start`."""
        body, headers = self._write(message, now)
        with _as_delivery():
            answer = await self._client.posted(
                message.address, body, headers, seconds=self._seconds
            )
        _check(answer, now)

    def start(self, works: Iterable[Coroutine[None, None, None]]) -> None:
        """Begin works that await `posted`."""
        self._client.start(works)


@contextmanager
def _as_delivery() -> Iterator[None]:
    try:
        yield
    except AddressRefused as error:
        raise DeliveryError(str(error), permanent=True) from error
    except SourceError as error:
        raise DeliveryError(str(error)) from error


def _check(answer: Answer, now: dt.datetime) -> None:
    if not 200 <= answer.status < 300:
        raise DeliveryError(
            f"The receiver answered {answer.status}.",
            disable=answer.status == GONE,
            retry_after=_retry_after(answer, now),
        )


def _retry_after(answer: Answer, now: dt.datetime) -> float | None:
    """The wait asked for in seconds, told as such or as a date (RFC 9110 §10.2.3)."""
    told = answer.headers.get("retry-after", "").strip()
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - now).total_seconds())

"""A message posted over HTTP, and what its answer means."""

import datetime as dt
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from calendars.errors import AddressRefused, DeliveryError, SourceError
from jobs.guard import Answer, GuardedClient

GONE = 410


def post(
    client: GuardedClient,
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float,
    now: dt.datetime,
) -> None:
    """Post a body to a stranger's address through the guarded client, following no redirect.

    Raises:
        DeliveryError: The answer was no success; 410 ends the subscription.
    """
    try:
        answer = client.post(address, body, headers, seconds=seconds)
    except AddressRefused as error:
        raise DeliveryError(str(error), permanent=True) from error
    except SourceError as error:
        raise DeliveryError(str(error)) from error
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

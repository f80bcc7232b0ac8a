"""Reminders to a program: signed POST requests (Standard Webhooks 1.0)."""

import base64
import datetime as dt
import hashlib
import hmac
import json
from email.utils import parsedate_to_datetime

from calendars.errors import AddressRefused, DeliveryError, SourceError
from jobs.guard import Answer, GuardedClient
from jobs.remind.message import Message

GONE = 410
PREFIX = "whsec_"


class ByPost:
    """Posts messages as JSON through the guarded client, and follows no redirect."""

    def __init__(self, client: GuardedClient, *, seconds: float = 15.0) -> None:
        self._client = client
        self._seconds = seconds

    def __call__(self, message: Message, now: dt.datetime) -> None:
        """Send one message.

        Raises:
            DeliveryError: The answer was no success; 410 ends the subscription.
        """
        body = json.dumps(message.body, ensure_ascii=False, sort_keys=True).encode()
        headers = signed(message.secret, message.key, now, body)
        headers["Content-Type"] = "application/json"
        try:
            answer = self._client.post(message.address, body, headers, seconds=self._seconds)
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


def signed(secret: str, key: str, now: dt.datetime, body: bytes) -> dict[str, str]:
    """The headers that let the receiver know the message again, and who sent it.

    `secret` is `whsec_` and the key in base64. The signature is HMAC-SHA256 over id,
    timestamp in seconds and body.
    """
    timestamp = str(int(now.timestamp()))
    signing_key = base64.b64decode(secret.removeprefix(PREFIX))
    signature = hmac.new(signing_key, f"{key}.{timestamp}.".encode() + body, hashlib.sha256)
    return {
        "webhook-id": key,
        "webhook-timestamp": timestamp,
        "webhook-signature": "v1," + base64.b64encode(signature.digest()).decode(),
    }


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

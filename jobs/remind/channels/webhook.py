"""Reminders to a program: signed POST requests (Standard Webhooks 1.0)."""

import base64
import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Sequence

from jobs.guard import GuardedClient
from jobs.remind.message import Message
from jobs.remind.posting import post

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
        headers = signed(message.secrets, message.key, now, body)
        headers["Content-Type"] = "application/json"
        post(self._client, message.address, body, headers, seconds=self._seconds, now=now)


def signed(secrets: Sequence[str], key: str, now: dt.datetime, body: bytes) -> dict[str, str]:
    """The headers that let the receiver know the message again, and who sent it.

    Each of `secrets` is `whsec_` and a key in base64, and gives one signature: HMAC-SHA256
    over id, timestamp in seconds and body.
    """
    timestamp = str(int(now.timestamp()))
    content = f"{key}.{timestamp}.".encode() + body
    signatures = [_signature(secret, content) for secret in secrets]
    return {
        "webhook-id": key,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(signatures),
    }


def _signature(secret: str, content: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    digest = hmac.new(key, content, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()

"""Reminders to a program: signed POST requests (Standard Webhooks 1.0)."""

import base64
import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Sequence

from jobs.remind.message import Message

PREFIX = "whsec_"


def written(message: Message, now: dt.datetime) -> tuple[bytes, dict[str, str]]:
    """The message as JSON, with the headers that sign it."""
    body = json.dumps(message.body, ensure_ascii=False, sort_keys=True).encode()
    headers = signed(message.secrets, message.key, now, body)
    return body, headers | {"Content-Type": "application/json"}


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

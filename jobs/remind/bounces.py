"""Mail that came back: what a delivery status notification says of one of our messages.

A message is known again by its key, which only its receiver's servers have seen: it is in
the address the notification was sent to, or in the Message-ID of the mail that it returns.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

KEY = re.compile(r"\b((?:rem|ntc|dig|ask)_[0-9a-f]{32})\b")
TO_US = ("to", "delivered-to", "x-original-to", "envelope-to")
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Bounce:
    """A message that could not be delivered, for good."""

    key: str
    reason: str


def bounce_in(raw: bytes) -> Bounce | None:
    """The bounce that a mail tells of, None where it tells of none of ours that is final.

    Delivery status notifications are read (RFC 3464), and those of Exim, which names
    refused receivers in `X-Failed-Recipients`.
    """
    try:
        mail = message_from_bytes(raw, policy=compat32)
    except RecursionError:  # thousands of mails in each other
        return None
    reason = _reason(mail)
    key = _key(mail)
    return Bounce(key, reason) if reason and key else None


def _reason(mail: Message) -> str | None:
    """Why it is undeliverable for good, None where it is not."""
    for part in _parts(mail):
        if part.get_content_type() != "message/delivery-status":
            continue
        for fields in _parts(part):
            if str(fields.get("Action", "")).strip().lower() == "failed":
                told = fields.get("Diagnostic-Code") or fields.get("Status") or "failed"
                return _line(f"The mail came back: {told}")
    if mail.get("X-Failed-Recipients"):
        return "The mail came back."
    return None


def _key(mail: Message) -> str | None:
    for name in TO_US:
        for value in mail.get_all(name, []):
            found = KEY.search(str(value))
            if found:
                return found[1]
    for part in _parts(mail):
        if part is not mail and part.get("Message-ID"):
            found = KEY.search(str(part["Message-ID"]))
        elif part.get_content_type() in ("text/rfc822-headers", "text/plain"):
            found = re.search(rf"(?im)^message-id:\s*<{KEY.pattern}@", _text(part))
        else:
            continue
        if found:
            return found[1]
    return None


def _parts(mail: Message, depth: int = 0) -> Iterator[Message]:
    """A mail and all that is in it, down to a bounded depth."""
    yield mail
    inside = mail.get_payload()
    if isinstance(inside, list) and depth < DEEPEST:
        for part in inside:
            if isinstance(part, Message):
                yield from _parts(part, depth + 1)


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _line(text: str) -> str:
    return " ".join(text.split())[:500]

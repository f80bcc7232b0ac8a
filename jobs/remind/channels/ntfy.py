"""Reminders as notifications on a phone or desktop, over an ntfy server (ntfy.sh/docs/publish)."""

import base64
import datetime as dt

from jobs.remind.message import Message

LONGEST_BODY = 4_000  # octets; from 4,096 on a server makes an attachment of it
LONGEST_TITLE = 250


def written(message: Message, _now: dt.datetime) -> tuple[bytes, dict[str, str]]:
    """A notification for a topic, whose address is all that a server asks for, or a token too."""
    body = message.short.encode()[:LONGEST_BODY].decode(errors="ignore").encode()
    return body, published(message)


def published(message: Message) -> dict[str, str]:
    """The headers of a notification; a second try takes the place of the first."""
    headers = {
        "Content-Type": "text/plain; charset=utf-8",
        "Title": _in_ascii(message.subject[:LONGEST_TITLE]),
        "Priority": "high" if message.urgent else "default",
        "Tags": "warning" if message.urgent else "calendar",
        "Click": message.page,
        "Actions": _in_ascii(f"view, {message.page_words}, {message.page}"),
        "X-Sequence-ID": message.key,
    }
    for token in message.secrets:
        headers["Authorization"] = f"Bearer {token}"
    return headers


def _in_ascii(text: str) -> str:
    """The text as a header carries it, as an encoded word where it must be (RFC 2047)."""
    if text.isascii() and text.isprintable():
        return text
    return f"=?utf-8?b?{base64.b64encode(text.encode()).decode()}?="

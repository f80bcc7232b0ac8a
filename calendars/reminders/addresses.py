"""The addresses that reminders go to, one kind a channel."""

import re
from urllib.parse import urlsplit

from calendars.errors import InvalidField
from calendars.store.tables import Channel

LONGEST_ADDRESS = 2000
LONGEST_SECRET = 200

_MAILBOX = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
)
_TOPIC = re.compile(r"(?:/[\w.~-]+)*/[A-Za-z0-9_-]{1,64}/?", re.ASCII)
_SERVICE = re.compile("[a-z0-9][a-z0-9-]{0,59}")


def channel_of(word: str) -> Channel:
    """The channel of that name.

    Raises:
        InvalidField: There is none.
    """
    try:
        return Channel(word)
    except ValueError:
        known = ", ".join(Channel)
        raise InvalidField(
            f"“{word[:60]}” is not a channel: it is one of {known}.", field="channel"
        ) from None


def address_of(channel: Channel, address: str) -> str:
    """The address as it is kept: a mailbox, a URL, an ntfy topic's URL, a chat service's name.

    Raises:
        InvalidField: The channel has no such addresses.
    """
    address = address.strip()
    if len(address) > LONGEST_ADDRESS:
        raise InvalidField("The address is too long.", field="address")
    match channel:
        case Channel.EMAIL:
            return _mailbox(address)
        case Channel.WEBHOOK:
            return _web_address(address, "a webhook is a URL such as https://example.org/hook")
        case Channel.NTFY:
            return _topic(address)
        case Channel.CHAT:
            return _service(address)


def access_token(text: str) -> str:
    """A token that an ntfy server asks for, which must fit into a header.

    Raises:
        InvalidField: It does not.
    """
    if not re.fullmatch(f"[!-~]{{1,{LONGEST_SECRET}}}", text):
        raise InvalidField(
            "The access token is not one: write printable ASCII without spaces.",
            field="access_token",
        )
    return text


def in_ascii(address: str) -> str:
    """A mailbox with its domain in lower case, as in ASCII (RFC 5890)."""
    user, _, domain = address.rpartition("@")
    try:
        return f"{user}@{domain.encode('idna').decode().lower()}"
    except UnicodeError:
        return address


def _mailbox(address: str) -> str:
    address = in_ascii(address)
    if len(address) > 254 or not _MAILBOX.fullmatch(address):
        raise InvalidField(
            "The address is not an e-mail address such as anna@example.org.", field="address"
        )
    return address


def _web_address(address: str, words: str) -> str:
    try:
        parts = urlsplit(address)
        fit = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        fit = False
    if not fit or parts.username or any(char <= " " for char in address):
        raise InvalidField(f"The address of {words}, without a user name in it.", field="address")
    return address


def _topic(address: str) -> str:
    words = "an ntfy topic is a URL such as https://ntfy.sh/my-topic"
    parts = urlsplit(_web_address(address, words))
    if parts.query or parts.fragment or not _TOPIC.fullmatch(parts.path):
        raise InvalidField(f"The address of {words}, and nothing behind it.", field="address")
    return address.rstrip("/")


def _service(name: str) -> str:
    if not _SERVICE.fullmatch(name):
        raise InvalidField(
            "The address of a chat service is its name in DATELINE_CHAT_URLS.", field="address"
        )
    return name

"""The ways to reach someone: one module and one line here each."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from calendars.store.tables import Channel
from jobs.guard import GuardedClient
from jobs.remind.channels import chat, email, ntfy, webhook
from jobs.remind.message import Message
from jobs.remind.posting import Poster

# Hands one message over, or raises DeliveryError; one that is a `Poster` needs no thread for it.
Send = Callable[[Message, dt.datetime], None]


def channels(
    client: GuardedClient,
    *,
    sender: str,
    smtp_url: str | None = None,
    folder: str | Path = "mail",
    bounces: str | None = None,
    chat_urls: Mapping[str, str] | None = None,
    seconds: float = 15.0,
) -> Mapping[Channel, Send]:
    """Every channel.

    Without an SMTP server mail is written into the folder. `bounces` is the mailbox that
    undeliverable mail comes back to, `chat_urls` are Apprise URLs by name.
    """
    if smtp_url:
        by_mail: Send = email.ByServer(smtp_url, sender, bounces=bounces, seconds=seconds)
    else:
        by_mail = email.IntoFolder(folder, sender)
    return {
        Channel.EMAIL: by_mail,
        Channel.WEBHOOK: Poster(client, webhook.written, seconds=seconds),
        Channel.NTFY: Poster(client, ntfy.written, seconds=seconds),
        Channel.CHAT: chat.ByService(chat_urls or {}),
    }

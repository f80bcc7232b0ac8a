"""Reminders to chat services, through Apprise where it is installed.

Apprise reaches any address and some files, so its URLs are those of who runs the server;
a subscription names one of them.
"""

import datetime as dt
import logging
from collections.abc import Mapping
from typing import Any

from calendars.errors import DeliveryError, InvalidSetting
from jobs.remind.message import Message

log = logging.getLogger(__name__)


class ByService:
    """Hands messages to chat services; `urls` are Apprise URLs by the names they go by.

    Raises:
        InvalidSetting: Apprise is not installed, or does not know a URL.
    """

    def __init__(self, urls: Mapping[str, str]) -> None:
        self._services = {name: _service(name, url) for name, url in urls.items()}

    def __call__(self, message: Message, now: dt.datetime) -> None:
        """Send one message.

        Raises:
            DeliveryError: There is no service of that name, or it did not take it.
        """
        service = self._services.get(message.address)
        if service is None:
            raise DeliveryError(
                f"DATELINE_CHAT_URLS has no service “{message.address}”.", permanent=True
            )
        body = f"{message.short}\n{message.page}"
        try:
            taken = service.notify(body=body, title=message.subject)
        except Exception as error:
            log.exception("The chat service %s failed", message.address)
            raise DeliveryError(f"The chat service failed: {type(error).__name__}.") from error
        if not taken:
            raise DeliveryError("The chat service did not take it; the log says more.")


def _service(name: str, url: str) -> Any:
    """One service, made without Apprise's configuration files, which may name others."""
    try:
        from apprise import Apprise
    except ImportError as error:
        raise InvalidSetting(
            "DATELINE_CHAT_URLS needs Apprise: pip install 'dateline[chat]'.",
            field="DATELINE_CHAT_URLS",
        ) from error
    service = Apprise.instantiate(url)
    if service is None:
        raise InvalidSetting(
            f"DATELINE_CHAT_URLS: the URL of “{name}” is none that Apprise knows.",
            field="DATELINE_CHAT_URLS",
        )
    return service

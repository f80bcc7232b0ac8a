"""What the text of an event depends on besides the event."""

import hashlib
from dataclasses import dataclass

# To be raised with every change of what is written, so that kept text is written anew.
EDITION = 1


@dataclass(frozen=True, slots=True)
class Style:
    """How this server writes events.

    `base_url` is the address of the pages, without a slash at its end; `quote_length` is
    in characters, 0 for no quotes.
    """

    base_url: str
    quote_length: int = 500

    @property
    def mark(self) -> str:
        """A short name of this style, by which kept text of it is known."""
        told = f"{EDITION}\n{self.base_url}\n{self.quote_length}"
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    def page(self, uid: str) -> str:
        """The address of an event's page."""
        return f"{self.base_url}/events/{uid}"

"""What the text of an event depends on besides the event."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from calendars.errors import InvalidFilter

# To be raised with every change of what is written, so that kept text is written anew.
EDITION = 1


class Detail(StrEnum):
    """How much is written of each event.

    `full` adds the sources as LINK (RFC 9253), for which one common library refuses the
    whole feed and another complains; `lite` is what every client reads.
    """

    LITE = "lite"
    FULL = "full"

    @classmethod
    def parse(cls, told: str | None) -> "Detail":
        """Read the option, `lite` where it is not told.

        Raises:
            InvalidFilter: The option has no meaning.
        """
        try:
            return cls(told.lower()) if told else cls.LITE
        except ValueError as error:
            raise InvalidFilter(
                f"“{(told or '')[:40]}” is no detail; there are {', '.join(cls)}.", field="detail"
            ) from error


@dataclass(frozen=True, slots=True)
class Style:
    """How this server writes events.

    `base_url` is the address of the pages, without a slash at its end; `quote_length` is
    in characters, 0 for no quotes.
    """

    base_url: str
    quote_length: int = 500
    detail: Detail = Detail.LITE

    @property
    def mark(self) -> str:
        """A short name of this style, by which kept text of it is known."""
        told = f"{EDITION}\n{self.base_url}\n{self.quote_length}\n{self.detail}"
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    def page(self, uid: str) -> str:
        """The address of an event's page."""
        return f"{self.base_url}/events/{uid}"

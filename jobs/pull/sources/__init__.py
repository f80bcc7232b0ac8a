"""The kinds of sources: each is one module and one line here.

A kind is a module with `recognises(fetched)`, whether an answer is of its kind, and
`items(fetched)`, the articles that it names, which raises UnreadableSource where it cannot
be read. No kind knows another.
"""

from typing import Protocol

from calendars.errors import UnreadableSource
from jobs.pull.fetch import Fetched
from jobs.pull.items import Item
from jobs.pull.sources import page, rss


class Source(Protocol):
    """What every kind of source can do."""

    def recognises(self, fetched: Fetched) -> bool:
        """Whether an answer is of this kind."""

    def items(self, fetched: Fetched) -> list[Item]:
        """The articles that an answer names, in its order.

        Raises:
            UnreadableSource: It cannot be read as this kind.
        """


SOURCES: dict[str, Source] = {"rss": rss, "page": page}


def kind_of(fetched: Fetched) -> str:
    """The kind of source that an answer is.

    Raises:
        UnreadableSource: It is none.
    """
    for kind, source in SOURCES.items():
        if source.recognises(fetched):
            return kind
    raise UnreadableSource(
        f"{fetched.url} is no feed and no page with an article: "
        "give the address of an RSS or Atom feed, or of an article."
    )

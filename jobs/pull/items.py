"""What a source names: articles by their address, or an article itself."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from jobs.pull.html import Page


@dataclass(frozen=True, slots=True)
class Item:
    """An article that a source names.

    `page` is the article where the source holds it itself, else it is fetched from `url`.
    `version` changes when the source says that the article has changed. What the source
    says of title and publication day beats what the page says.
    """

    url: str
    title: str | None = None
    published: dt.date | None = None
    version: str = ""
    page: Page | None = None

    @property
    def key(self) -> str:
        """What the article is remembered by: address and version, as 16 hexadecimal digits."""
        text = f"{self.url}\n{self.version}".encode("utf-8", "replace")
        return hashlib.sha256(text).hexdigest()[:16]

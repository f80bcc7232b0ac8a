"""A feed in a format that lists its events one after the other."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from calendars.events.finding import cursor_after
from calendars.feeds.frame import About
from calendars.feeds.gathered import Gathered, gather
from calendars.feeds.joined import Written
from calendars.feeds.selection import Entry, Limits, Selection
from calendars.feeds.showing import Showing
from calendars.feeds.style import Style


@dataclass(frozen=True, slots=True)
class Item:
    """An event of a feed, and how the feed shows it."""

    known: Gathered
    shown: Showing


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed to be written: what it says of itself, when it last changed, its events.

    `next` is the cursor of what follows where it had to be cut.
    """

    about: About
    modified: dt.datetime
    items: tuple[Item, ...]
    style: Style
    next: str | None = None


Document = Callable[[Listing], bytes]
Write = Callable[..., Written]


def writing(document: Document) -> Write:
    """What writes a selection as such a document, with as many events as there is room for."""

    def write(
        session: Session,
        selection: Selection,
        about: About,
        modified: dt.datetime,
        *,
        style: Style,
        limits: Limits,
    ) -> Written:
        known = {one.event.id: one for one in gather(session, [e.id for e in selection.entries])}
        items = tuple(Item(known[entry.id], entry.shown) for entry in selection.entries)

        def body(count: int, following: str | None) -> bytes:
            return document(Listing(about, modified, items[:count], style, following))

        return fitted(selection, limits, body)

    return write


def fitted(
    selection: Selection, limits: Limits, body: Callable[[int, str | None], bytes]
) -> Written:
    """As many entries as the limit of octets takes; `body` writes so many, and the cursor."""
    count = len(selection.entries)
    following = _cursor(selection.entries, count) if selection.more else None
    while True:
        written = body(count, following)
        if len(written) <= limits.octets or count == 0:
            return Written(written, count, {})
        count = min(count - 1, count * limits.octets // len(written))
        following = _cursor(selection.entries, count)


def _cursor(entries: tuple[Entry, ...], count: int) -> str | None:
    return cursor_after(entries[count - 1].place) if count else None

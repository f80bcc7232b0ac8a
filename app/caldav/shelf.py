"""The calendars that lie ready, loaded anew when the database or the day has moved on."""

import datetime as dt
import threading
from collections import OrderedDict

from app.kept import keep_texts
from app.wiring import Parts, feed_limits, style
from calendars.errors import NotFound
from calendars.events import calendars
from calendars.feeds import collection
from calendars.feeds.collection import Collection, Token
from calendars.feeds.freshness import Freshness
from calendars.store.tables import Calendar


class Shelf:
    """What is known of each calendar, of which those not asked for longest make room."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._style = style(parts.settings)
        self._limits = feed_limits(parts.settings)
        self._freshness = Freshness(parts.store)
        self._room = parts.settings.caldav_cache_bytes
        self._version, self._day = -1, dt.date.min
        self._calendars: dict[str, Calendar] = {}
        self._fresh: set[str] = set()
        self._collections: OrderedDict[str, Collection] = OrderedDict()
        self._lock = threading.Lock()

    def now(self) -> dt.datetime:
        """The time."""
        return self._parts.clock()

    def close(self) -> None:
        """Give the connection back."""
        self._freshness.close()

    def calendars(self) -> list[Calendar]:
        """All calendars by their slugs."""
        with self._lock:
            self._look()
            return list(self._calendars.values())

    def calendar(self, slug: str) -> Calendar:
        """The calendar of a slug.

        Raises:
            NotFound: There is none.
        """
        with self._lock:
            self._look()
            found = self._calendars.get(slug)
        if found is None:
            raise NotFound(f"There is no calendar “{slug[:80]}”; the calendars are at /caldav/.")
        return found

    def load(self, slug: str) -> Collection:
        """A calendar with its events as they are now.

        Raises:
            NotFound: There is no such calendar.
        """
        self.calendar(slug)
        with self._lock:
            self._look()
            if slug not in self._fresh:
                self._lay(slug)
            self._collections.move_to_end(slug)
            return self._collections[slug]

    def changed_since(self, known: Collection, token: Token) -> set[str]:
        """The UIDs of the events that came, changed or went since a token was given out.

        Raises:
            InvalidInput: The token is of another calendar, or too old.
        """
        with self._parts.store.reading() as session:
            return collection.changed_since(session, known, token, limits=self._limits)

    def _look(self) -> None:
        """Notice that the database or the day has moved on."""
        version, day = self._freshness.version(), self.now().astimezone(dt.UTC).date()
        if (version, day) == (self._version, self._day):
            return
        with self._parts.store.reading() as session:
            self._calendars = {one.slug: one for one in calendars.every(session)}
        self._fresh.clear()
        self._version, self._day = version, day

    def _lay(self, slug: str) -> None:
        """Load a calendar; the events that have not changed are those known before."""
        known = self._collections.pop(slug, None)
        with self._parts.store.reading() as session:
            loaded = collection.load(
                session, slug, now=self.now(), style=self._style, limits=self._limits, known=known
            )
        if loaded.missing:
            keep_texts(self._parts.store, loaded.missing, style=self._style, version=self._version)
        self._collections[slug] = loaded
        self._fresh.add(slug)
        while len(self._collections) > 1 and self._octets() > self._room:
            dropped, _ = self._collections.popitem(last=False)
            self._fresh.discard(dropped)

    def _octets(self) -> int:
        return sum(one.octets for one in self._collections.values())

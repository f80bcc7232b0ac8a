"""The texts of events that had to be written, kept with the events for the next time."""

import logging
from collections.abc import Mapping

from calendars.errors import DatabaseError
from calendars.events import listed
from calendars.feeds import joined
from calendars.feeds.style import Style
from calendars.store.engine import Store

log = logging.getLogger(__name__)


def keep_texts(store: Store, texts: Mapping[int, str], *, style: Style, version: int) -> None:
    """Keep texts of feeds as of that version of the journal; that it fails harms nobody."""
    try:
        with store.writing() as session:
            joined.keep(session, texts, style=style, version=version)
    except DatabaseError as error:
        log.warning("the text of %d events was not kept: %s", len(texts), error)


def keep_listed(store: Store, found: listed.Listed, *, quote_length: int) -> None:
    """Keep what had to be written for a list; that it fails harms nobody."""
    try:
        with store.writing() as session:
            listed.keep(session, found, quote_length=quote_length)
    except DatabaseError as error:
        log.warning("the JSON of %d events was not kept: %s", len(found.missing), error)

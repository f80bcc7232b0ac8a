"""The formats that a feed can be had in, by the ending of its address."""

from collections.abc import Callable
from dataclasses import dataclass

from calendars.feeds import joined
from calendars.feeds.joined import Written


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its media type, and what writes a selection in it."""

    media_type: str
    write: Callable[..., Written]


FORMATS = {
    "ics": Format("text/calendar; charset=utf-8", joined.write),
}

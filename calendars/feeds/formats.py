"""The formats that a feed can be had in, by the ending of its address."""

from collections.abc import Callable
from dataclasses import dataclass

from calendars.feeds import (
    atom,
    csv_table,
    eventsml,
    jcal,
    joined,
    jscal,
    json_list,
    jsonld,
    ninjs,
)
from calendars.feeds.joined import Written


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its media type, and what writes a selection in it."""

    media_type: str
    write: Callable[..., Written]


FORMATS = {
    "ics": Format("text/calendar; charset=utf-8", joined.write),
    "json": Format("application/json", json_list.write),
    "jscal": Format("application/jscalendar+json; type=group", jscal.write),
    "jcal": Format("application/calendar+json", jcal.write),
    "atom": Format("application/atom+xml; charset=utf-8", atom.write),
    "jsonld": Format("application/ld+json", jsonld.write),
    "ninjs": Format("application/json", ninjs.write),
    "eventsml": Format("application/vnd.iptc.g2.knowledgeitem+xml", eventsml.write),
    "csv": Format("text/csv; charset=utf-8; header=present", csv_table.write),
}

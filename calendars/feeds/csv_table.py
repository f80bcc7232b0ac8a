"""The events as a table of comma-separated values (RFC 4180), in UTF-8."""

import csv
import io

from calendars.feeds.lines import clean, one_line
from calendars.feeds.listed import Item, Listing, writing
from calendars.feeds.times import told_in

COLUMNS = (
    "uid name kind start end edtf precision window_first window_last place country latitude "
    "longitude timezone status certainty organiser participants url quote source_url "
    "source_title published sequence modified"
).split()
# A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def document(listing: Listing) -> bytes:
    """A head line and a line for each event; several participants stand apart by semicolons."""
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    table.writerows(_row(item, listing) for item in listing.items)
    return out.getvalue().encode()


write = writing(document)


def _row(item: Item, listing: Listing) -> dict[str, object]:
    event, place = item.known.event, item.known.place
    source = item.known.sources[0] if item.known.sources else None
    texts = {
        "name": event.name,
        "place": event.place,
        "organiser": event.organiser,
        "participants": "; ".join(event.participants),
        "quote": (source.quote or "")[: listing.style.quote_length] if source else None,
        "source_url": source.url if source else None,
        "source_title": source.title if source else None,
        "url": event.url or listing.style.page(event.uid),
    }
    return {name: _cell(text) for name, text in texts.items()} | {
        "uid": event.uid,
        "kind": event.kind.value,
        **told_in(event, listing.style.options.zone),
        "edtf": event.edtf,
        "precision": event.precision.value,
        "window_first": event.window_first,
        "window_last": event.window_last,
        "country": event.country,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "timezone": event.zone,
        "status": event.status.value,
        "certainty": event.certainty.value,
        "published": source and source.published,
        "sequence": event.sequence,
        "modified": event.modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _cell(text: str | None) -> str:
    """Text that no spreadsheet takes for a formula."""
    line = one_line(clean(text or ""))
    return f"'{line}" if line.startswith(FORMULA) else line

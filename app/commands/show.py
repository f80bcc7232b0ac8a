"""How the commands print what they found."""

import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calendars.reading.mention import Reading

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def plain(text: str) -> str:
    r"""The text in one line, without anything that steers a terminal.

    >>> plain("Forum\x1b[31m in\nMay")
    'Forum [31m in May'
    """
    return _CONTROL.sub(" ", text)


def text(line: str) -> None:
    """Print a line in UTF-8, whatever the terminal's own encoding."""
    octets((line + "\n").encode("utf-8", "backslashreplace"))


def complain(message: str) -> None:
    """Say on standard error, in one line, what went wrong."""
    print(f"dateline: {plain(' '.join(message.split()))}", file=sys.stderr)


def octets(data: bytes) -> None:
    """Write bytes as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def moved(old: object, new: object) -> str:
    """From what to what a field changed.

    >>> moved("2021-08", "2021-08-12"), moved("Moscow", None), moved(None, "Baku")
    ('2021-08 → 2021-08-12', 'Moscow → nothing', 'Baku')
    """
    after = "nothing" if new is None else str(new)
    return after if old is None else f"{old} → {after}"


def table(
    head: Sequence[str], rows: Sequence[Sequence[str | None]], *, below: Sequence[str] = ()
) -> None:
    """Print rows in columns, each as wide as its widest cell, and a line below each row."""
    cells = [[plain(cell or "–") for cell in row] for row in rows]
    widths = [max(len(row[n]) for row in [list(head), *cells]) for n in range(len(head))]
    for number, row in enumerate([list(head), *cells]):
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        text("  ".join(padded).rstrip())
        if number and below:
            text(plain(below[number - 1]))


def mentions(reading: "Reading") -> None:
    """Print what an article tells as a table, below each event the sentence that says so."""
    rows = [
        (
            mention.when.edtf if mention.when else None,
            mention.status.value,
            mention.place.name if mention.place else None,
            mention.name,
        )
        for mention in reading.mentions
    ]
    quotes = [f"  “{mention.quote}”" for mention in reading.mentions]
    table(("Date", "Status", "Place", "Event"), rows, below=quotes)
    if not rows:
        text("No events.")

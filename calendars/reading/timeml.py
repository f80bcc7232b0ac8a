"""Time expressions written down: TimeML with inline TIMEX3 tags, and plain records for JSON."""

import datetime as dt
import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from calendars.reading.mention import Timex

# Characters that XML 1.0 cannot hold, not even escaped (§2.2).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">\n'
)


def to_timeml(
    text: str, timexes: Iterable[Timex], published: dt.date, *, name: str = "article"
) -> str:
    """A TimeML 1.2.1 document: the text with its time expressions tagged in place.

    Characters that XML cannot hold become U+FFFD.
    """
    created = (
        f'<TIMEX3 tid="t0" type="DATE" value="{published}" temporalFunction="false" '
        f'functionInDocument="CREATION_TIME">{published}</TIMEX3>'
    )
    return (
        f"{_HEAD}<DOCID>{_text(name)}</DOCID>\n<DCT>{created}</DCT>\n"
        f"<TEXT>{inline(text, timexes)}</TEXT>\n</TimeML>\n"
    )


def inline(text: str, timexes: Iterable[Timex]) -> str:
    """The text as XML content with a TIMEX3 tag around each expression.

    >>> from calendars.reading.timex import tag
    >>> said = "Due in May & June."
    >>> print(inline(said, tag(said, dt.date(2021, 3, 31))[:1]))
    Due in <TIMEX3 tid="t1" type="DATE" value="2021-05">May</TIMEX3> &amp; June.
    """
    pieces, position = [], 0
    for number, timex in enumerate(timexes, start=1):
        pieces.append(_text(text[position : timex.start]))
        pieces.append(_tag(timex, number))
        position = timex.end
    pieces.append(_text(text[position:]))
    return "".join(pieces)


def to_record(timex: Timex) -> dict[str, str | int | None]:
    """A time expression for JSON; offsets are characters, what is not told is left out."""
    told = {
        "quant": timex.quant,
        "freq": timex.freq,
        "edtf": timex.edtf,
        "zone": timex.zone,
    }
    return {
        "start": timex.start,
        "end": timex.end,
        "type": timex.type.value,
        "value": timex.value,
        "mod": timex.mod,
        "text": timex.text,
        **{name: value for name, value in told.items() if value is not None},
        "rule": timex.rule,
    }


def _tag(timex: Timex, number: int) -> str:
    attributes = {
        "tid": f"t{number}",
        "type": timex.type.value,
        "value": timex.value,
        "mod": timex.mod,
        "quant": timex.quant,
        "freq": timex.freq,
    }
    told = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items() if value)
    return f"<TIMEX3{told}>{_text(timex.text)}</TIMEX3>"


def _text(text: str) -> str:
    return escape(_NOT_XML.sub(_REPLACEMENT, text))

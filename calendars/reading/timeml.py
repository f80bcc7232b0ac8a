"""Time expressions written down: TimeML with inline TIMEX3 tags, and plain records for JSON."""

import datetime as dt
import re
from collections.abc import Sequence
from html import escape
from typing import Any

from calendars.reading.mention import Timex, TimexType

# Characters that XML 1.0 cannot hold, not even escaped (§2.2).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARTS = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_REPLACEMENT = "\ufffd"

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">\n'
)


def to_timeml(
    text: str, timexes: Sequence[Timex], published: dt.date, *, name: str = "article"
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


def inline(text: str, timexes: Sequence[Timex]) -> str:
    """The text as XML content with a TIMEX3 tag around each expression.

    A range that two dates make has an empty tag of type DURATION behind the second.

    >>> from calendars.reading.timex import tag
    >>> said = "Due in May & June."
    >>> print(inline(said, tag(said, dt.date(2021, 3, 31))[:1]))
    Due in <TIMEX3 tid="t1" type="DATE" value="2021-05" \
temporalFunction="true" anchorTimeID="t0">May</TIMEX3> &amp; June.
    """
    pieces, position, ranges = [], 0, len(timexes)
    for number, timex in enumerate(timexes, start=1):
        pieces.append(_text(text[position : timex.start]))
        pieces.append(_tag(timex, number))
        if timex.type is not TimexType.DURATION and timex.begin:
            ranges += 1
            pieces.append(_range(timexes[timex.begin - 1], timex, number, ranges))
        position = timex.end
    pieces.append(_text(text[position:]))
    return "".join(pieces)


def to_record(timex: Timex) -> dict[str, Any]:
    """A time expression for JSON: `{start, end, type, value, mod, text}` and what else is told.

    `start` and `end` are characters, `[start, end)`. `quant` and `freq` are of sets;
    `beginPoint` and `endPoint` bound a duration, or join the dates of a range; `anchorTimeID`
    is the expression that another is counted from, unless that is the publication. `tN` is
    the Nth expression of the text, `t0` the publication.
    """
    counted = timex.anchor or None
    told = {
        "quant": timex.quant,
        "freq": timex.freq,
        "anchorTimeID": _tid(counted),
        "beginPoint": _tid(timex.begin),
        "endPoint": _tid(timex.finish),
    }
    return {
        "start": timex.start,
        "end": timex.end,
        "type": timex.type.value,
        "value": timex.value,
        "mod": timex.mod,
        "text": timex.text,
        **{name: value for name, value in told.items() if value is not None},
    }


def _tag(timex: Timex, number: int) -> str:
    attributes = {
        "tid": _tid(number),
        "type": timex.type.value,
        "value": timex.value,
        "mod": timex.mod,
        "quant": timex.quant,
        "freq": timex.freq,
        "temporalFunction": "true" if timex.anchor is not None else None,
        "anchorTimeID": _tid(timex.anchor),
    }
    if timex.type is TimexType.DURATION:
        attributes |= {"beginPoint": _tid(timex.begin), "endPoint": _tid(timex.finish)}
    return f"<TIMEX3{_attributes(attributes)}>{_text(timex.text)}</TIMEX3>"


def _range(first: Timex, last: Timex, number: int, own: int) -> str:
    attributes = {
        "tid": _tid(own),
        "type": TimexType.DURATION.value,
        "value": _length(first.value, last.value),
        "temporalFunction": "true",
        "beginPoint": _tid(last.begin),
        "endPoint": _tid(number),
    }
    return f"<TIMEX3{_attributes(attributes)}/>"


def _length(first: str, last: str) -> str:
    """How long a range lasts, both ends counted in.

    >>> _length("2021-03-30", "2021-04-02"), _length("1914", "1918"), _length("2021-SP", "2021-SU")
    ('P4D', 'P5Y', 'PXD')
    """
    if _CLOCK.fullmatch(first) and _CLOCK.fullmatch(last):
        lasts = dt.datetime.fromisoformat(last) - dt.datetime.fromisoformat(first)
        return f"PT{lasts // dt.timedelta(minutes=1)}M"
    match [*map(_PARTS.fullmatch, (first, last))]:
        case [re.Match() as begin, re.Match() as end] if len(first) == len(last):
            years = int(end["year"]) - int(begin["year"])
            if end["day"]:
                return f"P{(dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days + 1}D"
            if end["month"]:
                return f"P{12 * years + int(end['month']) - int(begin['month']) + 1}M"
            return f"P{years + 1}Y"
    return "PXD"


def _attributes(attributes: dict[str, str | None]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)


def _tid(number: int | None) -> str | None:
    return None if number is None else f"t{number}"


def _text(text: str) -> str:
    return escape(_NOT_XML.sub(_REPLACEMENT, text), quote=False)

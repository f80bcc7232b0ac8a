"""The XML that clients send: read within limits, without declarations of entities."""

from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from app.caldav.refusals import malformed
from calendars.feeds.instances import Span, read_utc


class _Bounded(TreeBuilder):
    """A tree of elements that grows neither too deep nor too large."""

    def __init__(self, depth: int, elements: int) -> None:
        super().__init__()
        self._room = depth
        self._left = elements

    def start(self, tag: str, attrs: dict[Any, Any], /) -> Any:
        self._room -= 1
        self._left -= 1
        if self._room < 0:
            raise malformed("The XML is nested too deep.")
        if self._left < 0:
            raise malformed("The XML has too many elements: ask for less at once.")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Any:
        self._room += 1
        return super().end(tag)


def read(body: bytes, *, depth: int, elements: int) -> Element:
    """The root of a document.

    Raises:
        Refused: It is no XML, nested too deep, too large, or declares a document type.
    """
    parser = DefusedXMLParser(target=_Bounded(depth, elements), forbid_dtd=True)
    try:
        parser.feed(body)
        root: Element = parser.close()
    except DefusedXmlException as error:
        raise malformed("The XML declares a document type or entities: leave that out.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise malformed(f"The XML cannot be read: {error}.") from error
    return root


def span(told: Element) -> Span:
    """The stretch of time that an element tells by its attributes (RFC 4791 §9.9).

    Raises:
        ValueError: It has neither start nor end, or they are no moments in UTC in order.
    """
    start, end = told.get("start"), told.get("end")
    begins, ends = read_utc(start) if start else None, read_utc(end) if end else None
    if begins is None and ends is None:
        raise ValueError("neither start nor end")
    if begins and ends and ends <= begins:
        raise ValueError("the end does not lie after the start")
    return Span(begins, ends)

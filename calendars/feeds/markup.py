"""XML as the Atom and EventsML feeds are made of."""

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from calendars.feeds.lines import clean

# What XML 1.0 cannot hold, besides the controls that no feed holds.
_UNFIT = re.compile("[\ufffe\uffff]")


def child(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """A new element below `parent`, with cleaned text and attributes."""
    told = {key: _fit(value) for key, value in attributes.items()}
    element = SubElement(parent, name, told)
    element.text = _fit(text) if text else None
    return element


def octets(root: Element) -> bytes:
    """The document in UTF-8."""
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _fit(text: str) -> str:
    return _UNFIT.sub("", clean(text))

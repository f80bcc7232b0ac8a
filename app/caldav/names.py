"""The XML names of WebDAV and CalDAV, and elements written with them."""

import re
from functools import lru_cache
from xml.sax.saxutils import quoteattr

PREFIXES = {
    "DAV:": "D",
    "urn:ietf:params:xml:ns:caldav": "C",
    "http://calendarserver.org/ns/": "CS",
    "http://apple.com/ns/ical/": "A",
}
DECLARED = "".join(f' xmlns:{prefix}="{space}"' for space, prefix in PREFIXES.items())
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'

# What XML 1.0 cannot carry at all.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def dav(name: str) -> str:
    """A name of WebDAV (RFC 4918, RFC 3744, RFC 5397, RFC 6578)."""
    return f"{{DAV:}}{name}"


def caldav(name: str) -> str:
    """A name of CalDAV (RFC 4791)."""
    return f"{{urn:ietf:params:xml:ns:caldav}}{name}"


def calendarserver(name: str) -> str:
    """A name of calendarserver.org, which most clients know."""
    return f"{{http://calendarserver.org/ns/}}{name}"


def apple(name: str) -> str:
    """A name of Apple's calendar, which most clients know."""
    return f"{{http://apple.com/ns/ical/}}{name}"


def element(name: str, inner: str = "") -> str:
    """An element with what is in it, which is XML already.

    >>> element(dav("href"), "/caldav/")
    '<D:href>/caldav/</D:href>'
    """
    tag, declared = _written(name)
    return f"<{tag}{declared}>{inner}</{tag}>" if inner else f"<{tag}{declared}/>"


def document(name: str, inner: str) -> bytes:
    """A whole document of one element."""
    tag, declared = _written(name)
    return f"{HEAD}<{tag}{DECLARED}{declared}>{inner}</{tag}>\n".encode()


def text(told: str) -> str:
    r"""A text as XML, every character of it, line ends too.

    >>> text("a<b\r\n")
    'a&lt;b&#13;\n'
    """
    escaped = told.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _UNFIT.sub("\ufffd", escaped.replace("\r", "&#13;"))


def href(path: str) -> str:
    """The address of a resource, which is escaped for URLs already."""
    return f"<D:href>{text(path)}</D:href>"


@lru_cache(maxsize=256)
def _written(name: str) -> tuple[str, str]:
    """The tag, and the declaration of a namespace that the document has not declared."""
    space, _, local = name.rpartition("}")
    prefix = PREFIXES.get(space[1:])
    if prefix:
        return f"{prefix}:{local}", ""
    return (f"X:{local}", f" xmlns:X={quoteattr(space[1:])}") if space else (local, "")

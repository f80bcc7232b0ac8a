"""Content lines of iCalendar: cleaned, escaped and folded (RFC 5545 §3.1, §3.3.11)."""

import re
from urllib.parse import quote, urlsplit

LINE_OCTETS = 75

_BREAKS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Controls, lone surrogates and the byte order mark, which no calendar can carry or shows.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
# A reader takes these for components wherever they stand, and refuses the whole feed.
_COMPONENT = re.compile("(BEGIN|END):(?=V[A-Z])")
# Some readers take these for line breaks even where the backslash is escaped.
_BREAK_LIKE = re.compile(r"\\(?=\\*[nN])")


def clean(text: str) -> str:
    r"""The text without what breaks readers; every kind of line break becomes `\n`.

    >>> clean("a\r\nb\x07\tc")
    'a\nb c'
    """
    return _UNFIT.sub("", _BREAKS.sub("\n", text)).replace("\t", " ")


def told_apart(text: str) -> str:
    """The text with a space in what looks like the beginning or end of a component.

    >>> told_apart("BEGIN:VEVENT")
    'BEGIN: VEVENT'
    """
    return _COMPONENT.sub(r"\1: ", text)


def one_line(text: str) -> str:
    r"""The text cleaned, with line breaks and runs of spaces as one space.

    >>> one_line(" Second\n  Caspian Forum ")
    'Second Caspian Forum'
    """
    return " ".join(clean(text).split())


def label(text: str) -> str:
    r"""The text on one line, with a slash for each backslash that readers take for a break.

    >>> label("C:\\new, C:\\old")
    'C:/new, C:\\old'
    """
    return _BREAK_LIKE.sub("/", one_line(text))


def shortened(text: str, length: int) -> str:
    """The text cut at a word so that it has at most so many characters.

    >>> shortened("The forum will be held in August.", 20)
    'The forum will be…'
    """
    if len(text) <= length:
        return text
    cut = text[: max(length - 1, 0)]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:") + "…"


def escape(text: str) -> str:
    r"""A clean text as a TEXT value.

    >>> escape("Baku, C:\\New; done\n")
    'Baku\\, C:\\\\New\\; done\\n'
    """
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def uri(text: str | None) -> str | None:
    """A web address that is safe in a calendar, None where the text is none.

    >>> uri("https://news.example/a b?q=1")
    'https://news.example/a%20b?q=1'
    >>> uri("javascript:alert(1)")
    """
    if not text:
        return None
    address = quote(one_line(text).encode(), safe="%/:=&?~#+!$,;'@()*[]")
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def content_line(name: str, value: str) -> str:
    """One folded line with its CRLF; `name` may bring parameters along."""
    return fold(f"{name}:{value}")


def fold(line: str) -> str:
    """Break a line into pieces of at most 75 octets, never within a character."""
    if len(line) <= LINE_OCTETS and line.isascii():
        return line + "\r\n"
    octets = line.encode()
    pieces, start, room = [], 0, LINE_OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, LINE_OCTETS - 1
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces).decode() + "\r\n"

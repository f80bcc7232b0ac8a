"""The characters of a page, whatever encoding it claims."""

import codecs
import re

SEARCHED_BYTES = 4_096
JUDGED_CHARACTERS = 20_000

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages are written in that say nothing, or what is not so.
_UNTOLD = ("cp1252", "cp1251", "koi8-r")
# What no language writes: control characters, words of accents alone or of two scripts, and
# capitals behind small letters, which Cyrillic read by the wrong table is full of.
_ODD = re.compile(r"[\x80-\x9f]|[À-ÿ]{4}|[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]|[а-яё][А-ЯЁ]|[Ђ-Џђ-џ]{2}")


def decoded(data: bytes, charset: str | None = None) -> str:
    """The characters of a page: UTF-8 if it is UTF-8, else as it says if that reads like a text.

    `charset` is what HTTP said.

    >>> decoded("Zürich".encode("latin-1"), "utf-8"), decoded("Zürich".encode(), "latin-1")
    ('Zürich', 'Zürich')
    >>> decoded("Совет порта".encode("koi8-r"), "iso-8859-1")
    'Совет порта'
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    wide = _wide(data)
    if wide is not None:
        return data.decode(wide, "replace")
    read = _read(data, "utf-8")
    if read is not None:
        return read
    meta = _CHARSET.search(data[:SEARCHED_BYTES])
    told = [charset, meta[1].decode("ascii", "replace") if meta else None, *_UNTOLD]
    texts = [text for name in told if name and (text := _read(data, name)) is not None]
    return min(texts, key=_oddness) if texts else data.decode("cp1252", "replace")


def _read(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark, as the tags of a page show it: every second byte is nought."""
    first, second = data[:SEARCHED_BYTES:2], data[1:SEARCHED_BYTES:2]
    for low, high, name in ((first, second, "utf-16-le"), (second, first, "utf-16-be")):
        if high.count(0) > len(high) // 4 and low.count(0) <= len(low) // 20:
            return name
    return None


def _oddness(text: str) -> int:
    return len(_ODD.findall(text[:JUDGED_CHARACTERS]))

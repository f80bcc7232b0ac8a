"""schema.org in a page's attributes: microdata and RDFa Lite, as objects like those of JSON-LD.

HTML's microdata (https://html.spec.whatwg.org/multipage/microdata.html) and RDFa Lite 1.1 say the
same by other attributes; references by `itemref` and `resource` are not followed.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from lxml.html import HtmlElement  # type: ignore[import-untyped]

MOST_ELEMENTS = 100_000
LONGEST_VALUE = 2_000
MOST_PIECES = 100
# Properties whose value is an address; of others that stand on a link its words are meant.
_ADDRESSES = frozenset("url sameas image eventstatus eventattendancemode".split())


class _Way(NamedTuple):
    """The attributes that begin an object, name its types, and name a property."""

    scope: str
    types: str
    name: str


_WAYS = (_Way("itemscope", "itemtype", "itemprop"), _Way("typeof", "typeof", "property"))


def nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every typed object that the attributes of a page's elements tell, outer ones first."""
    for way in _WAYS:
        if next(tree.iterfind(f".//*[@{way.scope}]"), None) is not None:
            yield from _objects(tree, way)


def _objects(tree: HtmlElement, way: _Way) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    inside: dict[HtmlElement, dict[str, Any]] = {}
    for element in islice(tree.iter("*"), MOST_ELEMENTS):
        owner = inside.get(element.getparent())
        begun: dict[str, Any] | None = None
        if element.get(way.scope) is not None:
            begun = {"@type": _bare(element.get(way.types))}
            found.append(begun)
        for name in _bare(element.get(way.name)) if owner is not None else ():
            _add(owner, name, begun if begun is not None else _value(element, name))
        kept = begun if begun is not None else owner
        if kept is not None:
            inside[element] = kept
    return [node for node in found if node["@type"]]


def _bare(names: str | None) -> list[str]:
    """Names of types or properties without the address or prefix of their vocabulary.

    >>> _bare("https://schema.org/MusicEvent schema:Event")
    ['MusicEvent', 'Event']
    """
    return [name.rpartition("/")[2].rpartition(":")[2] for name in (names or "").split()]


def _add(owner: dict[str, Any] | None, name: str, value: Any) -> None:
    if owner is None or name.startswith("@"):
        return
    known = owner.get(name)
    if known is None:
        owner[name] = value
    elif isinstance(known, list):
        known.append(value)
    else:
        owner[name] = [known, value]


def _value(element: HtmlElement, name: str) -> str:
    """What an element says of a property: an attribute made for it, else its words."""
    for attribute in ("content", "datetime"):
        if element.get(attribute) is not None:
            return str(element.get(attribute))[:LONGEST_VALUE]
    address = element.get("href") or element.get("src") or ""
    if name.lower() in _ADDRESSES and address:
        return str(address)[:LONGEST_VALUE]
    words = " ".join(islice(element.itertext(), MOST_PIECES))[:LONGEST_VALUE]
    return " ".join(words.split()) or str(address)[:LONGEST_VALUE]

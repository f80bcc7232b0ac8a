"""PROPFIND: what the properties of a resource and of its members are (RFC 4918 §9.1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from app.caldav.names import dav, element, href
from app.caldav.refusals import forbidden, malformed
from app.caldav.resources import Resource

# What is told of everything (RFC 4918 §9.1.5); CalDAV's own want to be asked for.
USUAL = tuple(
    dav(name)
    for name in (
        "resourcetype displayname creationdate getetag getcontenttype getcontentlength "
        "getlastmodified"
    ).split()
)
OK = element(dav("status"), "HTTP/1.1 200 OK")
NOT_FOUND = element(dav("status"), "HTTP/1.1 404 Not Found")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The properties asked for; `bare` asks for their names alone.

    `minimal` leaves out what a resource does not have (RFC 8144). `usual` adds what is
    told of everything.
    """

    names: tuple[str, ...] = ()
    usual: bool = False
    bare: bool = False
    minimal: bool = False

    @classmethod
    def of(cls, names: Iterable[str], **more: bool) -> "Wanted":
        """Each name once."""
        return cls(tuple(dict.fromkeys(names)), **more)


def read(root: Element | None, *, minimal: bool) -> Wanted:
    """What a PROPFIND asks for; everything usual where it has no body.

    Raises:
        Refused: It asks for nothing that has a meaning.
    """
    if root is None:
        return Wanted(usual=True, minimal=minimal)
    if root.tag != dav("propfind"):
        raise malformed("The body of a PROPFIND is a propfind element of the namespace DAV:.")
    chosen = root.find(dav("prop"))
    if chosen is not None:
        return Wanted.of((one.tag for one in chosen), minimal=minimal)
    if root.find(dav("propname")) is not None:
        return Wanted(bare=True)
    if root.find(dav("allprop")) is None:
        raise malformed("A propfind holds prop, propname or allprop.")
    included = root.find(dav("include"))
    return Wanted.of((one.tag for one in included or ()), usual=True, minimal=minimal)


def depth(told: str | None, *, default: str) -> int:
    """The value of the header Depth, 0 or 1.

    Raises:
        Refused: It is infinite, or none.
    """
    match (told if told is not None else default).strip().lower():
        case "0":
            return 0
        case "1":
            return 1
        case "infinity":
            detail = "Ask with Depth 0 or 1; there is no answer of infinite depth here."
            raise forbidden(dav("propfind-finite-depth"), detail)
        case other:
            raise malformed(f"“{other[:40]}” is no Depth: it is 0, 1 or infinity.")


def scope(resource: Resource, deep: int) -> Sequence[Resource]:
    """The resource, and with depth 1 its members."""
    return [resource, *(resource.members() if deep else ())]


class Answers:
    """The responses of a multi-status to the same question, one a resource."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._plans: dict[type[Resource], tuple[tuple[str, ...], str]] = {}

    def of(self, resource: Resource, data: str | None = None) -> str:
        """One response; `data` is the calendar data that goes with it, as an element."""
        names, missing = self._plan(type(resource))
        found, lacking = [data] if data else [], []
        for name in names:
            value = "" if self._wanted.bare else resource.properties[name](resource)
            if value is None:
                lacking.append(element(name))
            else:
                found.append(element(name, value))
        parts = [element(dav("propstat"), element(dav("prop"), "".join(found)) + OK)]
        if not self._wanted.minimal and (lacking or missing):
            prop = element(dav("prop"), "".join(lacking) + missing)
            lack = element(dav("propstat"), prop + NOT_FOUND)
            parts = [*(parts if found else []), lack]
        return f"<D:response>{href(resource.address)}{''.join(parts)}</D:response>"

    def _plan(self, kind: type[Resource]) -> tuple[tuple[str, ...], str]:
        """The names that such resources know, and the others as XML."""
        if kind not in self._plans:
            known, wanted = kind.properties, self._wanted
            asked = tuple(known) if wanted.bare else wanted.names
            usual = [name for name in USUAL if wanted.usual and name in known]
            names = tuple(dict.fromkeys([*usual, *(name for name in asked if name in known)]))
            others = (element(name) for name in asked if name not in known)
            self._plans[kind] = names, "".join(others)
        return self._plans[kind]


def gone(address: str) -> str:
    """The response for an address at which there is nothing, or no longer."""
    return element(dav("response"), href(address) + NOT_FOUND)

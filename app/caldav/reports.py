"""REPORT: questions about a calendar that need more than its properties (RFC 3253 §3.6)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from app.caldav import filters
from app.caldav.names import caldav, dav, element, href, text
from app.caldav.propfind import Answers, Wanted, gone
from app.caldav.refusals import forbidden, malformed
from app.caldav.resources import CalendarResource, EventResource, Resource, address_of
from calendars.errors import InvalidInput
from calendars.feeds import asking
from calendars.feeds.collection import Collection, Token
from calendars.feeds.objects import CalendarObject

Since = Callable[[Collection, Token], set[str]]


@dataclass(frozen=True, slots=True)
class Question:
    """A report that is asked for: of which resource, how deep, and whether briefly.

    `days` are the most of which each time of a series is told.
    """

    root: Element
    resource: Resource
    deep: bool
    minimal: bool
    days: int

    @property
    def objects(self) -> Iterable[CalendarObject]:
        """The objects that are asked about."""
        if isinstance(self.resource, EventResource):
            return [self.resource.object]
        if isinstance(self.resource, CalendarResource) and self.deep:
            return self.resource.collection.objects.values()
        return []

    @property
    def slug(self) -> str:
        """The calendar that is asked about."""
        if isinstance(self.resource, EventResource):
            return self.resource.slug
        return self.resource.calendar.slug if isinstance(self.resource, CalendarResource) else ""


class Told:
    """The responses for events, each with the calendar data that is asked for."""

    def __init__(self, question: Question) -> None:
        root = question.root
        prop = root.find(dav("prop"))
        names = [one.tag for one in prop] if prop is not None else []
        data = prop.find(caldav("calendar-data")) if prop is not None else None
        usual = root.find(dav("allprop")) is not None
        bare = root.find(dav("propname")) is not None
        self._slug = question.slug
        self._zone = filters.zone_of(root)
        self._portion = filters.portion(data)
        filters.check_length(self._portion.expand, question.days)
        self._has_data = data is not None
        self._answers = Answers(
            Wanted.of(
                (name for name in names if name != caldav("calendar-data")),
                usual=usual,
                bare=bare,
                minimal=question.minimal,
            )
        )

    def of(self, one: CalendarObject) -> str:
        """The response for one event."""
        data = None
        if self._has_data:
            told = self._portion.of(one, self._zone)
            data = element(caldav("calendar-data"), text(told))
        return self._answers.of(EventResource(self._slug, one), data)


def query(question: Question) -> Iterator[str]:
    """The events that a filter finds (RFC 4791 §7.8)."""
    wanted, zone = filters.read(question.root), filters.zone_of(question.root)
    told = Told(question)
    for one in question.objects:
        if asking.finds(wanted, one, zone):
            yield told.of(one)


def multiget(question: Question) -> Iterator[str]:
    """The events at given addresses, each told once (RFC 4791 §7.9)."""
    told = Told(question)
    addresses = dict.fromkeys(
        (one.text or "").strip() for one in question.root.findall(dav("href"))
    )
    known = {one.uid: one for one in question.objects}
    done = set()
    for address in addresses:
        uid = uid_at(address, question.slug)
        one = known.get(uid) if uid is not None else None
        if one is None:
            yield gone(address)
        elif one.uid not in done:
            done.add(one.uid)
            yield told.of(one)


def uid_at(address: str, slug: str) -> str | None:
    """The UID of the event at an address, None where it is not one of that calendar."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return None
    *folder, name = path.split("/")
    if [unquote(part) for part in folder] != ["", "caldav", slug] or not name.endswith(".ics"):
        return None
    return unquote(name.removesuffix(".ics"))


def sync(question: Question, since: Since) -> Iterator[str]:
    """What changed since a token was given out (RFC 6578 §3).

    Of more than were asked for the first are told, with a token to go on from.
    """
    if not isinstance(question.resource, CalendarResource):
        return
    root, collection = question.root, question.resource.collection
    if root.findtext(dav("sync-level"), "1").strip() not in ("1", "infinite"):
        raise malformed("The sync-level is 1 or infinite.")
    told, most = Told(question), _most(root)
    token = _token(root)
    try:
        changed = set(collection.objects) if token is None else since(collection, token)
    except InvalidInput as error:
        raise forbidden(dav("valid-sync-token"), str(error)) from error
    shown = sorted(changed)[:most]
    for uid in shown:
        one = collection.objects.get(uid)
        yield told.of(one) if one else gone(address_of(question.slug, uid))
    if len(shown) == len(changed):
        yield element(dav("sync-token"), str(collection.token))
    else:
        yield _cut(question.resource.address)
        yield element(dav("sync-token"), str(collection.token.after(token, shown[-1])))


def _token(root: Element) -> Token | None:
    told = (root.findtext(dav("sync-token")) or "").strip()
    if not told:
        return None
    try:
        return Token.read(told)
    except InvalidInput as error:
        raise forbidden(dav("valid-sync-token"), str(error)) from error


def _most(root: Element) -> int | None:
    told = root.findtext(f"{dav('limit')}/{dav('nresults')}")
    if told is None:
        return None
    number = told.strip()
    if not (number.isascii() and number.isdigit() and int(number[:9]) > 0):
        raise malformed("The nresults of a limit is a number from 1 on.")
    return int(number[:9])


def _cut(address: str) -> str:
    status = element(
        dav("status"), f"HTTP/1.1 {HTTPStatus.INSUFFICIENT_STORAGE.value} Insufficient Storage"
    )
    error = element(dav("error"), element(dav("number-of-matches-within-limits")))
    return element(dav("response"), href(address) + status + error)

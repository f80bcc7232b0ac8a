"""What can be asked for: the site, the home of the calendars, a calendar, an event in it.

Each kind of resource has its properties by name, as XML; a property that is not known has
no value there. The home is the principal too: whoever asks is a reader like any other.
"""

import datetime as dt
import email.utils
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import ClassVar
from urllib.parse import quote

from app.caldav.colours import hex_of
from app.caldav.names import apple, caldav, calendarserver, dav, element, href, text
from calendars.feeds.collection import Collection
from calendars.feeds.objects import CalendarObject
from calendars.store.tables import Calendar

HOME = "/caldav/"
MEDIA_TYPE = "text/calendar; charset=utf-8; component=VEVENT"

Properties = Mapping[str, Callable[..., str | None]]


class Resource(ABC):
    """Something with an address, which is escaped for URLs, and properties."""

    properties: ClassVar[Properties]
    reports: ClassVar[Sequence[str]] = ()

    @property
    @abstractmethod
    def address(self) -> str:
        """Its path."""

    def members(self) -> Sequence["Resource"]:
        """What lies directly in it."""
        return ()


@lru_cache(maxsize=10_000)
def address_of(slug: str, uid: str | None = None) -> str:
    """The path of a calendar, or of an event in it.

    >>> address_of("moscow", "a/b@x")
    '/caldav/moscow/a%2Fb%40x.ics'
    """
    return f"{HOME}{quote(slug, safe='')}/" + (f"{quote(uid, safe='')}.ics" if uid else "")


def _all(*names: str) -> str:
    return "".join(element(name) for name in names)


def _privilege(name: str, words: str, *within: str) -> str:
    inner = element(dav("privilege"), element(name))
    described = f'<D:description xml:lang="en">{words}</D:description>'
    return element(dav("supported-privilege"), inner + described + "".join(within))


READ = "".join(
    element(dav("privilege"), element(name))
    for name in (dav("read"), dav("read-current-user-privilege-set"), caldav("read-free-busy"))
)
PRIVILEGES = _privilege(
    dav("read"),
    "Read",
    _privilege(caldav("read-free-busy"), "Ask when somebody is busy"),
    _privilege(dav("read-current-user-privilege-set"), "Ask what one may do"),
)
ACCESS = element(
    dav("ace"),
    element(dav("principal"), element(dav("all")))
    + element(dav("grant"), element(dav("privilege"), element(dav("read"))))
    + element(dav("protected")),
)


def _reports(resource: Resource) -> str:
    return "".join(
        element(dav("supported-report"), element(dav("report"), element(name)))
        for name in resource.reports
    )


EVERYWHERE: Properties = {
    dav("current-user-principal"): lambda _: href(HOME),
    dav("principal-collection-set"): lambda _: href(HOME),
    dav("owner"): lambda _: href(HOME),
    dav("current-user-privilege-set"): lambda _: READ,
    dav("supported-privilege-set"): lambda _: PRIVILEGES,
    dav("acl"): lambda _: ACCESS,
    dav("supported-report-set"): _reports,
}

SITE: Properties = {
    **EVERYWHERE,
    dav("resourcetype"): lambda _: element(dav("collection")),
    dav("displayname"): lambda _: "Dateline",
}


class Site(Resource):
    """The root of the server, where some clients begin to look."""

    properties = SITE

    @property
    def address(self) -> str:
        """Its path."""
        return "/"


PRINCIPAL: Properties = {
    **EVERYWHERE,
    dav("resourcetype"): lambda _: _all(dav("collection"), dav("principal")),
    dav("displayname"): lambda _: "Dateline",
    dav("principal-URL"): lambda _: href(HOME),
    dav("alternate-URI-set"): lambda _: "",
    dav("group-membership"): lambda _: "",
    caldav("calendar-home-set"): lambda _: href(HOME),
    caldav("calendar-user-address-set"): lambda _: href(HOME),
}


@dataclass(frozen=True)
class Home(Resource):
    """The place of all calendars, and the principal that every visitor is."""

    calendars: Sequence["CalendarResource"]

    properties = PRINCIPAL
    reports = (dav("principal-search-property-set"), dav("principal-property-search"))

    @property
    def address(self) -> str:
        """Its path."""
        return HOME

    def members(self) -> Sequence[Resource]:
        """The calendars."""
        return self.calendars


COLLECTION: Properties = {
    **EVERYWHERE,
    dav("resourcetype"): lambda _: _all(dav("collection"), caldav("calendar")),
    dav("displayname"): lambda one: text(one.calendar.name),
    dav("creationdate"): lambda one: _created(one.calendar.created),
    dav("sync-token"): lambda one: str(one.collection.token),
    caldav("calendar-description"): lambda one: _told(one.calendar.description),
    caldav("supported-calendar-component-set"): lambda _: '<C:comp name="VEVENT"/>',
    caldav("supported-calendar-data"): lambda _: (
        '<C:calendar-data content-type="text/calendar" version="2.0"/>'
    ),
    caldav("supported-collation-set"): lambda _: "".join(
        element(caldav("supported-collation"), name)
        for name in ("i;ascii-casemap", "i;octet", "i;unicode-casemap")
    ),
    caldav("schedule-calendar-transp"): lambda _: element(caldav("transparent")),
    calendarserver("getctag"): lambda one: f'"{one.collection.tag}"',
    apple("calendar-color"): lambda one: hex_of(one.calendar.colour),
}


@dataclass(frozen=True)
class CalendarResource(Resource):
    """A calendar; its events are looked up where they are asked for."""

    calendar: Calendar
    load: Callable[[str], Collection]

    properties = COLLECTION
    reports = (
        caldav("calendar-query"),
        caldav("calendar-multiget"),
        caldav("free-busy-query"),
        dav("sync-collection"),
    )

    @property
    def address(self) -> str:
        """Its path."""
        return address_of(self.calendar.slug)

    @cached_property
    def collection(self) -> Collection:
        """Its events."""
        return self.load(self.calendar.slug)

    def members(self) -> Sequence["EventResource"]:
        """Its events."""
        slug = self.calendar.slug
        return [EventResource(slug, one) for one in self.collection.objects.values()]


EVENT: Properties = {
    **EVERYWHERE,
    dav("resourcetype"): lambda _: "",
    dav("getetag"): lambda one: text(one.object.tag),
    dav("getcontenttype"): lambda _: MEDIA_TYPE,
    dav("getcontentlength"): lambda one: str(len(one.object.body)),
    dav("getlastmodified"): lambda one: http_date(one.object.modified),
}


@dataclass(frozen=True)
class EventResource(Resource):
    """One event of a calendar."""

    slug: str
    object: CalendarObject

    properties = EVENT
    reports = (caldav("calendar-query"), caldav("calendar-multiget"))

    @property
    def address(self) -> str:
        """Its path."""
        return address_of(self.slug, self.object.uid)


def http_date(moment: dt.datetime) -> str:
    """A moment as HTTP writes it."""
    return email.utils.format_datetime(moment.replace(microsecond=0), usegmt=True)


def _created(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def _told(description: str | None) -> str | None:
    return text(description) if description else None

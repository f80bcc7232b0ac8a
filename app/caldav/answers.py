"""Requests to the calendars, answered one at a time and without waiting for anything."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from app.caldav import filters, propfind, reading, reports
from app.caldav.names import DECLARED, HEAD, caldav, dav, document
from app.caldav.propfind import Answers
from app.caldav.refusals import Refused, forbidden, malformed, read_only, too_much
from app.caldav.reports import Question
from app.caldav.resources import (
    CalendarResource,
    EventResource,
    Home,
    Resource,
    Site,
    http_date,
)
from app.caldav.shelf import Shelf
from app.settings import Settings
from calendars.errors import NotFound
from calendars.feeds.busy import free_busy

READS = ("OPTIONS", "GET", "HEAD", "PROPFIND", "REPORT")
WRITES = frozenset(
    "PUT POST PATCH DELETE PROPPATCH MKCOL MKCALENDAR COPY MOVE LOCK UNLOCK ACL BIND UNBIND "
    "REBIND ORDERPATCH".split()
)
ALLOW = ", ".join(READS)
CLASSES = "1, 3, access-control, calendar-access"
XML = "application/xml; charset=utf-8"
ICALENDAR = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks: `path` is as it was sent, header names are in small letters."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    status: HTTPStatus
    body: bytes = b""
    media_type: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


class Answering:
    """What answers requests from the calendars on the shelf."""

    def __init__(self, shelf: Shelf, settings: Settings) -> None:
        self._shelf = shelf
        self._depth = settings.caldav_depth
        self._elements = settings.caldav_elements
        self._room = settings.caldav_answer_bytes
        self._days = settings.caldav_days

    def answer(self, request: Request) -> Answer:
        """Answer a request.

        Raises:
            NotFound: There is nothing at its path.
        """
        try:
            return self._answer(request)
        except Refused as refused:
            return Answer(refused.status, refused.body, XML)

    def _answer(self, request: Request) -> Answer:
        if request.method == "OPTIONS":
            return Answer(HTTPStatus.OK, headers={"Allow": ALLOW, "DAV": CLASSES})
        if request.method in WRITES:
            raise read_only(request.path)
        ways: dict[str, Callable[[Request, Resource], Answer]] = {
            "PROPFIND": self._propfind,
            "REPORT": self._report,
            "GET": _get,
            "HEAD": _get,
        }
        way = ways.get(request.method)
        if way is None:
            return Answer(HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": ALLOW})
        return way(request, self._resource(request.path))

    def _resource(self, path: str) -> Resource:
        """What lies at a path, with or without a slash at the end of a collection's."""
        parts = [unquote(part) for part in path.removesuffix("/").split("/")[1:]]
        match parts:
            case []:
                return Site()
            case ["caldav"]:
                return Home([self._of(one.slug) for one in self._shelf.calendars()])
            case ["caldav", slug]:
                return self._of(slug)
            case ["caldav", slug, name] if name.endswith(".ics"):
                found = self._shelf.load(slug).objects.get(name.removesuffix(".ics"))
                if found is not None:
                    return EventResource(slug, found)
        raise NotFound(f"There is nothing at {path[:200]}; the calendars are at /caldav/.")

    def _of(self, slug: str) -> CalendarResource:
        return CalendarResource(self._shelf.calendar(slug), self._shelf.load)

    def _propfind(self, request: Request, resource: Resource) -> Answer:
        deep = propfind.depth(request.headers.get("depth"), default="infinity")
        minimal = _is_minimal(request)
        wanted = propfind.read(self._xml(request), minimal=minimal)
        answers = Answers(wanted)
        return self._multistatus(map(answers.of, propfind.scope(resource, deep)), minimal)

    def _report(self, request: Request, resource: Resource) -> Answer:
        root = self._xml(request)
        if root is None:
            raise malformed("A REPORT has a body that says which.")
        if root.tag not in resource.reports:
            detail = "There is no such report of this; its supported-report-set names them."
            raise forbidden(dav("supported-report"), detail)
        if root.tag == dav("principal-search-property-set"):
            return Answer(HTTPStatus.OK, document(root.tag, ""), XML)
        minimal = _is_minimal(request)
        question = Question(root, resource, _is_deep(root, request), minimal, self._days)
        if root.tag == caldav("free-busy-query"):
            return self._busy(question)
        return self._multistatus(self._found(question), minimal)

    def _found(self, question: Question) -> Iterable[str]:
        match question.root.tag:
            case "{urn:ietf:params:xml:ns:caldav}calendar-query":
                return reports.query(question)
            case "{urn:ietf:params:xml:ns:caldav}calendar-multiget":
                return reports.multiget(question)
            case "{DAV:}sync-collection":
                return reports.sync(question, self._shelf.changed_since)
            case _:  # nobody can be looked up here
                return ()

    def _busy(self, question: Question) -> Answer:
        span = filters.busy_span(question.root)
        if span.begins is None or span.ends is None:
            raise filters.invalid("A free-busy-query asks from when to when.")
        filters.check_length(span, question.days)
        told = free_busy(question.objects, span.begins, span.ends, now=self._shelf.now())
        return Answer(HTTPStatus.OK, told.encode(), ICALENDAR)

    def _xml(self, request: Request) -> Element | None:
        if not request.body.strip():
            return None
        return reading.read(request.body, depth=self._depth, elements=self._elements)

    def _multistatus(self, responses: Iterable[str], minimal: bool) -> Answer:
        """The responses as one document, as long as it has room."""
        parts = [f"{HEAD}<D:multistatus{DECLARED}>"]
        room = self._room
        for response in responses:
            room -= len(response)
            if room < 0:
                raise too_much("The answer would be too long: ask for fewer events at once.")
            parts.append(response)
        body = "".join([*parts, "</D:multistatus>\n"]).encode()
        headers = {"Preference-Applied": "return=minimal"} if minimal else {}
        return Answer(HTTPStatus.MULTI_STATUS, body, XML, headers)


def _get(request: Request, resource: Resource) -> Answer:
    """An event as it is; for a calendar its feed, and for the home the page, where one is read."""
    if isinstance(resource, CalendarResource):
        to = f"/calendars/{resource.calendar.slug}.ics"
        return Answer(HTTPStatus.FOUND, headers={"Location": to})
    if not isinstance(resource, EventResource):
        # Thunderbird takes whatever it gets here for a feed.
        if "text/html" in request.headers.get("accept", ""):
            return Answer(HTTPStatus.FOUND, headers={"Location": "/"})
        return Answer(HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": ALLOW})
    one = resource.object
    headers = {
        "ETag": one.tag,
        "Last-Modified": http_date(one.modified),
        "Cache-Control": "no-cache",
    }
    if _is_known(request.headers.get("if-none-match"), one.tag):
        return Answer(HTTPStatus.NOT_MODIFIED, headers=headers)
    return Answer(HTTPStatus.OK, one.body, ICALENDAR, headers)


def _is_known(told: str | None, tag: str) -> bool:
    if told is None:
        return False
    tags = {one.strip().removeprefix("W/") for one in told.split(",")}
    return "*" in tags or tag in tags


def _is_minimal(request: Request) -> bool:
    return "return=minimal" in request.headers.get("prefer", "").replace(" ", "").lower()


def _is_deep(root: Element, request: Request) -> bool:
    """Whether the report is of the members too.

    Without a Depth it is, except that a sync-collection and a multiget always are: some
    clients tell none, and of the calendar alone there is nothing to report.
    """
    told = request.headers.get("depth", "1").strip().lower()
    if told not in ("0", "1", "infinity"):
        raise malformed(f"“{told[:40]}” is no Depth: it is 0, 1 or infinity.")
    always = (caldav("calendar-multiget"), dav("sync-collection"))
    return told != "0" or root.tag in always

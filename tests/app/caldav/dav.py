"""A CalDAV client for tests: sends XML, and takes multi-statuses apart."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, fromstring

from starlette.testclient import TestClient

SPACES = {
    "D": "DAV:",
    "C": "urn:ietf:params:xml:ns:caldav",
    "CS": "http://calendarserver.org/ns/",
    "A": "http://apple.com/ns/ical/",
}
DECLARED = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in SPACES.items())


def vevents(inner: str = "") -> str:
    """A filter of events."""
    event = f'<C:comp-filter name="VEVENT">{inner}</C:comp-filter>'
    return f'<C:comp-filter name="VCALENDAR">{event}</C:comp-filter>'


EVERY = vevents()


def clark(name: str) -> str:
    """The name as ElementTree has it."""
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


@dataclass
class Found:
    """What a multi-status says of one address: properties by name, and its status if told."""

    properties: dict[str, Element] = field(default_factory=dict)
    lacking: set[str] = field(default_factory=set)
    status: str | None = None

    def text(self, name: str) -> str:
        return self.properties[clark(name)].text or ""

    def names(self, name: str) -> set[str]:
        """The names of all elements within."""
        return {one.tag.rpartition("}")[2] for one in self.properties[clark(name)].iter()}


class Dav:
    """One who asks a server."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.token = ""

    def send(self, method, path, body="", **headers):
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.request(method, path, content=body, headers=told, follow_redirects=False)

    def ask(self, method, path, body="", **headers) -> dict[str, Found]:
        answer = self.send(method, path, body, **headers)
        assert answer.status_code == 207, answer.text
        assert answer.headers["content-type"] == "application/xml; charset=utf-8"
        return self._taken_apart(fromstring(answer.content))

    def find(self, path, *names, depth="0", **headers) -> dict[str, Found]:
        """PROPFIND of these properties."""
        prop = "".join(f"<{name}/>" for name in names)
        body = f"<D:propfind {DECLARED}><D:prop>{prop}</D:prop></D:propfind>"
        return self.ask("PROPFIND", path, body, Depth=depth, **headers)

    def query(self, path, wanted=EVERY, prop="<D:getetag/>", more=""):
        body = report(
            "C:calendar-query", f"<D:prop>{prop}</D:prop><C:filter>{wanted}</C:filter>{more}"
        )
        return self.ask("REPORT", path, body, Depth="1")

    def sync(self, path, token="", most=None, prop="<D:getetag/>"):
        limit = f"<D:limit><D:nresults>{most}</D:nresults></D:limit>" if most else ""
        inner = (
            f"<D:sync-token>{token}</D:sync-token><D:sync-level>1</D:sync-level>{limit}"
            f"<D:prop>{prop}</D:prop>"
        )
        return self.ask("REPORT", path, report("D:sync-collection", inner), Depth="0")

    def refused(self, method, path, body="", **headers) -> tuple[int, set[str]]:
        """The status and the names of the conditions that were not met."""
        answer = self.send(method, path, body, **headers)
        root = fromstring(answer.content)
        assert root.tag == clark("D:error")
        return answer.status_code, {one.tag.rpartition("}")[2] for one in root}

    def _taken_apart(self, root: Element) -> dict[str, Found]:
        found = {}
        for response in root.findall("D:response", SPACES):
            one = found.setdefault(response.findtext("D:href", "", SPACES), Found())
            one.status = response.findtext("D:status", None, SPACES)
            for stat in response.findall("D:propstat", SPACES):
                named = {prop.tag: prop for prop in stat.find("D:prop", SPACES)}
                if " 200 " in stat.findtext("D:status", "", SPACES):
                    one.properties |= named
                else:
                    one.lacking |= set(named)
        self.token = root.findtext("D:sync-token", "", SPACES)
        return found


def report(name: str, inner: str) -> str:
    """The body of a REPORT."""
    return f'<?xml version="1.0" encoding="utf-8"?><{name} {DECLARED}>{inner}</{name}>'

"""schema.org in pages: what an article says of itself, and the events that it marks up."""

import html
import json
import re
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any

from calendars.reading.marked_event import MarkedEvent

MOST_NODES = 5_000
MOST_LISTED = 50
_SCHEMA = re.compile(r"^(?:https?://(?:www\.)?schema\.org/|schema:)", re.IGNORECASE)
_WRAPPING = re.compile(
    r"\A\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[|/\*[^*]{0,500}\*/)|(?:-->|//\]\]>|\]\]>|;)\s*\Z"
)
_SPARE_COMMA = re.compile(r",(\s*[}\]])")
_SPACE = re.compile(r"[\s;,]*")
_DECODER = json.JSONDecoder(strict=False)
_ARTICLES = ("Article", "BlogPosting", "Report", "WebPage", "SpecialAnnouncement")
_EVENTS = ("Event", "Festival", "Hackathon", "EventSeries", "CourseInstance")

Node = Mapping[str, Any]


def parsed(script: str) -> list[Any]:
    """The values that a script holds one behind another, none where it is broken.

    What programs often get wrong is forgiven: comments, marks of the byte order, spare commas,
    entities for quotation marks.
    """
    bare = _WRAPPING.sub("", script.lstrip("\ufeff"))
    if bare.lstrip(" \t\n[{").startswith("&quot;"):
        bare = html.unescape(bare)
    return _one_behind_another(bare) or _one_behind_another(_SPARE_COMMA.sub(r"\1", bare))


def nodes(scripts: Iterable[Any]) -> list[Node]:
    """Every typed object in what the page's JSON-LD scripts hold, outer ones first."""
    found: list[Node] = []
    for script in scripts:
        waiting: deque[Any] = deque([script])
        while waiting and len(found) < MOST_NODES:
            value = waiting.popleft()
            if isinstance(value, dict):
                if value.get("@type"):
                    found.append(value)
                waiting.extend(value.values())
            elif isinstance(value, list):
                waiting.extend(value)
    return found


def _one_behind_another(text: str) -> list[Any]:
    values: list[Any] = []
    at = _after_space(text, 0)
    try:
        while at < len(text) and len(values) < MOST_NODES:
            value, end = _DECODER.raw_decode(text, at)
            values.append(value)
            at = _after_space(text, end)
    except (ValueError, RecursionError):
        return values
    return values


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def article(found: list[Node]) -> Node:
    """The object that describes the page's article, empty where there is none."""
    for ending in _ARTICLES:
        for node in found:
            if any(kind.endswith(ending) for kind in types(node)):
                return node
    return {}


def events(found: list[Node]) -> tuple[MarkedEvent, ...]:
    """The events that are marked up with a name and a start, each once."""
    marked = (_event(node) for node in found if any(kind.endswith(_EVENTS) for kind in types(node)))
    return tuple(dict.fromkeys(event for event in marked if event.name and event.start))


def types(node: Node) -> list[str]:
    """The types of an object without the vocabulary's address."""
    given = node.get("@type")
    listed = given if isinstance(given, list) else [given]
    return [_SCHEMA.sub("", kind) for kind in listed if isinstance(kind, str)]


def words(value: Any) -> str:
    """The text of a value: itself, its name, or that of its first; "" for anything else."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("@id") or ""
    return " ".join(value.split()) if isinstance(value, str) else ""


def _event(node: Node) -> MarkedEvent:
    place = _place(node.get("location"))
    address = _first(place.get("address"))
    parts = address if isinstance(address, dict) else {}
    geo = _first(place.get("geo"))
    point = geo if isinstance(geo, dict) else {}
    return MarkedEvent(
        name=words(node.get("name")),
        start=words(node.get("startDate")),
        end=words(node.get("endDate")),
        type=next(kind for kind in types(node) if kind.endswith(_EVENTS)),
        previous_start=words(node.get("previousStartDate")),
        status=_SCHEMA.sub("", words(node.get("eventStatus"))),
        venue=words(place.get("name")),
        address=words(parts.get("streetAddress")) if parts else words(address),
        town=words(parts.get("addressLocality")),
        region=words(parts.get("addressRegion")),
        country=words(parts.get("addressCountry")),
        latitude=_degrees(point.get("latitude"), 90),
        longitude=_degrees(point.get("longitude"), 180),
        organiser=next(iter(_people(node.get("organizer"))), ""),
        performers=_people(node.get("performer")),
        description=words(node.get("description")),
    )


def _place(location: Any) -> Node:
    """The place on the ground among the locations; a bare text is its name."""
    listed = location if isinstance(location, list) else [location]
    for one in listed[:MOST_LISTED]:
        if isinstance(one, dict) and "VirtualLocation" not in types(one):
            return one
        if isinstance(one, str):
            return {"name": one}
    return {}


def _people(value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    named = map(words, listed[:MOST_LISTED])
    return tuple(dict.fromkeys(name for name in named if name and "://" not in name))


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _degrees(value: Any, most: int) -> float | None:
    try:
        degrees = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return degrees if -most <= degrees <= most else None

"""The filters of a search, one by one: from the text of a URL to a value, or a clear no."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from calendars.dates import edtf
from calendars.dates.edtf import Point
from calendars.dates.precision import Precision
from calendars.errors import InvalidFilter, UnreadableDate
from calendars.events.areas import EAST, FARTHEST_KM, NORTH, Box, Circle
from calendars.events.folding import words
from calendars.reading.mention import Certainty, Kind, Status

MOST_WORDS = 20
TODAY = "today"
USUAL_KM = 50.0
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,12})?")

Word = TypeVar("Word", bound=StrEnum)


class Imprecise(StrEnum):
    """How events without a named day are shown: as a span, not at all, or they alone."""

    SPAN = "span"
    HIDE = "hide"
    ONLY = "only"


class Cancelled(StrEnum):
    """How a feed shows that an event is off: in its title, by its status, or not at all."""

    MARK = "mark"
    STATUS = "status"
    HIDE = "hide"


class State(StrEnum):
    """Where the days of an event lie: still to come, today among them, or past."""

    UPCOMING = "upcoming"
    ONGOING = "ongoing"
    PAST = "past"


_Read = Callable[[str, Any], dict[str, Any]]


def _read_first(name: str, value: Any) -> dict[str, Any]:
    if value == TODAY:
        return {"upcoming": True}
    return {"first": _point(name, value).window.first}


def _read_last(name: str, value: Any) -> dict[str, Any]:
    return {"last": _point(name, value).window.last}


def _point(name: str, value: Any) -> Point:
    try:
        point = edtf.parse(_text(name, value))
    except UnreadableDate as error:
        raise InvalidFilter(f"Filter “{name}”: {error}", field=name) from error
    if not isinstance(point, Point) or point.clock is not None:
        raise InvalidFilter(
            f"Filter “{name}” takes one day, month or year, such as 2021-08-12.", field=name
        )
    return point


def _read_words(name: str, value: Any) -> dict[str, Any]:
    found = tuple(dict.fromkeys(words(_text(name, value))))
    if len(found) > MOST_WORDS:
        raise InvalidFilter(f"Filter “{name}” takes at most {MOST_WORDS} words.", field=name)
    if not found:
        raise InvalidFilter(f"Filter “{name}” has no word in it.", field=name)
    return {name: found}


def _read_countries(name: str, value: Any) -> dict[str, Any]:
    codes = [code.upper() for code in _list(name, value)]
    for code in codes:
        if not re.fullmatch("[A-Z]{2}", code):
            raise InvalidFilter(
                f"“{code[:40]}” is not a country: write two letters such as RU (ISO 3166-1).",
                field=name,
            )
    return {name: frozenset(codes)} if codes else {}


def _one_of(enum: type[StrEnum]) -> _Read:
    def read(name: str, value: Any) -> dict[str, Any]:
        return {name: _word(enum, name, _text(name, value))}

    return read


def _some_of(enum: type[StrEnum]) -> _Read:
    def read(name: str, value: Any) -> dict[str, Any]:
        chosen = frozenset(_word(enum, name, text) for text in _list(name, value))
        return {name: chosen} if chosen else {}

    return read


def _word(enum: type[Word], name: str, text: str) -> Word:
    try:
        return enum(text.lower())
    except ValueError as error:
        raise InvalidFilter(
            f"“{text[:40]}” is no {name}; there are {', '.join(enum)}.", field=name
        ) from error


def _read_certainty(name: str, value: Any) -> dict[str, Any]:
    certainty = _word(Certainty, name, _text(name, value))
    if certainty is Certainty.CANCELLED:
        raise InvalidFilter("“certainty” goes from eos1 to eos5.", field=name)
    return {name: certainty}


def _read_flag(name: str, value: Any) -> dict[str, Any]:
    text = _text(name, value).lower()
    if text not in ("true", "false"):
        raise InvalidFilter(f"Filter “{name}” is true or false, not “{text[:40]}”.", field=name)
    return {name: text == "true"}


def _read_near(name: str, value: Any) -> dict[str, Any]:
    latitude, longitude = _numbers(name, value, 2, "latitude,longitude such as 55.75,37.62")
    if abs(latitude) > NORTH or abs(longitude) > EAST:
        raise InvalidFilter(f"Filter “{name}” lies on no map: {value[:40]}.", field=name)
    return {name: (latitude, longitude)}


def _read_radius(name: str, value: Any) -> dict[str, Any]:
    (radius,) = _numbers(name, value, 1, "kilometres")
    if not 0 < radius <= FARTHEST_KM:
        raise InvalidFilter(
            f"Filter “{name}” is more than 0 and at most {FARTHEST_KM:,} kilometres.", field=name
        )
    return {name: radius}


def _read_box(name: str, value: Any) -> dict[str, Any]:
    told = "west,south,east,north such as 36,55,39,57"
    west, south, east, north = _numbers(name, value, 4, told)
    if max(abs(west), abs(east)) > EAST or not -NORTH <= south <= north <= NORTH:
        raise InvalidFilter(f"Filter “{name}” takes {told}, on the map.", field=name)
    return {"boxes": (Box(west, south, east, north),)}


def _numbers(name: str, value: Any, count: int, told: str) -> list[float]:
    parts = _text(name, value).split(",")
    if len(parts) != count or not all(_NUMBER.fullmatch(part.strip()) for part in parts):
        raise InvalidFilter(f"Filter “{name}” takes {told}.", field=name)
    return [float(part) for part in parts]


def _read_sources(name: str, value: Any) -> dict[str, Any]:
    told = frozenset(text.lower() for text in _list(name, value))
    if any(not text.isprintable() for text in told):
        raise InvalidFilter(f"Filter “{name}” takes outlets such as news.example.", field=name)
    return {name: told} if told else {}


def _list(name: str, value: Any) -> list[str]:
    many = value if isinstance(value, list | tuple | frozenset | set) else [value]
    texts = [part.strip() for one in many for part in _text(name, one).split(",")]
    return [text for text in texts if text]


def _text(name: str, value: Any) -> str:
    if isinstance(value, list | tuple) and len(value) == 1:
        value = value[0]
    if isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise InvalidFilter(f"Filter “{name}” takes one text.", field=name)
    return value.strip()


def circle(found: dict[str, Any]) -> dict[str, Any]:
    """The filters with `near` and `radius_km` as one circle.

    Raises:
        InvalidFilter: There is a radius around nothing.
    """
    near, radius = found.pop("near", None), found.pop("radius_km", None)
    if near is None:
        if radius is not None:
            raise InvalidFilter("“radius_km” needs “near”.", field="radius_km")
        return found
    latitude, longitude = near
    return found | {"circles": (Circle(latitude, longitude, radius or USUAL_KM),)}


READERS: dict[str, _Read] = {
    "from": _read_first,
    "to": _read_last,
    "q": _read_words,
    "country": _read_countries,
    "place": _read_words,
    "kind": _some_of(Kind),
    "status": _some_of(Status),
    "state": lambda name, value: {name: (_word(State, name, _text(name, value)),)},
    "source": _read_sources,
    "near": _read_near,
    "radius_km": _read_radius,
    "bbox": _read_box,
    "precision": _some_of(Precision),
    "certain": _read_flag,
    "certainty": _read_certainty,
    "imprecise": _one_of(Imprecise),
    "cancelled": _one_of(Cancelled),
}

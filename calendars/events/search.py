"""What somebody looks for."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from calendars.dates.precision import Precision
from calendars.errors import InvalidFilter
from calendars.events.areas import Box, Circle
from calendars.events.filters import READERS, TODAY, Cancelled, Imprecise, State, circle
from calendars.reading.mention import Certainty, Kind, Status

SETS = ("country", "kind", "status", "precision")


@dataclass(frozen=True, slots=True)
class Search:
    """A choice of events; what is None chooses nothing.

    `first` and `last` are the days that an event must be able to lie on, both inclusive;
    `upcoming` puts today in place of `first`. `certain` asks that it cannot lie on any
    other. Of the words of a set one must fit; of `q` and `place` all must. A place must lie
    in all circles and boxes.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    upcoming: bool = False
    q: tuple[str, ...] = ()
    country: frozenset[str] | None = None
    place: tuple[str, ...] = ()
    kind: frozenset[Kind] | None = None
    status: frozenset[Status] | None = None
    precision: frozenset[Precision] | None = None
    certain: bool = False
    certainty: Certainty | None = None
    imprecise: Imprecise | None = None
    cancelled: Cancelled | None = None
    state: tuple[State, ...] = ()
    source: frozenset[str] | None = None
    circles: tuple[Circle, ...] = ()
    boxes: tuple[Box, ...] = ()

    @classmethod
    def parse(cls, filters: Mapping[str, Any]) -> "Search":
        """Read filters as a URL or a saved search tells them.

        Names are `from`, `to` (a day, month or year; `from` also `today`), `q`, `country`,
        `place`, `kind`, `status`, `precision`, `certain`, `certainty`, `imprecise`,
        `cancelled`, `state`, `source` (outlets or numbers of sources), `near` with `radius_km`,
        and `bbox`; lists are comma-separated or arrays. Empty values choose nothing.

        >>> Search.parse({"from": "2021-08", "country": "ru,tm"}).first.isoformat()
        '2021-08-01'

        Raises:
            InvalidFilter: A name is unknown or a value has no meaning.
        """
        found: dict[str, Any] = {}
        for name, value in filters.items():
            read = READERS.get(name)
            if read is None:
                raise InvalidFilter(
                    f"There is no filter “{name[:40]}”; there are {', '.join(sorted(READERS))}.",
                    field=name,
                )
            if value not in (None, "", []):
                found |= read(name, value)
        search = cls(**circle(found))
        if search.first and search.last and search.last < search.first:
            raise InvalidFilter(
                f"“to” ({search.last}) lies before “from” ({search.first}).", field="to"
            )
        return search

    def filters(self) -> dict[str, Any]:
        """The search in the words that `parse` reads, the same for the same search.

        Those words tell of one circle, one box and one state.
        """
        told: dict[str, Any] = {
            "from": TODAY if self.upcoming else self.first and self.first.isoformat(),
            "to": self.last and self.last.isoformat(),
            "q": " ".join(self.q),
            "place": " ".join(self.place),
            "certain": self.certain,
        }
        for name in (*SETS, "source"):
            told[name] = sorted(getattr(self, name) or ())
        for name in ("certainty", "imprecise", "cancelled"):
            told[name] = getattr(self, name) and getattr(self, name).value
        for around in self.circles:
            told["near"] = f"{around.latitude:.12g},{around.longitude:.12g}"
            told["radius_km"] = f"{around.radius_km:.12g}"
        told["state"] = "".join(self.state[:1])
        told["bbox"] = "".join(map(str, self.boxes[:1]))
        return {name: value for name, value in told.items() if value}

    def narrowed(self, other: "Search") -> "Search":
        """What both searches find; how events are shown is as the other one says.

        >>> august = Search.parse({"from": "2021-08"})
        >>> august.narrowed(Search.parse({"from": "2021-08-12", "q": "forum"})).filters()
        {'from': '2021-08-12', 'q': 'forum'}
        """
        joined = {
            "first": _latest(max, self.first, other.first),
            "last": _latest(min, self.last, other.last),
            "upcoming": self.upcoming or other.upcoming,
            "q": tuple(dict.fromkeys(self.q + other.q)),
            "place": tuple(dict.fromkeys(self.place + other.place)),
            "certain": self.certain or other.certain,
            "certainty": _latest(max, self.certainty, other.certainty),
            "imprecise": other.imprecise or self.imprecise,
            "cancelled": other.cancelled or self.cancelled,
            "state": tuple(dict.fromkeys(self.state + other.state)),
            "circles": tuple(dict.fromkeys(self.circles + other.circles)),
            "boxes": tuple(dict.fromkeys(self.boxes + other.boxes)),
        }
        for name in (*SETS, "source"):
            joined[name] = _both(getattr(self, name), getattr(other, name))
        return Search(**joined)

    def first_day(self, today: dt.date) -> dt.date | None:
        """The day before which nothing that is found may end, None where any may."""
        first: dt.date | None = _latest(max, self.first, today if self.upcoming else None)
        return first


def _latest(choose: Callable[..., Any], one: Any, other: Any) -> Any:
    """The one of both that narrows more; None narrows nothing."""
    if one is None or other is None:
        return other if one is None else one
    return choose(one, other)


def _both(one: frozenset[Any] | None, other: frozenset[Any] | None) -> frozenset[Any] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other

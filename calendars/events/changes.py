"""What a revision did to an event: each field that changed, from what to what."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from calendars.dates.when import When
from calendars.events.relations import Relation, of_dates, of_places
from calendars.reading.mention import Place, Status
from calendars.store.tables import Change

SIGNIFICANT = frozenset(("edtf", "place", "country", "status", "name"))
"""What grows SEQUENCE: date, place, status and name (RFC 5545 §3.8.7.4)."""
TRACKED = (
    "name",
    "kind",
    "edtf",
    "was",
    "window",
    "place",
    "country",
    "place_id",
    "zone",
    "status",
    "certainty",
    "confidence",
    "organiser",
    "participants",
    "url",
    "rrule",
    "exdates",
    "instances",
    "locked",
    "withdrawn",
)
"""The columns whose changes are kept, enough to tell what was believed at any moment."""
BESIDE = frozenset(("was", "window", "place_id", "locked"))
"""What changes along with other fields, and is told only where it changed alone."""
SOURCES = "sources"
STATUS_CHANGES = {
    Status.SCHEDULED: Change.RESTORED,
    Status.POSTPONED: Change.POSTPONED,
    Status.RESCHEDULED: Change.RESCHEDULED,
    Status.CANCELLED: Change.CANCELLED,
    Status.HELD: Change.HELD,
    Status.LAPSED: Change.LAPSED,
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that changed; the values are as JSON keeps them."""

    change: Change
    field: str
    old: Any
    new: Any


def changes(old: Mapping[str, Any], new: Mapping[str, Any], left: Place | None) -> list[Changed]:
    """What changed between two states of an event, each by the names of its columns.

    `left` is the place of the old state. What is only said once more, or no longer, is a
    change of `sources`, told by the numbers of articles, where no field changed.
    """
    before, after = _tracked(old), _tracked(new)
    found = [
        Changed(_change(name, old, new, left), name, before[name], after[name])
        for name in TRACKED
        if name in after and after[name] != before[name]
    ]
    if not found and "told" in new and old["told"] != new["told"]:
        counts = [state["told"] and state["told"]["articles"] for state in (old, new)]
        found.append(Changed(Change.DETAILED, SOURCES, *counts))
    return found


def is_significant(changed: list[Changed], old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether date, place, status or name are no longer what a calendar was told."""
    if any(one.field in SIGNIFICANT for one in changed):
        return True
    return "starts" in new and new["starts"] != old["starts"]


def _tracked(state: Mapping[str, Any]) -> dict[str, Any]:
    """The columns as they are kept, first and last day of the window together."""
    kept = {name: _plain(value) for name, value in state.items()}
    if "window_first" in kept:
        kept["window"] = [kept["window_first"], kept["window_last"]]
    return kept


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _change(
    name: str, old: Mapping[str, Any], new: Mapping[str, Any], left: Place | None
) -> Change:
    known = _KINDS.get(name)
    return known(old, new, left) if known else Change.DETAILED


def _of_date(old: Mapping[str, Any], new: Mapping[str, Any], _left: Place | None) -> Change:
    if new["edtf"] is None:
        return Change.POSTPONED
    if old["edtf"] is None:
        return Change.RESCHEDULED if new["was"] is not None else Change.SHARPENED
    if of_dates(When.of(new["edtf"]), When.of(old["edtf"])) is Relation.FINER:
        return Change.SHARPENED
    return Change.MOVED


def _of_place(_old: Mapping[str, Any], new: Mapping[str, Any], left: Place | None) -> Change:
    told = Place(new["place"], new["country"]) if new["place"] else None
    if left and (told is None or of_places(told, left) is Relation.OTHER):
        return Change.RELOCATED
    return Change.DETAILED


def _of_life(_old: Mapping[str, Any], new: Mapping[str, Any], _left: Place | None) -> Change:
    return Change.WITHDRAWN if new["withdrawn"] else Change.RESTORED


_KINDS: dict[str, Callable[..., Change]] = {
    "name": lambda *_: Change.RENAMED,
    "edtf": _of_date,
    "place": _of_place,
    "country": _of_place,
    "status": lambda _old, new, _left: STATUS_CHANGES[new["status"]],
    "withdrawn": _of_life,
}

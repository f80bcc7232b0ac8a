"""Events entered, changed and withdrawn by people: claims like any other, but the last word.

A field that a person told stays as told, whatever articles say; the other fields still
follow the articles. Nothing is erased.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

from sqlmodel import Session

from calendars.dates import zones
from calendars.dates.edtf import Interval
from calendars.dates.series import check_rule
from calendars.dates.when import When
from calendars.errors import (
    Gone,
    InvalidField,
    NotFound,
    RevisionMismatch,
    UnknownZone,
    UnreadableDate,
)
from calendars.events import journal
from calendars.events.links import link
from calendars.events.naming import country_name
from calendars.events.places import place_of, resolved
from calendars.events.revise import Cause, blank, last_number, revise
from calendars.reading.mention import Certainty, Kind, Place, Status
from calendars.store.tables import Claim, Decision, Event, Verdict

LONGEST_TEXT = 500
MOST_PARTICIPANTS = 100
MOST_INSTANCES = 100
PLACE_FIELDS = ("place", "country", "timezone")
FIELDS = (
    "name",
    "start",
    "end",
    "edtf",
    *PLACE_FIELDS,
    "kind",
    "status",
    "certainty",
    "organiser",
    "participants",
    "url",
    "rrule",
    "exdates",
    "instances",
)

Word = TypeVar("Word", Kind, Status, Certainty)


def create(session: Session, fields: Mapping[str, Any], *, person: str, now: dt.datetime) -> Event:
    """Enter an event.

    `fields` are `name` and `start` (or `edtf`), and as wished `end`, `place`, `country`,
    `timezone`, `kind`, `status`, `certainty`, `organiser`, `participants`, `url`, `rrule`,
    `exdates`; dates are EDTF text. `person` is who says so.

    Raises:
        InvalidField: A field is missing, unknown or cannot be kept.
    """
    for name in ("name", "start"):
        if not fields.get(name) and not (name == "start" and fields.get("edtf")):
            raise InvalidField(f"An event needs a {name}.", field=name)
    values = _values(fields, None, None)
    _check_series(values, None)
    journal.hold(session)
    event = blank(now)
    session.add(event)
    session.flush()
    return tell(session, event, values, person, now)


def change(
    session: Session,
    event_id: int,
    fields: Mapping[str, Any],
    *,
    person: str,
    now: dt.datetime,
    expected: int | None = None,
    review_id: int | None = None,
) -> Event:
    """Change fields of an event as `create` takes them; None clears one that may be empty.

    `expected` is the number of the revision that the person saw.

    Raises:
        NotFound: There is no event of this id.
        Gone: It was withdrawn, or merged into another.
        RevisionMismatch: It has changed since that revision.
        InvalidField: A field is unknown or cannot be kept.
    """
    journal.hold(session)
    event = _known(session, event_id, expected)
    values = check_fields(event, place_of(session, event), fields)
    return tell(session, event, values, person, now, review_id)


def withdraw(
    session: Session,
    event_id: int,
    *,
    person: str,
    now: dt.datetime,
    expected: int | None = None,
) -> Event:
    """Take an event away; what articles say of it later does not bring it back.

    Raises:
        NotFound: There is no event of this id.
        Gone: It was withdrawn before, or merged into another.
        RevisionMismatch: It has changed since the revision `expected`.
    """
    journal.hold(session)
    event = _known(session, event_id, expected)
    return tell(session, event, {"withdrawn": True}, person, now)


def get(session: Session, event_id: int) -> Event:
    """The event of an id.

    Raises:
        NotFound: There is none.
        Gone: It was withdrawn, or merged into another.
    """
    event = session.get(Event, event_id) if 0 < event_id < 2**63 else None
    if event is None:
        raise NotFound(f"There is no event {event_id}.")
    if event.merged_into is not None:
        raise Gone(f"Event {event_id} was merged into event {event.merged_into}.")
    if event.withdrawn is not None:
        raise Gone(f"Event {event_id} was withdrawn.")
    return event


def _known(session: Session, event_id: int, expected: int | None) -> Event:
    event = get(session, event_id)
    number = last_number(session, event_id)
    if expected is not None and expected != number:
        raise RevisionMismatch(
            f"Event {event_id} is at revision {number}, not {expected}: read it again first."
        )
    return event


def tell(
    session: Session,
    event: Event,
    values: Mapping[str, Any],
    person: str,
    now: dt.datetime,
    review_id: int | None = None,
) -> Event:
    """Claim values of fields as a person, which is a decision that can be undone.

    `values` are as claims keep them: `date` as EDTF, `place` as an object.
    """
    claims = [
        Claim(
            event_id=event.id,
            person=person,
            field=name,
            value=value,
            published=now.date(),
            claimed=now,
        )
        for name, value in values.items()
    ]
    session.add_all(claims)
    session.flush()
    session.add(
        Decision(
            verdict=Verdict.TOLD,
            event_id=event.id,
            claims=[claim.id for claim in claims],
            review_id=review_id,
            person=person,
            at=now,
        )
    )
    cause = Cause(person=person)
    revise(session, event, now=now, cause=cause)
    link(session, [event], now=now, cause=cause)
    journal.advance(session)
    return event


def check_fields(event: Event, place: Place | None, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the claims that changed fields of an event would make.

    Raises:
        InvalidField: A field is unknown or cannot be kept.
    """
    values = _values(fields, event.when, place)
    _check_series(values, event)
    if "date" in values and "status" not in values and event.status is Status.POSTPONED:
        values["status"] = Status.RESCHEDULED.value
    return values


def _values(fields: Mapping[str, Any], when: When | None, place: Place | None) -> dict[str, Any]:
    """The values of the claims that the fields make, or a clear error."""
    for name in fields:
        if name not in FIELDS:
            raise InvalidField(
                f"An event has no field “{name[:40]}”; there are {', '.join(FIELDS)}.", field=name
            )
    values = {name: _READERS[name](fields[name]) for name in fields if name in _READERS}
    if {"start", "end", "edtf"} & fields.keys():
        values["date"] = _date(fields, when)
    if set(PLACE_FIELDS) & fields.keys():
        values["place"] = _place(fields, place)
    return values


def _date(fields: Mapping[str, Any], known: When | None) -> str | None:
    """The date that `start`, `end` and `edtf` tell; what they leave out stays as known."""
    if "edtf" in fields:
        if "start" in fields or "end" in fields:
            raise InvalidField("Tell either edtf or start and end, not both.", field="edtf")
        text = _optional_text("edtf")(fields["edtf"])
        return _when(text, "edtf").edtf if text else None
    lasts = known is not None and isinstance(known.date, Interval)
    start = fields.get("start", known.start if known else None)
    end = fields.get("end", known.end if known and lasts else None)
    start, end = _optional_text("start")(start), _optional_text("end")(end)
    if start is None and end is not None:
        raise InvalidField(
            "An end needs a start; for an open one tell edtf, “../…”.", field="start"
        )
    for text, name in ((start, "start"), (end, "end")):
        if text and ("/" in text or "[" in text):
            raise InvalidField(f"“{name}” is one date; tell a range as edtf.", field=name)
    if start is None:
        return None
    _when(start, "start")
    if end is not None:
        _when(end, "end")
    return _when(f"{start}/{end}" if end and end != start else start, "end").edtf


def _when(text: str, name: str) -> When:
    try:
        return When.of(text)
    except UnreadableDate as error:
        raise InvalidField(f"Field “{name}”: {error}", field=name) from error


def _place(fields: Mapping[str, Any], known: Place | None) -> dict[str, Any] | None:
    """The place that the fields tell; a new name forgets where the old one lay."""
    if "place" in fields and fields["place"] is None:
        return None
    name = _optional_text("place")(fields.get("place", known and known.name))
    country = _country(fields["country"]) if "country" in fields else None
    if name is None and country is None:
        raise InvalidField("A place needs a name.", field="place")
    if known is None or name != known.name or country not in (None, known.country):
        known = resolved(name or country_name(country or ""), country)
    place = asdict(known)
    if "timezone" in fields:
        place["zone"] = _zone(fields["timezone"])
    return place


def _country(value: Any) -> str | None:
    text = _optional_text("country")(value)
    if text is None:
        return None
    if not re.fullmatch("[A-Za-z]{2}", text):
        raise InvalidField(
            f"“{text[:40]}” is not a country: write two letters such as RU (ISO 3166-1).",
            field="country",
        )
    return text.upper()


def _zone(value: Any) -> str | None:
    text = _optional_text("timezone")(value)
    if text is not None:
        try:
            zones.zone(text)
        except UnknownZone as error:
            raise InvalidField(str(error), field="timezone") from error
    return text


def _text(name: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        text = _optional_text(name)(value)
        if text is None:
            raise InvalidField(f"“{name}” cannot be empty.", field=name)
        return text

    return read


def _optional_text(name: str) -> Callable[[Any], str | None]:
    def read(value: Any) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str) or "\0" in value:
            raise InvalidField(f"“{name}” is a text.", field=name)
        text = " ".join(value.split())
        if len(text) > LONGEST_TEXT:
            raise InvalidField(f"“{name}” is longer than {LONGEST_TEXT} characters.", field=name)
        return text or None

    return read


def _one_of(name: str, words: type[Word]) -> Callable[[Any], str]:
    allowed = [word for word in words if word is not Status.LAPSED]

    def read(value: Any) -> str:
        if value not in allowed:
            raise InvalidField(f"“{name}” is one of {', '.join(allowed)}.", field=name)
        return words(value).value

    return read


def _url(value: Any) -> str | None:
    text = _optional_text("url")(value)
    if text is not None and not re.match(r"https?://[^\s/]+", text):
        raise InvalidField("“url” is an address that begins with https:// or http://.", field="url")
    return text


def _people(value: Any) -> list[str]:
    if not isinstance(value, list) or len(value) > MOST_PARTICIPANTS:
        raise InvalidField(
            f"“participants” is a list of at most {MOST_PARTICIPANTS} names.", field="participants"
        )
    return [_text("participants")(name) for name in value]


def _instances(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or len(value) > MOST_INSTANCES:
        raise InvalidField(
            f"“instances” gives at most {MOST_INSTANCES} days their new dates, such as "
            '{"2021-06-01": "2021-06-03T18:00"}.',
            field="instances",
        )
    return {
        _when(_text("instances")(day), "instances").edtf: _when(
            _text("instances")(date), "instances"
        ).edtf
        for day, date in value.items()
    }


def _check_series(values: Mapping[str, Any], event: Event | None) -> None:
    """Refuse a rule that does not fall on the start, which then may be a changed one."""
    rule = values.get("rrule", event.rrule if event else None)
    date = values.get("date", event.edtf if event else None)
    if rule is None or not {"rrule", "date"} & values.keys():
        return
    first = When.of(date).first_moment if date else None
    if first is None:
        raise InvalidField("“rrule” needs a start whose day is known.", field="rrule")
    check_rule(rule, first)


def _exdates(value: Any) -> list[str]:
    if not isinstance(value, list):
        raise InvalidField("“exdates” is a list of days.", field="exdates")
    return [_when(_text("exdates")(day), "exdates").edtf for day in value]


_READERS: dict[str, Callable[[Any], Any]] = {
    "name": _text("name"),
    "kind": _one_of("kind", Kind),
    "status": _one_of("status", Status),
    "certainty": _one_of("certainty", Certainty),
    "organiser": _optional_text("organiser"),
    "participants": _people,
    "url": _url,
    "rrule": _optional_text("rrule"),
    "exdates": _exdates,
    "instances": _instances,
}

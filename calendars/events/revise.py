"""From what the claims say to the event as it is kept, and each change as a revision."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from calendars.dates import series, zones
from calendars.dates.edtf import Point
from calendars.dates.precision import Precision
from calendars.dates.when import When
from calendars.dates.window import OPEN_FUTURE, OPEN_PAST, Window
from calendars.events.changes import SOURCES, Changed, changes, is_significant
from calendars.events.claims import Facts, together
from calendars.events.folding import findable
from calendars.events.lookup import find_words
from calendars.events.matching import hull
from calendars.events.naming import Name
from calendars.events.past import supersede
from calendars.events.places import keep, place_of
from calendars.events.questions import ask_about_conflicts, close_all
from calendars.events.relations import Relation, of_dates
from calendars.events.sayings import Saying, edits, fingerprint, heard, undated
from calendars.reading.mention import Certainty, Kind, Place, Status
from calendars.store.tables import Change, Claim, Event, EventWord, Revision


@dataclass(frozen=True, slots=True)
class Cause:
    """What made an event change: an article, a person, or neither (time passing)."""

    article_id: int | None = None
    person: str | None = None


def blank(now: dt.datetime) -> Event:
    """An event of which nothing is known yet, to hang claims on."""
    return Event(
        name="",
        kind=Kind.OTHER,
        window_first=OPEN_PAST,
        window_last=OPEN_FUTURE,
        precision=Precision.UNKNOWN,
        status=Status.SCHEDULED,
        status_since=now,
        certainty=Certainty.HIGHLY_LIKELY,
        search_text="",
        created=now,
        modified=now,
    )


def revise(
    session: Session, event: Event, *, now: dt.datetime, cause: Cause, lapsing: bool = False
) -> bool:
    """Compute an event anew from its claims; whether any field of it changed.

    Writes one revision with a row for each field that changed, or one that says only that
    its sources did. SEQUENCE grows by one where date, place, status or name changed; the
    kept iCalendar bytes are dropped. `lapsing` says that nothing more is waited for where
    the window has passed.
    """
    session.flush()
    sayings = heard(session, [event.id])[event.id] if event.id else []
    said = edits(session, event.id)
    facts = together(sayings) if sayings else Facts()
    believed = _believed(session, event, facts, sayings, said, now, lapsing)
    number = last_number(session, event.id) + 1
    rows = _rows(session, event, believed, number, now, cause)
    if rows:
        supersede(session, event, now)
        event.sequence = rows[0].sequence
        session.add_all(rows)
    _apply(event, believed)
    session.add(event)
    _keep_words(session, event, sayings)
    session.flush()
    if event.withdrawn:
        close_all(session, event.id)
    else:
        ask_about_conflicts(session, event, sayings, facts.standings, said, now)
    return any(row.field != SOURCES for row in rows)


def last_number(session: Session, event_id: int) -> int:
    """The number of an event's last revision, 0 where there is none."""
    statement = select(func.max(Revision.number)).where(col(Revision.event_id) == event_id)
    return session.exec(statement).one() or 0


def _believed(
    session: Session,
    event: Event,
    facts: Facts,
    sayings: Sequence[Saying],
    said: dict[str, Claim],
    now: dt.datetime,
    lapsing: bool,
) -> dict[str, Any]:
    """The columns of an event as its claims and its people have them."""
    if not sayings and not said:
        return {"withdrawn": event.withdrawn or now, "told": fingerprint(sayings, said)}
    told = {name: claim.value for name, claim in said.items()}
    _let_people_speak(facts, told, said)
    if "date" in told:
        facts.was = _given_up(facts.when, event)
    status = facts.status
    window = facts.window or Window(OPEN_PAST, OPEN_FUTURE)
    lapsing = lapsing or event.status is Status.LAPSED
    if lapsing and _still_lapsed(status, window, now):
        status = Status.LAPSED
    row = keep(session, facts.place) if facts.place else None
    zone = facts.place.zone if facts.place else None
    withdrawn = "withdrawn" in told
    rule = told.get("rrule", facts.rrule)
    return {
        "name": facts.name,
        "kind": facts.kind,
        "edtf": facts.when.edtf if facts.when else None,
        "window_first": window.first,
        "window_last": _last_day(rule, facts.when, window),
        **dated(facts.when, zone),
        "zone": zone,
        "place": row.name if row else None,
        "country": row.country if row else None,
        "place_id": row.id if row else None,
        "status": status,
        "status_since": event.status_since if event.status is status else now,
        "certainty": facts.certainty,
        "confidence": facts.confidence,
        "organiser": facts.organiser,
        "participants": list(facts.participants),
        "was": facts.was.edtf if facts.was else None,
        "url": told.get("url"),
        "rrule": rule,
        "exdates": told.get("exdates", list(facts.exdates)) or [],
        "instances": told.get("instances") or {},
        "locked": sorted(told),
        "withdrawn": (event.withdrawn or now) if withdrawn else None,
        "told": fingerprint(sayings, said),
        "search_text": found_by(
            facts.name, row.name if row else None, facts.organiser, facts.participants, sayings
        ),
    }


def _last_day(rule: str | None, when: When | None, window: Window) -> dt.date:
    """The last day on which an event can lie, that of the last time of a series."""
    first = when.first_moment if when else None
    if rule is None or first is None:
        return window.last
    return series.last_day(rule, first) or OPEN_FUTURE


def found_by(
    name: str,
    place: str | None,
    organiser: str | None,
    participants: Iterable[str],
    sayings: Iterable[Saying],
) -> str:
    """The text in which the words of a search look for an event."""
    told = sorted({text for one in sayings for text in (one.name, one.quote) if text})
    return findable(name, place, organiser, *participants, *told)


def _let_people_speak(facts: Facts, told: dict[str, Any], said: dict[str, Claim]) -> None:
    """Put what people said of a field above what articles say."""
    if "name" in told:
        facts.name, facts.confidence = told["name"], 1.0
    if "kind" in told:
        facts.kind = Kind(told["kind"])
    if "date" in told:
        facts.when = When.of(told["date"]) if told["date"] else None
        facts.window = facts.when.window if facts.when else None
    if "place" in told:
        facts.place = Place(**told["place"]) if told["place"] else None
    if "status" in told:
        facts.status = Status(told["status"])
    if "certainty" in told:
        facts.certainty = Certainty(told["certainty"])
    if "organiser" in told:
        facts.organiser = told["organiser"]
    if "participants" in told:
        facts.participants = tuple(told["participants"])
    if facts.window is None and said:
        facts.window = undated(facts.status, min(claim.published for claim in said.values()))


def _given_up(when: When | None, event: Event) -> When | None:
    """The date that a person's word put out of force, now or before."""
    known = event.when
    if known and (when is None or of_dates(when, known) is Relation.OTHER):
        return known
    return When.of(event.was) if event.was else None


def _still_lapsed(status: Status, window: Window, now: dt.datetime) -> bool:
    return status in (Status.SCHEDULED, Status.RESCHEDULED) and window.last < now.date()


def dated(when: When | None, zone: str | None) -> dict[str, Any]:
    """What follows from a date for the columns of its event, clock times at an IANA zone."""
    return {
        "precision": when.precision if when else Precision.UNKNOWN,
        "certain": when.certain if when else False,
        "starts": _instant(when.begins, zone) if when else None,
        "ends": _instant(when.ends, zone) if when else None,
    }


def _instant(point: Point | None, zone: str | None) -> dt.datetime | None:
    if point is None or point.clock is None or point.moment is not None or zone is None:
        return point.moment if point else None
    return zones.to_utc(dt.datetime.combine(point.window.first, point.clock), zone)


def _rows(
    session: Session,
    event: Event,
    believed: dict[str, Any],
    number: int,
    now: dt.datetime,
    cause: Cause,
) -> list[Revision]:
    """The revision as rows, none where nothing changed."""
    old = {name: getattr(event, name) for name in believed}
    changed = changes(old, believed, place_of(session, event))
    if number == 1:
        changed = [Changed(Change.NEW, "name", None, believed["name"])]
    significant = number > 1 and is_significant(changed, old, believed)
    return [
        Revision(
            event_id=event.id,
            number=number,
            sequence=event.sequence + significant,
            change=one.change,
            field=one.field,
            old=one.old,
            new=one.new,
            article_id=cause.article_id,
            person=cause.person,
            at=now,
        )
        for one in changed
    ]


def _apply(event: Event, believed: dict[str, Any]) -> None:
    for name, value in believed.items():
        if getattr(event, name) != value:
            setattr(event, name, value)


def _keep_words(session: Session, event: Event, sayings: Sequence[Saying]) -> None:
    """Keep the words by which an event is found, with all the days it was told to lie on."""
    names = [Name.of(event.name), *(Name.of(one.name) for one in sayings if one.name)]
    people = [*event.participants, *(name for one in sayings for name in one.participants)]
    places = [place_of(session, event), *(one.place for one in sayings)]
    first, last = hull(event.window, sayings)
    wanted = find_words(names, people, places)
    for row in session.exec(select(EventWord).where(col(EventWord.event_id) == event.id)).all():
        if row.word in wanted:
            row.first, row.last, row.least = first, last, wanted.pop(row.word)
        else:
            session.delete(row)
    session.add_all(
        EventWord(event_id=event.id, word=word, first=first, last=last, least=least)
        for word, least in sorted(wanted.items())
    )

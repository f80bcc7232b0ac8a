"""Events: found, read, entered, changed and withdrawn."""

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Header, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from app import problems
from app.api import idempotency
from app.api.deps import (
    KEY_IS_OPTIONAL,
    AsOf,
    EditKey,
    PartsOf,
    ReadingAsOf,
    SeesPrivate,
    WriteKey,
    Writing,
)
from app.api.idempotency import IdempotencyKey
from app.api.paging import paged, paged_texts
from app.api.parameters import as_parameters
from app.api.shapes import events as shapes
from app.api.shapes.base import Id
from app.kept import keep_listed
from app.wiring import Parts
from calendars import errors
from calendars.errors import InvalidFilter, NotFound, RevisionMissing
from calendars.events import by_hand, shape
from calendars.events import calendars as saved
from calendars.events.finding import changes_since, times_of
from calendars.events.listed import listed
from calendars.events.order import Order
from calendars.events.past import moment_of
from calendars.events.revise import last_number
from calendars.events.search import Search
from calendars.reminders.plan import plan
from calendars.store.tables import Event

router = APIRouter(prefix="/events", tags=["events"])

IfMatch = Annotated[str | None, Header(description="The ETag that the change was made from.")]
CHANGES = problems.responses(
    errors.KeyRequired,
    errors.ScopeMissing,
    errors.NotFound,
    errors.Gone,
    errors.RevisionMismatch,
    errors.RevisionMissing,
)


class Filters(BaseModel):
    """What to look for, as OpenAPI tells it; `Search` reads it. Lists are comma-separated."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)

    first: str | None = Field(
        None, alias="from", description="First day, month or year; `today`.", examples=["2021-04"]
    )
    last: str | None = Field(None, alias="to", description="Last day, month or year.")
    q: str | None = Field(None, description="Words that must all be there.")
    country: str | None = Field(None, description="ISO 3166-1 alpha-2.", examples=["RU"])
    place: str | None = Field(None, description="Words of the place's name.")
    kind: str | None = None
    status: str | None = None
    precision: str | None = None
    certain: str | None = Field(None, description="true: only what cannot lie outside from-to.")
    certainty: str | None = Field(None, description="At least so sure to be held, eos1 to eos5.")
    imprecise: str | None = Field(None, description="hide: only with a named day; only: without.")
    cancelled: str | None = Field(None, description="hide: none that is cancelled or postponed.")
    state: str | None = Field(None, description="upcoming, ongoing or past.")
    source: str | None = Field(None, description="Outlets, or numbers of sources, that tell of it.")
    near: str | None = Field(None, description="Latitude, longitude.", examples=["55.75,37.62"])
    radius_km: str | None = Field(None, description="Around `near`; 50 unless told.")
    bbox: str | None = Field(None, description="West, south, east, north (RFC 7946 §5).")
    order: Order | None = Field(None, description="By what, `start` unless told; - is last first.")
    updated_since: str | None = Field(
        None,
        description="Only what changed from this moment on, in the order of the changes; `gone` "
        "tells what the search finds no longer. Let two questions overlap by a minute.",
        examples=["2021-03-31T12:00:00Z"],
    )
    calendar: str | None = Field(None, description="Only of this calendar, by its slug.")
    cursor: str | None = Field(None, description="The `next` of the answer before.")
    limit: str | None = Field(None, description="Events in one answer.", examples=["50"])


@router.get(
    "",
    summary="Find events",
    response_model=shapes.EventList,
    responses=problems.responses(errors.KeyRequired, errors.ScopeMissing, errors.NotFound),
    openapi_extra={**KEY_IS_OPTIONAL, "parameters": as_parameters(Filters)},
)
def search(
    request: Request,
    parts: PartsOf,
    moment: AsOf,
    private: SeesPrivate,
    after: BackgroundTasks,
) -> Response:
    """Find events that overlap the days asked for, by the start of their window."""
    told = {name: _one(request, name) for name in request.query_params if name != "as_of"}
    today = (moment or parts.clock()).date()
    cursor, slug = told.pop("cursor", None), told.pop("calendar", None)
    since, order = told.pop("updated_since", None), told.pop("order", None)
    limit = _limit(told.pop("limit", None), parts)
    wanted = Search.parse(told)
    with parts.store.reading(as_of=moment) as session:
        if slug:
            saved_search = saved.get(session, slug, private=private).search
            wanted = Search.parse(saved_search).narrowed(wanted)
        if since:
            from_then = _since(since, order, parts)
            changed = changes_since(
                session, wanted, from_then, today=today, limit=limit, cursor=cursor
            )
            body = {
                "items": _with_times(session, changed.items, wanted, today, parts),
                "gone": [shape.gone(event) for event in changed.gone],
            }
            return paged(request, parts, body, changed.next)
        found = listed(
            session,
            wanted,
            today=today,
            limit=limit,
            cursor=cursor,
            order=_order(order) if order else Order.START,
            quote_length=parts.settings.quote_length,
            is_past=moment is not None,
        )
    if found.missing:
        length = parts.settings.quote_length
        after.add_task(keep_listed, parts.store, found, quote_length=length)
    return paged_texts(request, parts, found.items, found.next)


@router.post(
    "",
    summary="Enter an event",
    status_code=201,
    response_model=shapes.Event,
    responses=problems.responses(errors.KeyRequired, errors.ScopeMissing, errors.Conflict),
)
def create(
    body: shapes.EventFields,
    parts: PartsOf,
    session: Writing,
    key: WriteKey,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Enter an event by hand: a claim by a person, with a history like any other."""
    before = idempotency.answered(session, key, idempotency_key, "POST /events", body)
    if before:
        return before
    now = parts.clock()
    event = by_hand.create(session, body.told(), person=key.name, now=now)
    plan(session, [event], now=now, horizon=parts.horizon)
    answer = _one_event(session, event, parts, status=201)
    answer.headers["Location"] = f"/api/v1/events/{event.id}"
    idempotency.remember(session, key, idempotency_key, "POST /events", body, answer, now)
    return answer


@router.get(
    "/{event_id}",
    summary="Read an event",
    response_model=shapes.Event,
    responses=problems.responses(errors.NotFound, errors.Gone),
)
def read(
    event_id: Id,
    parts: PartsOf,
    session: ReadingAsOf,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Read an event, with an ETag to change it by; a merged one redirects to its survivor."""
    event = _known(session, event_id)
    if event.merged_into is not None:
        return Response(None, 308, {"Location": f"/api/v1/events/{event.merged_into}"})
    answer = _one_event(session, by_hand.get(session, event_id), parts)
    if if_none_match and answer.headers["ETag"] in _tags(if_none_match):
        return Response(None, 304, {"ETag": answer.headers["ETag"]})
    return answer


@router.patch(
    "/{event_id}", summary="Change an event", response_model=shapes.Event, responses=CHANGES
)
def change(
    event_id: Id,
    body: shapes.EventFields,
    parts: PartsOf,
    session: Writing,
    key: EditKey,
    if_match: IfMatch = None,
) -> Response:
    """Change fields by hand; null clears one. A changed field no longer follows articles."""
    expected = _expected(session, event_id, if_match)
    now = parts.clock()
    event = by_hand.change(
        session, event_id, body.told(), person=key.name, now=now, expected=expected
    )
    plan(session, [event], now=now, horizon=parts.horizon)
    return _one_event(session, event, parts)


@router.delete("/{event_id}", summary="Withdraw an event", status_code=204, responses=CHANGES)
def withdraw(
    event_id: Id, parts: PartsOf, session: Writing, key: WriteKey, if_match: IfMatch = None
) -> Response:
    """Take an event out of searches and feeds; its history stays. `If-Match` is optional."""
    expected = _expected(session, event_id, if_match or "*")
    now = parts.clock()
    event = by_hand.withdraw(session, event_id, person=key.name, now=now, expected=expected)
    plan(session, [event], now=now, horizon=parts.horizon)
    return Response(None, 204)


@router.get(
    "/{event_id}/claims",
    summary="All that was said of an event",
    response_model=shapes.ClaimList,
    responses=problems.responses(errors.NotFound),
)
def claims(event_id: Id, session: ReadingAsOf) -> Response:
    """Every claim, retracted ones too, with its sentence and what became of it."""
    return JSONResponse({"items": shape.claims(session, _known(session, event_id))})


@router.get(
    "/{event_id}/revisions",
    summary="The history of an event",
    response_model=shapes.RevisionList,
    responses=problems.responses(errors.NotFound),
)
def revisions(event_id: Id, session: ReadingAsOf) -> Response:
    """Every change, oldest first: what, from, to, why and when."""
    return JSONResponse({"items": shape.revisions(session, _known(session, event_id))})


def _with_times(
    session: Session, items: Sequence[Event], wanted: Search, today: dt.date, parts: Parts
) -> list[dict[str, Any]]:
    """Events as JSON, a series with its times on the days asked for."""
    told = shape.events(session, items, quote_length=parts.settings.quote_length)
    for event, item in zip(items, told, strict=True):
        if event.rrule is not None:
            item["occurrences"] = [one.key for one in times_of(event, wanted, today)]
    return told


def _since(text: str, order: str | None, parts: Parts) -> dt.datetime:
    """The moment from which on changes are asked for."""
    if order not in (None, "", Order.MODIFIED):
        raise InvalidFilter("Changes come in the order `modified`.", field="order")
    return moment_of(text, parts.clock(), name="updated_since", day_over=False)


def _order(text: str) -> Order:
    try:
        return Order(text)
    except ValueError as error:
        raise InvalidFilter(
            f"“{text[:40]}” is no order; there are {', '.join(Order)}.", field="order"
        ) from error


def _one(request: Request, name: str) -> str:
    values = request.query_params.getlist(name)
    if len(values) > 1:
        raise InvalidFilter(
            f"Filter “{name[:40]}” is there {len(values)} times: write lists with commas.",
            field=name,
        )
    return values[0]


def _limit(text: str | None, parts: Parts) -> int:
    most = parts.settings.page_size_max
    if not text:
        return min(parts.settings.page_size, most)
    if not re.fullmatch("[0-9]{1,9}", text) or not 1 <= int(text) <= most:
        raise InvalidFilter(f"“limit” is a number from 1 to {most}.", field="limit")
    return int(text)


def _known(session: Session, event_id: int) -> Event:
    event = session.get(Event, event_id)
    if event is None:
        raise NotFound(f"There is no event {event_id}.")
    return event


def _one_event(session: Session, event: Event, parts: Parts, status: int = 200) -> JSONResponse:
    """The event with an ETag: the number of its revision, and a digest of all that is shown."""
    [told] = shape.events(session, [event], quote_length=parts.settings.quote_length)
    answer = JSONResponse(told, status)
    digest = hashlib.sha256(bytes(answer.body)).hexdigest()[:16]
    answer.headers["ETag"] = f'"{last_number(session, event.id)}-{digest}"'
    return answer


def _tags(header: str) -> set[str]:
    """The entity tags of a header, weak ones without their mark."""
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}


def _expected(session: Session, event_id: int, if_match: str | None) -> int | None:
    """The revision that a change was made from; None where any will do.

    Raises:
        RevisionMissing: The request does not say.
    """
    if if_match is None:
        raise RevisionMissing(
            f"Send the ETag of event {event_id} as If-Match, so that nobody's change is lost."
        )
    if if_match.strip() == "*":
        return None
    numbers = [int(n) for n in re.findall(r'"([0-9]{1,9})-[0-9a-f]{16}"', if_match)]
    current = last_number(session, event_id)
    return current if current in numbers else next(iter(numbers), -1)

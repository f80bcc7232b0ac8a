"""Calendars: named, saved searches, and the addresses at which they are read."""

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from app import problems
from app.api.deps import KEY_IS_OPTIONAL, PartsOf, Reading, SeesPrivate, WriteKey, Writing
from app.api.shapes import calendars as shapes
from app.wiring import Parts
from calendars import errors
from calendars.events import calendars as saved
from calendars.events import shape
from calendars.feeds.formats import FORMATS
from calendars.reminders.plan import plan_calendar
from calendars.store.tables import Calendar

router = APIRouter(prefix="/calendars", tags=["calendars"])

CHANGES = problems.responses(errors.KeyRequired, errors.ScopeMissing, errors.NotFound)


@router.get(
    "",
    summary="List the calendars",
    response_model=shapes.CalendarList,
    responses=problems.responses(errors.KeyRequired, errors.ScopeMissing),
    openapi_extra=KEY_IS_OPTIONAL,
)
def every(parts: PartsOf, session: Reading, private: SeesPrivate) -> Response:
    """All calendars by their slugs; private ones for who shows a key."""
    found = saved.every(session, private=private)
    return JSONResponse({"items": [_told(one, parts) for one in found]})


@router.post(
    "",
    summary="Save a search as a calendar",
    status_code=201,
    response_model=shapes.Calendar,
    responses=problems.responses(errors.KeyRequired, errors.ScopeMissing, errors.AlreadyExists),
)
def create(
    body: shapes.CalendarFields, parts: PartsOf, session: Writing, _key: WriteKey
) -> Response:
    """Save a search under a name; its feeds are there at once."""
    calendar = saved.create(
        session,
        body.slug,
        body.name,
        body.search,
        now=parts.clock(),
        description=body.description,
        colour=body.colour,
        private=body.private,
    )
    return JSONResponse(
        _told(calendar, parts), 201, {"Location": f"/api/v1/calendars/{calendar.slug}"}
    )


@router.get(
    "/{slug}",
    summary="Read a calendar",
    response_model=shapes.Calendar,
    responses=problems.responses(errors.KeyRequired, errors.ScopeMissing, errors.NotFound),
    openapi_extra=KEY_IS_OPTIONAL,
)
def get(slug: str, parts: PartsOf, session: Reading, private: SeesPrivate) -> Response:
    """A calendar and the addresses of its feeds; a private one for who shows a key."""
    return JSONResponse(_told(saved.get(session, slug, private=private), parts))


@router.patch(
    "/{slug}", summary="Change a calendar", response_model=shapes.Calendar, responses=CHANGES
)
def change(
    slug: str, body: shapes.CalendarChanges, parts: PartsOf, session: Writing, _key: WriteKey
) -> Response:
    """Change its name, search, description, colour or privacy; the slug stays for life.

    Whoever subscribes to it is from then on reminded of what the new search finds.
    """
    changes, now = body.model_dump(exclude_unset=True), parts.clock()
    changed = saved.change(session, slug, changes, now=now)
    plan_calendar(session, slug, now=now, horizon=parts.horizon)
    return JSONResponse(_told(changed, parts))


@router.delete(
    "/{slug}",
    summary="Remove a calendar",
    status_code=204,
    responses=CHANGES | problems.responses(errors.Conflict),
)
def delete(slug: str, session: Writing, _key: WriteKey) -> Response:
    """Remove a calendar and its feeds; its events stay."""
    saved.delete(session, slug)
    return Response(None, 204)


def _told(calendar: Calendar, parts: Parts) -> dict[str, Any]:
    if calendar.private:
        return shape.calendar(calendar) | {"feeds": {}, "caldav": None}
    feeds = feeds_at(f"calendars/{calendar.slug}", parts)
    address = f"{parts.settings.base_url}/caldav/{calendar.slug}/"
    return shape.calendar(calendar) | {"feeds": feeds, "caldav": address}


def feeds_at(path: str, parts: Parts) -> dict[str, str]:
    """The address of a feed in every format."""
    return {ending: f"{parts.settings.base_url}/{path}.{ending}" for ending in FORMATS}

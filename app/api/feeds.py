"""The feed doctor over REST."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from app import doctor, problems
from app.api.deps import PartsOf, ReadKey
from app.api.shapes import feeds as shapes
from calendars import errors

router = APIRouter(prefix="/feeds", tags=["feeds"])


@router.get(
    "/check",
    summary="Look at a feed as a calendar program would",
    response_model=shapes.FeedReport,
    responses=problems.responses(
        errors.KeyRequired, errors.ScopeMissing, errors.NotFound, errors.SourceError
    ),
)
def check(
    feed: Annotated[str, Query(max_length=2_000, description="A calendar's slug or any URL.")],
    parts: PartsOf,
    _key: ReadKey,
) -> Response:
    """Its size, events, days, zones and validators, who fetched it, and what is wrong with it."""
    return JSONResponse(doctor.check(parts, feed, parts.client).as_json())

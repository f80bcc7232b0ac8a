"""Secret addresses of calendars: made, listed, exchanged and taken back."""

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from sqlmodel import Session

from app import problems
from app.api.calendars import feeds_at
from app.api.deps import PartsOf, Reading, WriteKey, Writing
from app.api.shapes import feeds as shapes
from app.api.shapes.base import Id
from app.wiring import Parts
from calendars import errors
from calendars.events import shape
from calendars.feeds import secrets
from calendars.store.tables import SecretFeed

router = APIRouter(prefix="/calendars/{slug}/secrets", tags=["calendars"])

ANSWERS = problems.responses(errors.KeyRequired, errors.ScopeMissing, errors.NotFound)


@router.get(
    "",
    summary="List the secret feeds of a calendar",
    response_model=shapes.SecretFeedList,
    responses=ANSWERS,
)
def every(slug: str, session: Reading, _key: WriteKey) -> Response:
    """Its secret addresses without their secrets, those taken back too."""
    items = [_told(session, one) for one in secrets.every(session, slug)]
    return JSONResponse({"items": items})


@router.post(
    "",
    summary="Make a secret feed",
    status_code=201,
    response_model=shapes.NewSecretFeed,
    responses=ANSWERS,
)
def create(
    slug: str, body: shapes.SecretFeedFields, parts: PartsOf, session: Writing, _key: WriteKey
) -> Response:
    """Make an address that only who is told it knows; it is shown this once."""
    return _shown(session, parts, *secrets.create(session, slug, body.name, now=parts.clock()))


@router.post(
    "/{feed_id}/rotate",
    summary="Exchange a secret feed",
    status_code=201,
    response_model=shapes.NewSecretFeed,
    responses=ANSWERS | problems.responses(errors.Gone),
)
def rotate(slug: str, feed_id: Id, parts: PartsOf, session: Writing, _key: WriteKey) -> Response:
    """Take an address back, which answers 410 from now on, and make another one for it."""
    return _shown(session, parts, *secrets.rotate(session, slug, feed_id, now=parts.clock()))


@router.delete("/{feed_id}", summary="Revoke a secret feed", status_code=204, responses=ANSWERS)
def revoke(slug: str, feed_id: Id, parts: PartsOf, session: Writing, _key: WriteKey) -> Response:
    """Take an address back for good: it answers 410 from now on."""
    secrets.revoke(session, slug, feed_id, now=parts.clock())
    return Response(None, 204)


def _shown(session: Session, parts: Parts, made: SecretFeed, token: str) -> Response:
    session.flush()
    told = _told(session, made) | {"feeds": feeds_at(f"feeds/{token}", parts)}
    return JSONResponse(told, 201, {"Cache-Control": "no-store"})


def _told(session: Session, feed: SecretFeed) -> dict[str, Any]:
    return {
        "id": feed.id,
        "name": feed.name,
        "created": shape.moment(feed.created),
        "revoked": shape.moment(feed.revoked),
        "last_used": shape.moment(secrets.last_used(session, feed)),
    }

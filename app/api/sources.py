"""Sources: where articles are pulled from, and how that goes."""

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from app import problems, sources
from app.api.deps import PartsOf, Reading, ReadKey, WriteKey, Writing
from app.api.shapes import sources as shapes
from app.api.shapes.base import Id
from calendars import errors
from calendars.events.shape import moment
from calendars.store.tables import Source

router = APIRouter(prefix="/sources", tags=["sources"])

KEYS = (errors.KeyRequired, errors.ScopeMissing)


@router.get(
    "",
    summary="List the sources",
    response_model=shapes.SourceList,
    responses=problems.responses(*KEYS),
)
def every(session: Reading, _key: ReadKey) -> Response:
    """All sources, with when each was last pulled and how that went."""
    return JSONResponse({"items": [_told(source) for source in sources.every(session)]})


@router.post(
    "",
    summary="Add a source",
    status_code=201,
    response_model=shapes.Source,
    responses=problems.responses(*KEYS, errors.AlreadyExists, errors.FetchFailed),
)
def add(body: shapes.SourceFields, parts: PartsOf, _key: WriteKey) -> Response:
    """Fetch a feed or page, find out which it is, and pull it from now on."""
    source = parts.puller.add(body.url, now=parts.clock(), name=body.name, every=parts.pull_every)
    return JSONResponse(_told(source), 201)


@router.delete(
    "/{source_id}",
    summary="Remove a source",
    status_code=204,
    responses=problems.responses(*KEYS, errors.NotFound),
)
def remove(source_id: Id, session: Writing, _key: WriteKey) -> Response:
    """Pull it no more; its articles stay."""
    sources.remove(session, sources.find(session, str(source_id)))
    return Response(None, 204)


def _told(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "kind": source.kind,
        "url": source.url,
        "name": source.name,
        "next_pull": moment(source.next_pull),
        "last_pull": moment(source.last_pull),
        "last_success": moment(source.last_success),
        "failures": source.failures,
        "last_error": source.last_error,
    }

"""Whether the server lives, and whether it can work."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from app import problems
from app.api.deps import PartsOf
from calendars.errors import DatabaseUnavailable
from calendars.store.tables import JobRun

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """That all is well."""

    status: Literal["ok"] = "ok"


@router.get("/healthz", summary="Whether the server lives")
def healthz() -> Health:
    """Answer as soon as requests are answered at all; asks nothing of the database."""
    return Health()


@router.get(
    "/readyz",
    summary="Whether the server can work",
    responses=problems.responses(DatabaseUnavailable),
)
def readyz(parts: PartsOf) -> Health:
    """Check that the database is reachable, of this version's schema, and writable."""
    parts.store.require_schema()
    with parts.store.writing() as session:
        session.add(JobRun(name="readyz", slot=0, at=parts.clock()))
        session.flush()
        session.rollback()
    return Health()

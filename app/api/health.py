"""Whether the server lives, and whether it can work."""

import datetime as dt
import secrets
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import delete
from sqlmodel import col

from app import problems
from app.api.deps import PartsOf
from calendars.errors import DatabaseUnavailable
from calendars.store.tables import JobRun

router = APIRouter(tags=["health"])

# What is written to see whether there is room for more: 32 kB, in rows that an index can hold.
PROBE = "probe-"
PROBE_ROWS, PROBE_BYTES = 16, 1_000
MINUTE = dt.timedelta(minutes=1)


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
    """Check that the database is reachable, of this version's schema, writable, and not full.

    Some rows are really written and taken away again, for a disk that is full only tells
    when something is committed.
    """
    parts.store.require_schema()
    now, slot = parts.clock(), secrets.randbits(62)
    with parts.store.writing() as session:
        session.add_all(
            JobRun(name=PROBE + secrets.token_hex(PROBE_BYTES), slot=slot, at=now)
            for _ in range(PROBE_ROWS)
        )
    with parts.store.writing() as session:
        is_probe = col(JobRun.name).startswith(PROBE)
        is_old = (col(JobRun.slot) == slot) | (col(JobRun.at) < now - MINUTE)
        session.execute(delete(JobRun).where(is_probe, is_old))
    return Health()

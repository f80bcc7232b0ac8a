"""Requests that are sent again with the same `Idempotency-Key` are answered as before."""

import datetime as dt
import hashlib
from typing import Annotated, Any

from fastapi import Header, Response
from pydantic import BaseModel
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select

from calendars.errors import Conflict, IdempotencyKeyReused
from calendars.store.tables import ApiKey, IdempotentAnswer

KEPT = dt.timedelta(days=1)

IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=200,
        description="Any text of your own; the same request again is answered as before.",
    ),
]


def answered(
    session: Session, owner: ApiKey, key: str | None, request: str, body: BaseModel
) -> Response | None:
    """The answer that this request got before, None where it is a new one.

    Raises:
        IdempotencyKeyReused: The key came with another request.
    """
    if key is None:
        return None
    kept = session.exec(
        select(IdempotentAnswer).where(
            col(IdempotentAnswer.api_key_id) == owner.id, col(IdempotentAnswer.key) == key
        )
    ).one_or_none()
    if kept is None:
        return None
    if kept.request_hash != _hash(request, body):
        raise IdempotencyKeyReused(
            "The Idempotency-Key was used for another request: take a new one for each request."
        )
    return Response(kept.body, kept.status, kept.headers)


def remember(
    session: Session,
    owner: ApiKey,
    key: str | None,
    request: str,
    body: BaseModel,
    answer: Response,
    now: dt.datetime,
) -> None:
    """Keep the answer for a day, in the transaction that did the work.

    Raises:
        Conflict: The same request is being answered at this moment.
    """
    if key is None:
        return
    session.exec(delete(IdempotentAnswer).where(col(IdempotentAnswer.at) < now - KEPT))
    headers: dict[str, Any] = dict(answer.headers)
    headers.pop("content-length", None)
    session.add(
        IdempotentAnswer(
            api_key_id=owner.id,
            key=key,
            request_hash=_hash(request, body),
            status=answer.status_code,
            headers=headers,
            body=bytes(answer.body).decode(),
            at=now,
        )
    )
    try:
        session.flush()
    except IntegrityError as error:
        raise Conflict("The same request is being answered right now: ask again.") from error


def _hash(request: str, body: BaseModel) -> str:
    return hashlib.sha256(f"{request}\n{body.model_dump_json()}".encode()).hexdigest()

"""What every resource asks for: the parts, a session, a key."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlmodel import Session

from app import keys
from app.keys import Scope
from app.wiring import Parts
from calendars.errors import KeyRequired
from calendars.events.past import moment_of
from calendars.store.tables import ApiKey

bearer = HTTPBearer(auto_error=False, description="A key of `dateline keys create`.")


async def parts_of(request: Request) -> Parts:
    """The parts that the app was made of."""
    parts: Parts = request.app.state.parts
    return parts


PartsOf = Annotated[Parts, Depends(parts_of)]


def _reading(parts: PartsOf) -> Iterator[Session]:
    with parts.store.reading() as session:
        yield session


async def as_of_moment(
    parts: PartsOf,
    as_of: Annotated[
        str | None,
        Query(
            description="Answer as it was believed at this moment, or when that day was over.",
            examples=["2021-03-31T12:00:00Z"],
        ),
    ] = None,
) -> dt.datetime | None:
    """The moment that is asked about, None for now."""
    return moment_of(as_of, parts.clock()) if as_of else None


AsOf = Annotated[dt.datetime | None, Depends(as_of_moment)]


def _reading_as_of(parts: PartsOf, moment: AsOf) -> Iterator[Session]:
    with parts.store.reading(as_of=moment) as session:
        yield session


def _writing(parts: PartsOf) -> Iterator[Session]:
    with parts.store.writing() as session:
        yield session


# With the default scope the commit would come after the answer, so a failed one still said 200.
Reading = Annotated[Session, Depends(_reading, scope="function")]
ReadingAsOf = Annotated[Session, Depends(_reading_as_of, scope="function")]
Writing = Annotated[Session, Depends(_writing, scope="function")]


def _needs(*scopes: Scope) -> Callable[..., ApiKey]:
    def check(
        parts: PartsOf,
        shown: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
    ) -> ApiKey:
        if shown is None:
            raise KeyRequired(
                "This needs an API key: send `Authorization: Bearer …` with a key of "
                "`dateline keys create`."
            )
        now = parts.clock()
        with parts.store.reading() as session:
            key = keys.check(session, shown.credentials, *scopes)
        if keys.is_use_news(key, now):
            with parts.store.writing() as session:
                keys.note_use(session, key.id, now)
        return key

    return check


async def _holds_key(
    parts: PartsOf,
    shown: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
) -> bool:
    if shown is None:  # as most callers, for whom no thread is needed
        return False
    return await run_in_threadpool(_needs(Scope.READ), parts, shown) is not None


# What OpenAPI says of a route that a key is not needed for, but heard where it is shown.
KEY_IS_OPTIONAL: dict[str, Any] = {"security": [{}]}
SeesPrivate = Annotated[bool, Depends(_holds_key)]
ReadKey = Annotated[ApiKey, Depends(_needs(Scope.READ))]
WriteKey = Annotated[ApiKey, Depends(_needs(Scope.WRITE))]
ReviewKey = Annotated[ApiKey, Depends(_needs(Scope.REVIEW))]
EditKey = Annotated[ApiKey, Depends(_needs(Scope.WRITE, Scope.REVIEW))]
AdminKey = Annotated[ApiKey, Depends(_needs(Scope.ADMIN))]

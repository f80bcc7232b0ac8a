"""What a problem's type leads to: a page that says what it means."""

import inspect

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from app import problems
from calendars import errors
from calendars.errors import DatelineError, NotFound

router = APIRouter(prefix="/problems", include_in_schema=False)

MEANINGS: dict[str, type[DatelineError]] = {
    problems.name_of(kind): kind
    for kind in vars(errors).values()
    if inspect.isclass(kind) and issubclass(kind, DatelineError)
}


@router.get("/{name}")
def meaning(name: str) -> PlainTextResponse:
    """The sentence and the status of one type of problem."""
    kind = MEANINGS.get(name)
    if kind is None:
        raise NotFound(f"There is no type of problem “{name[:80]}”.")
    status = problems.status_of(kind)
    return PlainTextResponse(
        f"{inspect.getdoc(kind)}\n\nHTTP status {status.value} {status.phrase}.\n"
    )

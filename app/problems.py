"""Errors as RFC 9457 problem documents: the only place where they meet HTTP."""

import inspect
import json
import logging
import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from calendars import errors
from calendars.errors import DatelineError, InvalidInput

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 30
UNREADABLE_BODY = "There was an error parsing the body"  # of FastAPI

# An error that is not named here has the status of the class it descends from.
STATUSES: dict[type[DatelineError], HTTPStatus] = {
    errors.DatelineError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.InvalidInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.ArticleTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.InvalidSetting: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.Gone: HTTPStatus.GONE,
    errors.Conflict: HTTPStatus.CONFLICT,
    errors.RevisionMismatch: HTTPStatus.PRECONDITION_FAILED,
    errors.RevisionMissing: HTTPStatus.PRECONDITION_REQUIRED,
    errors.IdempotencyKeyReused: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NotAllowed: HTTPStatus.FORBIDDEN,
    errors.KeyRequired: HTTPStatus.UNAUTHORIZED,
    errors.TooManyRequests: HTTPStatus.TOO_MANY_REQUESTS,
    errors.SourceError: HTTPStatus.BAD_GATEWAY,
    errors.AddressRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.DeliveryError: HTTPStatus.BAD_GATEWAY,
    errors.DatabaseError: HTTPStatus.SERVICE_UNAVAILABLE,
}

log = logging.getLogger(__name__)


class FieldProblem(BaseModel):
    """One field that cannot be used, and why."""

    field: str
    detail: str


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "type": "/problems/invalid-filter",
                "title": "A search was asked for with a filter that has no meaning.",
                "status": 422,
                "detail": "“2021-02-30” is no date: February 2021 has 28 days.",
                "instance": "/api/v1/events",
                "field": "from",
            }
        }
    )

    type: str = Field(description="What sort of problem it is; the address of its description.")
    title: str
    status: int
    detail: str
    instance: str
    field: str | None = None
    errors: list[FieldProblem] | None = None


def status_of(kind: type[DatelineError]) -> HTTPStatus:
    """The HTTP status of an error class, its own or the nearest ancestor's."""
    return next(STATUSES[ancestor] for ancestor in kind.__mro__ if ancestor in STATUSES)


def name_of(kind: type[DatelineError]) -> str:
    """The class name as the last part of a problem's type.

    >>> name_of(errors.MissingPublicationDate)
    'missing-publication-date'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


def title_of(kind: type[DatelineError]) -> str:
    """What the error class means, in one sentence."""
    return inspect.getdoc(kind).splitlines()[0]  # type: ignore[union-attr]


def responses(*kinds: type[DatelineError]) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of the problems that a route may answer with."""
    said: dict[int | str, dict[str, Any]] = {}
    for kind in (*kinds, errors.InvalidInput):
        content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        said.setdefault(int(status_of(kind)), {"description": title_of(kind), "content": content})
    return said


def install(app: FastAPI) -> None:
    """Answer every error of the app with a problem document, and say so in its OpenAPI."""
    describe = app.openapi

    def openapi() -> dict[str, Any]:
        said = describe()
        template = "#/components/schemas/{model}"
        schema = Problem.model_json_schema(ref_template=template)
        parts = said.setdefault("components", {}).setdefault("schemas", {})
        parts |= schema.pop("$defs", {}) | {"Problem": schema}
        return said

    app.openapi = openapi  # type: ignore[method-assign]

    @app.exception_handler(DatelineError)
    async def _ours(request: Request, error: DatelineError) -> Response:
        return of_error(error, request.url.path)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        return _of_validation(error, request.url.path)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        if error.detail == UNREADABLE_BODY:
            told = InvalidInput("The body cannot be read: send JSON in UTF-8.", field="body")
            return of_error(told, request.url.path)
        return of_status(error.status_code, request.url.path, error.detail, error.headers)

    @app.exception_handler(Exception)
    async def _unexpected(request: Request, _error: Exception) -> Response:
        # Starlette raises it again after this answer, so the server logs the trace.
        return of_status(500, request.url.path, "Something went wrong here; it has been logged.")


def of_error(error: DatelineError, instance: str) -> Response:
    """The answer to one of our errors; what is our own fault is logged and not told."""
    kind = type(error)
    status = status_of(kind)
    headers: dict[str, str] = {}
    if isinstance(error, errors.KeyRequired):
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, errors.TooManyRequests):
        headers["Retry-After"] = str(error.retry_after)
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(RETRY_SECONDS)
    detail = str(error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("%s: %s", kind.__name__, error)
    if status is HTTPStatus.INTERNAL_SERVER_ERROR:
        detail = "Something went wrong here; it has been logged."
    more = {"field": error.field} if isinstance(error, errors.InvalidInput) and error.field else {}
    return _document(
        f"/problems/{name_of(kind)}", title_of(kind), status, detail, instance, headers, more
    )


def of_status(
    status: int, instance: str, detail: str | None = None, headers: Any = None
) -> Response:
    """The answer where only HTTP itself has something to say: no such route or method."""
    phrase = HTTPStatus(status).phrase
    kind = "/problems/" + re.sub(r"\W+", "-", phrase.lower())
    title = phrase.capitalize() + "."
    return _document(kind, title, status, detail or title, instance, dict(headers or {}), {})


def _of_validation(error: RequestValidationError, instance: str) -> Response:
    wrong = [{"field": _field(item["loc"]), "detail": item["msg"] + "."} for item in error.errors()]
    detail = "; ".join(f"{item['field']}: {item['detail'].rstrip('.')}" for item in wrong) + "."
    kind = errors.InvalidInput
    return _document(
        f"/problems/{name_of(kind)}",
        title_of(kind),
        status_of(kind),
        detail,
        instance,
        {},
        {"field": wrong[0]["field"], "errors": wrong},
    )


def _field(location: Sequence[Any]) -> str:
    """The name of the field without the part of the request that it stands in."""
    return ".".join(str(part) for part in location[1:]) or str(location[0])


def _document(
    kind: str,
    title: str,
    status: int,
    detail: str,
    instance: str,
    headers: dict[str, str],
    more: dict[str, Any],
) -> Response:
    body = {
        "type": kind,
        "title": title,
        "status": int(status),
        "detail": detail,
        "instance": instance,
        **more,
    }
    # ASCII only: a message may quote a lone surrogate, which UTF-8 cannot carry.
    return Response(
        json.dumps(body), int(status), {**headers, "Cache-Control": "no-store"}, MEDIA_TYPE
    )

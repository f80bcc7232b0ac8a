"""Pages from templates: what they may do in a browser, and errors as pages to read."""

import json
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException

from app import problems
from app.web import files
from calendars.dates.words import MONTHS, day_words, days_words
from calendars.errors import DatelineError, NotFound

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
# Nothing from elsewhere, no script but our own file, no frame around us.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}

log = logging.getLogger(__name__)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("app.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day_words": day_words,
        "days_words": days_words,
        "month_words": lambda day: f"{MONTHS[day.month - 1]} {day.year}",
        "month_name": lambda day: MONTHS[day.month - 1],
        "weekday": lambda day: WEEKDAYS[day.weekday()],
    }
    environment.globals |= {"file": files.address, "weekdays": WEEKDAYS}
    return environment


TEMPLATES = _environment()


def page(
    template: str, *, status: int = 200, headers: dict[str, str] | None = None, **context: Any
) -> HTMLResponse:
    """A page from its template and what it tells."""
    html = TEMPLATES.get_template(template).render(**context)
    # A lone surrogate in a text cannot be sent as UTF-8.
    body = html.encode("utf-8", "replace")
    return HTMLResponse(body, status, {**HEADERS, **(headers or {})})


def error_page(path: str, error: Exception) -> HTMLResponse:
    """The page that says what went wrong; what is our own fault is logged and not told."""
    if isinstance(error, DatelineError):
        problem = problems.of_error(error, path)
    elif isinstance(error, HTTPException):
        problem = problems.of_status(error.status_code, path, error.detail)
    else:
        log.error("A page failed: %s", path, exc_info=error)
        problem = problems.of_status(500, path, "Something went wrong here; it has been logged.")
    told = json.loads(bytes(problem.body))
    headers = {"Cache-Control": "no-store"}
    if "Retry-After" in problem.headers:
        headers["Retry-After"] = problem.headers["Retry-After"]
    return page(
        "message.html",
        status=problem.status_code,
        headers=headers,
        title=told["title"].rstrip("."),
        text=told["detail"],
    )


def install(app: FastAPI) -> None:
    """Tell a browser that asks for what is not here so on a page, other programs as before."""

    @app.exception_handler(404)
    async def _nothing_here(request: Request, error: HTTPException) -> Response:
        path = request.url.path
        if "text/html" in request.headers.get("accept", ""):
            return error_page(path, NotFound("There is nothing at this address."))
        return problems.of_status(404, path, error.detail)


class PageRoute(APIRoute):
    """A route whose errors are pages."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with what it raises caught."""
        answer = super().get_route_handler()

        async def answer_with_page(request: Request) -> Response:
            try:
                return await answer(request)
            except Exception as error:  # noqa: BLE001 - whatever it is, a person is waiting
                return error_page(request.url.path, error)

        return answer_with_page

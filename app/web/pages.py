"""Pages from templates: what they may do in a browser, and errors as pages to read."""

import json
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException

from app.api.shapes.subscriptions import SubscriptionChoices
from app.web import files
from calendars.dates.words import MONTHS, day_words
from calendars.errors import DatelineError

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

READ = ["GET", "HEAD"]
Handler = Callable[[Request, Any], Any]


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
        "month_words": lambda day: f"{MONTHS[day.month - 1]} {day.year}",
        "month_name": lambda day: MONTHS[day.month - 1],
        "weekday": lambda day: WEEKDAYS[day.weekday()],
    }
    environment.globals |= {
        "file": files.address,
        "weekdays": WEEKDAYS,
        "default_choices": SubscriptionChoices(),
    }
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


class PageRoute(APIRoute):
    """A route that answers people: its errors are pages."""


def install(app: FastAPI) -> None:
    """Tell errors on pages to who opened one, and to other programs as they are told now."""
    for kind in (DatelineError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, _page_or(app.exception_handlers[kind]))


def _page_or(document: Handler) -> Handler:
    async def answer(request: Request, error: Exception) -> Response:
        problem: Response = await document(request, error)
        return _error_page(problem) if _is_for_a_person(request) else problem

    return answer


def _is_for_a_person(request: Request) -> bool:
    route = request.scope.get("route")
    if route is None:
        return "text/html" in request.headers.get("accept", "")
    return isinstance(route, PageRoute)


def _error_page(problem: Response) -> HTMLResponse:
    """A problem document as a page, with its status and headers."""
    told = json.loads(bytes(problem.body))
    title = told["title"].rstrip(".")
    own = ("content-type", "content-length")
    headers = {name: value for name, value in problem.headers.items() if name not in own}
    return page(
        "message.html",
        status=problem.status_code,
        headers=headers,
        title=title,
        text=told["detail"] if told["detail"].casefold() != title.casefold() else "",
    )

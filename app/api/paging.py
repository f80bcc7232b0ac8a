"""Lists that are answered a page at a time (RFC 8288)."""

from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import JSONResponse

from app.wiring import Parts


def paged(request: Request, parts: Parts, body: dict[str, Any], following: Any) -> JSONResponse:
    """A page of a list; `following` is the cursor of the next one, None where there is none."""
    answer = JSONResponse(body | {"next": following})
    if following:
        query = urlencode(dict(request.query_params) | {"cursor": following})
        address = f"{parts.settings.base_url}{request.url.path}?{query}"
        answer.headers["Link"] = f'<{address}>; rel="next"'
    return answer

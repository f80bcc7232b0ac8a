"""Lists that are answered a page at a time (RFC 8288)."""

import json
from collections.abc import Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from app.wiring import Parts

Answer = TypeVar("Answer", bound=Response)


def paged(request: Request, parts: Parts, body: dict[str, Any], following: Any) -> JSONResponse:
    """A page of a list; `following` is the cursor of the next one, None where there is none."""
    return _linked(JSONResponse(body | {"next": following}), request, parts, following)


def paged_texts(
    request: Request, parts: Parts, items: Sequence[str], following: str | None
) -> Response:
    """A page of items that are JSON texts already."""
    body = f'{{"items":[{",".join(items)}],"next":{json.dumps(following)}}}'
    answer = Response(body, media_type="application/json")
    return _linked(answer, request, parts, following)


def _linked(answer: Answer, request: Request, parts: Parts, following: Any) -> Answer:
    if following:
        query = urlencode(dict(request.query_params) | {"cursor": following})
        address = f"{parts.settings.base_url}{request.url.path}?{query}"
        answer.headers["Link"] = f'<{address}>; rel="next"'
    return answer

"""The description of the REST interface as a page, made from its own OpenAPI document."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response

from app.web.pages import READ, PageRoute, page

DOCUMENT = "/api/v1/openapi.json"
PAGE = "/api/v1/docs"
LONGEST_CHOICE = 20

router = APIRouter(route_class=PageRoute, include_in_schema=False)

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a request may tell, and where: in the path, query, a header or the body."""

    name: str
    where: str
    sort: str
    required: bool
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One status that a route answers with; `example` is JSON, "" where none is told."""

    status: str
    text: str
    example: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One route: what it does, what it takes and what it answers."""

    anchor: str
    method: str
    path: str
    summary: str
    text: str
    needs_key: bool
    parameters: tuple[Parameter, ...]
    example: str
    answers: tuple[Answer, ...]


@router.api_route(PAGE, methods=READ)
def reference(request: Request) -> Response:
    """Every route with what it takes and answers."""
    document = request.app.openapi()
    return page(
        "reference.html",
        about=document["info"]["description"],
        document=DOCUMENT,
        groups=groups(document),
    )


def groups(document: Node) -> dict[str, list[Operation]]:
    """The routes of an OpenAPI document by their tags, in its order."""
    found: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            tag = next(iter(said.get("tags", ())), "server")
            found.setdefault(tag, []).append(_operation(document, method, path, said))
    return found


def _operation(document: Node, method: str, path: str, said: Node) -> Operation:
    body = said.get("requestBody", {})
    parameters = [_parameter(document, one) for one in said.get("parameters", ())]
    return Operation(
        anchor=said["operationId"],
        method=method.upper(),
        path=path,
        summary=said.get("summary", ""),
        text=" ".join(said.get("description", "").split()),
        needs_key=bool(said.get("security")),
        parameters=(*parameters, *_fields(document, _schema(document, body))),
        example=_example(document, _schema(document, body)),
        answers=tuple(_answers(document, said["responses"])),
    )


def _parameter(document: Node, said: Node) -> Parameter:
    return Parameter(
        name=said["name"],
        where=said["in"],
        sort=_sort(document, said["schema"]),
        required=said.get("required", False),
        text=said.get("description", ""),
    )


def _fields(document: Node, schema: Node) -> Iterator[Parameter]:
    """The fields of a body."""
    required = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        text = field.get("description", "")
        yield Parameter(name, "body", _sort(document, field), name in required, text)


def _answers(document: Node, responses: Node) -> Iterator[Answer]:
    for status, said in sorted(responses.items()):
        good = int(status) < HTTPStatus.BAD_REQUEST
        example = _example(document, _schema(document, said)) if good else ""
        yield Answer(status, said.get("description", ""), example)


def _schema(document: Node, said: Node) -> Node:
    """The schema of a body or an answer, {} where it has none."""
    for media in said.get("content", {}).values():
        return _followed(document, media.get("schema", {}))
    return {}


def _followed(document: Node, schema: Node) -> Node:
    """The schema that a reference leads to."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    followed: Node = document["components"]["schemas"][name] if name else schema
    return followed


def _example(document: Node, schema: Node) -> str:
    """The schema's example as JSON; what has none is told by its sort; "" for no body."""
    if not schema:
        return ""
    return json.dumps(_value(document, schema), ensure_ascii=False, indent=2)


def _value(document: Node, schema: Node) -> Any:
    known = _followed(document, schema)
    if "example" in known:
        return known["example"]
    if known.get("type") == "array" and "items" in known:
        return [_value(document, known["items"])]
    if "properties" in known:
        return {name: _value(document, field) for name, field in known["properties"].items()}
    for choice in known.get("anyOf", ()):
        if "$ref" in choice:
            return _value(document, choice)
    return _sort(document, known)


def _sort(document: Node, schema: Node) -> str:
    """What sort of value it is, in words.

    >>> _sort({}, {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]})
    'date'
    >>> _sort({}, {"type": "array", "items": {"type": "string"}})
    'list of string'
    """
    known = _followed(document, schema)
    choices = known.get("anyOf") or known.get("oneOf")
    if choices:
        sorts = (_sort(document, choice) for choice in choices if choice.get("type") != "null")
        return " or ".join(dict.fromkeys(sorts))
    if "enum" in known and len(known["enum"]) <= LONGEST_CHOICE:
        return ", ".join(str(value) for value in known["enum"])
    if known.get("type") == "array":
        return f"list of {_sort(document, known.get('items', {}))}"
    return str(known.get("format") or known.get("type") or "any")

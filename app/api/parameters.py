"""The parameters of a query, told to OpenAPI alone.

FastAPI reads each field of a model with every request; `GET /events` has twenty and reads them
itself, as feeds and saved searches do.
"""

from typing import Any

from pydantic import BaseModel


def as_parameters(model: type[BaseModel]) -> list[dict[str, Any]]:
    """The fields of a model as parameters of a query that may be left out (OpenAPI 3.1)."""
    schema = model.model_json_schema()
    known = {f"#/$defs/{name}": told for name, told in schema.get("$defs", {}).items()}
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            **({"description": told["description"]} if "description" in told else {}),
            "schema": _resolved(told, known),
        }
        for name, told in schema["properties"].items()
    ]


def _resolved(told: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field with what it refers to in place, for the document has no other."""
    told = {name: value for name, value in told.items() if name != "description"}
    if "anyOf" in told:
        told["anyOf"] = [known.get(one.get("$ref"), one) for one in told["anyOf"]]
    return told

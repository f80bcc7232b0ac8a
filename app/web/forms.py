"""The forms of the pages: read, and taken from our own pages only."""

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, Request

from calendars.errors import InvalidInput, NotAllowed

MOST_FIELDS = 50
OURS = ("same-origin", "none")


class Form:
    """The fields of a form as a browser sent them."""

    def __init__(self, fields: dict[str, list[str]]) -> None:
        self._fields = fields

    def one(self, name: str) -> str:
        """The first value of a field, empty where there is none."""
        return self._fields.get(name, [""])[0].strip()

    def all(self, name: str) -> list[str]:
        """Every value of a field."""
        return self._fields.get(name, [])


async def _form(request: Request) -> Form:
    site = request.headers.get("sec-fetch-site", "none")
    if site not in OURS:
        raise NotAllowed("The form was sent from another site: fill it in here.")
    body = await request.body()
    try:
        return Form(parse_qs(body.decode(), max_num_fields=MOST_FIELDS))
    except ValueError as error:
        raise InvalidInput("The form cannot be read: send it from its page.") from error


FormOf = Annotated[Form, Depends(_form)]

"""The peers of `bench.lists`: `python -m bench.listing DATABASE-URL BODY-FILE PORT`.

`/bare` answers the bytes of a file from FastAPI and does nothing else. `/objects` reads the events
of the same question as objects, with their claims and articles, and lets `response_model` write
them, as a first version does.
"""

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated, Any

import uvicorn
from fastapi import FastAPI, Query, Response
from sqlmodel import Session, col, select

from app.api.shapes.events import EventList
from calendars.events import shape
from calendars.events.conditions import conditions
from calendars.events.search import Search
from calendars.store.engine import Store
from calendars.store.tables import Event


def app_of(url: str, body: bytes) -> FastAPI:
    """The app with both endpoints."""
    app = FastAPI()
    store = Store(url)

    @app.get("/bare")
    async def bare() -> Response:
        return Response(body, media_type="application/json")

    @app.get("/objects", response_model=EventList)
    def objects(
        first: Annotated[dt.date, Query(alias="from")],
        last: Annotated[dt.date, Query(alias="to")],
        country: str,
        limit: int,
        q: str = "",
    ) -> dict[str, Any]:
        told = {"from": str(first), "to": str(last), "country": country, "q": q}
        wanted = conditions(Search.parse(told), last)
        near = col(Event.window_first) >= first - dt.timedelta(days=61)
        with store.reading() as session:
            found = _events(session, [*wanted, near], limit)
            return {"items": shape.events(session, found, quote_length=500), "next": None}

    return app


def _events(session: Session, wanted: list[Any], limit: int) -> list[Event]:
    order = (col(Event.window_first), col(Event.window_last), col(Event.id))
    return list(session.exec(select(Event).where(*wanted).order_by(*order).limit(limit)))


if __name__ == "__main__":
    uvicorn.run(
        app_of(sys.argv[1], Path(sys.argv[2]).read_bytes()),
        port=int(sys.argv[3]),
        log_level="warning",
        access_log=False,
        server_header=False,
    )

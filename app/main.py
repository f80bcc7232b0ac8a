"""The server: REST, the page and the feeds, in one ASGI app."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from anyio import to_thread
from fastapi import APIRouter, FastAPI
from starlette.types import ASGIApp

from app import problems, wiring
from app.api import (
    articles,
    calendars,
    events,
    feeds,
    health,
    meanings,
    metrics,
    reminders,
    review,
    secret_feeds,
    sources,
    subscriptions,
)
from app.caldav.front import CalDavFront
from app.feeds.front import FeedFront
from app.limits import Allowance, BodyLimit
from app.web import pages, reference, views
from app.wiring import Parts

if TYPE_CHECKING:
    from jobs.timer import Worker

DESCRIPTION = """Reads news articles, keeps the events they announce with the sentences that say so,
and publishes them. Reading events needs no key; writing does (`dateline keys create`)."""


def create_app(parts: Parts, worker: "Worker | None" = None) -> ASGIApp:
    """The whole server, made of its parts; the worker starts and stops with it."""

    @asynccontextmanager
    async def working(_app: FastAPI) -> AsyncIterator[None]:
        if worker is not None:
            worker.start()
        yield
        if worker is not None:
            await to_thread.run_sync(wiring.stop, parts, worker)

    app = FastAPI(
        title="Dateline",
        version="1",
        description=DESCRIPTION,
        openapi_url=reference.DOCUMENT,
        docs_url=None,
        redoc_url=None,
        lifespan=working,
    )
    app.state.parts = parts
    app.state.readings = Allowance(parts.settings.key_requests, what="readings")
    app.state.subscribing = Allowance(parts.settings.visitor_subscriptions, what="subscriptions")
    app.state.correcting = Allowance(parts.settings.visitor_corrections, what="corrections")
    problems.install(app)
    pages.install(app)
    rest = APIRouter(prefix="/api/v1", responses=problems.responses())
    resources = (
        events,
        review,
        articles,
        calendars,
        secret_feeds,
        feeds,
        subscriptions,
        reminders,
        sources,
    )
    for resource in resources:
        rest.include_router(resource.router)
    app.include_router(rest)
    app.include_router(health.router)
    app.include_router(metrics.router)
    app.include_router(meanings.router)
    app.include_router(reference.router)
    app.include_router(views.router)
    limited = BodyLimit(app, parts.settings.request_bytes)
    return FeedFront(CalDavFront(limited, parts), parts)

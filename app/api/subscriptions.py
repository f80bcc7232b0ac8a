"""Subscriptions: asked for, confirmed, looked at, changed and ended."""

import datetime as dt
import hashlib
import json
import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session, col, func, select

from app import keys, problems
from app.api import idempotency
from app.api.deps import AdminKey, PartsOf, Reading, Writing, bearer
from app.api.idempotency import IdempotencyKey
from app.api.paging import paged
from app.api.shapes import subscriptions as shapes
from app.api.shapes.base import Text
from app.keys import Scope
from app.limits import Allowance
from app.wiring import Parts
from calendars import errors
from calendars.errors import KeyRequired, RevisionMismatch, TooManyRequests
from calendars.events import shape
from calendars.reminders import subscriptions
from calendars.store.tables import Calendar, Channel, Subscription, SubscriptionState

router = APIRouter(prefix="/subscriptions", tags=["subscriptions"])

HOUR = dt.timedelta(hours=1)
NUMBER = re.compile("[0-9]{1,18}")
NOT_FOUND = problems.responses(errors.NotFound)
OWN = problems.responses(errors.NotFound, errors.KeyRequired, errors.ScopeMissing)

# A key is one way to be let in, but not the only one.
OPEN: dict[str, Any] = {"security": [{}]}

Shown = Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]
Which = Annotated[
    str, Path(max_length=100, description="A subscription's token, or with an admin key its id.")
]


class Filters(BaseModel):
    """Which subscriptions to list."""

    model_config = ConfigDict(extra="forbid")

    state: SubscriptionState | None = None
    address: Text | None = None
    cursor: int | None = Field(None, ge=1, lt=2**63, description="The `next` of the answer before.")
    limit: int = Field(50, ge=1, le=500, description="Subscriptions in one answer.")


def allowance(request: Request) -> Allowance:
    """How many subscriptions each visitor may ask for."""
    left: Allowance = request.app.state.subscribing
    return left


@router.post(
    "",
    summary="Subscribe to reminders",
    openapi_extra=OPEN,
    status_code=201,
    response_model=shapes.NewSubscription,
    responses=problems.responses(
        errors.KeyRequired,
        errors.ScopeMissing,
        errors.NotFound,
        errors.Gone,
        errors.Conflict,
        errors.TooManyRequests,
    ),
)
def subscribe(
    body: shapes.SubscriptionFields,
    request: Request,
    parts: PartsOf,
    session: Writing,
    left: Annotated[Allowance, Depends(allowance)],
    shown: Shown,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Ask for reminders of a calendar, a search or an event.

    Without a key an e-mail address may be subscribed, which gets a mail that asks it first.
    With a `write` key any channel may be, and is heard at once; the answer then shows the
    token that changes and ends it, and the secret that signs what a webhook is sent, this
    once.
    """
    now = parts.clock()
    if shown is None:
        if body.channel is not Channel.EMAIL:
            raise KeyRequired(f"To subscribe a {body.channel} send a key with the scope “write”.")
        left.take(request.client.host if request.client else "", now.timestamp())
        made = _made(session, body, parts, confirmed=False)
        spare(session, made.subscription, parts)
        return _created(session, made.subscription, None, None)
    key = keys.check(session, shown.credentials, Scope.WRITE)
    before = idempotency.answered(session, key, idempotency_key, "POST /subscriptions", body)
    if before:
        return before
    made = _made(session, body, parts, confirmed=True)
    answer = _created(session, made.subscription, made.token, made.signing_secret)
    idempotency.remember(session, key, idempotency_key, "POST /subscriptions", body, answer, now)
    return answer


@router.get(
    "",
    summary="List subscriptions",
    response_model=shapes.SubscriptionList,
    responses=problems.responses(errors.KeyRequired, errors.ScopeMissing),
)
def every(
    request: Request,
    asked: Annotated[Filters, Query()],
    parts: PartsOf,
    session: Reading,
    _key: AdminKey,
) -> Response:
    """Subscriptions with their addresses, oldest first, for who runs the server."""
    statement = select(Subscription).where(col(Subscription.id) > (asked.cursor or 0))
    if asked.state is not None:
        statement = statement.where(col(Subscription.state) == asked.state)
    if asked.address is not None:
        statement = statement.where(
            func.lower(col(Subscription.address)) == asked.address.strip().lower()
        )
    rows = session.exec(statement.order_by(col(Subscription.id)).limit(asked.limit + 1)).all()
    shown = rows[: asked.limit]
    following = shown[-1].id if len(rows) > asked.limit else None
    items = [_told(session, row) for row in shown]
    return paged(request, parts, {"items": items}, following)


@router.get(
    "/{subscription}",
    summary="Look at a subscription",
    openapi_extra=OPEN,
    response_model=shapes.Subscription,
    responses=OWN,
)
def get(subscription: Which, session: Reading, shown: Shown) -> Response:
    """The subscription of a token, or with an `admin` key of a number; this changes nothing."""
    return _own(session, _chosen(session, subscription, shown))


@router.patch(
    "/{subscription}",
    summary="Change what a subscription chose",
    openapi_extra=OPEN,
    response_model=shapes.Subscription,
    responses=OWN | problems.responses(errors.Gone, errors.RevisionMismatch),
)
def change(
    subscription: Which,
    body: shapes.SubscriptionChoices,
    parts: PartsOf,
    session: Writing,
    shown: Shown,
    if_match: Annotated[
        str | None, Header(description="The ETag that the change was made from; optional.")
    ] = None,
) -> Response:
    """Change when, how and in which language is told; what is planned follows at once."""
    chosen = _chosen(session, subscription, shown)
    if if_match is not None and if_match.strip() not in ("*", _etag(_told(session, chosen))):
        raise RevisionMismatch("The subscription has changed: look at it, then change it again.")
    subscriptions.change(session, chosen, body.choices(), parts.clock(), horizon=parts.horizon)
    return _own(session, chosen)


@router.post(
    "/{subscription}/confirm",
    summary="Confirm one's own subscription",
    response_model=shapes.Subscription,
    responses=NOT_FOUND | problems.responses(errors.Gone),
)
def confirm(subscription: Which, parts: PartsOf, session: Writing) -> Response:
    """Let the subscription of a token be heard; twice is like once."""
    now = parts.clock()
    return _own(session, subscriptions.confirm(session, subscription, now, horizon=parts.horizon))


@router.post(
    "/{subscription}/unsubscribe",
    summary="End one's own subscription",
    response_model=shapes.Subscription,
    responses=NOT_FOUND,
)
def unsubscribe(subscription: Which, parts: PartsOf, session: Writing) -> Response:
    """End the subscription of a token; the body is not looked at (RFC 8058)."""
    return _own(session, subscriptions.unsubscribe(session, subscription, parts.clock()))


@router.post(
    "/{subscription}/rotate",
    summary="Give a webhook a new secret",
    openapi_extra=OPEN,
    response_model=shapes.NewSecret,
    responses=OWN | problems.responses(errors.Conflict, errors.Gone),
)
def rotate(subscription: Which, parts: PartsOf, session: Writing, shown: Shown) -> Response:
    """Make a new secret, shown this once; for a while the former one signs as well."""
    chosen = _chosen(session, subscription, shown)
    overlap = dt.timedelta(hours=parts.settings.secret_hours)
    secret = subscriptions.rotate(session, chosen, parts.clock(), overlap=overlap)
    told = {"secret": secret, "former_until": shape.moment(chosen.former_until)}
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


@router.delete(
    "/{subscription}",
    summary="End a subscription",
    openapi_extra=OPEN,
    status_code=204,
    responses=OWN,
)
def delete(subscription: Which, parts: PartsOf, session: Writing, shown: Shown) -> Response:
    """End a subscription; nothing more is sent to it."""
    chosen = _chosen(session, subscription, shown)
    subscriptions.end(session, chosen, parts.clock())
    return Response(None, 204)


def spare(session: Session, subscription: Subscription, parts: Parts) -> None:
    """Refuse a question more than one address is to get within an hour.

    Raises:
        TooManyRequests: It got as many already.
    """
    asked = select(func.count()).where(
        col(Subscription.address) == subscription.address,
        col(Subscription.created) > subscription.created - HOUR,
    )
    if session.exec(asked).one() > parts.settings.visitor_mails:
        raise TooManyRequests(
            "This address was asked often enough: confirm one of the mails, or come back later.",
            retry_after=round(HOUR.total_seconds()),
        )


def _made(
    session: Session, body: shapes.SubscriptionFields, parts: Parts, *, confirmed: bool
) -> subscriptions.Made:
    parts.check_service(body.channel, body.address)
    return subscriptions.subscribe(
        session,
        channel=body.channel,
        address=body.address,
        now=parts.clock(),
        calendar=body.calendar,
        event=body.event,
        search=body.search,
        access_token=body.access_token,
        confirmed=confirmed,
        horizon=parts.horizon,
        **body.choices(),
    )


def _created(
    session: Session, subscription: Subscription, token: str | None, secret: str | None
) -> Response:
    told = _told(session, subscription)
    headers = {"Cache-Control": "no-store", "ETag": _etag(told)}
    headers["Location"] = f"/api/v1/subscriptions/{token or subscription.id}"
    return JSONResponse(told | {"token": token, "secret": secret}, 201, headers)


def _chosen(
    session: Session, which: str, shown: HTTPAuthorizationCredentials | None
) -> Subscription:
    """The subscription of a token, or of a number for who runs the server."""
    if not NUMBER.fullmatch(which):
        return subscriptions.find(session, which)
    if shown is None:
        raise KeyRequired("A subscription's number needs a key with the scope “admin”.")
    keys.check(session, shown.credentials, Scope.ADMIN)
    return subscriptions.get(session, int(which))


def _own(session: Session, subscription: Subscription) -> JSONResponse:
    told = _told(session, subscription)
    return JSONResponse(told, headers={"Cache-Control": "no-store", "ETag": _etag(told)})


def _etag(told: dict[str, Any]) -> str:
    return f'"{hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32]}"'


def _told(session: Session, subscription: Subscription) -> dict[str, Any]:
    calendar_id = subscription.calendar_id
    calendar = session.get(Calendar, calendar_id) if calendar_id is not None else None
    return {
        "id": subscription.id,
        "calendar": calendar.slug if calendar else None,
        "search": subscription.search,
        "event": subscription.event_id,
        "channel": subscription.channel,
        "address": subscription.address,
        "before": subscription.before,
        "notices": subscription.notices,
        "digest": subscription.digest,
        "digest_hour": subscription.digest_hour,
        "all_day_hour": subscription.all_day_hour,
        "timezone": subscription.zone,
        "quiet_hours": subscription.quiet_hours,
        "certainty": subscription.certainty,
        "language": subscription.language,
        "state": subscription.state,
        "reason": subscription.reason,
        "created": shape.moment(subscription.created),
        "confirmed": shape.moment(subscription.confirmed),
    }

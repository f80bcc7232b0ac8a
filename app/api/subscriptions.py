"""Subscriptions: asked for, confirmed, looked at and ended."""

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials
from sqlmodel import Session, col, func, select

from app import keys, problems
from app.api import shapes
from app.api.deps import AdminKey, PartsOf, Reading, Writing, bearer
from app.keys import Scope
from app.limits import Allowance
from app.wiring import Parts
from calendars import errors
from calendars.errors import KeyRequired, TooManyRequests
from calendars.events import shape
from calendars.reminders import subscriptions
from calendars.store.tables import Calendar, Channel, Subscription

router = APIRouter(prefix="/subscriptions", tags=["subscriptions"])

HOUR = dt.timedelta(hours=1)
OWN = problems.responses(errors.NotFound)


def allowance(request: Request) -> Allowance:
    """How many subscriptions each visitor may ask for."""
    left: Allowance = request.app.state.subscribing
    return left


@router.post(
    "",
    summary="Subscribe to reminders",
    status_code=201,
    response_model=shapes.NewSubscription,
    responses=problems.responses(
        errors.KeyRequired, errors.ScopeMissing, errors.NotFound, errors.TooManyRequests
    ),
)
def subscribe(
    body: shapes.SubscriptionFields,
    request: Request,
    parts: PartsOf,
    session: Writing,
    left: Annotated[Allowance, Depends(allowance)],
    shown: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
) -> Response:
    """Ask for reminders of a calendar, a search or an event.

    Without a key an e-mail address may be subscribed, which gets a mail that asks it first.
    With a `write` key any channel may be, and is heard at once; the answer then shows the
    token that ends it, and the secret that signs what a webhook is sent, this once.
    """
    now = parts.clock()
    trusted = shown is not None
    if shown is not None:
        keys.check(session, shown.credentials, Scope.WRITE)
    elif body.channel is not Channel.EMAIL:
        raise KeyRequired(f"To subscribe a {body.channel} send a key with the scope “write”.")
    else:
        left.take(request.client.host if request.client else "", now.timestamp())
    made = subscriptions.subscribe(
        session,
        channel=body.channel,
        address=body.address,
        now=now,
        calendar=body.calendar,
        event=body.event,
        search=body.search,
        before=body.before,
        zone=body.timezone,
        confirmed=trusted,
        horizon=parts.horizon,
        **({} if body.notices is None else {"notices": body.notices}),
    )
    if not trusted:
        spare(session, made.subscription, parts)
    told = _told(session, made.subscription) | {
        "token": made.token if trusted else None,
        "secret": made.signing_secret,
    }
    return JSONResponse(told, 201, {"Cache-Control": "no-store"})


@router.get(
    "",
    summary="List all subscriptions",
    response_model=shapes.SubscriptionList,
    responses=problems.responses(errors.KeyRequired, errors.ScopeMissing),
)
def every(session: Reading, _key: AdminKey) -> Response:
    """Every subscription with its address, for who runs the server."""
    rows = session.exec(select(Subscription).order_by(col(Subscription.id))).all()
    return JSONResponse({"items": [_told(session, row) for row in rows]})


@router.get(
    "/{token}",
    summary="Look at one's own subscription",
    response_model=shapes.Subscription,
    responses=OWN,
)
def get(token: str, session: Reading) -> Response:
    """The subscription of a token; looking at it changes nothing."""
    return _own(session, subscriptions.find(session, token))


@router.post(
    "/{token}/confirm",
    summary="Confirm one's own subscription",
    response_model=shapes.Subscription,
    responses=OWN | problems.responses(errors.Gone),
)
def confirm(token: str, parts: PartsOf, session: Writing) -> Response:
    """Let the subscription be heard; twice is like once."""
    now = parts.clock()
    return _own(session, subscriptions.confirm(session, token, now, horizon=parts.horizon))


@router.post(
    "/{token}/unsubscribe",
    summary="End one's own subscription",
    response_model=shapes.Subscription,
    responses=OWN,
)
def unsubscribe(token: str, parts: PartsOf, session: Writing) -> Response:
    """End the subscription; whatever body comes along is not looked at (RFC 8058)."""
    return _own(session, subscriptions.unsubscribe(session, token, parts.clock()))


@router.delete("/{token}", summary="End one's own subscription", status_code=204, responses=OWN)
def delete(token: str, parts: PartsOf, session: Writing) -> Response:
    """End the subscription; nothing more is sent to it."""
    subscriptions.unsubscribe(session, token, parts.clock())
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


def _own(session: Session, subscription: Subscription) -> JSONResponse:
    return JSONResponse(_told(session, subscription), headers={"Cache-Control": "no-store"})


def _told(session: Session, subscription: Subscription) -> dict[str, Any]:
    calendar_id = subscription.calendar_id
    calendar = session.get(Calendar, calendar_id) if calendar_id is not None else None
    return {
        "calendar": calendar.slug if calendar else None,
        "search": subscription.search,
        "event": subscription.event_id,
        "channel": subscription.channel,
        "address": subscription.address,
        "before": subscription.before,
        "notices": subscription.notices,
        "timezone": subscription.zone,
        "state": subscription.state,
        "reason": subscription.reason,
        "created": shape.moment(subscription.created),
        "confirmed": shape.moment(subscription.confirmed),
    }

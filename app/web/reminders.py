"""The pages by which a visitor asks for reminders, confirms that, and ends it."""

import re
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Request, Response
from fastapi import Path as PathPart

from app.api.deps import PartsOf, Reading, Writing
from app.api.subscriptions import allowance, spare
from app.limits import Allowance
from app.web.forms import Form, FormOf
from app.web.pages import PRIVATE, READ, PageRoute, page
from calendars.errors import InvalidField, NotFound
from calendars.events.search import Search
from calendars.reminders import subscriptions
from calendars.store.tables import Channel, Subscription, SubscriptionState

Token = Annotated[str, PathPart(max_length=100)]

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.post("/reminders")
def ask(
    request: Request,
    form: FormOf,
    parts: PartsOf,
    session: Writing,
    left: Annotated[Allowance, Depends(allowance)],
) -> Response:
    """Make a subscription that waits until the owner of the address confirms it."""
    before = form.all("before")
    if not before:
        raise InvalidField("Choose how long before an event you are reminded.", field="before")
    now = parts.clock()
    left.take(request.client.host if request.client else "", now.timestamp())
    made = subscriptions.subscribe(
        session,
        channel=Channel.EMAIL,
        address=form.one("address"),
        now=now,
        before=before,
        zone=form.one("zone") or "UTC",
        **_wanted(form),
    )
    spare(session, made.subscription, parts)
    return page(
        "message.html",
        status=202,
        headers=PRIVATE,
        title="One more step",
        text=f"We have written to {made.subscription.address}. "
        "Follow the link in that mail, and you will be reminded.",
    )


@router.api_route("/confirm/{token}", methods=READ)
def ask_to_confirm(token: Token, session: Reading) -> Response:
    """Ask whether to be reminded; a page that is merely opened confirms nothing."""
    subscription = subscriptions.find(session, token)
    if subscription.state is SubscriptionState.ACTIVE:
        return _confirmed(subscription)
    return page(
        "question.html",
        headers=PRIVATE,
        title="Do you want these reminders?",
        text=f"Somebody, we hope you, asked for reminders to {subscription.address}.",
        action=f"/confirm/{token}",
        button="Yes, remind me",
    )


@router.post("/confirm/{token}")
def confirm(token: Token, parts: PartsOf, session: Writing) -> Response:
    """Let the subscription be heard."""
    return _confirmed(subscriptions.confirm(session, token, parts.clock(), horizon=parts.horizon))


@router.api_route("/unsubscribe/{token}", methods=READ)
def ask_to_end(token: Token, session: Reading) -> Response:
    """Ask whether to end the reminders; mail scanners open links, and must end nothing."""
    subscription = subscriptions.find(session, token)
    if subscription.state is SubscriptionState.DISABLED:
        return _ended(subscription)
    return page(
        "question.html",
        headers=PRIVATE,
        title="Do you want no more reminders?",
        text=f"Nothing more will be sent to {subscription.address} for this subscription.",
        action=f"/unsubscribe/{token}",
        button="End the reminders",
    )


@router.post("/unsubscribe/{token}")
def end(token: Token, parts: PartsOf, session: Writing) -> Response:
    """End the subscription, for a person or for a mail program's one click (RFC 8058)."""
    return _ended(subscriptions.unsubscribe(session, token, parts.clock()))


def _wanted(form: Form) -> dict[str, Any]:
    """Of what the form asks to be reminded: an event, a calendar, or a search."""
    if form.one("event"):
        return {"event": _id(form.one("event"))}
    if form.one("calendar"):
        return {"calendar": form.one("calendar")}
    return {"search": Search.parse(dict(parse_qsl(form.one("search")))).filters()}


def _id(text: str) -> int:
    if not re.fullmatch("[0-9]{1,18}", text):
        raise NotFound("There is no such event.")
    return int(text)


def _confirmed(subscription: Subscription) -> Response:
    return page(
        "message.html",
        headers=PRIVATE,
        title="You will be reminded",
        text=f"The reminders go to {subscription.address}. Every one has a link that ends them.",
    )


def _ended(subscription: Subscription) -> Response:
    return page(
        "message.html",
        headers=PRIVATE,
        title="No more reminders",
        text=f"Nothing more will be sent to {subscription.address} for this subscription.",
    )

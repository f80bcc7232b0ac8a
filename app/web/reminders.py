"""The pages by which a visitor asks for reminders, confirms, changes and ends them."""

import re
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Depends, Request, Response
from fastapi import Path as PathPart
from sqlmodel import Session

from app.api.deps import PartsOf, Reading, Writing
from app.api.subscriptions import allowance, spare
from app.limits import Allowance
from app.web.forms import Form, FormOf
from app.web.pages import PRIVATE, READ, PageRoute, page
from calendars.errors import InvalidField, NotFound
from calendars.events.search import Search
from calendars.reminders import subscriptions
from calendars.store.tables import (
    Calendar,
    Channel,
    Event,
    Language,
    Subscription,
    SubscriptionState,
)

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
    now = parts.clock()
    left.take(request.client.host if request.client else "", now.timestamp())
    made = subscriptions.subscribe(
        session,
        channel=Channel.EMAIL,
        address=form.one("address"),
        now=now,
        **_wanted(form),
        **_choices(form),
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
        return _confirmed(subscription, token)
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
    now = parts.clock()
    subscription = subscriptions.confirm(session, token, now, horizon=parts.horizon)
    return _confirmed(subscription, token)


@router.api_route("/preferences/{token}", methods=READ)
def ask_what_to_change(token: Token, session: Reading) -> Response:
    """Show what a subscription chose, to be changed."""
    return _preferences(session, subscriptions.find(session, token), token)


@router.post("/preferences/{token}")
def change(token: Token, form: FormOf, parts: PartsOf, session: Writing) -> Response:
    """Change what a subscription chose; what is planned follows at once."""
    subscription = subscriptions.find(session, token)
    choices = _choices(form)
    subscriptions.change(session, subscription, choices, parts.clock(), horizon=parts.horizon)
    return _preferences(session, subscription, token, saved=True)


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


def _choices(form: Form) -> dict[str, Any]:
    """What the form chooses; only a form that shows all the choices makes them all."""
    chosen: dict[str, Any] = {"before": form.all("before"), "zone": form.one("zone") or "UTC"}
    if not form.one("more"):
        if not chosen["before"]:
            raise InvalidField("Choose how long before an event you are reminded.", field="before")
        return chosen
    quiet = (form.one("quiet_since"), form.one("quiet_till"))
    return chosen | {
        "notices": form.all("notice"),
        "digest": form.one("digest"),
        "digest_hour": _hour(form, "digest_hour"),
        "all_day_hour": _hour(form, "all_day_hour"),
        "quiet_hours": "-".join(quiet) if any(quiet) else None,
        "certainty": form.one("certainty"),
        "language": form.one("language") or Language.ENGLISH,
    }


def _hour(form: Form, name: str) -> int:
    text = form.one(name)
    if not re.fullmatch("[0-9]{1,2}", text):
        raise InvalidField(f"“{text[:20]}” is not an hour: choose one from 0 to 23.", field=name)
    return int(text)


def _id(text: str) -> int:
    if not re.fullmatch("[0-9]{1,18}", text):
        raise NotFound("There is no such event.")
    return int(text)


def _preferences(
    session: Session, subscription: Subscription, token: str, *, saved: bool = False
) -> Response:
    if subscription.state is SubscriptionState.DISABLED:
        return _ended(subscription)
    of, link = _target(session, subscription)
    return page(
        "preferences.html",
        headers=PRIVATE,
        subscription=subscription,
        token=token,
        of=of,
        link=link,
        saved=saved,
        waits=subscription.state is SubscriptionState.PENDING,
    )


def _target(session: Session, subscription: Subscription) -> tuple[str, str | None]:
    """What a subscription is to, in words, and the page that shows it."""
    if subscription.event_id is not None:
        event = session.get_one(Event, subscription.event_id)
        return event.name, f"/events/{event.uid}"
    if subscription.calendar_id is not None:
        calendar = session.get_one(Calendar, subscription.calendar_id)
        return f"the calendar “{calendar.name}”", None
    told = {
        name: ",".join(value) if isinstance(value, list) else str(value)
        for name, value in (subscription.search or {}).items()
    }
    return "the search " + ", ".join(told.values()), f"/?{urlencode(told)}"


def _confirmed(subscription: Subscription, token: str) -> Response:
    return page(
        "message.html",
        headers=PRIVATE,
        title="You will be reminded",
        text=f"The reminders go to {subscription.address}. Every one has a link that ends them.",
        link=(f"/preferences/{token}", "Choose what you are told, and when"),
    )


def _ended(subscription: Subscription) -> Response:
    return page(
        "message.html",
        headers=PRIVATE,
        title="No more reminders",
        text=f"Nothing more will be sent to {subscription.address} for this subscription.",
    )

"""Calendars: named, saved searches."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select, update

from calendars.errors import AlreadyExists, Conflict, InvalidField, NotFound
from calendars.events import journal
from calendars.events.search import Search
from calendars.store.tables import Calendar, SecretFeed, Subscription

LONGEST_SLUG = 60
LONGEST_TEXT = 500
CHANGEABLE = ("name", "search", "description", "colour", "private")

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}|[a-z]{3,30}")


def create(
    session: Session,
    slug: str,
    name: str,
    search: Mapping[str, Any],
    *,
    now: dt.datetime,
    description: str | None = None,
    colour: str | None = None,
    private: bool = False,
) -> Calendar:
    """Save a search under a name.

    `slug` is small letters, digits and single hyphens; `colour` is `#RRGGBB` or a CSS name
    (RFC 7986 §5.9). A `private` one is listed nowhere and read at secret addresses only.

    Raises:
        InvalidField: The slug, name, description or colour cannot be used.
        InvalidFilter: The search has a filter without meaning.
        AlreadyExists: There is a calendar of this slug.
    """
    _check(slug, name, description, colour)
    filters = Search.parse(search).filters()
    journal.hold(session)
    if _find(session, slug):
        raise AlreadyExists(f"There is a calendar “{slug}” already; choose another slug.")
    calendar = Calendar(
        slug=slug,
        name=name.strip(),
        description=description,
        colour=colour,
        search=filters,
        private=private,
        created=now,
        modified=now,
    )
    session.add(calendar)
    journal.advance(session)
    return calendar


def get(session: Session, slug: str, *, private: bool = False) -> Calendar:
    """The calendar of a slug; a private one only for who may see `private` ones.

    Raises:
        NotFound: There is none.
    """
    calendar = _find(session, slug)
    if calendar is None or (calendar.private and not private):
        raise NotFound(
            f"There is no calendar “{slug[:LONGEST_SLUG]}”; /api/v1/calendars lists them."
        )
    return calendar


def every(session: Session, *, private: bool = False) -> list[Calendar]:
    """All calendars by their slugs; private ones only for who may see `private` ones."""
    found = session.exec(select(Calendar).order_by(col(Calendar.slug)))
    return [calendar for calendar in found if private or not calendar.private]


def change(
    session: Session, slug: str, changes: Mapping[str, Any], *, now: dt.datetime
) -> Calendar:
    """Change a calendar's `name`, `search`, `description`, `colour` or `private`.

    The slug stays.

    Raises:
        NotFound: There is none of this slug.
        InvalidField: A value cannot be used.
        InvalidFilter: The search has a filter without meaning.
    """
    journal.hold(session)
    calendar = get(session, slug, private=True)
    told = {name: getattr(calendar, name) for name in CHANGEABLE} | dict(changes)
    _check(slug, told["name"] or "", told["description"], told["colour"])
    told["private"] = bool(told["private"])
    told["search"] = Search.parse(told["search"] or {}).filters()
    for name in CHANGEABLE:
        setattr(calendar, name, told[name])
    calendar.modified = now
    session.add(calendar)
    journal.advance(session)
    return calendar


def delete(session: Session, slug: str) -> None:
    """Remove a calendar; its events stay, its secret addresses are gone for good.

    Raises:
        NotFound: There is none of this slug.
        Conflict: Somebody subscribes to reminders of it.
    """
    journal.hold(session)
    calendar = get(session, slug, private=True)
    heard = select(Subscription.id).where(col(Subscription.calendar_id) == calendar.id)
    if session.exec(heard.limit(1)).first() is not None:
        raise Conflict(f"Calendar “{slug}” has subscriptions: end them first.")
    mine = col(SecretFeed.calendar_id) == calendar.id
    session.exec(update(SecretFeed).where(mine).values(calendar_id=None))
    session.delete(calendar)
    journal.advance(session)


def _find(session: Session, slug: str) -> Calendar | None:
    # PostgreSQL refuses to look for a text with NUL in it.
    named = select(Calendar).where(col(Calendar.slug) == slug)
    return session.exec(named).one_or_none() if slug.isprintable() else None


def _check(slug: str, name: str, description: str | None, colour: str | None) -> None:
    if len(slug) > LONGEST_SLUG or not _SLUG.fullmatch(slug):
        raise InvalidField(
            f"A slug is up to {LONGEST_SLUG} small letters, digits and single hyphens, "
            "such as city-council.",
            field="slug",
        )
    for text, field in ((name, "name"), (description or "", "description")):
        if len(text) > LONGEST_TEXT or "\0" in text:
            raise InvalidField(f"“{field}” has at most {LONGEST_TEXT} characters.", field=field)
    if not name.strip():
        raise InvalidField("A calendar needs a name.", field="name")
    if colour is not None and not _COLOUR.fullmatch(colour):
        raise InvalidField("“colour” is #RRGGBB or a CSS name.", field="colour")

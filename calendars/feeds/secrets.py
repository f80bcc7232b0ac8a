"""Secret addresses of calendars: made, shown once, exchanged and taken back.

An address holds 32 random bytes, of which only the SHA-256 is kept: there is nothing to guess.
"""

import datetime as dt
import hashlib
import secrets

from sqlmodel import Session, col, select

from calendars.errors import Gone, InvalidField, NotFound
from calendars.events import calendars, journal
from calendars.feeds import fetches
from calendars.store.tables import Calendar, SecretFeed

TOKEN_OCTETS = 32
LONGEST_NAME = 100


def create(session: Session, slug: str, name: str, *, now: dt.datetime) -> tuple[SecretFeed, str]:
    """Make a secret address of a calendar; its token is kept nowhere.

    `name` says for whom it is, so that it can be taken back.

    Raises:
        NotFound: There is no calendar of this slug.
        InvalidField: The name is empty or too long.
    """
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise InvalidField(
            f"Say in up to {LONGEST_NAME} characters for whom the address is.", field="name"
        )
    journal.hold(session)
    calendar = calendars.get(session, slug, private=True)
    return _made(session, calendar.id, name, now)


def every(session: Session, slug: str) -> list[SecretFeed]:
    """The secret addresses of a calendar, the oldest first, those taken back too.

    Raises:
        NotFound: There is no calendar of this slug.
    """
    calendar = calendars.get(session, slug, private=True)
    mine = select(SecretFeed).where(col(SecretFeed.calendar_id) == calendar.id)
    return list(session.exec(mine.order_by(col(SecretFeed.id))))


def rotate(
    session: Session, slug: str, feed_id: int, *, now: dt.datetime
) -> tuple[SecretFeed, str]:
    """Take an address back and make another one of the same name in its place.

    Raises:
        NotFound: The calendar has no such address.
        Gone: It was taken back before.
    """
    old = _held(session, slug, feed_id)
    if old.revoked is not None:
        raise Gone(f"Secret feed {feed_id} was revoked: make a new one.")
    old.revoked = now
    return _made(session, old.calendar_id, old.name, now)


def revoke(session: Session, slug: str, feed_id: int, *, now: dt.datetime) -> None:
    """Take an address back for good.

    Raises:
        NotFound: The calendar has no such address.
    """
    found = _held(session, slug, feed_id)
    found.revoked = found.revoked or now
    journal.advance(session)


def calendar_of(session: Session, token: str) -> tuple[Calendar, SecretFeed]:
    """The calendar that a secret address is of.

    Raises:
        NotFound: It is no address of ours.
        Gone: It was taken back, or its calendar was removed.
    """
    found = session.exec(select(SecretFeed).where(col(SecretFeed.hash) == _hash(token))).first()
    if found is None:
        raise NotFound("There is no such feed.")
    calendar = session.get(Calendar, found.calendar_id) if found.calendar_id else None
    if found.revoked is not None or calendar is None:
        raise Gone("This address was taken back: ask whoever gave it to you for a new one.")
    return calendar, found


def last_used(session: Session, feed: SecretFeed) -> dt.datetime | None:
    """When somebody last fetched the feed, to a minute."""
    return next((one.at for one in fetches.of(session, known_as(feed))), None)


def known_as(feed: SecretFeed) -> str:
    """What the feed is called where its address may not be told."""
    return f"feeds/{feed.id}"


def _made(
    session: Session, calendar_id: int | None, name: str, now: dt.datetime
) -> tuple[SecretFeed, str]:
    token = secrets.token_urlsafe(TOKEN_OCTETS)
    made = SecretFeed(calendar_id=calendar_id, name=name, hash=_hash(token), created=now)
    session.add(made)
    journal.advance(session)
    return made, token


def _held(session: Session, slug: str, feed_id: int) -> SecretFeed:
    journal.hold(session)
    calendar = calendars.get(session, slug, private=True)
    found = session.get(SecretFeed, feed_id)
    if found is None or found.calendar_id != calendar.id:
        raise NotFound(f"Calendar “{slug}” has no secret feed {feed_id}.")
    return found


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()

"""A feed: one calendar or one search, in one format."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session, func, select

from calendars.errors import InvalidFilter
from calendars.events import calendars
from calendars.events.finding import cursor_after, read_cursor
from calendars.events.search import Search
from calendars.feeds import news, secrets
from calendars.feeds.formats import FORMATS
from calendars.feeds.frame import About
from calendars.feeds.selection import Limits, Selection, choose
from calendars.feeds.style import AS_USUAL, Entries, Options, Style
from calendars.store.tables import Calendar, Event

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: a calendar or, without one, a search; `path` is the feed's own.

    `filters` are those of a search; a calendar's own search is narrowed by them.
    `cursor` is where an earlier part of the same feed ended, `as_of` the moment asked about,
    `secret` the token of a secret address. `sees_private` is said of who may see private
    calendars.
    """

    path: str
    format: str
    slug: str | None
    filters: Mapping[str, str]
    cursor: str | None = None
    options: Options = AS_USUAL
    as_of: dt.datetime | None = None
    secret: str | None = None
    sees_private: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """The bytes of a feed and when they last changed; `next` is the cursor of what lacks.

    `missing` are the texts of events that should be kept and were not yet; `known_as` is
    what the feed is called where its address may not be told; `count` says how many events
    it has.
    """

    body: bytes
    media_type: str
    modified: dt.datetime
    next: str | None
    missing: dict[int, str]
    known_as: str
    count: int | None = None


def build(
    session: Session, asked: Asked, *, now: dt.datetime, style: Style, limits: Limits
) -> Feed:
    """Build what was asked for, as of today (UTC).

    Raises:
        NotFound: There is no such calendar.
        Gone: The secret address was taken back.
        InvalidFilter: A filter is unknown or has no meaning.
    """
    search = Search.parse(asked.filters)
    after = read_cursor(asked.cursor) if asked.cursor else None
    calendar, known_as = _calendar(session, asked)
    if calendar is not None:
        search = Search.parse(calendar.search).narrowed(search)
    about = _about(asked, calendar, style)
    today = now.astimezone(dt.UTC).date()
    told = replace(style, options=asked.options)
    if asked.options.entries is not Entries.UPCOMING:
        if asked.format != "atom":
            raise InvalidFilter(
                "Only an Atom feed has other entries than upcoming.", field="entries"
            )
        body, updated = news.write(session, search, about, style=told, today=today)
        media_type = FORMATS[asked.format].media_type
        return Feed(body, media_type, updated or EPOCH, None, {}, known_as)
    selection = choose(session, search, today=today, limits=limits, after=after)
    modified = _modified(selection, calendar)
    written = FORMATS[asked.format].write(
        session,
        selection,
        about,
        modified,
        style=told,
        limits=limits,
    )
    cut = written.count < len(selection.entries) or selection.more is not None
    last = selection.entries[written.count - 1].place if written.count else after
    return Feed(
        body=written.body,
        media_type=FORMATS[asked.format].media_type,
        modified=max(modified, _last_revision(session)),
        next=cursor_after(last) if cut and last else None,
        missing=written.missing if told.mark == style.mark and not asked.as_of else {},
        known_as=known_as,
        count=written.count,
    )


def _calendar(session: Session, asked: Asked) -> tuple[Calendar | None, str]:
    """The calendar that is asked for, and what its feed is called in notes."""
    if asked.secret is not None:
        calendar, secret = secrets.calendar_of(session, asked.secret)
        return calendar, secrets.known_as(secret)
    if asked.slug is None:
        return None, "events"
    found = calendars.get(session, asked.slug, private=asked.sees_private)
    return found, f"calendars/{asked.slug}"


def _modified(selection: Selection, calendar: Calendar | None) -> dt.datetime:
    """When the feed itself last changed: by a revision, by its calendar, by days passing."""
    moments = [entry.modified for entry in selection.entries]
    moments += [calendar.modified] if calendar else []
    moments += [selection.moved] if selection.moved else []
    return max(moments, default=EPOCH)


def _last_revision(session: Session) -> dt.datetime:
    """The last revision of any event, for one may have left this feed by it."""
    return session.exec(select(func.max(Event.modified))).one() or EPOCH


def _about(asked: Asked, calendar: Calendar | None, style: Style) -> About:
    page, source = style.base_url + "/", style.base_url + asked.path
    if calendar is not None and asked.secret is not None:
        # The bytes of a secret feed may be passed on, its address may not.
        source = f"{style.base_url}/calendars/{calendar.slug}.{asked.format}"
    if calendar is not None:
        hidden = calendar.private
        return About(calendar.name, source, page, calendar.description, calendar.colour, hidden)
    told = ", ".join(f"{name} {value}" for name, value in asked.filters.items())
    return About(f"Events: {told}" if told else "Events", source, page)

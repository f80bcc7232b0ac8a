"""A feed: one calendar or one search, in one format."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session, col, func, select

from calendars.errors import InvalidFilter, NotFound
from calendars.events.search import Search, cursor_after, read_cursor
from calendars.feeds import news
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
    `cursor` is where an earlier part of the same feed ended, `as_of` the moment asked about.
    """

    path: str
    format: str
    slug: str | None
    filters: Mapping[str, str]
    cursor: str | None = None
    options: Options = AS_USUAL
    as_of: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """The bytes of a feed and when they last changed; `next` is the cursor of what lacks.

    `missing` are the texts of events that should be kept and were not yet.
    """

    body: bytes
    media_type: str
    modified: dt.datetime
    next: str | None
    missing: dict[int, str]


def build(
    session: Session, asked: Asked, *, now: dt.datetime, style: Style, limits: Limits
) -> Feed:
    """Build what was asked for, as of today (UTC).

    Raises:
        NotFound: There is no such calendar.
        InvalidFilter: A filter is unknown or has no meaning.
    """
    search = Search.parse(asked.filters)
    after = read_cursor(asked.cursor) if asked.cursor else None
    calendar = _calendar(session, asked.slug) if asked.slug is not None else None
    if calendar is not None:
        search = Search.parse(calendar.search).narrowed(search)
    today = now.astimezone(dt.UTC).date()
    told = replace(style, options=asked.options)
    if asked.options.entries is not Entries.UPCOMING:
        return _news(session, asked, search, calendar, told, today)
    selection = choose(session, search, today=today, limits=limits, after=after)
    modified = _modified(selection, calendar)
    written = FORMATS[asked.format].write(
        session,
        selection,
        _about(asked, calendar, style),
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
    )


def _news(
    session: Session,
    asked: Asked,
    search: Search,
    calendar: Calendar | None,
    style: Style,
    today: dt.date,
) -> Feed:
    if asked.format != "atom":
        raise InvalidFilter("Only an Atom feed has other entries than upcoming.", field="entries")
    about = _about(asked, calendar, style)
    body, updated = news.write(session, search, about, style=style, today=today)
    return Feed(body, FORMATS["atom"].media_type, updated or EPOCH, None, {})


def _calendar(session: Session, slug: str) -> Calendar:
    named = select(Calendar).where(col(Calendar.slug) == slug)
    # PostgreSQL refuses to look for a text with NUL in it.
    found = session.exec(named).one_or_none() if slug.isprintable() else None
    if found is None:
        raise NotFound(f"There is no calendar “{slug[:80]}”; /api/v1/calendars lists them.")
    return found


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
    if calendar is not None:
        return About(calendar.name, source, page, calendar.description, calendar.colour)
    told = ", ".join(f"{name} {value}" for name, value in asked.filters.items())
    return About(f"Events: {told}" if told else "Events", source, page)

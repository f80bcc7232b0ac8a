"""What is new, for feed readers: events newly found, or each change of an event (RFC 4287)."""

import datetime as dt
from itertools import groupby
from xml.etree.ElementTree import Element

from sqlmodel import Session, col, select

from calendars.events import shape
from calendars.events.conditions import conditions
from calendars.events.search import Search
from calendars.feeds.atom import frame
from calendars.feeds.frame import About
from calendars.feeds.lines import one_line, uri
from calendars.feeds.markup import child, octets
from calendars.feeds.style import Entries, Style
from calendars.store.tables import Article, Change, Event, Revision

MOST = 100
ROWS = 20


def write(
    session: Session, search: Search, about: About, *, style: Style, today: dt.date
) -> tuple[bytes, dt.datetime | None]:
    """The newest hundred entries, the newest first, and the moment of the first of them.

    A search without days of its own is of all days.
    """
    rows = _found(session, search, today, newly=style.options.entries is Entries.NEW)
    updated = rows[0][0].at if rows else None
    feed = frame(about, shape.moment(updated) or "1970-01-01T00:00:00Z")
    causes = _causes(session, rows)
    for _, same in groupby(rows, key=lambda row: (row[0].event_id, row[0].number)):
        revisions = list(same)
        told = shape.told_rows([row for row, _ in revisions])
        _entry(feed, told, revisions[0][1], causes, style)
    return octets(feed), updated


def _found(
    session: Session, search: Search, today: dt.date, *, newly: bool
) -> list[tuple[Revision, Event]]:
    """The rows of the newest revisions, each revision whole."""
    wanted = conditions(search, today)
    if newly:
        wanted.append(col(Revision.change) == Change.NEW)
    statement = (
        select(Revision, Event)
        .join(Event, col(Revision.event_id) == col(Event.id))
        .where(*wanted)
        .order_by(
            col(Revision.at).desc(),
            col(Revision.event_id).desc(),
            col(Revision.number).desc(),
            col(Revision.id),
        )
    )
    found: list[tuple[Revision, Event]] = []
    entries: set[tuple[int, int]] = set()
    for revision, event in session.exec(statement.limit(MOST * ROWS)):
        entries.add((revision.event_id, revision.number))
        if len(entries) > MOST:
            break
        found.append((revision, event))
    return found


def _causes(session: Session, rows: list[tuple[Revision, Event]]) -> dict[int, Article]:
    ids = {row.article_id for row, _ in rows} - {None}
    statement = select(Article).options(shape.WITHOUT_TEXT).where(col(Article.id).in_(ids))
    return {article.id: article for article in session.exec(statement).all()}


def _entry(
    feed: Element,
    revisions: list[Revision],
    event: Event,
    causes: dict[int, Article],
    style: Style,
) -> None:
    first = revisions[0]
    page = style.page(event.uid)
    entry = child(feed, "entry")
    child(entry, "id", f"{page}#revision-{first.number}")
    words = ", ".join(dict.fromkeys(row.change.value for row in revisions))
    child(entry, "title", f"{words.capitalize()}: {one_line(event.name)}")
    child(entry, "published", shape.moment(first.at))
    child(entry, "updated", shape.moment(first.at))
    child(entry, "link", rel="alternate", href=page, type="text/html")
    article = causes.get(first.article_id or 0)
    address = uri(article.url) if article else None
    if article and address:
        child(entry, "link", rel="via", href=address, title=one_line(article.title or ""))
    child(entry, "category", term=event.kind.value)
    told = [f"{row.field}: {_told(row.old)} → {_told(row.new)}" for row in revisions]
    if first.change is Change.NEW:
        told = [f"{event.edtf or 'no date yet'}, {event.place or 'no place yet'}"]
    child(entry, "summary", "\n".join(told), type="text")


def _told(value: object) -> str:
    return "nothing" if value in (None, [], {}) else one_line(str(value))

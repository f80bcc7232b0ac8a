"""What changed about an event, in words, the last change first."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlmodel import Session, col, select

from app.web import countries
from app.web.entry import STATUS_WORDS, web_address
from calendars.dates.when import When
from calendars.dates.words import in_words
from calendars.reading.mention import Status
from calendars.store.tables import Article, Change, Revision

# The most telling first: a revision is called by the first of its changes.
CHANGE_WORDS = {
    Change.NEW: "First announced",
    Change.WITHDRAWN: "Withdrawn",
    Change.MERGED: "Joined with another entry of the same event",
    Change.SPLIT: "Parted from another event",
    Change.CANCELLED: "Cancelled",
    Change.RESCHEDULED: "Moved to another date",
    Change.POSTPONED: "Postponed",
    Change.MOVED: "Moved to another date",
    Change.RESTORED: "Taking place again",
    Change.HELD: "Held",
    Change.LAPSED: "Date passed, nothing heard",
    Change.SHARPENED: "Date now known more exactly",
    Change.RELOCATED: "Moved to another place",
    Change.RENAMED: "Renamed",
    Change.DETAILED: "More became known",
}
NO_TITLE = "an article without a title"
RANKS = list(CHANGE_WORDS)
FIELD_WORDS = {
    "name": "Name",
    "edtf": "Date",
    "place": "Place",
    "country": "Country",
    "status": "Status",
    "organiser": "Organiser",
    "participants": "Participants",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field as it was and as it became, None where it was not known."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One revision: what happened, when, and after which article or by whom."""

    at: dt.datetime
    words: str
    person: str | None
    title: str | None
    url: str | None
    changes: list[FieldChange]


def history(session: Session, event_id: int) -> list[Step]:
    """Every revision of an event, the last one first."""
    statement = (
        select(Revision, Article)
        .join(Article, col(Revision.article_id) == col(Article.id), isouter=True)
        .where(col(Revision.event_id) == event_id)
        .order_by(col(Revision.number).desc(), col(Revision.id))
    )
    rows = session.exec(statement).all()
    return [
        _step([revision for revision, _ in group], group[0][1])
        for group in (list(rows) for _, rows in groupby(rows, lambda row: row[0].number))
    ]


def _step(revisions: list[Revision], article: Article | None) -> Step:
    first = revisions[0]
    return Step(
        at=first.at,
        words=CHANGE_WORDS[min((row.change for row in revisions), key=RANKS.index)],
        person=first.person,
        title=(article.title or article.url or NO_TITLE) if article else None,
        url=web_address(article.url) if article else None,
        changes=list(_changes(revisions)),
    )


def _changes(revisions: list[Revision]) -> Iterator[FieldChange]:
    for row in revisions:
        if row.field not in FIELD_WORDS:
            continue
        old, new = _words(row.field, row.old), _words(row.field, row.new)
        if old != new:
            yield FieldChange(FIELD_WORDS[row.field], old, new)


def _words(field: str, value: Any) -> str | None:
    if value in (None, "", []):
        return None
    match field:
        case "edtf":
            return in_words(When.of(value))
        case "country":
            return countries.name_of(value)
        case "status":
            return STATUS_WORDS[Status(value)]
        case "participants":
            return ", ".join(value)
        case _:
            return str(value)

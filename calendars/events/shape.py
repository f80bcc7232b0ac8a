"""Events, claims, revisions and calendars as the JSON that REST and the JSON feeds answer."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy.orm import QueryableAttribute, defer
from sqlmodel import Session, col, select

from calendars.events.changes import BESIDE
from calendars.events.claims import together
from calendars.events.conflicts import Contradiction, contradictions
from calendars.events.links import linked
from calendars.events.sayings import edits, heard
from calendars.store.tables import Article, Calendar, Claim, Event, Match, Place, Review, Revision

WITHOUT_TEXT = defer(cast("QueryableAttribute[str]", Article.text))
"""Articles are asked for who speaks; their texts are long."""


def events(
    session: Session, found: Sequence[Event], *, quote_length: int | None = None
) -> list[dict[str, Any]]:
    """Each event as JSON: a mention's fields, and who it is and who says so.

    `quote` and `spans` are those of the first of `sources`, the article that gave the date.
    Quotes are cut to `quote_length` characters.
    """
    ids = {event.place_id for event in found if event.place_id}
    rows = session.exec(select(Place).where(col(Place.id).in_(ids))).all() if ids else []
    places = {row.id: row for row in rows}
    sources = sources_of(session, found, quote_length=quote_length)
    against = contradictions(session, found)
    links = linked(session, found)
    return [
        _event(event, places.get(event.place_id or 0), sources.get(event.id, []))
        | {"conflicts": [_conflict(one, quote_length) for one in against.get(event.id, [])]}
        | links[event.id]
        for event in found
    ]


def gone(event: Event) -> dict[str, Any]:
    """What is left to say of an event that is found no longer, for those who kept a copy."""
    merged, withdrawn = event.merged_into is not None, event.withdrawn is not None
    return {
        "id": event.id,
        "uid": event.uid,
        "reason": "merged" if merged else "withdrawn" if withdrawn else "changed",
        "merged_into": event.merged_into,
        "modified": moment(event.modified),
    }


def sources_of(
    session: Session, found: Sequence[Event], *, quote_length: int | None = None
) -> dict[int, list[dict[str, Any]]]:
    """What each article says of each event, by the event's id.

    Each is `{url, title, published, quote, spans}`: first the article that gave the date
    that is believed, then the others, newest first.
    """
    said = _said(session, [event.id for event in found])
    articles = _articles(session, [one for told in said.values() for one in told.values()])
    sources = {}
    for event in found:
        ordered = sorted(
            said.get(event.id, {}).values(),
            key=lambda told: (told[0].published, told[0].id),
            reverse=True,
        )
        lead = next((one for one in reversed(ordered) if _gives(one, event)), None)
        if lead:
            ordered = [lead, *(one for one in ordered if one is not lead)]
        sources[event.id] = [
            _source(articles[one[0].article_id], one, event, quote_length) for one in ordered
        ]
    return sources


def claims(session: Session, event: Event) -> list[dict[str, Any]]:
    """Every claim about an event, the retracted ones too, with what became of it.

    `standing` is `taken`, `agrees`, `coarser`, `given up` or `conflict` for dates, places
    and statuses of articles, else null. `reasons` say why the mention was given to the event.
    """
    rows = session.exec(
        select(Claim)
        .where(col(Claim.event_id) == event.id)
        .order_by(col(Claim.published), col(Claim.id))
    ).all()
    sayings = heard(session, [event.id])[event.id]
    standings = together(sayings).standings if sayings else {}
    said = {claim.id for claim in edits(session, event.id).values()}
    articles = _articles(session, [[row] for row in rows])
    matches = _matches(session, rows)
    return [
        {
            "id": row.id,
            "field": row.field,
            "value": row.value,
            "quote": row.quote,
            "span": [row.span_from, row.span_to] if row.span_from is not None else None,
            "article": _article(articles.get(row.article_id)),
            "person": row.person,
            "published": row.published.isoformat(),
            "claimed": moment(row.claimed),
            "confidence": row.confidence,
            "retracted": moment(row.retracted),
            "standing": "taken" if row.id in said else standings.get(row.id),
            "reasons": matches.get((row.article_id or 0, row.mention), []),
        }
        for row in rows
    ]


def revisions(session: Session, event: Event) -> list[dict[str, Any]]:
    """The history of an event, oldest first: a revision with each field that it changed.

    `claim` and `quote` are of the claim that made the change, where one did.
    """
    statement = select(Revision).where(col(Revision.event_id) == event.id)
    rows = session.exec(statement.order_by(col(Revision.number), col(Revision.id))).all()
    behind = _behind(session, rows)
    by_number: dict[int, list[Revision]] = defaultdict(list)
    for row in rows:
        by_number[row.number].append(row)
    return [
        {
            "number": number,
            "sequence": same[0].sequence,
            "at": moment(same[0].at),
            "article": same[0].article_id,
            "person": same[0].person,
            "changes": [
                {
                    "change": row.change,
                    "field": row.field,
                    "from": row.old,
                    "to": row.new,
                    "claim": behind[row.id].id if row.id in behind else None,
                    "quote": behind[row.id].quote if row.id in behind else None,
                }
                for row in told_rows(same)
            ],
        }
        for number, same in by_number.items()
    ]


def _behind(session: Session, rows: Sequence[Revision]) -> dict[int, Claim]:
    """The claim behind each change, by the change's id: of its article or person, on its field.

    Of several claims that of the very value counts first.
    """
    ids = {row.article_id for row in rows} - {None}
    people = {row.person for row in rows} - {None}
    statement = select(Claim).where(
        col(Claim.event_id).in_({row.event_id for row in rows}),
        col(Claim.article_id).in_(ids) | col(Claim.person).in_(people),
    )
    told: dict[Any, list[Claim]] = defaultdict(list)
    for claim in session.exec(statement.order_by(col(Claim.id))).all():
        told[claim.article_id, claim.person, claim.field].append(claim)
    found = {}
    for row in rows:
        field = "date" if row.field == "edtf" else row.field
        claims = told[row.article_id, row.person, field]
        if row.person:
            claims = [claim for claim in claims if claim.claimed == row.at]
        if claims:
            found[row.id] = next((one for one in claims if one.value == row.new), claims[-1])
    return found


def told_rows(revision: Sequence[Revision]) -> list[Revision]:
    """The rows of a revision without those that only follow from its others."""
    leading = [row for row in revision if row.field not in BESIDE]
    return leading or list(revision)


def reviews(session: Session, asked: Sequence[Review]) -> list[dict[str, Any]]:
    """Questions to a person, each with the events and the article that it is about."""
    ids = {number for one in asked for number in (one.event_id, one.other_id)} - {None}
    rows = session.exec(select(Event).where(col(Event.id).in_(ids))).all()
    named = {row.id: _named(row) for row in rows}
    cited = select(Article).where(col(Article.id).in_({one.article_id for one in asked} - {None}))
    articles = {row.id: row for row in session.exec(cited.options(WITHOUT_TEXT)).all()}
    return [
        {
            "id": one.id,
            "doubt": one.doubt,
            "state": one.state,
            "event": named[one.event_id],
            "other": named.get(one.other_id or 0),
            "article": _article(articles.get(one.article_id or 0)),
            "field": one.field,
            "value": one.value,
            "reasons": one.reasons,
            "created": moment(one.created),
            "decided": moment(one.decided),
            "person": one.person,
        }
        for one in asked
    ]


def _named(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in ("id", "uid", "name", "edtf", "place", "status")}


def calendar(saved: Calendar) -> dict[str, Any]:
    """A calendar as JSON."""
    return {
        "slug": saved.slug,
        "name": saved.name,
        "description": saved.description,
        "colour": saved.colour,
        "search": saved.search,
        "private": saved.private,
        "created": moment(saved.created),
        "modified": moment(saved.modified),
    }


def moment(at: dt.datetime | None) -> str | None:
    """A moment in UTC, to the second, as RFC 3339 writes it."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def _event(event: Event, place: Place | None, sources: list[dict[str, Any]]) -> dict[str, Any]:
    when = event.when.in_zone(event.zone) if event.when else None
    lead = sources[0] if sources else {}
    return {
        "id": event.id,
        "uid": event.uid,
        "sequence": event.sequence,
        "name": event.name,
        "kind": event.kind,
        "edtf": when.edtf if when else None,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "precision": event.precision,
        "window": [event.window_first.isoformat(), event.window_last.isoformat()],
        "place": event.place,
        "country": event.country,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "timezone": event.zone,
        "status": event.status,
        "certainty": event.certainty,
        "confidence": event.confidence,
        "organiser": event.organiser,
        "participants": event.participants,
        "quote": lead.get("quote"),
        "spans": lead.get("spans", {}),
        "sources": [
            {name: source[name] for name in ("url", "title", "published", "quote")}
            for source in sources
        ],
        "url": event.url,
        "rrule": event.rrule,
        "exdates": event.exdates,
        "instances": event.instances,
        "created": moment(event.created),
        "modified": moment(event.modified),
    }


def _conflict(told: Contradiction, length: int | None) -> dict[str, Any]:
    value = told.claim.value
    return {
        "field": told.claim.field,
        "value": value["name"] if told.claim.field == "place" else value,
        "quote": _cut(told.claim.quote, length),
        "url": told.article.url,
        "title": told.article.title,
        "published": told.article.published.isoformat(),
    }


def _matches(session: Session, told: Sequence[Claim]) -> dict[tuple[int, int], list[str]]:
    """Why each mention was given to its event, by its article and its number there."""
    ids = {claim.article_id for claim in told} - {None}
    rows = session.exec(select(Match).where(col(Match.article_id).in_(ids))).all()
    return {(row.article_id, row.mention): row.reasons for row in rows}


def _said(session: Session, ids: Sequence[int]) -> dict[int, dict[int, list[Claim]]]:
    """The claims that stand, by event and by article."""
    statement = select(Claim).where(
        col(Claim.event_id).in_(ids),
        col(Claim.article_id).is_not(None),
        col(Claim.retracted).is_(None),
    )
    said: dict[int, dict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in session.exec(statement.order_by(col(Claim.id))).all():
        said[claim.event_id][claim.article_id or 0].append(claim)
    return said


def _articles(session: Session, told: Sequence[Sequence[Claim]]) -> dict[int | None, Article]:
    """The articles of claims, without their texts."""
    ids = {one[0].article_id for one in told} - {None}
    if not ids:
        return {}
    statement = select(Article).where(col(Article.id).in_(ids))
    statement = statement.options(WITHOUT_TEXT)
    return {article.id: article for article in session.exec(statement).all()}


def _gives(told: Sequence[Claim], event: Event) -> bool:
    return any(claim.field == "date" and claim.value == event.edtf for claim in told)


def _source(
    article: Article, told: Sequence[Claim], event: Event, length: int | None
) -> dict[str, Any]:
    """What one article says, in the sentence that tells the date where it has one."""
    lead = next((one for one in told if one.field == "date" and one.value == event.edtf), None)
    lead = lead or next((one for one in told if one.field == "date"), told[0])
    return {
        "url": article.url,
        "title": article.title,
        "published": article.published.isoformat(),
        "quote": _cut(lead.quote, length),
        "spans": {
            one.field: [one.span_from, one.span_to]
            for one in told
            if one.mention == lead.mention and one.span_from is not None
        },
    }


def _article(article: Article | None) -> dict[str, Any] | None:
    if article is None:
        return None
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "published": article.published.isoformat(),
    }


def _cut(quote: str | None, length: int | None) -> str | None:
    if quote is None or length is None or len(quote) <= length:
        return quote
    return quote[:length].rstrip() + "…"

"""What contradicts an event as it is believed, with the sentences that say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from calendars.events.claims import Standing, together
from calendars.events.sayings import heard
from calendars.store.tables import Article, Claim, Event


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A value that an article tells and that is not believed."""

    claim: Claim
    article: Article


def contradictions(session: Session, events: Sequence[Event]) -> dict[int, list[Contradiction]]:
    """What contradicts each event, by its id; of one value the first article that tells it.

    A field that a person told is contradicted by nobody.
    """
    told_twice = [event for event in events if (event.told or {}).get("articles", 2) > 1]
    if not told_twice:
        return {}
    said = heard(session, [event.id for event in told_twice])
    ids = {
        claim_id
        for event in told_twice
        if event.id in said
        for claim_id, standing in together(said[event.id]).standings.items()
        if standing is Standing.CONFLICT
    }
    if not ids:
        return {}
    statement = (
        select(Claim, Article)
        .join(Article, col(Claim.article_id) == col(Article.id))
        .where(col(Claim.id).in_(ids))
        .order_by(col(Claim.published), col(Claim.id))
    )
    locked = {event.id: event.locked for event in told_twice}
    found: dict[int, dict[Any, Contradiction]] = {}
    for claim, article in session.exec(statement).all():
        if claim.field not in locked[claim.event_id]:
            values = found.setdefault(claim.event_id, {})
            values.setdefault((claim.field, str(claim.value)), Contradiction(claim, article))
    return {event_id: list(values.values()) for event_id, values in found.items()}

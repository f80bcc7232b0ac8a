"""Articles that are kept, read again by a reader that has become better."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select, update

from calendars.errors import ArticleChanged, MarkupNotKept
from calendars.events import journal
from calendars.events.ingest import Outcome, hear, told_by
from calendars.events.revise import Cause, revise
from calendars.reading.mention import Mention, Reading
from calendars.store.tables import Article, Claim, Event


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading an article again did to its events.

    `gone` are the events that only a mistake of the reader had told; they are withdrawn.
    `changed` are all whose reminders are to be planned anew.
    """

    changes: tuple[tuple[Event, Outcome], ...]
    gone: tuple[Event, ...]
    changed: tuple[Event, ...]


def reread(session: Session, article_id: int, reading: Reading, *, now: dt.datetime) -> Reread:
    """Let a kept article say what the reader makes of its text now.

    A mention stays with the event that the article told of at its place in the text, so
    that a better name or date revises that event. What the article no longer tells was a
    mistake: those claims are retracted, and an event without any other is withdrawn. What
    people told of an event stays the last word.

    Raises:
        ArticleChanged: Its text is no longer the one that was read.
        MarkupNotKept: The page's markup told of an event, and was not kept.
    """
    journal.hold(session)
    article = session.get_one(Article, article_id)
    if article.retracted or article.text != reading.text:
        raise ArticleChanged(f"Article {article_id} was changed meanwhile: read it again.")
    told = _names(session, article)
    if article.marked is None and any(claim.span_from is None for claim in told):
        raise MarkupNotKept(
            f"Article {article_id} was kept without the markup of its page, which tells of "
            "events: ingest its page again."
        )
    before = told_by(session, article)
    article.read = now
    known = _at_the_same_place(reading.mentions, told)
    heard = hear(session, article, reading.mentions, {event.id for event in before}, now, known)
    still = {event.id for event, _ in heard.changes} | {event.id for event in heard.merged}
    gone = [
        event
        for event in before
        if event.id not in still and _retract(session, article, event, now=now)
    ]
    journal.advance(session)
    withdrawn = [event for event in gone if event.withdrawn is not None]
    others = [(event, Outcome.CHANGED) for event in gone if event.withdrawn is None]
    return Reread((*heard.changes, *others), tuple(withdrawn), (*heard.changed, *gone))


def _names(session: Session, article: Article) -> Sequence[Claim]:
    """The claims that name the events which the article tells of."""
    statement = select(Claim).where(
        col(Claim.article_id) == article.id,
        col(Claim.field) == "name",
        col(Claim.retracted).is_(None),
    )
    return session.exec(statement.order_by(col(Claim.mention), col(Claim.id))).all()


def _at_the_same_place(mentions: Sequence[Mention], told: Sequence[Claim]) -> dict[int, int]:
    """The events of mentions whose names stand where a name was read before.

    Of several names the one that shares most characters counts; each is given once.
    """
    shared = sorted(
        (
            (-overlap, number, claim.id, claim.event_id)
            for number, mention in enumerate(mentions)
            for claim in told
            if (overlap := _overlap(mention, claim)) > 0
        ),
    )
    found: dict[int, int] = {}
    given: set[int] = set()
    for _, number, claim_id, event_id in shared:
        if number not in found and claim_id not in given:
            found[number] = event_id
            given.add(claim_id)
    return found


def _overlap(mention: Mention, claim: Claim) -> int:
    """How many characters of the text both names share; markup has no place in it."""
    span = mention.spans.get("name")
    if claim.span_from is None or claim.span_to is None or span is None:
        return int(span is None and claim.span_from is None and mention.name == claim.value)
    return min(span[1], claim.span_to) - max(span[0], claim.span_from)


def _retract(session: Session, article: Article, event: Event, *, now: dt.datetime) -> bool:
    """Take back what the article said of an event; whether anything about it changed."""
    session.exec(
        update(Claim)
        .where(
            col(Claim.article_id) == article.id,
            col(Claim.event_id) == event.id,
            col(Claim.retracted).is_(None),
        )
        .values(retracted=now)
        .execution_options(synchronize_session=False)
    )
    return revise(session, event, now=now, cause=Cause(article_id=article.id))

"""An article that was read, into the store: its claims, and the events that they change.

Nothing here plans reminders, which stand above events: whoever ingests hands `changed` to
`calendars.reminders` within the same transaction.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from sqlmodel import Session, col, select, update

from calendars.errors import NotFound
from calendars.events import journal
from calendars.events.matching import decide
from calendars.events.merging import join
from calendars.events.revise import Cause, blank, revise
from calendars.events.sayings import claims_of, of_mention
from calendars.reading.mention import Mention, Reading
from calendars.store.tables import Article, Claim, Event


class Outcome(StrEnum):
    """What an article did to an event."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Ingested:
    """An article as it is kept, and each event that it speaks of with what it did to it."""

    article: Article
    changes: tuple[tuple[Event, Outcome], ...]
    merged: tuple[Event, ...] = ()

    @property
    def changed(self) -> list[Event]:
        """The events that are new, changed or merged away, to plan their reminders anew."""
        changed = [event for event, outcome in self.changes if outcome is not Outcome.SAME]
        return [*changed, *self.merged]


def ingest(
    session: Session,
    reading: Reading,
    *,
    now: dt.datetime,
    source_id: int | None = None,
    outlet: str | None = None,
) -> Ingested:
    """Keep an article and let its mentions update the events they speak of, or make new ones.

    The same article again, by its URL or its text, changes nothing; a known URL with another
    text is read anew, and what the new text no longer tells stays claimed, for absence is
    not evidence. `outlet` is who speaks, the host of the URL unless told. The caller's
    transaction takes all of it or nothing.
    """
    journal.hold(session)
    digest = digest_of(reading)
    article = _known_article(session, reading.url, digest)
    if article and (article.digest == digest or article.retracted):
        return Ingested(
            article, tuple((event, Outcome.SAME) for event in told_by(session, article))
        )
    before = {event.id for event in told_by(session, article)} if article else set()
    article = article or Article(url=reading.url, source_id=source_id, published=reading.published)
    _rewrite(article, reading, digest, outlet, now)
    session.add(article)
    session.flush()
    heard = _hear(session, article, reading.mentions, before, now)
    journal.advance(session)
    return heard


def retract(session: Session, article_id: int, *, now: dt.datetime) -> list[Event]:
    """Take an article and its claims back; the events that changed by it.

    They are computed anew without its claims; one that nobody else told of is withdrawn.
    The article is kept, so that reading it again does not bring it back.

    Raises:
        NotFound: There is no article of this id.
    """
    journal.hold(session)
    article = session.get(Article, article_id)
    if article is None:
        raise NotFound(f"There is no article {article_id}.")
    if article.retracted:
        return []
    events = told_by(session, article)
    article.retracted = now
    _retract_claims(session, article, [event.id for event in events], now)
    cause = Cause(article_id=article.id)
    changed = [event for event in events if revise(session, event, now=now, cause=cause)]
    journal.advance(session)
    return changed


def told_by(session: Session, article: Article) -> list[Event]:
    """The events that an article speaks of, in the order in which they became known."""
    ids = select(Claim.event_id).where(
        col(Claim.article_id) == article.id, col(Claim.retracted).is_(None)
    )
    return list(session.exec(select(Event).where(col(Event.id).in_(ids)).order_by(col(Event.id))))


def digest_of(reading: Reading) -> str:
    """The fingerprint of an article: its words and its day, whatever the white space."""
    words = " ".join(reading.text.split())
    return hashlib.sha256(f"{reading.published}\n{words}".encode()).hexdigest()


def _known_article(session: Session, url: str | None, digest: str) -> Article | None:
    if url is not None:
        article = session.exec(select(Article).where(col(Article.url) == url)).one_or_none()
        if article:
            return article
    same = select(Article).where(col(Article.digest) == digest).order_by(col(Article.id))
    return session.exec(same).first()


def _rewrite(
    article: Article, reading: Reading, digest: str, outlet: str | None, now: dt.datetime
) -> None:
    article.digest = digest
    article.title = reading.title
    article.text = reading.text
    article.published = reading.published
    article.language = reading.language
    article.outlet = outlet or article.outlet or _host(reading.url)
    article.read = now


def _host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def _hear(
    session: Session,
    article: Article,
    mentions: Sequence[Mention],
    before: set[int],
    now: dt.datetime,
) -> Ingested:
    """Give each mention to its event, compute the events anew, and merge what a move joins."""
    cause = Cause(article_id=article.id)
    heard: dict[int, Outcome] = {}
    merged: list[Event] = []
    for number, mention in enumerate(mentions):
        saying = of_mention(mention, article, number)
        decision = decide(session, saying, own=heard.keys(), before=before - heard.keys())
        event = _event(session, decision.event_id, now)
        if event.id in before and event.id not in heard:
            _retract_claims(session, article, [event.id], now)
        session.add_all(claims_of(mention, article, number, event.id, now))
        changed = revise(session, event, now=now, cause=cause)
        outcome = Outcome.CHANGED if changed else Outcome.SAME
        if decision.event_id is None:
            outcome = Outcome.NEW
        heard[event.id] = _stronger(heard.get(event.id), outcome)
        gone = join(session, event, saying, now=now, cause=cause)
        if gone is not None:
            merged.append(gone)
            heard[gone.merged_into or 0] = Outcome.CHANGED
            heard.pop(gone.id, None)
    changes = [(session.get_one(Event, event_id), outcome) for event_id, outcome in heard.items()]
    return Ingested(article, tuple(changes), tuple(merged))


def _stronger(known: Outcome | None, outcome: Outcome) -> Outcome:
    return outcome if known in (None, Outcome.SAME) else known


def _event(session: Session, event_id: int | None, now: dt.datetime) -> Event:
    if event_id is not None:
        return session.get_one(Event, event_id)
    event = blank(now)
    session.add(event)
    session.flush()
    return event


def _retract_claims(
    session: Session, article: Article, event_ids: Sequence[int], now: dt.datetime
) -> None:
    session.exec(
        update(Claim)
        .where(
            col(Claim.article_id) == article.id,
            col(Claim.event_id).in_(event_ids),
            col(Claim.retracted).is_(None),
        )
        .values(retracted=now)
    )

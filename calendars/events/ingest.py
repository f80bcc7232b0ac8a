"""An article that was read, into the store: its claims, and the events that they change.

Nothing here plans reminders, which stand above events: whoever ingests hands `changed` to
`calendars.reminders` within the same transaction.
"""

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit

from sqlmodel import Session, col, delete, select, update

from calendars.errors import NotFound
from calendars.events import journal
from calendars.events.decisions import refused
from calendars.events.links import link
from calendars.events.matching import Decision, decide
from calendars.events.mention_keys import keys_of, same_mentions
from calendars.events.questions import SURE, ask_about_mention, ask_whether_one
from calendars.events.regroup import regroup
from calendars.events.revise import Cause, blank, revise
from calendars.events.sayings import Saying, claims_of, events_of, of_mention, sentences_of
from calendars.reading.mention import Mention, Reading
from calendars.store.tables import Article, Claim, Event, Match


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
    known = _in_the_same_sentences(session, article, reading.mentions) if article else {}
    article = article or Article(url=reading.url, source_id=source_id, published=reading.published)
    _rewrite(article, reading, digest, outlet, now)
    session.add(article)
    session.flush()
    heard = hear(session, article, reading.mentions, before, now, known)
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
    session.exec(
        update(Claim)
        .where(col(Claim.article_id) == article.id, col(Claim.retracted).is_(None))
        .values(retracted=now)
    )
    cause = Cause(article_id=article.id)
    changed = [event for event in events if revise(session, event, now=now, cause=cause)]
    anew, away = regroup(session, {event.id for event in events}, now=now, cause=cause)
    touched = list({event.id: event for event in (*changed, *anew, *away)}.values())
    link(session, touched, now=now, cause=cause)
    journal.advance(session)
    return touched


def told_by(session: Session, article: Article) -> list[Event]:
    """The events that an article speaks of, in the order in which they became known."""
    ids = select(Claim.event_id).where(
        col(Claim.article_id) == article.id, col(Claim.retracted).is_(None)
    )
    return list(session.exec(select(Event).where(col(Event.id).in_(ids)).order_by(col(Event.id))))


def digest_of(reading: Reading) -> str:
    """The fingerprint of an article: its words, markup and day, whatever the white space."""
    markup = "\n".join(event.snippet for event in reading.marked)
    words = " ".join(f"{reading.text}\n{markup}".split())
    return hashlib.sha256(f"{reading.published}\n{words}".encode()).hexdigest()


def _known_article(session: Session, url: str | None, digest: str) -> Article | None:
    if url is not None:
        article = session.exec(select(Article).where(col(Article.url) == url)).one_or_none()
        if article:
            return article
    same = select(Article).where(col(Article.digest) == digest).order_by(col(Article.id))
    return session.exec(same).first()


def _in_the_same_sentences(
    session: Session, article: Article, mentions: Sequence[Mention]
) -> dict[int, int]:
    """The events of mentions, by their numbers, whose sentences an earlier text had too."""
    told = sentences_of(session, article.id)
    events = events_of(session, article.id)
    numbers = dict(zip(keys_of(list(told.values())), told, strict=True))
    same = same_mentions([(one.quote, one.name) for one in mentions], numbers.keys())
    return {number: events[numbers[key]] for number, key in same.items()}


def _rewrite(
    article: Article, reading: Reading, digest: str, outlet: str | None, now: dt.datetime
) -> None:
    article.digest = digest
    article.title = reading.title
    article.text = reading.text
    article.published = reading.published
    article.language = reading.language
    article.marked = [asdict(event) for event in reading.marked]
    article.outlet = outlet or article.outlet or _host(reading.url)
    article.read = now


def _host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


@dataclass(slots=True)
class _Heard:
    """An event that an article speaks of, with what it says of it."""

    event: Event
    is_new: bool
    sayings: list[Saying] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    overtaken: set[int] = field(default_factory=set)


def hear(
    session: Session,
    article: Article,
    mentions: Sequence[Mention],
    before: set[int],
    now: dt.datetime,
    known: Mapping[int, int] = MappingProxyType({}),
) -> Ingested:
    """Give each mention to its event and compute the events anew; out of order, all around.

    `before` are the events that the article spoke of when it was read last; `known` are the
    events of mentions, by their numbers, that need not be looked for.
    """
    cause = Cause(article_id=article.id)
    changes: dict[int, tuple[Event, Outcome]] = {}
    merged: list[Event] = []
    given = _given(session, article, mentions, before, now, known)
    for one in given:
        if not one.is_new:
            _keep_claims(session, article, one, now)
        changed = revise(session, one.event, now=now, cause=cause)
        outcome = Outcome.CHANGED if changed else Outcome.SAME
        changes[one.event.id] = one.event, Outcome.NEW if one.is_new else outcome
    for one in given:
        if one.overtaken:
            anew, away = regroup(session, {one.event.id, *one.overtaken}, now=now, cause=cause)
            merged += away
            _note(changes, anew, away)
    moved = [event for event, outcome in changes.values() if outcome is not Outcome.SAME]
    link(session, [*moved, *merged], now=now, cause=cause)
    stand = [change for change in changes.values() if change[0].withdrawn is None]
    return Ingested(article, tuple(stand), tuple(merged))


def _note(
    changes: dict[int, tuple[Event, Outcome]], changed: list[Event], gone: list[Event]
) -> None:
    """Tell of events that were heard anew what became of them."""
    for event in gone:
        changes.pop(event.id, None)
    for event in changed:
        told = changes.get(event.id, (event, Outcome.CHANGED))[1]
        changes[event.id] = event, Outcome.NEW if told is Outcome.NEW else Outcome.CHANGED


def _given(
    session: Session,
    article: Article,
    mentions: Sequence[Mention],
    before: set[int],
    now: dt.datetime,
    known: Mapping[int, int],
) -> list[_Heard]:
    """Each event that the mentions speak of, new ones made so that later mentions find them.

    Why each mention was given to its event is kept, in place of what an earlier reading gave.
    """
    heard: dict[int, _Heard] = {}
    session.exec(delete(Match).where(col(Match.article_id) == article.id))
    left_out = refused(session, article, mentions)
    keys = keys_of([(mention.quote, mention.name) for mention in mentions])
    for number, mention in enumerate(mentions):
        if number in left_out:
            continue
        saying = of_mention(mention, article, number)
        if number in known:
            decision = Decision(known[number], ("the article told of it at this place before",))
        else:
            decision = decide(session, saying, own=heard.keys(), before=before - heard.keys())
        event = _event(session, decision.event_id, now)
        session.add(
            Match(
                article_id=article.id,
                mention=number,
                event_id=event.id,
                reasons=list(decision.reasons) or ["new: nothing like it is known"],
                at=now,
            )
        )
        one = heard.setdefault(event.id, _Heard(event, decision.event_id is None))
        one.sayings.append(saying)
        one.overtaken.update(decision.overtaken)
        claims = claims_of(mention, article, number, event.id, now)
        if one.is_new:
            session.add_all(claims)
            revise(session, event, now=now, cause=Cause(article_id=article.id))
        one.claims += claims
        _ask(session, article, event, decision, saying, str(keys[number]), now)
    return list(heard.values())


def _ask(
    session: Session,
    article: Article,
    event: Event,
    decision: Decision,
    saying: Saying,
    key: str,
    now: dt.datetime,
) -> None:
    """Ask a person where it is doubtful which event a mention is of, or whether it is any."""
    for other_id in decision.doubtful:
        ask_whether_one(
            session,
            event.id,
            other_id,
            now=now,
            article_id=article.id,
            reasons=decision.reasons,
        )
    if saying.confidence < SURE and decision.event_id is None:
        ask_about_mention(session, event.id, article.id, key, saying, now=now)


def _keep_claims(session: Session, article: Article, one: _Heard, now: dt.datetime) -> None:
    """Keep new claims; what an earlier text said too stays its claim, the rest of it goes."""
    statement = select(Claim).where(
        col(Claim.article_id) == article.id,
        col(Claim.event_id) == one.event.id,
        col(Claim.retracted).is_(None),
    )
    old: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in session.exec(statement.order_by(col(Claim.id))).all():
        old[_said(claim)].append(claim)
    for claim in one.claims:
        known = old[_said(claim)]
        if not known:
            session.add(claim)
            continue
        same = known.pop(0)
        same.mention, same.quote = claim.mention, claim.quote
        same.span_from, same.span_to = claim.span_from, claim.span_to
        same.published, same.confidence = claim.published, claim.confidence
    for claims in old.values():
        for claim in claims:
            claim.retracted = now


def _said(claim: Claim) -> tuple[str, str]:
    return claim.field, json.dumps(claim.value, sort_keys=True)


def _event(session: Session, event_id: int | None, now: dt.datetime) -> Event:
    if event_id is not None:
        return session.get_one(Event, event_id)
    event = blank(now)
    session.add(event)
    session.flush()
    return event

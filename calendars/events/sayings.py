"""What one article, or one person, says of one event: its claims taken together."""

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, col, select, update

from calendars.dates.when import When
from calendars.dates.window import OPEN_FUTURE, OPEN_PAST, Window
from calendars.reading.mention import Certainty, Kind, Mention, Place, Status
from calendars.store.tables import Article, Claim, ClaimMove

# The fields of a mention that become claims, and the span of each where it has its own.
FIELDS = (
    "name",
    "kind",
    "ordinal",
    "date",
    "place",
    "status",
    "certainty",
    "organiser",
    "participants",
    "rrule",
    "exdates",
)
# Of two articles of one day the one with a word of change is believed to be the later.
_LATER_WORDS = (
    Status.SCHEDULED,
    Status.LAPSED,
    Status.HELD,
    Status.POSTPONED,
    Status.RESCHEDULED,
    Status.CANCELLED,
)
MOVES = frozenset((Status.POSTPONED, Status.RESCHEDULED))
CHANGES = MOVES | {Status.CANCELLED}


@dataclass(frozen=True, slots=True)
class Saying:
    """An event as one article or one person speaks of it.

    `source` is who speaks: the outlet, the host of the URL, or the one article. `key` tells
    sayings of one day apart whatever the order in which they arrived. `article` is the id of
    the article; `claims` are the ids of the rows by their fields.
    """

    source: str
    published: dt.date
    key: str
    name: str | None = None
    kind: Kind | None = None
    ordinal: int | None = None
    when: When | None = None
    place: Place | None = None
    status: Status | None = None
    certainty: Certainty | None = None
    organiser: str | None = None
    participants: tuple[str, ...] = ()
    rrule: str | None = None
    exdates: tuple[str, ...] = ()
    confidence: float = 1.0
    quote: str | None = None
    article: int | None = None
    claims: dict[str, int] = field(default_factory=dict)

    @property
    def window(self) -> Window:
        """The days it speaks of; undated, those that were still to come or just past."""
        return self.when.window if self.when else undated(self.status, self.published)

    @property
    def order(self) -> tuple[dt.date, int, str]:
        """The place among the sayings about an event, the same for any order of arrival."""
        return self.published, _LATER_WORDS.index(self.status or Status.SCHEDULED), self.key


def undated(status: Status | None, published: dt.date) -> Window:
    """The days on which an event can lie of which only this is known on that day."""
    if status is Status.HELD:
        return Window(OPEN_PAST, published)
    return Window(published, OPEN_FUTURE)


def of_mention(mention: Mention, article: Article, number: int) -> Saying:
    """What a mention says, before it has claims."""
    return Saying(
        source=_source(article.outlet, article.id),
        published=article.published,
        key=_key(article.url, article.digest, number),
        name=mention.name,
        kind=mention.kind,
        ordinal=mention.ordinal,
        when=mention.when,
        place=mention.place,
        status=mention.status,
        certainty=mention.certainty,
        organiser=mention.organiser,
        participants=mention.participants,
        rrule=mention.rrule,
        exdates=mention.exdates,
        confidence=mention.confidence,
        quote=mention.quote,
    )


def claims_of(
    mention: Mention, article: Article, number: int, event_id: int, now: dt.datetime
) -> list[Claim]:
    """The rows that keep what a mention says of an event, a field each."""
    values: dict[str, Any] = {
        "name": mention.name,
        "kind": mention.kind.value,
        "ordinal": mention.ordinal,
        "date": mention.when and mention.when.edtf,
        "place": mention.place and asdict(mention.place),
        "status": mention.status.value,
        "certainty": mention.certainty.value,
        "organiser": mention.organiser,
        "participants": list(mention.participants),
        "rrule": mention.rrule,
        "exdates": list(mention.exdates),
    }
    rows = []
    for name in FIELDS:
        if values[name] in (None, []):
            continue
        start, end = mention.spans.get(name, (None, None))
        rows.append(
            Claim(
                event_id=event_id,
                article_id=article.id,
                mention=number,
                field=name,
                value=values[name],
                quote=mention.quote,
                span_from=start,
                span_to=end,
                published=article.published,
                claimed=now,
                confidence=mention.confidence,
            )
        )
    return rows


def heard(session: Session, event_ids: Iterable[int]) -> dict[int, list[Saying]]:
    """What articles say of each event and has not been retracted, in its lasting order."""
    groups: dict[tuple[int, int, int], list[Any]] = defaultdict(list)
    for row in session.execute(_HEARD, {"events": list(event_ids)}).all():
        groups[row.event_id, row.article_id, row.mention].append(row)
    found: dict[int, list[Saying]] = defaultdict(list)
    for (event_id, _, _), rows in groups.items():
        found[event_id].append(_saying(rows))
    for sayings in found.values():
        sayings.sort(key=lambda saying: saying.order)
    return found


def sentences_of(session: Session, article_id: int) -> dict[int, tuple[str | None, str | None]]:
    """Sentence and name of each mention of an article, by the mentions' numbers, in order."""
    statement = (
        columns(col(Claim.mention), col(Claim.quote), col(Claim.value))
        .where(
            col(Claim.article_id) == article_id,
            col(Claim.field) == "name",
            col(Claim.retracted).is_(None),
        )
        .order_by(col(Claim.mention), col(Claim.id))
    )
    return {row.mention: (row.quote, row.value) for row in session.execute(statement)}


def events_of(session: Session, article_id: int) -> dict[int, int]:
    """The event of each mention of an article, by the mentions' numbers."""
    statement = columns(col(Claim.mention), col(Claim.event_id)).where(
        col(Claim.article_id) == article_id, col(Claim.retracted).is_(None)
    )
    return {row.mention: row.event_id for row in session.execute(statement)}


def give_claims(
    session: Session, claim_ids: Collection[int], event_id: int, *, now: dt.datetime
) -> None:
    """Give claims to another event, and keep which one each of them left."""
    leaving = columns(col(Claim.id), col(Claim.event_id)).where(
        col(Claim.id).in_(claim_ids), col(Claim.event_id) != event_id
    )
    left = session.execute(leaving).all()
    session.add_all(ClaimMove(claim_id=row.id, event_id=row.event_id, at=now) for row in left)
    session.exec(
        update(Claim)
        .where(col(Claim.id).in_([row.id for row in left]))
        .values(event_id=event_id)
        .execution_options(synchronize_session=False)
    )


def edits(session: Session, event_id: int) -> dict[str, Claim]:
    """The last word of a person on each field of an event."""
    statement = (
        select(Claim)
        .where(
            col(Claim.event_id) == event_id,
            col(Claim.person).is_not(None),
            col(Claim.retracted).is_(None),
        )
        .order_by(col(Claim.claimed), col(Claim.id))
    )
    return {claim.field: claim for claim in session.exec(statement).all()}


def fingerprint(sayings: Sequence[Saying], said: Mapping[str, Claim]) -> dict[str, Any]:
    """What tells whether more, less or other things are said of an event than before."""
    told: list[Any] = [
        (one.key, one.published.isoformat(), one.quote, one.confidence) for one in sayings
    ]
    told += sorted((name, claim.value) for name, claim in said.items())
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]
    return {"articles": len({one.article for one in sayings}), "digest": digest}


def _saying(rows: Sequence[Any]) -> Saying:
    said = {row.field: row.value for row in rows}
    one = rows[0]
    return Saying(
        source=_source(one.outlet, one.article_id),
        published=one.published,
        key=_key(one.url, one.digest, one.mention),
        name=said.get("name"),
        kind=Kind(said["kind"]) if "kind" in said else None,
        ordinal=said.get("ordinal"),
        when=_when(said["date"]) if said.get("date") else None,
        place=Place(**said["place"]) if "place" in said else None,
        status=Status(said["status"]) if "status" in said else None,
        certainty=Certainty(said["certainty"]) if "certainty" in said else None,
        organiser=said.get("organiser"),
        participants=tuple(said.get("participants", ())),
        rrule=said.get("rrule"),
        exdates=tuple(said.get("exdates", ())),
        confidence=one.confidence,
        quote=one.quote,
        article=one.article_id,
        claims={row.field: row.id for row in rows},
    )


_COLUMNS: tuple[Any, ...] = (
    Claim.id,
    Claim.event_id,
    Claim.article_id,
    Claim.mention,
    Claim.field,
    Claim.value,
    Claim.quote,
    Claim.published,
    Claim.confidence,
    Article.url,
    Article.digest,
    Article.outlet,
)
_HEARD = (
    columns(*_COLUMNS)
    .join(Article, col(Claim.article_id) == col(Article.id))
    .where(
        col(Claim.event_id).in_(bindparam("events", expanding=True)), col(Claim.retracted).is_(None)
    )
    .order_by(col(Claim.id))
)

_when = lru_cache(maxsize=4096)(When.of)


def _source(outlet: str | None, article_id: int) -> str:
    """Who speaks: the outlet, or an article that has none."""
    return outlet or f"article {article_id}"


def _key(url: str | None, digest: str, number: int) -> str:
    return f"{url or digest} {number:06}"

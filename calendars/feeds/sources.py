"""The articles that events rest on, each with its most telling sentence."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from calendars.feeds.wording import Cited
from calendars.store.tables import Article, Claim

# Of an article's sentences about an event the one that tells the date is shown.
TELLING = ("date", "status", "name", "place")


def sources_of(session: Session, event_ids: Sequence[int]) -> dict[int, list[Cited]]:
    """For each event its sources, the latest article first."""
    statement = (
        select(Claim, Article.title, Article.outlet, Article.url)
        .join(Article, col(Claim.article_id) == col(Article.id), isouter=True)
        .where(col(Claim.event_id).in_(event_ids), col(Claim.retracted).is_(None))
    )
    told: dict[tuple[int, int | None], list[tuple[Claim, Cited]]] = {}
    for claim, title, outlet, url in session.exec(statement):
        cited = Cited(claim.published, claim.quote, title, outlet, url, claim.span_from is not None)
        told.setdefault((claim.event_id, claim.article_id), []).append((claim, cited))
    found: dict[int, list[Cited]] = {}
    for (event_id, _), claims in sorted(told.items(), key=_latest_first):
        found.setdefault(event_id, []).append(min(claims, key=_how_telling)[1])
    return found


def _latest_first(
    told: tuple[tuple[int, int | None], list[tuple[Claim, Cited]]],
) -> tuple[int, int, int]:
    (event_id, article_id), claims = told
    latest = max(claim.published for claim, _ in claims)
    return event_id, -latest.toordinal(), -(article_id or 0)


def _how_telling(told: tuple[Claim, Cited]) -> tuple[bool, int, int]:
    claim, _ = told
    rank = TELLING.index(claim.field) if claim.field in TELLING else len(TELLING)
    return not claim.quote, rank, claim.id

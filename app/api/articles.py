"""Articles: read without a trace, or read and kept."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from sqlmodel import Session

from app import articles, problems
from app.api import idempotency
from app.api.deps import PartsOf, Reading, ReadKey, WriteKey, Writing
from app.api.idempotency import IdempotencyKey
from app.api.shapes import articles as shapes
from app.api.shapes.base import Id
from app.articles import Handed
from app.limits import Allowance
from app.wiring import Parts
from calendars import errors
from calendars.errors import Gone, InvalidField, NotFound
from calendars.events import shape
from calendars.events.ingest import Ingested, retract
from calendars.reading.shape import as_json, explanation
from calendars.reminders.plan import plan
from calendars.store.tables import ApiKey, Article

router = APIRouter(tags=["articles"])

READS = (
    errors.KeyRequired,
    errors.ScopeMissing,
    errors.ArticleTooLarge,
    errors.TooManyRequests,
    errors.FetchFailed,
)
POST_ARTICLES = "POST /articles"


def allowance(request: Request) -> Allowance:
    """How many texts each key may have read."""
    left: Allowance = request.app.state.readings
    return left


AllowanceOf = Annotated[Allowance, Depends(allowance)]


@router.post(
    "/read",
    summary="Read an article and store nothing",
    response_model=shapes.Read,
    responses=problems.responses(*READS),
)
def read(
    body: shapes.ExplainedReading, parts: PartsOf, key: ReadKey, left: AllowanceOf
) -> Response:
    """Read a text, or the page at a URL: the events that it tells, each with its sentence."""
    _take(left, key, parts)
    reading = _handed(body, parts).read(
        limit=parts.settings.article_bytes, second=parts.second_reader
    )
    more = {"explain": explanation(reading)} if body.explain else {}
    return JSONResponse(as_json(reading) | more)


@router.post(
    "/articles",
    summary="Read an article and keep it",
    response_model=shapes.Ingested,
    status_code=201,
    responses=problems.responses(*READS, errors.Conflict),
)
def ingest(
    body: shapes.Reading,
    parts: PartsOf,
    key: WriteKey,
    left: AllowanceOf,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Read and keep an article: the events that it made or changed, or that stayed the same."""
    with parts.store.reading() as session:
        before = idempotency.answered(session, key, idempotency_key, POST_ARTICLES, body)
    if before:
        return before
    _take(left, key, parts)
    # Fetched and read before the transaction begins, which keeps other writers waiting.
    handed = _handed(body, parts)
    reading = handed.read(limit=parts.settings.article_bytes, second=parts.second_reader)
    now = parts.clock()
    with parts.store.writing() as session:
        done = articles.keep(session, handed, reading, now=now, horizon=parts.horizon)
        answer = JSONResponse(_ingested(session, done, parts), 201)
        answer.headers["Location"] = f"/api/v1/articles/{done.article.id}"
        idempotency.remember(session, key, idempotency_key, POST_ARTICLES, body, answer, now)
    return answer


@router.get(
    "/articles/{article_id}",
    summary="Read a kept article",
    response_model=shapes.Article,
    responses=problems.responses(
        errors.KeyRequired, errors.ScopeMissing, errors.NotFound, errors.Gone
    ),
)
def get(article_id: Id, session: Reading, _key: ReadKey) -> Response:
    """The text as it was read, and what is known of it."""
    return JSONResponse(_article(_known(session, article_id)))


@router.delete(
    "/articles/{article_id}",
    summary="Retract an article",
    status_code=204,
    responses=problems.responses(
        errors.KeyRequired, errors.ScopeMissing, errors.NotFound, errors.Gone
    ),
)
def delete(article_id: Id, parts: PartsOf, session: Writing, _key: WriteKey) -> Response:
    """Take an article's claims back; an event that nobody else tells of is withdrawn."""
    _known(session, article_id)
    now = parts.clock()
    plan(session, retract(session, article_id, now=now), now=now, horizon=parts.horizon)
    return Response(None, 204)


def _take(left: Allowance, key: ApiKey, parts: Parts) -> None:
    left.take(key.prefix, parts.clock().timestamp())


def _handed(body: shapes.Reading, parts: Parts) -> Handed:
    limit = parts.settings.article_bytes
    if body.text is not None:
        handed = articles.from_text(body.text, limit)
        handed = handed.at(_web_address(body.url)) if body.url else handed
    elif body.url is not None:
        handed = articles.from_url(body.url, parts.client, limit)
    else:
        raise InvalidField("Send a text, or the url of one.", field="text")
    return handed.knowing(body.published, body.title, body.language)


def _web_address(url: str) -> str:
    if not articles.is_web_address(url) or "\0" in url:
        raise InvalidField("“url” is an address that begins with https:// or http://.", field="url")
    return url


def _known(session: Session, article_id: int) -> Article:
    article = session.get(Article, article_id)
    if article is None:
        raise NotFound(f"There is no article {article_id}.")
    if article.retracted:
        raise Gone(f"Article {article_id} was retracted.")
    return article


def _ingested(session: Session, done: Ingested, parts: Parts) -> dict[str, Any]:
    events = [event for event, _ in done.changes]
    told = shape.events(session, events, quote_length=parts.settings.quote_length)
    return {
        "article": _article(done.article),
        "events": [
            {"event": event, "change": outcome}
            for event, (_, outcome) in zip(told, done.changes, strict=True)
        ],
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "published": article.published.isoformat(),
        "language": article.language,
        "outlet": article.outlet,
        "text": article.text,
        "read": shape.moment(article.read),
    }

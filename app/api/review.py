"""Review: what people are asked, their answers, and events that they join, part and correct."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse
from sqlmodel import Session

from app import problems
from app.api.deps import PartsOf, Reading, ReviewKey, Writing
from app.api.paging import paged
from app.api.shapes import events as event_shapes
from app.api.shapes import review as shapes
from app.api.shapes.base import Id
from app.limits import Allowance
from app.wiring import Parts
from calendars import errors
from calendars.errors import InvalidFilter
from calendars.events import parting, reviews, shape
from calendars.events.reviews import Answered
from calendars.reminders.plan import plan
from calendars.store.tables import Doubt, Event, Review, ReviewState

router = APIRouter(tags=["review"])

REFUSED = (errors.KeyRequired, errors.ScopeMissing, errors.NotFound)
ANSWERS = problems.responses(*REFUSED, errors.Gone, errors.Conflict)


def allowance(request: Request) -> Allowance:
    """How many corrections each visitor may send."""
    left: Allowance = request.app.state.correcting
    return left


@router.get(
    "/review",
    summary="What waits for a person",
    response_model=shapes.ReviewList,
    responses=problems.responses(errors.KeyRequired, errors.ScopeMissing),
)
def queue(
    request: Request,
    session: Reading,
    parts: PartsOf,
    _key: ReviewKey,
    state: Annotated[ReviewState, Query(description="What became of it.")] = ReviewState.OPEN,
    doubt: Annotated[Doubt | None, Query(description="Only questions of this sort.")] = None,
    event: Annotated[int | None, Query(ge=1, lt=2**63, description="An event's id.")] = None,
    cursor: Annotated[
        str | None, Query(pattern="^[0-9]{1,18}$", description="The `next` of the answer before.")
    ] = None,
    limit: Annotated[int | None, Query(ge=1, description="Questions in one answer.")] = None,
) -> Response:
    """Doubtful merges, conflicts, unsure mentions and readers' corrections, the oldest first."""
    most = parts.settings.page_size_max
    if limit is not None and limit > most:
        raise InvalidFilter(f"“limit” is a number from 1 to {most}.", field="limit")
    limit = limit or min(parts.settings.page_size, most)
    found = reviews.queue(
        session,
        states=(state,),
        doubts=(doubt,) if doubt else (),
        event_id=event,
        after=int(cursor or 0),
        limit=limit + 1,
    )
    shown = found[:limit]
    following = str(shown[-1].id) if len(found) > limit else None
    return paged(request, parts, {"items": shape.reviews(session, shown)}, following)


@router.get(
    "/review/{review_id}",
    summary="Read a question",
    response_model=shapes.Review,
    responses=problems.responses(*REFUSED),
)
def read(review_id: Id, session: Reading, _key: ReviewKey) -> Response:
    """One question, answered or not."""
    return _one(session, reviews.get(session, review_id))


@router.post(
    "/review/{review_id}/accept",
    summary="Say yes",
    response_model=shapes.Review,
    responses=ANSWERS,
)
def accept(
    review_id: Id,
    parts: PartsOf,
    session: Writing,
    key: ReviewKey,
    body: shapes.Answer | None = None,
) -> Response:
    """Both are one event, the claim or correction is right, the mention is an event.

    A claim or correction that is taken over locks its fields; `fields` are taken in its place.
    """
    fields = body.fields.told() if body and body.fields else None
    now = parts.clock()
    done = reviews.accept(session, review_id, person=key.name, now=now, fields=fields)
    return _answered(session, done, parts)


@router.post(
    "/review/{review_id}/reject", summary="Say no", response_model=shapes.Review, responses=ANSWERS
)
def reject(review_id: Id, parts: PartsOf, session: Writing, key: ReviewKey) -> Response:
    """They are two events, the claim or correction is wrong, the mention is no event."""
    done = reviews.reject(session, review_id, person=key.name, now=parts.clock())
    return _answered(session, done, parts)


@router.post(
    "/review/{review_id}/undo",
    summary="Take an answer back",
    response_model=shapes.Review,
    responses=ANSWERS,
)
def undo(review_id: Id, parts: PartsOf, session: Writing, key: ReviewKey) -> Response:
    """What the answer did is undone, and the question is open again."""
    done = reviews.undo(session, review_id, person=key.name, now=parts.clock())
    return _answered(session, done, parts)


@router.post(
    "/events/{event_id}/merge",
    summary="Merge with another event",
    response_model=event_shapes.Event,
    responses=ANSWERS,
)
def merge(
    event_id: Id, body: shapes.Merge, parts: PartsOf, session: Writing, key: ReviewKey
) -> Response:
    """Both become the older one; the younger redirects to it and is CANCELLED in feeds."""
    now = parts.clock()
    stays, gone = parting.join_by_hand(session, event_id, body.other, person=key.name, now=now)
    plan(session, [stays, gone], now=now, horizon=parts.horizon)
    return JSONResponse(_events(session, [stays], parts)[0])


@router.post(
    "/events/{event_id}/split",
    summary="Part an event",
    response_model=shapes.Parted,
    responses=ANSWERS,
)
def split(
    event_id: Id,
    parts: PartsOf,
    session: Writing,
    key: ReviewKey,
    body: shapes.Split | None = None,
) -> Response:
    """A merged-away event gets back what it brought; else some articles make an event."""
    now = parts.clock()
    articles = body.articles if body else []
    whole, part = parting.split(session, event_id, person=key.name, now=now, articles=articles)
    plan(session, [whole, part], now=now, horizon=parts.horizon)
    told = _events(session, [whole, part], parts)
    return JSONResponse({"event": told[0], "parted": told[1]})


@router.post(
    "/events/{event_id}/undo",
    summary="Take the last decision about an event back",
    response_model=shapes.Changed,
    responses=ANSWERS,
)
def undo_last(event_id: Id, parts: PartsOf, session: Writing, key: ReviewKey) -> Response:
    """The last edit, merge, split, answer or withdrawal by a person that was not undone yet."""
    now = parts.clock()
    changed = reviews.undo_last(session, event_id, person=key.name, now=now)
    plan(session, changed, now=now, horizon=parts.horizon)
    return JSONResponse({"items": _events(session, changed, parts)})


@router.post(
    "/events/{event_id}/corrections",
    summary="Say what is wrong with an event",
    status_code=202,
    response_model=shapes.Correction,
    responses=problems.responses(errors.NotFound, errors.Gone, errors.TooManyRequests),
)
def correct(
    event_id: Id,
    body: shapes.Corrected,
    request: Request,
    parts: PartsOf,
    session: Writing,
    left: Annotated[Allowance, Depends(allowance)],
) -> Response:
    """A correction from anybody, without a key; a person decides about it."""
    now = parts.clock()
    left.take(request.client.host if request.client else "", now.timestamp())
    review = reviews.suggest(session, event_id, body.told(), body.note, now=now)
    return JSONResponse({"id": review.id, "state": review.state}, 202)


def _events(session: Session, found: list[Event], parts: Parts) -> list[dict[str, object]]:
    return shape.events(session, found, quote_length=parts.settings.quote_length)


def _answered(session: Session, done: Answered, parts: Parts) -> Response:
    plan(session, list(done.changed), now=parts.clock(), horizon=parts.horizon)
    return _one(session, done.review)


def _one(session: Session, review: Review) -> Response:
    return JSONResponse(shape.reviews(session, [review])[0])

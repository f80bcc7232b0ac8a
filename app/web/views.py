"""The pages that show events: by day, by month, and one."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session, col, select

from app.api.deps import PartsOf, Reading
from app.web import countries, files, reminders
from app.web.agenda import agenda, grid, month_end
from app.web.entry import Entry, at_time, beside, contradicted, entries, web_address
from app.web.history import history
from app.web.pages import READ, PageRoute, page
from app.wiring import Parts
from calendars.dates.words import MONTHS
from calendars.errors import InvalidFilter, NotFound
from calendars.events.finding import MOST_TIMES, Page, find, times_of
from calendars.events.merging import survivor
from calendars.events.search import Search
from calendars.feeds.formats import FORMATS
from calendars.feeds.frame import About, vcalendar
from calendars.feeds.showing import showing
from calendars.feeds.sources import sources_of
from calendars.feeds.style import Style
from calendars.reading.mention import Status
from calendars.store.tables import Calendar, Event, Place

FORM = ("q", "country", "from", "to")
DATES = ("from", "to")
ALL = "all"
UNSEEN = (Status.LAPSED,)
YEAR_OF_STATIC = "public, max-age=31536000, immutable"

router = APIRouter(route_class=PageRoute, include_in_schema=False)
router.include_router(reminders.router)


@router.api_route("/", methods=READ)
def by_day(request: Request, parts: PartsOf, session: Reading) -> Response:
    """Coming events, or those that a search finds, by day."""
    filters = _filters(request)
    cursor = filters.pop("cursor", None)
    today = parts.clock().date()
    context = _frame(session, parts, filters, "day")
    try:
        search, start = _from_today(Search.parse(filters), today)
        limit = parts.settings.page_size
        found = find(session, search, today=today, limit=limit, cursor=cursor, without=UNSEEN)
    except InvalidFilter as error:
        return page("days.html", status=422, title="Search", problem=str(error), **context)
    listed = entries(session, found.items, quote_length=parts.settings.quote_length)
    return page(
        "days.html",
        title="Events that fit the search" if filters else "Coming events",
        problem=None,
        today=today,
        agenda=agenda(_at_their_times(found, listed, search, today, most=1), start),
        next=_address("/", filters | {"cursor": found.next}) if found.next else None,
        **context,
    )


@router.api_route("/month", methods=READ)
def this_month(request: Request, parts: PartsOf) -> Response:
    """The month that it is, with the words and the country of the search."""
    today = parts.clock().date()
    return RedirectResponse(_month_address(today, _filters(request)), 303)


@router.api_route("/month/{month}", methods=READ)
def by_month(month: str, request: Request, parts: PartsOf, session: Reading) -> Response:
    """The events of one month, day by day as on a wall calendar."""
    first = _first_of_month(month)
    filters = {name: value for name, value in _filters(request).items() if name not in DATES}
    filters.pop("cursor", None)
    today = parts.clock().date()
    context = _frame(session, parts, filters, "month", first)
    month_name = f"{MONTHS[first.month - 1]} {first.year}"
    search = Search(first=first, last=month_end(first))
    try:
        found = _of_month(session, Search.parse(filters), first, parts)
    except InvalidFilter as error:
        return page("month.html", status=422, title=month_name, problem=str(error), **context)
    listed = entries(session, found.items, quote_length=parts.settings.quote_length)
    return page(
        "month.html",
        title=month_name,
        problem=None,
        today=today,
        grid=grid(_at_their_times(found, listed, search, today, most=MOST_TIMES), first),
        empty=not listed,
        cut=found.next is not None,
        **context,
    )


@router.api_route("/events/{uid}.ics", methods=READ)
def one_event_for_calendars(uid: str, parts: PartsOf, session: Reading) -> Response:
    """One event as a file for a calendar."""
    from calendars.feeds.ics import vevent

    event = _event(session, uid)
    style = Style(parts.settings.base_url, parts.settings.quote_length)
    sources = sources_of(session, [event.id]).get(event.id, ())
    place = session.get(Place, event.place_id) if event.place_id else None
    taker = survivor(session, event).uid if event.merged_into is not None else None
    parent = session.get_one(Event, event.parent_id).uid if event.parent_id else None
    text = vevent(event, style=style, sources=sources, place=place, survivor=taker, parent=parent)
    if text is None:
        raise NotFound("No day is known on which a calendar could show this event.")
    about = About(event.name, f"{style.page(event.uid)}.ics", style.page(event.uid))
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    body = vcalendar(about, event.modified, [text])
    return Response(body, headers=headers, media_type=FORMATS["ics"].media_type)


@router.api_route("/events/{uid}", methods=READ)
def one_event(uid: str, parts: PartsOf, session: Reading) -> Response:
    """One event with every sentence about it and all that changed."""
    event = _event(session, uid)
    if event.merged_into is not None:
        return RedirectResponse(f"/events/{survivor(session, event).uid}", 308)
    [entry] = entries(session, [event], quote_length=parts.settings.quote_length)
    ahead = event.window_last >= parts.clock().date()
    return page(
        "event.html",
        event=event,
        entry=entry,
        beside=beside(session, event),
        contradicted=contradicted(session, event, parts.settings.quote_length),
        history=history(session, event.id),
        withdrawn=event.withdrawn is not None,
        remindable=ahead and event.withdrawn is None and event.status is not Status.CANCELLED,
        own_page=web_address(event.url),
        address=f"{parts.settings.base_url}/events/{event.uid}",
        json_address=f"/api/v1/events/{event.id}",
        ics_address=f"/events/{event.uid}.ics" if showing(event) else None,
    )


@router.api_route("/static/{name}", methods=READ)
def static_file(name: str) -> Response:
    """A style sheet, script or picture of the pages."""
    file = files.FILES.get(name)
    if file is None:
        raise NotFound("There is no such file.")
    headers = {"Cache-Control": YEAR_OF_STATIC, "X-Content-Type-Options": "nosniff"}
    return Response(file.body, headers=headers, media_type=file.media_type)


def _filters(request: Request) -> dict[str, str]:
    """The filters of the address that say something; values of one name as one list."""
    told = request.query_params
    joined = {name: ",".join(filter(None, told.getlist(name))).strip() for name in told}
    return {name: value for name, value in joined.items() if value}


def _from_today(search: Search, today: dt.date) -> tuple[Search, dt.date | None]:
    """The search, of what is still coming where it names no day; and the day it begins with."""
    if search.first or (search.last and search.last < today):
        return search, search.first
    return search.narrowed(Search(upcoming=True)), today


def _frame(
    session: Session,
    parts: Parts,
    filters: dict[str, str],
    view: str,
    month: dt.date | None = None,
) -> dict[str, Any]:
    """What the lists by day and by month have around them."""
    base = parts.settings.base_url
    calendars = session.exec(
        select(Calendar).where(~col(Calendar.private)).order_by(col(Calendar.id))
    ).all()
    feeds = [
        _feed(each.name, f"{base}/calendars/{each.slug}.ics", each.description)
        for each in calendars
    ]
    query = urlencode(filters)
    feed = _feed("This search", f"{base}/events.ics?{query}", "What fits the search above.")
    standing = next((f for f, each in zip(feeds, calendars, strict=True) if each.slug == ALL), feed)
    first = month or parts.clock().date().replace(day=1)
    return {
        "view": view,
        "filters": filters,
        "search_text": query,
        "kept": [(name, value) for name, value in filters.items() if name not in FORM],
        "countries": countries.of_events(session),
        "feeds": feeds,
        "caldav": f"{base}/caldav/",
        "feed": feed if filters else standing,
        "form_action": "/" if view == "day" else f"/month/{first:%Y-%m}",
        "by_day": _address("/", filters),
        "by_month": _month_address(first, filters),
        "month_address": lambda day: _month_address(day, filters),
    }


def _feed(name: str, address: str, description: str | None) -> dict[str, str | None]:
    webcal = "webcal" + address.removeprefix("https").removeprefix("http")
    return {"name": name, "https": address, "webcal": webcal, "description": description}


def _address(path: str, filters: dict[str, str]) -> str:
    query = urlencode(filters)
    return f"{path}?{query}" if query else path


def _month_address(day: dt.date, filters: dict[str, str]) -> str:
    kept = {name: value for name, value in filters.items() if name not in (*DATES, "cursor")}
    return _address(f"/month/{day.year:04}-{day.month:02}", kept)


def _first_of_month(month: str) -> dt.date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", month):
        raise NotFound("A month is written like 2021-08.")
    try:
        return dt.date.fromisoformat(f"{month}-01")
    except ValueError as error:
        raise NotFound(f"There is no month {month}.") from error


def _of_month(session: Session, search: Search, first: dt.date, parts: Parts) -> Page:
    """What can lie in the month; of wider windows only those of the events' own days."""
    last = month_end(first)
    return find(
        session,
        search.narrowed(Search(first=first, last=last)),
        today=parts.clock().date(),
        limit=parts.settings.page_size_max,
        widest=(last - first).days + 1,
        without=UNSEEN,
    )


def _at_their_times(
    found: Page, listed: Sequence[Entry], search: Search, today: dt.date, *, most: int
) -> list[Entry]:
    """The entries, those of a series at the first of its times that the search asks for."""
    shown = []
    for event, one in zip(found.items, listed, strict=True):
        if event.rrule is None or not event.certain:
            shown.append(one)
        else:
            times = times_of(event, search, today, most=most)
            shown += [at_time(one, event, time) for time in times]
    return shown


def _event(session: Session, uid: str) -> Event:
    event = session.exec(select(Event).where(Event.uid == uid)).one_or_none()
    if event is None:
        raise NotFound("There is no event at this address.")
    return event

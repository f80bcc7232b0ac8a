"""The feed doctor: looks at a feed as a calendar program would, and says what is wrong."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.ready import laid_ready
from app.wiring import Parts, feed_limits, style
from calendars.errors import InvalidInput
from calendars.events import shape
from calendars.feeds import feed, fetches
from calendars.feeds.check import Content, examine
from calendars.feeds.feed import Asked
from calendars.feeds.fetches import Fetch
from jobs.guard.client import Answer, GuardedClient

OK, NOT_MODIFIED = 200, 304


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a feed; `clients` are known of our own calendars only."""

    feed: str
    content: Content
    packed: int | None
    etag: str | None
    last_modified: str | None
    limits: Mapping[str, int]
    clients: tuple[Fetch, ...]
    warnings: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The report as the API and the command tell it."""
        content = self.content
        return {
            "feed": self.feed,
            "bytes": content.octets,
            "packed_bytes": self.packed,
            "events": content.events,
            "first": content.first and content.first.isoformat(),
            "last": content.last and content.last.isoformat(),
            "zones": list(content.zones),
            "etag": self.etag,
            "last_modified": self.last_modified,
            "limits": dict(self.limits),
            "clients": [{"client": one.client, "at": shape.moment(one.at)} for one in self.clients],
            "warnings": [*content.warnings, *self.warnings],
        }


def check(parts: Parts, told: str, client: GuardedClient) -> Report:
    """Look at the feed of a calendar, by its slug, or at one anywhere, by its address.

    Raises:
        NotFound: There is no such calendar.
        SourceError: The address cannot be fetched.
    """
    own = f"{parts.settings.base_url}/calendars/"
    if told.startswith(own) and told.endswith(".ics"):
        told = told.removeprefix(own).removesuffix(".ics")
    if "://" not in told:
        return _of_calendar(parts, told)
    return _of_address(told, client, parts.clock().date())


def _of_calendar(parts: Parts, slug: str) -> Report:
    limits, now = feed_limits(parts.settings), parts.clock()
    asked = Asked(f"/calendars/{slug}.ics", "ics", slug, {}, sees_private=True)
    with parts.store.reading() as session:
        built = feed.build(session, asked, now=now, style=style(parts.settings), limits=limits)
        clients = tuple(fetches.of(session, built.known_as))
    ready = laid_ready(built, asked, 0, now.date())
    headers = {name.decode(): value.decode() for name, value in ready.plain.full["headers"]}
    warnings = []
    if built.next:
        warnings.append(
            "It had to be cut: narrow the calendar's search, or raise DATELINE_FEED_EVENTS "
            "and DATELINE_FEED_BYTES."
        )
    return Report(
        asked.path,
        examine(built.body, now.date()),
        len(ready.packed.body["body"]),
        headers["etag"],
        headers["last-modified"],
        {
            "events": limits.events,
            "bytes": limits.octets,
            "days_back": limits.days_back,
            "days_ahead": limits.days_ahead,
        },
        clients,
        tuple(warnings),
    )


def _of_address(url: str, client: GuardedClient, today: dt.date) -> Report:
    if url.startswith(("webcal://", "webcals://")):
        url = "https" + url[url.index("://") :]
    accepted = {"accept": "text/calendar", "accept-encoding": "gzip"}
    answer = client.get(url, headers=accepted)
    if answer.status != OK:
        raise InvalidInput(f"{url} answers {answer.status}, not a feed.", field="feed")
    again = client.get(url, headers=accepted | _validators(answer))
    return Report(
        url,
        examine(answer.body, today),
        None,
        answer.headers.get("etag"),
        answer.headers.get("last-modified"),
        {},
        (),
        tuple(_of_http(answer, again)),
    )


def _validators(answer: Answer) -> dict[str, str]:
    told = {
        "if-none-match": answer.headers.get("etag"),
        "if-modified-since": answer.headers.get("last-modified"),
    }
    return {name: value for name, value in told.items() if value}


def _of_http(answer: Answer, again: Answer) -> list[str]:
    """What its headers let programs do needlessly often, or at all."""
    headers, found = answer.headers, []
    if not headers.get("content-type", "").startswith("text/calendar"):
        found.append(f"Its type is “{headers.get('content-type', 'none')}”, not text/calendar.")
    if "attachment" in headers.get("content-disposition", ""):
        found.append("It is sent as an attachment: browsers save it instead of subscribing.")
    if "gzip" not in headers.get("content-encoding", ""):
        found.append("It is not compressed for who takes gzip.")
    if not _validators(answer):
        found.append("It has neither ETag nor Last-Modified: each fetch sends all of it.")
    elif again.status != NOT_MODIFIED:
        same = "though it is the same" if again.body == answer.body else "and it is another one"
        found.append(f"Asked again with its own validators it is sent in full, {same}.")
    if "cache-control" not in headers and "expires" not in headers:
        found.append("It does not say how long it may be kept (Cache-Control).")
    return found

"""RSS and Atom feeds: each entry is an article behind a link."""

import datetime as dt
import io
import time
import warnings
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from calendars.errors import UnreadableArticle, UnreadableSource
from jobs.pull.days import day
from jobs.pull.fetch import Fetched
from jobs.pull.html import Page, page_of
from jobs.pull.items import Item
from jobs.pull.tags import with_short_tags

MOST_ITEMS = 200
MOST_BYTES = 2_000_000

Entry = dict[str, Any]


def recognises(fetched: Fetched) -> bool:
    """Whether an answer is a feed, whatever its media type says."""
    start = fetched.body[:2000].lower()
    if not any(mark in start for mark in (b"<rss", b"<feed", b"<rdf:rdf", b":feed")):
        return False
    return bool(_parsed(fetched).get("version"))


def items(fetched: Fetched) -> list[Item]:
    """The feed's articles, the first 200 of them.

    Raises:
        UnreadableSource: It is no feed.
    """
    feed = _parsed(fetched)
    if not feed.get("version"):
        raise UnreadableSource(f"{fetched.url} is not an RSS or Atom feed.")
    entries = [dict(entry.items()) for entry in feed.get("entries", [])[:MOST_ITEMS]]
    found = (_item(entry, fetched.url) for entry in entries)
    return list({item.key: item for item in found if item}.values())


def _parsed(fetched: Fetched) -> Any:
    body = with_short_tags(fetched.body[:MOST_BYTES].decode("latin-1")).encode("latin-1")
    said = fetched.kind or "application/xml"
    kind = f"{said}; charset={fetched.charset}" if fetched.charset else said
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return feedparser.parse(
            io.BytesIO(body),
            response_headers={"content-type": kind, "content-location": fetched.url},
        )


def _item(entry: Entry, base: str) -> Item | None:
    link = _link(entry, base)
    page = None if link else _own_text(entry)
    if not link and page is None:
        return None
    return Item(
        url=link or f"{base}#{entry.get('id') or entry.get('title', '')}",
        title=" ".join(str(entry.get("title") or "").split()) or None,
        published=_published(entry),
        version=str(entry.get("updated") or entry.get("published") or ""),
        page=page,
    )


def _link(entry: Entry, base: str) -> str | None:
    try:
        address = urljoin(base, str(entry.get("link") or "").strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    told = bool(entry.get("link")) and parts.scheme in ("http", "https") and bool(parts.hostname)
    return address if told else None


def _published(entry: Entry) -> dt.date | None:
    """The day the entry was published, on the publisher's clock where it is written so."""
    for name in ("published", "created", "updated"):
        written = day(str(entry.get(name) or ""))
        if written:
            return written
        moment = entry.get(f"{name}_parsed")
        if isinstance(moment, time.struct_time):
            return dt.date(*moment[:3])
    return None


def _own_text(entry: Entry) -> Page | None:
    """The entry's own text, where it has no link to an article."""
    parts = [str(part.get("value") or "") for part in entry.get("content") or []]
    html = max([*parts, str(entry.get("summary") or "")], key=len)
    try:
        return page_of(f"<html><body><article><p>{html}</p></article></body></html>")
    except UnreadableArticle:
        return None

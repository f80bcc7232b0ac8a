"""The day on which a page was published."""

import datetime as dt
import re
from copy import deepcopy
from itertools import islice

import htmldate
from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from jobs.pull import jsonld
from jobs.pull.days import day, day_in_address, written_day

OPENING_CHARACTERS = 3_000
MOST_PIECES = 300

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "date",
)
# "Published: 4 March 2026", where it opens a line or stands behind a bar.
_SAID = re.compile(
    r"^[^\w\n]{0,4}(?:[^\n|·•]{0,60}[|·•]\s*)?"
    r"(?:first published|published|posted|date published|publication date)(?:\s(?:on|at))?:?\s+"
    r"(?:[a-z]{3,9},?\s+)?(?P<day>\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?,?\s+\d{4}"
    r"|[a-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}-\d\d-\d\d)",
    re.IGNORECASE | re.MULTILINE,
)


def published_day(tree: HtmlElement, told: jsonld.Node, url: str | None) -> dt.date | None:
    """The day a page was published on, None where it does not say.

    `told` is what the article says of itself with schema.org. Then meta tags are asked, `<time>`,
    the words that the page opens with, what htmldate finds, and the page's address.
    """
    metas = metas_of(tree)
    written = [jsonld.words(told.get("datePublished"))]
    written += [metas.get(name, "") for name in _PUBLISHED]
    written += [str(time.get("datetime", "")) for time in _times(tree)]
    written.append(jsonld.words(told.get("dateCreated")))
    days = (day(text) for text in written if text)
    known = next(filter(None, days), None) or _said(tree) or _guessed(tree, url)
    return known or day_in_address(url or "") or day(jsonld.words(told.get("dateModified")))


def _said(tree: HtmlElement) -> dt.date | None:
    """The day of "Published: 4 March 2026" in the words that a page opens with."""
    body = tree.find("body")
    words = "" if body is None else "\n".join(islice(body.itertext(), MOST_PIECES))
    told = _SAID.search(words[:OPENING_CHARACTERS])
    return written_day(told["day"]) if told else None


def _times(tree: HtmlElement) -> list[HtmlElement]:
    """The `<time>` elements that say when the article appeared, the surest first."""
    times = [time for time in tree.iter("time") if not _is_of_event(time)]
    sure = [time for time in times if time.get("pubdate") is not None or _says(time)]
    return sure + times[:1]


def _says(time: HtmlElement) -> bool:
    said = " ".join(time.get(name) or "" for name in ("itemprop", "class", "property")).lower()
    return "publish" in said or "pubdate" in said


def _is_of_event(time: HtmlElement) -> bool:
    """Whether it tells the day of an event that the page marks up, not that of the page."""
    said = (time.get("itemprop") or time.get("property") or "").lower()
    return said.endswith(("startdate", "enddate", "doortime"))


def _guessed(tree: HtmlElement, url: str | None) -> dt.date | None:
    try:
        plain = _without_events(tree)
        found = htmldate.find_date(plain, extensive_search=False, original_date=True, url=url)
    except (ValueError, TypeError, etree.LxmlError, RecursionError, OverflowError):
        return None
    return day(found) if found else None


def _without_events(tree: HtmlElement) -> HtmlElement:
    """The page without the days of the events that it marks up."""
    if not any(_is_of_event(time) for time in tree.iter("time")):
        return tree
    copy = deepcopy(tree)
    for time in [time for time in copy.iter("time") if _is_of_event(time)]:
        time.drop_tree()
    return copy


def metas_of(tree: HtmlElement) -> dict[str, str]:
    """The page's meta tags by their name in small letters, the first of each."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found

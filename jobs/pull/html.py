"""The article in a page: title, text, publication date, language, address, author, events."""

import codecs
import datetime as dt
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import htmldate
import trafilatura
from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from calendars.errors import UnreadableArticle
from calendars.reading.language import detect
from calendars.reading.marked_event import MarkedEvent
from jobs.pull import jsonld
from jobs.pull.days import day
from jobs.pull.tags import with_short_tags

MOST_ELEMENTS = 20_000
MOST_CHARACTERS = 5_000_000
MOST_TAGS_IN_SCRIPT = 200

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
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
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")

for _noisy in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_noisy).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Page:
    """An article as its page gives it; what the page does not say is None.

    Paragraphs of `text` are parted by blank lines. `published` is a day on the publisher's
    clock. `language` is ISO 639: what the page says, but English, which templates say of any
    text, only where the text is. `url` is the canonical address. `events` are those that the page
    marks up with schema.org.
    """

    title: str | None
    text: str
    published: dt.date | None = None
    language: str | None = None
    url: str | None = None
    author: str | None = None
    outlet: str | None = None
    events: tuple[MarkedEvent, ...] = ()


def page_of(html: str | bytes, url: str | None = None, charset: str | None = None) -> Page:
    """Take the article out of a page that came from `url`; `charset` is what HTTP said.

    Raises:
        UnreadableArticle: It is no page, or there is no text in it.
    """
    tree = _tree(html if isinstance(html, str) else decoded(html, charset))
    if tree is None:
        raise UnreadableArticle(f"{url or 'The page'} is not HTML.")
    marked = jsonld.nodes(_markup(tree))
    told = jsonld.article(marked)
    events = jsonld.events(marked)
    published = _published(tree, told, url)
    said = _language(tree, told)
    canonical = _canonical(tree, url)
    text, title, author, outlet = _extracted(tree)
    text = text or "\n\n".join(event.description or event.name for event in events)
    if not text:
        raise UnreadableArticle(f"{url or 'The page'} has no article that could be read.")
    return Page(
        title=jsonld.words(told.get("headline")) or title,
        text=text,
        published=published,
        language=said if said not in (None, "en") else detect(text),
        url=canonical,
        author=jsonld.words(told.get("author")) or author,
        outlet=outlet,
        events=events,
    )


def decoded(data: bytes, charset: str | None = None) -> str:
    """The characters of a page, whatever it claims: UTF-8 if it is UTF-8, else as it says.

    >>> decoded("Zürich".encode("latin-1"), "utf-8"), decoded("Zürich".encode(), "latin-1")
    ('Zürich', 'Zürich')
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    meta = _CHARSET.search(data[:4096])
    claims = ("utf-8", charset, meta[1].decode("ascii", "replace") if meta else None)
    for claim in claims:
        try:
            if claim:
                return data.decode(claim)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _tree(text: str) -> HtmlElement | None:
    clean = with_short_tags(text[:MOST_CHARACTERS].replace("\0", ""))
    try:
        return trafilatura.load_html(clean) if clean.strip() else None
    except (ValueError, etree.LxmlError, RecursionError):
        return None


def _markup(tree: HtmlElement) -> Iterator[Any]:
    """What the scripts with JSON-LD hold.

    Broken ones and those full of tags are emptied: trafilatura reads them too, in time that
    grows with the square of their length.
    """
    for script in tree.iter("script"):
        kind, text = (script.get("type") or "").lower(), script.text or ""
        if "+json" not in kind:
            continue
        held = jsonld.parsed(text)
        if held is None or text.count("<") > MOST_TAGS_IN_SCRIPT:
            script.text = None
        if "ld+json" in kind:
            yield held


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The page's meta tags by their name in small letters, the first of each."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _published(tree: HtmlElement, told: jsonld.Node, url: str | None) -> dt.date | None:
    """The publication date: JSON-LD, meta tags, `<time>`, then what htmldate finds."""
    metas = _metas(tree)
    written = [jsonld.words(told.get("datePublished"))]
    written += [metas.get(name, "") for name in _PUBLISHED]
    written += [str(time.get("datetime", "")) for time in _times(tree)]
    days = (day(text) for text in written if text)
    return next(filter(None, days), None) or _guessed(tree, url)


def _times(tree: HtmlElement) -> list[HtmlElement]:
    """The `<time>` elements that say when the article appeared, the surest first."""
    times = list(tree.iter("time"))
    sure = [time for time in times if time.get("pubdate") is not None or _says(time)]
    return sure + times[:1]


def _says(time: HtmlElement) -> bool:
    said = " ".join(time.get(name) or "" for name in ("itemprop", "class", "property")).lower()
    return "publish" in said or "pubdate" in said


def _guessed(tree: HtmlElement, url: str | None) -> dt.date | None:
    try:
        found = htmldate.find_date(tree, extensive_search=False, original_date=True, url=url)
    except (ValueError, TypeError, etree.LxmlError, RecursionError, OverflowError):
        return None
    return day(found) if found else None


def _language(tree: HtmlElement, told: jsonld.Node) -> str | None:
    metas = _metas(tree)
    for said in (
        jsonld.words(told.get("inLanguage")),
        tree.get("lang"),
        metas.get("og:locale"),
        metas.get("content-language"),
    ):
        code = _LANGUAGE.match((said or "").strip().lower())
        if code:
            return code[0]
    return None


def _canonical(tree: HtmlElement, url: str | None) -> str | None:
    """The page's own address where it is of the same site, else the one it came from."""
    links = [
        link.get("href") or ""
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for link in (*links, _metas(tree).get("og:url", "")):
        try:
            address = urljoin(url or "", link.strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if link and parts.scheme in ("http", "https") and parts.hostname:
            same = url is None or parts.hostname == urlsplit(url).hostname
            return address if same else url
    return url


def _extracted(tree: HtmlElement) -> tuple[str, str | None, str | None, str | None]:
    """Text, title, author and site name."""
    found = _by_trafilatura(tree)
    text = str(found.text or "") if found else ""
    if not text.strip():
        text = "\n".join(_paragraphs(tree))
    text = "\n\n".join(line.strip() for line in text.splitlines() if line.strip())
    if found is None:
        return text, _title(tree), None, None
    return text, found.title or _title(tree), found.author, found.sitename


def _by_trafilatura(tree: HtmlElement) -> Any:
    """What trafilatura extracts; None where it cannot, for whatever reason of its own."""
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        return None
    try:
        return trafilatura.bare_extraction(
            tree,
            fast=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False},
        )
    except Exception:  # noqa: BLE001
        return None


def _paragraphs(tree: HtmlElement) -> Iterator[str]:
    for paragraph in tree.iter("p"):
        yield " ".join("".join(paragraph.itertext()).split())


def _title(tree: HtmlElement) -> str | None:
    for name in ("h1", "title"):
        for element in tree.iter(name):
            words = " ".join("".join(element.itertext()).split())
            if words:
                return words
    return None

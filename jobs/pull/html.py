"""The article in a page: title, text, publication date, language, address, author, events."""

import datetime as dt
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

import trafilatura
from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from calendars.errors import UnreadableArticle
from calendars.reading.language import detect
from calendars.reading.marked_event import MarkedEvent
from jobs.pull import attributes, jsonld
from jobs.pull.characters import decoded
from jobs.pull.published import metas_of, published_day
from jobs.pull.tags import with_short_tags

MOST_ELEMENTS = 20_000
MOST_CHARACTERS = 5_000_000
MOST_TAGS_IN_SCRIPT = 200
MOST_ANCESTORS = 50
LONGEST_LINE = 20_000

_TEXT_TAGS = ("h1", "h2", "h3", "p", "li", "blockquote")
_FURNITURE = ("nav", "footer", "aside", "noscript", "form")
_CONSENT = ("cookie", "consent", "gdpr")
# What templates print where an author would stand.
_NO_AUTHORS = ("published", "posted", "updated", "admin", "by", "author")
# What stands before a site's name for another view of it.
_VIEW = re.compile(r"^(?:www|amp|m|mobile)\.")
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
    marked = [*jsonld.nodes(_markup(tree)), *attributes.nodes(tree)]
    told = jsonld.article(marked)
    events = jsonld.events(marked)
    published = published_day(tree, told, url)
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
        if not held or text.count("<") > MOST_TAGS_IN_SCRIPT:
            script.text = None
        if "ld+json" in kind:
            yield held


def _language(tree: HtmlElement, told: jsonld.Node) -> str | None:
    metas = metas_of(tree)
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
    for link in (*links, metas_of(tree).get("og:url", "")):
        try:
            address = urljoin(url or "", link.strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if link and parts.scheme in ("http", "https") and parts.hostname:
            return address if url is None or _is_page_of(parts, urlsplit(url)) else url
    return url


def _is_page_of(canonical: SplitResult, own: SplitResult) -> bool:
    """Whether an address is one of the same site, and no template's link to the front page."""
    sites = [_VIEW.sub("", parts.hostname or "") for parts in (canonical, own)]
    front = canonical.path in ("", "/") and not canonical.query and own.path not in ("", "/")
    return sites[0] == sites[1] and not front


def _extracted(tree: HtmlElement) -> tuple[str, str | None, str | None, str | None]:
    """Text, title, author and site name."""
    found = _by_trafilatura(tree)
    text = _typed(tree, str(found.text or "") if found else "")
    if found is None:
        return text, _title(tree), None, None
    author = None if (found.author or "").lower() in _NO_AUTHORS else found.author
    return text, found.title or _title(tree), author, found.sitename


def _typed(tree: HtmlElement, extracted: str) -> str:
    """The text with its paragraphs parted by blank lines, as the page parts them."""
    lines = [line.strip() for line in extracted.splitlines() if line.strip()]
    typed = ["".join(pre.itertext()).strip() for pre in tree.iter("pre")]
    if typed and sum(map(len, typed)) * 2 > sum(map(len, lines)):
        return "\n\n".join(filter(None, typed))
    if len(lines) == 1 and len(lines[0]) < LONGEST_LINE:
        # Of short articles trafilatura gives all words in one line.
        blocks = [block for block in _blocks(tree, _TEXT_TAGS) if block in lines[0]]
        lines = blocks if 2 * sum(map(len, blocks)) > len(lines[0]) else lines
    return "\n\n".join(lines or filter(None, _blocks(tree, ("p",))))


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


def _blocks(tree: HtmlElement, tags: tuple[str, ...]) -> Iterator[str]:
    """The words of the page's paragraphs, without those of its furniture."""
    for block in tree.iter(*tags):
        if not any(map(_is_furniture, (block, *islice(block.iterancestors(), MOST_ANCESTORS)))):
            yield " ".join("".join(block.itertext()).split())


def _is_furniture(element: HtmlElement) -> bool:
    called = f"{element.get('id') or ''} {element.get('class') or ''}".lower()
    return element.tag in _FURNITURE or any(word in called for word in _CONSENT)


def _title(tree: HtmlElement) -> str | None:
    for name in ("h1", "title"):
        for element in tree.iter(name):
            words = " ".join("".join(element.itertext()).split())
            if words:
                return words
    return None

"""Articles as somebody hands them over: a file, a URL or standard input, to text."""

import datetime as dt
import re
import sys
from dataclasses import dataclass, replace
from email.message import Message
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from calendars.errors import (
    ArticleTooLarge,
    BinaryArticle,
    FetchFailed,
    InvalidField,
    NotFound,
    UnreadableArticle,
)
from calendars.reading.mention import Reading

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.settings import Settings
    from calendars.events.ingest import Ingested
    from calendars.reading.marked_event import MarkedEvent
    from calendars.store.tables import Article
    from jobs.guard.client import GuardedClient
    from jobs.pull.second_reader import SecondReader

_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*\?>\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
HEAD_BYTES = 4096
ENCODINGS = ("utf-8-sig", "cp1252")
_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Handed:
    """An article's text and what is known of it from outside; None is not known."""

    text: str
    published: dt.date | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    outlet: str | None = None
    marked: "tuple[MarkedEvent, ...]" = ()

    def read(self, *, limit: int, second: "SecondReader | None" = None) -> Reading:
        """Read it; see `calendars.reading.read`. The second reader adds what it finds.

        The events that a page marks up beat those of its prose.
        """
        from calendars.reading.marked import with_marked
        from calendars.reading.read import read

        reading = read(
            self.text,
            published=self.published,
            title=self.title,
            url=self.url,
            language=self.language,
            limit=limit,
        )
        return with_marked(second.read(reading) if second else reading, self.marked)

    @classmethod
    def kept(cls, article: "Article") -> "Handed":
        """An article as it was stored."""
        from calendars.reading.marked_event import MarkedEvent

        return cls(
            article.text,
            article.published,
            article.title,
            article.url,
            article.language,
            article.outlet,
            tuple(
                MarkedEvent(**event | {"performers": tuple(event["performers"])})
                for event in article.marked or ()
            ),
        )

    def at(self, url: str) -> "Handed":
        """The same article, from that address."""
        return replace(self, url=url)

    def knowing(
        self,
        published: dt.date | None = None,
        title: str | None = None,
        language: str | None = None,
    ) -> "Handed":
        """The same article, with what the caller knows better."""
        return replace(
            self,
            published=published or self.published,
            title=title or self.title,
            language=language or self.language,
        )


def second_reader(settings: "Settings") -> "SecondReader | None":
    """The model that reads articles besides the rules, where the settings name one."""
    if settings.llm_url is None or settings.llm_model is None:
        return None
    from jobs.pull.second_reader import SecondReader

    return SecondReader(
        settings.llm_url,
        settings.llm_model,
        key=settings.llm_key.get_secret_value() if settings.llm_key else None,
        seconds=settings.llm_seconds,
        max_bytes=settings.llm_bytes,
        characters=settings.llm_characters,
    )


def from_text(text: str, limit: int) -> Handed:
    """A text that somebody pasted or sent: plain, or HTML."""
    if len(text) > limit:
        raise ArticleTooLarge(
            f"The article has {len(text):,} characters, the limit is {limit:,}: "
            "give one article at a time.",
            field="text",
        )
    return _from_html(text) if _HTML.match(text) else Handed(text)


def from_file(path: Path, limit: int) -> Handed:
    """The article in a file of at most `limit` bytes.

    Raises:
        NotFound: There is no such file.
        UnreadableArticle: It cannot be read, is too large, or is not text.
    """
    try:
        with path.open("rb") as file:
            return _from_bytes(file.read(limit + 1), limit, str(path))
    except FileNotFoundError as error:
        raise NotFound(f"{path}: there is no such file.") from error
    except OSError as error:
        raise UnreadableArticle(f"{path} cannot be read: {error.strerror}.") from error


def from_standard_input(limit: int) -> Handed:
    """The article on standard input, of at most `limit` bytes."""
    return _from_bytes(sys.stdin.buffer.read(limit + 1), limit, "Standard input")


def is_web_address(given: str) -> bool:
    """Whether an argument is a URL rather than a file."""
    return bool(_WEB_ADDRESS.match(given))


def day(text: str, field: str = "published") -> dt.date:
    """A publication date, written YYYY-MM-DD.

    Raises:
        InvalidField: There is no such day.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise InvalidField(
            f"“{text[:40]}” is not a publication date: write YYYY-MM-DD, a day that exists.",
            field=field,
        ) from error


def from_url(url: str, client: "GuardedClient", limit: int) -> Handed:
    """The article at a URL.

    Raises:
        SourceError: It may not be reached, or there is no article there.
        UnreadableArticle: What is there has no text.
    """
    answer = client.get(url, {"Accept": "text/html, text/plain;q=0.8, */*;q=0.1"})
    if answer.status != HTTPStatus.OK:
        raise FetchFailed(f"{url[:200]} answered with status {answer.status}.")
    content_type = Message()
    content_type["Content-Type"] = answer.headers.get("content-type", "").replace("\n", " ")
    charset = content_type.get_content_charset()
    handed = _from_bytes(answer.body, limit, url[:200], answer.url, charset)
    return replace(handed, url=handed.url or answer.url)


def _from_html(html: str | bytes, url: str | None = None, charset: str | None = None) -> Handed:
    from jobs.pull.html import page_of

    page = page_of(html, url, charset)
    return Handed(
        page.text,
        page.published,
        page.title,
        page.url,
        page.language,
        page.outlet,
        page.events,
    )


def _from_bytes(
    data: bytes, limit: int, name: str, url: str | None = None, charset: str | None = None
) -> Handed:
    if len(data) > limit:
        raise ArticleTooLarge(f"{name} is larger than the limit of {limit:,} bytes.")
    if _HTML.match(data[:HEAD_BYTES].decode("latin-1").lstrip("\xef\xbb\xbf")):
        return _from_html(data, url, charset)
    return Handed(_decoded(data, name))


def _decoded(data: bytes, name: str) -> str:
    """The text in UTF-8 or UTF-16, else in Windows' western code page, if it is text at all."""
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BinaryArticle(f"{name} is not text: give plain text or HTML.")
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BinaryArticle(f"{name} is not text: give plain text or HTML.")


def keep(
    session: "Session",
    handed: Handed,
    reading: Reading,
    *,
    now: dt.datetime,
    horizon: dt.timedelta,
) -> "Ingested":
    """Store a reading, let it change its events, and plan their reminders anew."""
    from calendars.events.ingest import ingest
    from calendars.reminders.plan import plan

    done = ingest(session, reading, now=now, outlet=handed.outlet)
    plan(session, done.changed, now=now, horizon=horizon)
    return done

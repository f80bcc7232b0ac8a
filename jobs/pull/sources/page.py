"""A single page that is the article itself."""

from calendars.errors import UnreadableArticle, UnreadableSource
from jobs.pull.fetch import Fetched
from jobs.pull.html import Page, page_of
from jobs.pull.items import Item

_KINDS = ("text/html", "application/xhtml+xml", "")


def recognises(fetched: Fetched) -> bool:
    """Whether an answer is a page with an article."""
    try:
        return bool(items(fetched))
    except UnreadableSource:
        return False


def items(fetched: Fetched) -> list[Item]:
    """The page's article.

    Raises:
        UnreadableSource: There is none.
    """
    if fetched.kind not in _KINDS:
        raise UnreadableSource(f"{fetched.url} is {fetched.kind}, not a page.")
    try:
        page = page_of(fetched.body, fetched.url, fetched.charset)
    except UnreadableArticle as error:
        raise UnreadableSource(str(error)) from error
    return [Item(url=page.url or fetched.url, version=_version(page), page=page)]


def _version(page: Page) -> str:
    markup = "".join(f"\n{event.snippet}" for event in page.events)
    return f"{page.title}\n{page.published}\n{page.text}{markup}"

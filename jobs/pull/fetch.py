"""Polite fetching: what robots.txt allows, not too often, and only what has changed."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urlsplit

from calendars.errors import FetchFailed
from jobs.guard import Answer, GuardedClient
from jobs.pull.robots import Robots

NOT_MODIFIED = 304
PASSING = (408, 425, 429)
ACCEPT = "text/html, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
LONGEST_VALIDATOR = 1_000
LONGEST_RETRY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a URL answered: its address in the end, type, charset, body and validators.

    `kind` is a media type in small letters without its parameters.
    """

    url: str
    kind: str
    charset: str | None
    body: bytes
    etag: str | None = None
    last_modified: str | None = None


class Fetcher:
    """Fetches for robots: `robot` is the name that robots.txt knows us by.

    Between two fetches from one host `host_seconds` pass, or what the host asks for.
    Threads may share it.
    """

    def __init__(
        self,
        client: GuardedClient,
        *,
        robot: str = "Dateline",
        host_seconds: float = 1.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client = client
        self._robot = robot
        self._host_seconds = host_seconds
        self._sleep = sleep
        self._robots = Robots(client)
        self._free: dict[str, float] = {}
        self._lock = threading.Lock()

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched | None:
        """Fetch a URL; None where it has not changed since it gave these validators.

        Raises:
            AddressRefused: The URL may not be reached.
            FetchFailed: robots.txt does not allow it, or there was no good answer.
            ResponseTooLarge: The body is larger than the client's limit.
        """
        self._ask_leave(url)
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        told = {name: value for name, value in conditions.items() if value}
        answer = self._client.get(url, {"Accept": ACCEPT, **told})
        if answer.status == NOT_MODIFIED and told:
            return None
        if not 200 <= answer.status < 300:
            raise _refusal(url, answer)
        return _fetched(answer)

    def _ask_leave(self, url: str) -> None:
        """Wait for the host's turn, if it lets robots in at all."""
        rules = self._robots.rules(url)
        if not rules.allow(self._robot, url):
            raise FetchFailed(
                f"{url}: robots.txt of the site does not allow it to be fetched.", permanent=True
            )
        apart = max(self._host_seconds, rules.delay(self._robot))
        host = urlsplit(url).netloc
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._free.get(host, 0.0))
            self._free = {name: free for name, free in self._free.items() if free > now}
            self._free[host] = turn + apart
        if turn > now:
            self._sleep(turn - now)


def _fetched(answer: Answer) -> Fetched:
    header = Message()
    header["Content-Type"] = answer.headers.get("content-type", "").replace("\n", " ")
    given = answer.headers.get("content-type")
    return Fetched(
        url=answer.url,
        kind=header.get_content_type() if given else "",
        charset=header.get_content_charset() if given else None,
        body=answer.body,
        etag=_validator(answer, "etag"),
        last_modified=_validator(answer, "last-modified"),
    )


def _validator(answer: Answer, name: str) -> str | None:
    """A validator that can be sent back: one line of moderate length."""
    value = answer.headers.get(name, "")
    return value if value and len(value) <= LONGEST_VALIDATOR and value.isprintable() else None


def _refusal(url: str, answer: Answer) -> FetchFailed:
    written = answer.headers.get("retry-after", "").strip()
    asked = min(float(written), LONGEST_RETRY) if written.isdecimal() else None
    return FetchFailed(
        f"{url} answered with status {answer.status}.",
        permanent=400 <= answer.status < 500 and answer.status not in PASSING,
        retry_after=asked,
    )

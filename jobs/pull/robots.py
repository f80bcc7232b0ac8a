"""What sites ask of robots (RFC 9309)."""

import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from calendars.errors import FetchFailed, SourceError
from jobs.guard import GuardedClient

KEPT_SECONDS = 24 * 3600
MOST_HOSTS = 1_000
MOST_BYTES = 512_000
LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site, until when (monotonic seconds) they are kept."""

    parser: RobotFileParser
    until: float

    def allow(self, robot: str, url: str) -> bool:
        """Whether the robot may fetch the URL."""
        return self.parser.can_fetch(robot, url)

    def delay(self, robot: str) -> float:
        """The seconds between two fetches that the site asks for, a minute at most."""
        asked = self.parser.crawl_delay(robot)
        return min(float(asked), LONGEST_DELAY) if asked else 0.0


class Robots:
    """The rules of sites, fetched when first needed and kept for a day."""

    def __init__(self, client: GuardedClient) -> None:
        self._client = client
        self._rules: dict[str, Rules] = {}
        self._lock = threading.Lock()

    def rules(self, url: str) -> Rules:
        """The rules of the site of a URL."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            known = self._rules.get(site)
        if known and known.until > time.monotonic():
            return known
        fresh = self._fetched(f"{site}/robots.txt")
        with self._lock:
            if len(self._rules) >= MOST_HOSTS:
                self._rules.clear()
            self._rules[site] = fresh
        return fresh

    def _fetched(self, url: str) -> Rules:
        """A site without rules allows all; one that cannot tell them now, nothing for a while.

        RFC 9309 §2.3.1.
        """
        parser = RobotFileParser()
        seconds = float(KEPT_SECONDS)
        try:
            answer = self._client.get(url)
        except FetchFailed:
            lines, seconds = ["User-agent: *", "Disallow: /"], 600.0
        except SourceError:
            lines = []
        else:
            lines = _lines(answer.status, answer.body)
            seconds = 600.0 if answer.status >= 500 else seconds
        parser.parse(lines)
        return Rules(parser, time.monotonic() + seconds)


def _lines(status: int, body: bytes) -> list[str]:
    if status >= 500:
        return ["User-agent: *", "Disallow: /"]
    if status >= 400:
        return []
    return body[:MOST_BYTES].decode("utf-8", "replace").splitlines()

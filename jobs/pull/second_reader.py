"""The second reader: a language model behind any OpenAI-compatible endpoint, off by default.

What it answers is checked against the text (`calendars.reading.answers`). Where it does not
answer, the first reading stands.
"""

import json
import logging
import time
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

from calendars.errors import FetchFailed, ResponseTooLarge, SourceError, UnreadableSource
from calendars.reading.answers import second_reading
from calendars.reading.asking import messages
from calendars.reading.mention import Reading
from jobs.guard import Answer, GuardedClient

PATH = "/chat/completions"

log = logging.getLogger(__name__)


class SecondReader:
    """Asks a model for the events of an article that the rules have read.

    `url` is the endpoint's base ("http://127.0.0.1:11434/v1") or the whole address of its
    chat completions. The operator names it, so its host may be a private one; redirects are
    not followed. One exchange ends after `seconds` and `max_bytes`; of an article the first
    `characters` are sent. An endpoint that fails is left alone for `rest` seconds. Threads
    may share it.
    """

    def __init__(
        self,
        url: str,
        model: str,
        *,
        key: str | None = None,
        seconds: float = 60.0,
        max_bytes: int = 1_000_000,
        characters: int = 50_000,
        rest: float = 60.0,
    ) -> None:
        address = url.rstrip("/")
        self._url = address if address.endswith(PATH) else address + PATH
        self._host = urlsplit(url).hostname or ""
        self._model = model
        self._headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if key is not None:
            self._headers["Authorization"] = f"Bearer {key}"
        self._seconds = seconds
        self._max_bytes = max_bytes
        self._characters = characters
        self._rest = rest
        self._rests_until = 0.0

    def read(self, reading: Reading) -> Reading:
        """The reading with the events that the model tells besides and can quote.

        Any failure is logged, and the reading is given back as it is.
        """
        if time.monotonic() < self._rests_until:
            return reading
        try:
            return second_reading(reading, self._ask(reading))
        except SourceError as error:
            log.warning("The second reader %s was left out: %s", self._host, error)
            return reading

    def _ask(self, reading: Reading) -> str:
        """What the model writes about an article.

        Raises:
            SourceError: There was no whole answer in time, or none of a chat completion.
        """
        asked = {"model": self._model, "messages": messages(reading, self._characters)}
        answer = self._post({**asked, "temperature": 0})
        if answer.status == HTTPStatus.BAD_REQUEST:
            answer = self._post(asked)  # some models take no temperature
        if answer.status != HTTPStatus.OK:
            self._rest_after(answer.status)
            raise FetchFailed(f"it answered with status {answer.status}.")
        if len(answer.body) > self._max_bytes:
            raise ResponseTooLarge(f"it answered with more than {self._max_bytes:,} bytes.")
        return _content(answer.body)

    def _post(self, asked: Mapping[str, object]) -> Answer:
        body = json.dumps(asked).encode()
        try:
            with GuardedClient(allow_hosts=[self._host], seconds=self._seconds) as client:
                return client.post(self._url, body, self._headers, max_bytes=self._max_bytes + 1)
        except SourceError:
            self._rests_until = time.monotonic() + self._rest
            raise

    def _rest_after(self, status: int) -> None:
        busy = status == HTTPStatus.TOO_MANY_REQUESTS
        if busy or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self._rests_until = time.monotonic() + self._rest


def _content(body: bytes) -> str:
    """The text of a chat completion's first choice."""
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError) as error:
        raise UnreadableSource("its answer is no chat completion.") from error
    if not isinstance(content, str):
        raise UnreadableSource("its answer has no text.")
    return content

"""How much one caller may send and ask for."""

import threading
from collections import OrderedDict, deque

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import problems
from calendars.errors import TooManyRequests

HOUR = 3600.0
CALLERS = 10_000


class BodyLimit:
    """An ASGI front that refuses longer bodies, told or found out, before they are read."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 413."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exceeded = _told_length(scope) > self.limit
        started = False
        size = 0

        async def receive_some() -> Message:
            nonlocal exceeded, size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self.limit:
                exceeded = True
                return {"type": "http.disconnect"}
            return message

        async def send_unless_exceeded(message: Message) -> None:
            nonlocal started
            if not exceeded or started:
                started = True
                await send(message)

        try:
            if not exceeded:
                await self.app(scope, receive_some, send_unless_exceeded)
        except Exception:
            if not exceeded:
                raise
        if exceeded and not started:
            detail = f"The body is larger than the limit of {self.limit:,} bytes: send less."
            refusal = problems.of_status(413, scope["path"], detail, {"Connection": "close"})
            await refusal(scope, receive, send)


def _told_length(scope: Scope) -> int:
    told = dict(scope["headers"]).get(b"content-length", b"")
    return int(told) if told.isdigit() else 0


class Allowance:
    """How often each caller may do something within an hour, counted in this process."""

    def __init__(self, times: int, *, what: str) -> None:
        self.times = times
        self.what = what
        self._used: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, caller: str, moment: float) -> None:
        """Use one up; `moment` is in seconds of any clock that goes on evenly.

        Raises:
            TooManyRequests: None is left within the hour.
        """
        with self._lock:
            used = self._used.setdefault(caller, deque())
            self._used.move_to_end(caller)
            while len(self._used) > CALLERS:
                self._used.popitem(last=False)
            while used and used[0] <= moment - HOUR:
                used.popleft()
            if len(used) >= self.times:
                wait = HOUR - (moment - used[0]) if used else HOUR
                raise TooManyRequests(
                    f"No more than {self.times} {self.what} in an hour: come back later.",
                    retry_after=max(1, round(wait)),
                )
            used.append(moment)

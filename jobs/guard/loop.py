"""An event loop in a thread of its own, which threads hand their network work to."""

import asyncio
import threading
import weakref
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import TypeVar

Result = TypeVar("Result")
Farewell = Callable[[], Awaitable[None]]


class Loop:
    """Runs coroutines for threads that wait for them; begun with the first one.

    `farewell` is awaited in the loop before it ends.
    """

    def __init__(self, farewell: Farewell) -> None:
        self._farewell = farewell
        self._tasks: set[asyncio.Task[None]] = set()
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def run(self, work: Coroutine[None, None, Result]) -> Result:
        """Do some work and answer with its result, or raise its error."""
        return asyncio.run_coroutine_threadsafe(work, self._begun()).result()

    def start(self, works: Iterable[Coroutine[None, None, None]]) -> None:
        """Begin some works at once, and wait for none of them."""
        loop = self._begun()

        def begin() -> None:
            for work in works:
                task = loop.create_task(work)
                self._tasks.add(task)  # which would be forgotten in the middle otherwise
                task.add_done_callback(self._tasks.discard)

        loop.call_soon_threadsafe(begin)

    def close(self) -> None:
        """End the loop and wait for its thread."""
        with self._lock:
            if self._loop is not None and self._thread is not None:
                _end(self._loop, self._farewell)
                self._thread.join()
                self._loop = None

    def _begun(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=_run, args=[self._loop], name="network", daemon=True
                )
                self._thread.start()
                # So that a client that nobody closed ends its thread all the same.
                weakref.finalize(self, _end, self._loop, self._farewell)
            return self._loop


def _run(loop: asyncio.AbstractEventLoop) -> None:
    loop.run_forever()
    loop.close()


def _end(loop: asyncio.AbstractEventLoop, farewell: Farewell) -> None:
    """Let the loop end by itself; never waits, for the garbage collector may call this."""

    async def part() -> None:
        await farewell()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        loop.stop()

    if not loop.is_closed():
        asyncio.run_coroutine_threadsafe(part(), loop)

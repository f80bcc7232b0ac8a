"""Answers to a stream of JSON lines: in order, as they come, on several processes."""

import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from io import FileIO
from typing import Any

from calendars.errors import DatelineError, InvalidField

Answer = Callable[[dict[str, Any]], dict[str, Any]]

PIECE_BYTES = 1 << 16
CHUNKS_AHEAD = 4  # for each process, so that memory stays flat however long the archive is


def answer_all(answer: Answer, *, jobs: int, limit: int) -> None:
    """Answer each line of standard input with one line of standard output, in order.

    `answer` is a function of a module, given the line's object. A line that cannot be
    answered, or is longer than `limit` bytes, gets `{"id", "error"}`.
    """
    source = FileIO(sys.stdin.fileno(), closefd=False)
    if jobs == 1:
        for chunk in chunks(source, limit):
            _write(answer_chunk(answer, chunk))
        return
    with ProcessPoolExecutor(jobs, initializer=_start_worker) as pool:
        pool.submit(int).result()  # the workers must be forked before the thread starts
        ahead: queue.Queue[Future[bytes] | None] = queue.Queue(jobs * CHUNKS_AHEAD)

        def submit() -> None:
            with suppress(RuntimeError):  # the pool was shut down
                for chunk in chunks(source, limit):
                    ahead.put(pool.submit(answer_chunk, answer, chunk))
            ahead.put(None)

        threading.Thread(target=submit, daemon=True).start()
        try:
            while (future := ahead.get()) is not None:
                _write(future.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def chunks(source: FileIO, limit: int) -> Iterator[list[bytes | None]]:
    """The lines that arrived together; None stands for one longer than the limit."""
    begun: list[bytes] = []
    size = 0
    while piece := source.read(PIECE_BYTES):
        *ends, rest = piece.split(b"\n")
        lines: list[bytes | None] = []
        for end in ends:
            lines.append(b"".join([*begun, end]) if size + len(end) <= limit else None)
            begun, size = [], 0
        size += len(rest)
        begun = [*begun, rest] if size <= limit else []
        if lines:
            yield lines
    if size:
        yield [b"".join(begun) if size <= limit else None]


def answer_chunk(answer: Answer, lines: list[bytes | None]) -> bytes:
    """One line of JSON for each line that is not empty."""
    said = [_answer_line(answer, line) for line in lines if line is None or line.strip()]
    # A lone surrogate becomes \\udXXX, which is how JSON writes it.
    return "".join(said).encode("utf-8", "backslashreplace")


def _answer_line(answer: Answer, line: bytes | None) -> str:
    asked: dict[str, Any] = {}
    try:
        asked = _object(line)
        said = {"id": asked["id"], **answer(asked)}
    except DatelineError as error:
        said = {"id": asked.get("id"), "error": str(error)}
    except Exception as error:  # noqa: BLE001 - one article must not end the archive
        said = {"id": asked.get("id"), "error": f"The article could not be read: {error!r}."}
    return json.dumps(said, ensure_ascii=False) + "\n"


def _object(line: bytes | None) -> dict[str, Any]:
    if line is None:
        raise InvalidField("The line is longer than the limit.")
    try:
        asked = json.loads(line, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise InvalidField(f"The line is not JSON: {error}.") from error
    if not isinstance(asked, dict):
        raise InvalidField("The line is not a JSON object.")
    if "id" not in asked:
        raise InvalidField("The line has no “id”.", field="id")
    return asked


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is no value of JSON")


def _write(answers: bytes) -> None:
    sys.stdout.buffer.write(answers)
    sys.stdout.buffer.flush()


def _start_worker() -> None:
    """Let the parent alone hear Ctrl-C, and end when it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)

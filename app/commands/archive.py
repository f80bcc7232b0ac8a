"""The options by which `read` and `timex` answer an archive of articles."""

import argparse
import os
from collections.abc import Callable
from typing import Any

from app.commands import Arguments
from calendars.errors import InvalidInput

LONGEST_LINE = 4  # JSON writes a character with up to so many times its bytes


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the options."""
    parser.add_argument(
        "--jsonl", action="store_true", help="answer {id, text, published} lines of standard input"
    )
    parser.add_argument("--jobs", type=int, metavar="N", help="processes for --jsonl")


def answer_archive(
    arguments: Arguments, answer: Callable[[dict[str, Any]], dict[str, Any]], *, article_bytes: int
) -> None:
    """Answer the lines of standard input as the options say.

    Raises:
        InvalidInput: A file or an option was given that `--jsonl` has no use for.
    """
    from app.commands.lines import answer_all

    _require_alone(arguments)
    answer_all(answer, jobs=_processes(arguments.jobs), limit=article_bytes * LONGEST_LINE)


def _require_alone(arguments: Arguments) -> None:
    """Refuse what goes with one article, not with an archive.

    Raises:
        InvalidInput: A file or an option was given that `--jsonl` has no use for.
    """
    told = vars(arguments)
    if told["article"] not in (None, "-"):
        raise InvalidInput("--jsonl reads standard input; give no file.")
    for name in ("published", "title", "explain"):
        if told.get(name):
            raise InvalidInput(f"--{name} is for one article, not for --jsonl.")


def _processes(asked: int | None) -> int:
    """How many processes to use: as asked, or one for each processor.

    Raises:
        InvalidInput: Fewer than one was asked for.
    """
    if asked is not None and asked < 1:
        raise InvalidInput("--jobs takes a number of processes, at least 1.")
    return asked or cores()


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

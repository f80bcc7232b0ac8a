"""The `dateline` command: its parser, and what becomes of errors."""

import argparse
import gc
import importlib
import os
import sys
from typing import NoReturn

from app.commands.show import complain
from app.exits import code_of
from calendars import errors

COMMANDS = (
    "read",
    "timex",
    "ingest",
    "reread",
    "samples",
    "events",
    "history",
    "review",
    "sources",
    "pull",
    "calendars",
    "feed",
    "subscriptions",
    "reminders",
    "bounce",
    "keys",
    "db",
    "serve",
    "work",
)

# A reading makes many objects that live as long as their article: looked through less often than
# by default, a text a hundred times as long costs a hundred times as much.
COLLECTOR = (50_000, 20, 50)


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """End with exit code 2."""
        raise errors.InvalidInput(f"{message}; see `{self.prog} --help`")


def parser() -> Parser:
    """The parser of every command; each lives in `app/commands/` and runs on its own imports."""
    whole = Parser(
        prog="dateline",
        description="Reads news articles, keeps the events they announce, publishes calendars.",
    )
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in COMMANDS:
        importlib.import_module(f"app.commands.{name}").add(commands)
    return whole


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 2 for bad input and 1 for any other failure."""
    gc.set_threshold(*COLLECTOR)
    try:
        chosen = parser().parse_args(arguments)
        code: int = chosen.run(chosen)
        sys.stdout.flush()
    except errors.DatelineError as error:
        complain(str(error))
        return code_of(error)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has enough; nothing more can be flushed into it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    else:
        return code


if __name__ == "__main__":
    sys.exit(main())

"""`dateline ingest`: read articles and keep what they tell."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.commands import Arguments, Commands

ARTICLES = frozenset((".txt", ".text", ".md", ".html", ".htm", ".xhtml"))

Say = Callable[[str], None]


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("ingest", help="read articles and keep what they tell")
    parser.add_argument("articles", nargs="+", metavar="FILE|DIR|URL", help="what to read")
    parser.add_argument("--published", metavar="DATE", help="publication date, YYYY-MM-DD")
    parser.add_argument("--language", help="the articles' language, such as en")
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Read and keep each article by itself; a bad one does not stop the rest."""
    from app import wiring
    from app.articles import day
    from app.settings import load
    from calendars.errors import DatabaseError, DatelineError

    published = day(arguments.published) if arguments.published is not None else None
    settings = load()
    given = list(_all(arguments.articles))
    worst = 0
    with wiring.opened(settings) as parts, _progress(len(given)) as (say, advance):
        for name in given:
            try:
                for line in _ingest(name, published, arguments.language, parts):
                    say(line)
            except DatabaseError:
                raise
            except DatelineError as error:
                worst = max(worst, _tell(name, error))
            advance()
    return worst


def _ingest(name: str, published: Any, language: str | None, parts: Any) -> list[str]:
    """What became of one article, line by line."""
    from app import articles
    from app.commands.inputs import handed_over

    handed = handed_over(name, parts.settings).knowing(published, None, language)
    reading = handed.read(limit=parts.settings.article_bytes, second=parts.second_reader)
    with parts.store.writing() as session:
        done = articles.keep(session, handed, reading, now=parts.clock(), horizon=parts.horizon)
        return [name, *(_line(outcome, event) for event, outcome in done.changes)] + (
            [] if done.changes else ["  no events"]
        )


def _line(outcome: str, event: Any) -> str:
    return f"  {outcome:<8} {event.edtf or 'no date'}  {event.name}  [{event.id}]"


def _tell(name: str, error: Exception) -> int:
    from app.commands.show import complain
    from app.exits import code_of

    complain(f"{name}: {error}" if name not in str(error) else str(error))
    return code_of(error)


def _all(given: list[str]) -> Iterator[str]:
    """The articles named, those of a folder in the order of their names."""
    for name in given:
        path = Path(name)
        if "://" in name or not path.is_dir():
            yield name
            continue
        yield from (
            str(file)
            for file in sorted(path.rglob("*"))
            if file.suffix.lower() in ARTICLES and file.is_file()
        )


@contextmanager
def _progress(total: int) -> Iterator[tuple[Say, Callable[[], None]]]:
    """How to print a line and how to count an article, below a bar where there is a terminal."""
    from rich.console import Console
    from rich.progress import Progress
    from rich.text import Text

    from app.commands.show import plain, text

    console = Console(stderr=not sys.stdout.isatty())
    with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("Reading", total=total)

        def say(line: str) -> None:
            if sys.stdout.isatty():
                console.print(Text(plain(line)), soft_wrap=True)
            else:
                text(plain(line))

        yield say, lambda: progress.advance(task)

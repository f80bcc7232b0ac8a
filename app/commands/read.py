"""`dateline read`: read an article, or an archive of them, and store nothing."""

import json
from functools import cache, partial
from typing import Any

from app.commands import Arguments, Commands, archive


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("read", help="read articles and store nothing")
    parser.add_argument("article", nargs="?", metavar="FILE|URL|-", help="what to read")
    parser.add_argument("--published", metavar="DATE", help="publication date, YYYY-MM-DD")
    parser.add_argument("--title", help="the article's title")
    parser.add_argument("--language", help="the article's language, such as en")
    parser.add_argument("--format", choices=("table", "json", "ics"), default="table")
    parser.add_argument("--explain", action="store_true", help="say why each mention stands")
    archive.add_options(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Read one article, or a stream of them."""
    from app.articles import day, second_reader
    from app.commands.inputs import handed_over
    from app.settings import load

    settings = load()
    if arguments.jsonl:
        known = partial(answer, language=arguments.language)
        archive.answer_archive(arguments, known, article_bytes=settings.article_bytes)
        return 0
    published = day(arguments.published) if arguments.published is not None else None
    handed = handed_over(arguments.article, settings)
    handed = handed.knowing(published, arguments.title, arguments.language)
    reading = handed.read(limit=settings.article_bytes, second=second_reader(settings))
    _print(reading, arguments)
    return 0


def answer(asked: dict[str, Any], *, language: str | None = None) -> dict[str, Any]:
    """The events of one line of an archive."""
    from app.commands.inputs import line_text, line_word
    from app.settings import load
    from calendars.reading.read import read
    from calendars.reading.shape import mention_as_json

    text, published = line_text(asked)
    reading = read(
        text,
        published=published,
        title=line_word(asked, "title"),
        url=line_word(asked, "url"),
        language=line_word(asked, "language") or language,
    )
    second = _second_reader(load())
    reading = second.read(reading) if second else reading
    return {"events": [mention_as_json(mention) for mention in reading.mentions]}


@cache
def _second_reader(settings: Any) -> Any:
    """The second reader of this process, which remembers to let a failing endpoint rest."""
    from app.articles import second_reader

    return second_reader(settings)


def _print(reading: Any, arguments: Arguments) -> None:
    from app.commands import explain, show
    from calendars.reading.shape import as_json, explanation

    if arguments.format == "json":
        more = {"explain": explanation(reading)} if arguments.explain else {}
        show.text(json.dumps(as_json(reading) | more, ensure_ascii=False, indent=2))
        return
    if arguments.format == "ics":
        show.octets(_calendar(reading))
    else:
        show.mentions(reading)
    if arguments.explain:
        explain.tell(reading)


def _calendar(reading: Any) -> bytes:
    """The feed that would have these events and no others, the same for the same article."""
    import datetime as dt
    import uuid

    from app.settings import load
    from app.wiring import feed_limits, style
    from calendars.events import calendars
    from calendars.events.ingest import ingest
    from calendars.feeds.feed import Asked, build
    from calendars.store.engine import Store

    settings = load()
    now = dt.datetime.combine(reading.published, dt.time(), dt.UTC)
    store = Store("sqlite://")
    store.prepare()
    with store.writing() as session:
        for event, _ in ingest(session, reading, now=now).changes:
            event.uid = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{event.name}\n{event.edtf}"))
        name = reading.title or f"Article of {reading.published}"
        calendars.create(session, "article", name[: calendars.LONGEST_TEXT], {}, now=now)
        asked = Asked("/events.ics", "ics", "article", {"from": "0002", "to": "9998"})
        feed = build(session, asked, now=now, style=style(settings), limits=feed_limits(settings))
    store.close()
    return feed.body

"""`dateline timex`: tag the time expressions of a text (TIMEX3)."""

import json
from dataclasses import replace
from functools import partial
from typing import Any

from app.commands import Arguments, Commands, archive


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("timex", help="tag the time expressions of a text (TIMEX3)")
    parser.add_argument("article", nargs="?", metavar="FILE|URL|-", help="what to tag")
    parser.add_argument("--published", metavar="DATE", help="publication date, YYYY-MM-DD")
    parser.add_argument("--language", help="the text's language, such as en")
    parser.add_argument("--format", choices=("xml", "json"), default="xml")
    parser.add_argument("--explain", action="store_true", help="say by which rule each stands")
    archive.add_options(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Tag one text, or a stream of them."""
    from app.articles import day
    from app.commands import explain, show
    from app.commands.inputs import handed_over
    from app.settings import load
    from calendars.reading.timeml import to_record, to_timeml

    settings = load()
    if arguments.jsonl:
        known = partial(answer, language=arguments.language)
        archive.answer_archive(arguments, known, article_bytes=settings.article_bytes)
        return 0
    published = day(arguments.published) if arguments.published is not None else None
    handed = handed_over(arguments.article, settings).knowing(published, None, arguments.language)
    reading = handed.read(limit=settings.article_bytes)
    if arguments.format == "xml":
        if arguments.explain:
            explain.tell_timexes(reading.timexes)
        else:
            show.text(to_timeml(reading.text, reading.timexes, reading.published).rstrip())
        return 0
    timexes = [
        to_record(timex) | ({"rule": timex.rule} if arguments.explain else {})
        for timex in reading.timexes
    ]
    told = {"text": reading.text, "published": reading.published.isoformat(), "timexes": timexes}
    show.text(json.dumps(told, ensure_ascii=False, indent=2))
    return 0


def answer(asked: dict[str, Any], *, language: str | None = None) -> dict[str, Any]:
    """The time expressions of one line of an archive, in characters of its text."""
    from app.commands.inputs import line_text, line_word
    from calendars.reading.document import prepare
    from calendars.reading.language import detect
    from calendars.reading.rules import LANGUAGES
    from calendars.reading.timeml import to_record
    from calendars.reading.timex import tag

    text, published = line_text(asked)
    told = line_word(asked, "language") or language
    detected = detect(text)
    code = told or (detected if detected in LANGUAGES else "en")
    if published is not None:
        return {"timexes": [to_record(timex) for timex in tag(text, published, language=code)]}
    document = prepare(text)
    header = len(text.rstrip()) - len(document.text)
    timexes = tag(document.text, document.published, language=code)
    moved = (replace(one, start=one.start + header, end=one.end + header) for one in timexes)
    return {"timexes": [to_record(timex) for timex in moved]}

"""`dateline timex`: tag the time expressions of a text (TIMEX3)."""

import json
from dataclasses import replace
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from app.commands import Arguments, Commands

if TYPE_CHECKING:
    from calendars.reading.mention import Timex

LONGEST_LINE = 4


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("timex", help="tag the time expressions of a text (TIMEX3)")
    parser.add_argument("article", nargs="?", metavar="FILE|URL|-", help="what to tag")
    parser.add_argument("--published", metavar="DATE", help="publication date, YYYY-MM-DD")
    parser.add_argument("--language", help="the text's language, such as en")
    parser.add_argument("--format", choices=("xml", "json"), default="xml")
    parser.add_argument(
        "--jsonl", action="store_true", help="answer {id, text, published} lines of standard input"
    )
    parser.add_argument("--jobs", type=int, metavar="N", help="processes for --jsonl")
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Tag one text, or a stream of them."""
    from app.articles import day
    from app.commands import lines, show
    from app.commands.inputs import handed_over
    from app.settings import load
    from calendars.reading.shape import timex_as_json

    settings = load()
    if arguments.jsonl:
        lines.require_alone(arguments)
        limit = settings.article_bytes * LONGEST_LINE
        known = partial(answer, language=arguments.language)
        lines.answer_all(known, jobs=lines.processes(arguments.jobs), limit=limit)
        return 0
    published = day(arguments.published) if arguments.published is not None else None
    handed = handed_over(arguments.article, settings).knowing(published, None, arguments.language)
    reading = handed.read(limit=settings.article_bytes)
    if arguments.format == "xml":
        show.text(inline_xml(reading.text, reading.timexes, reading.published.isoformat()))
        return 0
    timexes = [timex_as_json(timex) for timex in reading.timexes]
    told = {"text": reading.text, "published": reading.published.isoformat(), "timexes": timexes}
    show.text(json.dumps(told, ensure_ascii=False, indent=2))
    return 0


def answer(asked: dict[str, Any], *, language: str | None = None) -> dict[str, Any]:
    """The time expressions of one line of an archive, in characters of its text."""
    from app.commands.inputs import line_text, line_word
    from calendars.reading.document import prepare
    from calendars.reading.language import detect
    from calendars.reading.rules import LANGUAGES
    from calendars.reading.shape import timex_as_json
    from calendars.reading.timex import tag

    text, published = line_text(asked)
    told = line_word(asked, "language") or language
    detected = detect(text)
    code = told or (detected if detected in LANGUAGES else "en")
    if published is not None:
        return {"timexes": [timex_as_json(timex) for timex in tag(text, published, language=code)]}
    document = prepare(text)
    header = len(text.rstrip()) - len(document.text)
    timexes = tag(document.text, document.published, language=code)
    moved = (replace(one, start=one.start + header, end=one.end + header) for one in timexes)
    return {"timexes": [timex_as_json(timex) for timex in moved]}


def inline_xml(text: str, timexes: "tuple[Timex, ...]", published: str) -> str:
    """The text as TimeML with its TIMEX3 elements; `t0` is the publication date.

    >>> from calendars.reading.mention import TimexType
    >>> friday = Timex(8, 14, "Friday", TimexType.DATE, "2021-04-02", "weekday")
    >>> print(inline_xml("Open on Friday.", (friday,), "2021-03-31").splitlines()[-2])
    <TEXT>Open on <TIMEX3 tid="t1" type="DATE" value="2021-04-02">Friday</TIMEX3>.</TEXT>
    """
    parts: list[str] = []
    done = 0
    for number, timex in enumerate(timexes, start=1):
        parts.append(escape(text[done : timex.start], quote=False))
        parts.append(
            f"<TIMEX3{_attributes(timex, number)}>{escape(timex.text, quote=False)}</TIMEX3>"
        )
        done = timex.end
    parts.append(escape(text[done:], quote=False))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n'
        f'<DCT><TIMEX3 tid="t0" type="DATE" value="{published}" '
        f'functionInDocument="CREATION_TIME">{published}</TIMEX3></DCT>\n'
        f"<TEXT>{''.join(parts)}</TEXT>\n</TimeML>"
    )


def _attributes(timex: "Timex", number: int) -> str:
    told = {
        "tid": f"t{number}",
        "type": timex.type.value,
        "value": timex.value,
        "mod": timex.mod,
        "quant": timex.quant,
        "freq": timex.freq,
    }
    return "".join(f' {name}="{escape(value)}"' for name, value in told.items() if value)

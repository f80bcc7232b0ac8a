"""`dateline events`: list coming events, or those that a search finds."""

import json

from app.commands import Arguments, Commands

FILTERS = ("from", "to", "q", "country", "place", "kind", "status", "precision", "certainty")


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("events", help="list coming events")
    for name in FILTERS:
        parser.add_argument(f"--{name}", metavar=name.upper(), help=f"as `{name}` of a search")
    parser.add_argument("--calendar", metavar="SLUG", help="only of this calendar")
    parser.add_argument("--as-of", metavar="MOMENT", help="as it was believed at that moment")
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="at most so many")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """List what is coming, unless the days are told."""
    from contextlib import ExitStack

    from app import wiring
    from app.commands import show
    from calendars.errors import InvalidFilter
    from calendars.events import calendars, shape
    from calendars.events.finding import find
    from calendars.events.past import moment_of
    from calendars.events.search import Search

    told = {name: vars(arguments)[name] for name in FILTERS if vars(arguments)[name] is not None}
    if not {"from", "to"} & told.keys():
        told["from"] = "today"
    search = Search.parse(told)
    if arguments.limit < 1:
        raise InvalidFilter("--limit is a number from 1.", field="limit")
    with ExitStack() as stack:
        parts = stack.enter_context(wiring.opened())
        now = parts.clock()
        moment = moment_of(arguments.as_of, now) if arguments.as_of else None
        session = stack.enter_context(parts.store.reading(moment))
        if arguments.calendar is not None:
            saved = calendars.get(session, arguments.calendar, private=True)
            search = Search.parse(saved.search).narrowed(search)
        page = find(session, search, today=(moment or now).date(), limit=arguments.limit)
        if arguments.format == "json":
            items = shape.events(session, page.items, quote_length=parts.settings.quote_length)
            show.text(json.dumps({"items": items, "next": page.next}, ensure_ascii=False, indent=2))
            return 0
        rows = [
            (str(event.id), event.edtf, event.status, event.place, event.name)
            for event in page.items
        ]
    show.table(("Id", "Date", "Status", "Place", "Event"), rows)
    return 0

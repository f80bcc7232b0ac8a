"""`dateline calendars`: list, add and remove calendars."""

from app.commands import Arguments, Commands


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("calendars", help="list, add and remove calendars")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    actions.add_parser("list", help="list the calendars").set_defaults(run=_list)
    new = actions.add_parser("add", help="save a search as a calendar")
    new.add_argument("slug", metavar="SLUG", help="its name in addresses, such as moscow")
    new.add_argument("name", metavar="NAME")
    new.add_argument(
        "--search", action="append", default=[], metavar="FILTER=VALUE", help="may be given again"
    )
    new.add_argument("--description")
    new.add_argument("--colour", help="#RRGGBB or a CSS name")
    new.set_defaults(run=_add)
    remove = actions.add_parser("remove", help="remove a calendar; its events stay")
    remove.add_argument("slug", metavar="SLUG")
    remove.set_defaults(run=_remove)


def _list(_arguments: Arguments) -> int:
    from app import wiring
    from app.commands import show
    from calendars.events import calendars

    with wiring.opened() as parts, parts.store.reading() as session:
        rows = [
            (
                calendar.slug,
                calendar.name,
                f"{parts.settings.base_url}/calendars/{calendar.slug}.ics",
            )
            for calendar in calendars.every(session)
        ]
    show.table(("Slug", "Name", "Feed"), rows)
    return 0


def _add(arguments: Arguments) -> int:
    from app import wiring
    from app.commands.inputs import filters
    from calendars.events import calendars

    with wiring.opened() as parts, parts.store.writing() as session:
        calendars.create(
            session,
            arguments.slug,
            arguments.name,
            filters(arguments.search),
            now=parts.clock(),
            description=arguments.description,
            colour=arguments.colour,
        )
    print(f"{parts.settings.base_url}/calendars/{arguments.slug}.ics")
    return 0


def _remove(arguments: Arguments) -> int:
    from app import wiring
    from calendars.events import calendars

    with wiring.opened_store() as store, store.writing() as session:
        calendars.delete(session, arguments.slug)
    return 0

"""`dateline calendars`: list, add, change and remove calendars."""

from app.commands import Arguments, Commands


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("calendars", help="list, add, change and remove calendars")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    actions.add_parser("list", help="list the calendars").set_defaults(run=_list)
    new = actions.add_parser("add", help="save a search as a calendar")
    new.add_argument("slug", metavar="SLUG", help="its name in addresses, such as moscow")
    new.add_argument("name", metavar="NAME")
    _add_fields(new)
    new.set_defaults(run=_add)
    change = actions.add_parser("change", help="change a calendar; what is not given stays")
    change.add_argument("slug", metavar="SLUG")
    change.add_argument("--name")
    _add_fields(change)
    change.set_defaults(run=_change)
    remove = actions.add_parser("remove", help="remove a calendar; its events stay")
    remove.add_argument("slug", metavar="SLUG")
    remove.set_defaults(run=_remove)


def _add_fields(parser: Commands) -> None:
    parser.add_argument(
        "--search", action="append", metavar="FILTER=VALUE", help="may be given again"
    )
    parser.add_argument("--description")
    parser.add_argument("--colour", help="#RRGGBB or a CSS name")
    seen = parser.add_mutually_exclusive_group()
    seen.add_argument(
        "--private",
        action="store_true",
        default=None,
        help="listed nowhere, read at secret addresses only (dateline feed share)",
    )
    seen.add_argument("--public", dest="private", action="store_false")


def _list(_arguments: Arguments) -> int:
    from app import wiring
    from app.commands import show
    from calendars.events import calendars

    with wiring.opened() as parts, parts.store.reading() as session:
        rows = [
            (
                calendar.slug,
                calendar.name,
                "private"
                if calendar.private
                else f"{parts.settings.base_url}/calendars/{calendar.slug}.ics",
            )
            for calendar in calendars.every(session, private=True)
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
            filters(arguments.search or []),
            now=parts.clock(),
            description=arguments.description,
            colour=arguments.colour,
            private=bool(arguments.private),
        )
    if not arguments.private:
        print(f"{parts.settings.base_url}/calendars/{arguments.slug}.ics")
    return 0


def _change(arguments: Arguments) -> int:
    from app import wiring
    from app.commands.inputs import filters
    from calendars.errors import InvalidInput
    from calendars.events import calendars

    told = {name: vars(arguments)[name] for name in calendars.CHANGEABLE}
    changes = {name: value for name, value in told.items() if value is not None}
    if not changes:
        raise InvalidInput("Say what to change: --name, --search, --description, --colour, …")
    if "search" in changes:
        changes["search"] = filters(changes["search"])
    with wiring.opened() as parts, parts.store.writing() as session:
        calendars.change(session, arguments.slug, changes, now=parts.clock())
    return 0


def _remove(arguments: Arguments) -> int:
    from app import wiring
    from calendars.events import calendars

    with wiring.opened_store() as store, store.writing() as session:
        calendars.delete(session, arguments.slug)
    return 0

"""`dateline db`: bring the database's schema up to date."""

from app.commands import Arguments, Commands


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("db", help="bring the database up to date")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    upgrade = actions.add_parser("upgrade", help="bring the schema up to date")
    upgrade.set_defaults(run=_upgrade)


def _upgrade(_arguments: Arguments) -> int:
    from app.settings import load
    from calendars.store.engine import Store

    store = Store(load().database_url)
    try:
        store.upgrade()
    finally:
        store.close()
    return 0

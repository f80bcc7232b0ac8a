"""`dateline keys`: make, list and revoke API keys."""

from app.commands import Arguments, Commands

SCOPES = ("read", "write", "review", "admin")


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("keys", help="make, list and revoke API keys")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    create = actions.add_parser("create", help="make a key and print it, once")
    create.add_argument("name", metavar="NAME")
    create.add_argument(
        "--scope", action="append", choices=SCOPES, required=True, help="may be given again"
    )
    create.set_defaults(run=_create)
    actions.add_parser("list", help="list the keys").set_defaults(run=_list)
    revoke = actions.add_parser("revoke", help="take a key back for good")
    revoke.add_argument("name", metavar="NAME")
    revoke.set_defaults(run=_revoke)


def _create(arguments: Arguments) -> int:
    from app import clock, keys, wiring

    with wiring.opened_store() as store, store.writing() as session:
        scopes = [keys.Scope(scope) for scope in arguments.scope]
        text = keys.create(session, arguments.name, scopes, clock.now())
    print(text)
    return 0


def _list(_arguments: Arguments) -> int:
    from app import keys, wiring
    from app.commands.show import plain

    with wiring.opened_store() as store, store.reading() as session:
        for key in keys.every(session):
            used = f"used {key.last_used:%Y-%m-%d}" if key.last_used else "never used"
            state = f"revoked {key.revoked:%Y-%m-%d}" if key.revoked else used
            print(f"{plain(key.name)}\tdl_{key.prefix}_…\t{','.join(key.scopes)}\t{state}")
    return 0


def _revoke(arguments: Arguments) -> int:
    from app import clock, keys, wiring

    with wiring.opened_store() as store, store.writing() as session:
        keys.revoke(session, arguments.name, clock.now())
    return 0

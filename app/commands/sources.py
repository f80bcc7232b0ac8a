"""`dateline sources`: list, add and remove sources of articles."""

from app.commands import Arguments, Commands


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("sources", help="list, add and remove sources of articles")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    actions.add_parser("list", help="list the sources").set_defaults(run=_list)
    new = actions.add_parser("add", help="pull a feed or page from now on")
    new.add_argument("url", metavar="URL")
    new.add_argument("--name")
    new.set_defaults(run=_add)
    remove = actions.add_parser("remove", help="pull a source no more; its articles stay")
    remove.add_argument("source", metavar="URL|ID")
    remove.set_defaults(run=_remove)


def _list(_arguments: Arguments) -> int:
    from app import sources, wiring
    from app.commands import show

    with wiring.opened_store() as store, store.reading() as session:
        rows = [
            (
                str(source.id),
                source.kind,
                source.url,
                f"{source.last_success:%Y-%m-%d %H:%M}" if source.last_success else None,
                source.last_error,
            )
            for source in sources.every(session)
        ]
    show.table(("Id", "Kind", "URL", "Last success", "Last error"), rows)
    return 0


def _add(arguments: Arguments) -> int:
    from app import wiring
    from app.commands import show

    with wiring.opened() as parts:
        source = parts.puller.add(
            arguments.url, now=parts.clock(), name=arguments.name, every=parts.pull_every
        )
    show.text(f"source {source.id}: {source.kind}")
    return 0


def _remove(arguments: Arguments) -> int:
    from app import sources, wiring

    with wiring.opened_store() as store, store.writing() as session:
        sources.remove(session, sources.find(session, arguments.source))
    return 0

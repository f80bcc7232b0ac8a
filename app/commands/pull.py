"""`dateline pull`: pull every source now."""

from app.commands import Arguments, Commands


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("pull", help="pull every source now")
    parser.set_defaults(run=run)


def run(_arguments: Arguments) -> int:
    """Pull each source; one that fails does not stop the rest, and the exit code tells."""
    from app import sources, wiring
    from app.commands import show

    failed = False
    with wiring.opened() as parts:
        with parts.store.reading() as session:
            ids = [source.id for source in sources.every(session)]
        for source_id in ids:
            pulled = parts.puller.pull(source_id, parts.clock())
            new = "unchanged" if pulled.unchanged else f"{pulled.read} new"
            show.text(show.plain(f"{pulled.url}: {pulled.error or new}"))
            for left in pulled.left:
                show.text(show.plain(f"  left out: {left}"))
            failed = failed or pulled.error is not None
    return 1 if failed else 0

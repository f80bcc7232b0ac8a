"""`dateline bounce`: read a mail that came back, and end the subscription it could not reach."""

from app.commands import Arguments, Commands

LARGEST = 10_000_000


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "bounce", help="read a returned mail from standard input, end what cannot be reached"
    )
    parser.set_defaults(run=_run)


def _run(_arguments: Arguments) -> int:
    import sys

    from app import clock, wiring
    from app.commands import show
    from calendars.errors import InvalidInput
    from calendars.reminders.subscriptions import bounced
    from jobs.remind.bounces import bounce_in

    raw = sys.stdin.buffer.read(LARGEST)
    if not raw.strip():
        raise InvalidInput("There is no mail on standard input.")
    bounce = bounce_in(raw)
    if bounce is None:
        show.text("not a final bounce of a mail of ours: nothing done")
        return 0
    with wiring.opened_store() as store, store.writing() as session:
        ended = bounced(session, bounce.key, bounce.reason, clock.now())
    show.text(f"{len(ended)} subscription{'' if len(ended) == 1 else 's'} ended")
    return 0

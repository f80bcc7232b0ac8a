"""`dateline work`: pull and remind, without answering requests."""

from app.commands import Arguments, Commands


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("work", help="pull and remind, without answering requests")
    parser.set_defaults(run=run)


def run(_arguments: Arguments) -> int:
    """Work until told to stop; what is begun is finished."""
    import signal
    import threading

    from app import wiring
    from app.settings import load

    settings = load()
    wiring.log_to_standard_error(settings)
    stopping = threading.Event()
    for word in (signal.SIGTERM, signal.SIGINT):
        signal.signal(word, lambda *_: stopping.set())
    with wiring.opened(settings) as parts:
        worker = wiring.worker(parts)
        worker.start()
        stopping.wait()
        wiring.stop(parts, worker)
    return 0

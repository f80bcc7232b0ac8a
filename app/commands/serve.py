"""`dateline serve`: answer requests, and pull and remind meanwhile."""

from app.commands import Arguments, Commands


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = commands.add_parser("serve", help="answer requests; pull and remind meanwhile")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Serve until told to stop."""
    import uvicorn

    from app import wiring
    from app.main import create_app
    from app.settings import load
    from calendars.errors import InvalidInput

    if not 0 <= arguments.port <= 65535:
        raise InvalidInput("--port is a number from 0 to 65535.")
    settings = load()
    wiring.log_to_standard_error(settings)
    with wiring.opened(settings) as parts:
        worker = wiring.worker(parts) if settings.timer else None
        config = uvicorn.Config(
            create_app(parts, worker),
            host=arguments.host,
            port=arguments.port,
            log_level=settings.log_level,
            access_log=False,  # addresses of subscriptions are secrets
            server_header=False,
        )
        try:
            uvicorn.Server(config).run()
        except SystemExit:  # the port is taken, for instance; uvicorn has logged it
            return 1
    return 0

"""`dateline serve`: answer requests, and pull and remind meanwhile."""

from typing import TYPE_CHECKING

from app.commands import Arguments, Commands

if TYPE_CHECKING:
    import socket

LAST_PORT = 65535


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

    settings = load()
    wiring.log_to_standard_error(settings)
    # Taken before anything is begun, so that a port in use leaves nothing to be undone.
    with _listening(arguments.host, arguments.port) as port, wiring.opened(settings) as parts:
        worker = wiring.worker(parts) if settings.timer else None
        config = uvicorn.Config(
            create_app(parts, worker),
            log_level=settings.log_level,
            access_log=False,  # addresses of subscriptions are secrets
            server_header=False,
        )
        uvicorn.Server(config).run(sockets=[port])
    return 0


def _listening(host: str, port: int) -> "socket.socket":
    import socket

    from calendars.errors import DatelineError, InvalidInput

    if not 0 <= port <= LAST_PORT:
        raise InvalidInput(f"--port is a number from 0 to {LAST_PORT}.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        raise DatelineError(
            f"{host} port {port} cannot be listened on: {error.strerror}; choose another --port."
        ) from error
    # asyncio turns Nagle's algorithm off only for sockets that name their protocol, which this
    # one does not: the body after its headers would wait for the client's delayed ACK, 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener

"""Which ASGI server costs least: each with the bare app that answers as a feed of Dateline does.

`python -m bench.servers`; those that are not installed are said to be.
"""

import importlib.util
import sys
import tempfile

from bench.feeds import EVENTS, FEED, MODES, Server, dateline, fill, requests, serving
from bench.measure import interleave, table

ROUNDS = 7
REQUESTS = 300
UVICORN = ("uvicorn", "bench.bare:app", "--port", "{port}", "--no-access-log", "--log-level=error")
GRANIAN = ("granian", "bench.bare:app", "--port", "{port}", "--interface=asgi", "--log-level=error")
SERVERS = {
    "uvicorn, h11, asyncio": (*UVICORN, "--http=h11", "--loop=asyncio"),
    "uvicorn, httptools, asyncio": (*UVICORN, "--http=httptools", "--loop=asyncio"),
    "uvicorn, httptools, uvloop": (*UVICORN, "--http=httptools", "--loop=uvloop"),
    "granian, asyncio": (*GRANIAN, "--loop=asyncio"),
    "granian, uvloop": (*GRANIAN, "--loop=uvloop"),
}


def main() -> None:
    """Print the CPU of a request on each server."""
    with tempfile.TemporaryDirectory() as folder, dateline(fill(folder, EVENTS)) as ours:
        tag = str(ours.get(MODES["304"])[2])
        modes = {**MODES, "304": {**MODES["304"], "If-None-Match": tag}}
        for mode, headers in modes.items():
            _measure(f"http://127.0.0.1:{ours.port}{FEED}", mode, headers)


def _measure(url: str, mode: str, headers: dict[str, str]) -> None:
    import contextlib

    present = {n: c for n, c in SERVERS.items() if importlib.util.find_spec(c[0])}
    with contextlib.ExitStack() as stack:
        running: dict[str, Server] = {
            name: stack.enter_context(
                serving(FEED, "env", f"BARE_URL={url}", sys.executable, "-m", *command)
            )
            for name, command in present.items()
        }
        subjects = {name: requests(server, headers, REQUESTS) for name, server in running.items()}
        result = interleave(subjects, rounds=ROUNDS)
    rows = [
        (name, f"{result.median(name) * 1000:.3f} ms" if name in present else "not installed")
        for name in SERVERS
    ]
    table(f"A request on each server, {mode}, CPU", rows)


if __name__ == "__main__":
    main()

"""A receiver of webhooks in a process of its own, which writes down what came when.

`python -m tests.soak.receiver FILE` prints its port, the same on 127.0.0.1 and
127.0.1.1-101. A line of the file is the wall clock, the `webhook-id`, the path and the
status. The path says how it behaves: `/flaky` answers 503 one time in five, `/slow` after
300 ms, `/tarpit` never, `/gone` 410, `/busy` 429 with a `Retry-After` of a second the
first time, any other 204. While FILE.down is there it answers 503 to all.
"""

import asyncio
import os
import random
import sys
import time
from pathlib import Path

from bench.receiver import Taking

ANSWERS = {
    204: b"HTTP/1.1 204 No Content\r\n\r\n",
    410: b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n",
    429: b"HTTP/1.1 429 Busy\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n",
    503: b"HTTP/1.1 503 Down\r\nContent-Length: 0\r\n\r\n",
}
ID = b"webhook-id:"
# More addresses of this machine, each a host of its own to who sends.
OTHERS = [f"127.0.1.{number}" for number in range(1, 102)]


class Noting(Taking):
    """Writes down each request before it is answered."""

    def __init__(self, file: Path) -> None:
        self.file, self.down = file, file.with_suffix(".down")
        self.out = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self.busy = set()

    def __call__(self):
        made = Noting.__new__(Noting)
        made.__dict__ = {**self.__dict__, "busy": self.busy}
        return made

    def taken(self, head, body):
        """Answer as the path says, and note it."""
        path = head.split(b" ", 2)[1].decode()
        key = head.lower().partition(ID)[2].partition(b"\r")[0].strip().decode()
        status = self.status(path)
        os.write(self.out, f"{time.time():.6f} {key} {path} {status}\n".encode())
        if path.startswith("/tarpit"):
            return
        delay = 0.3 if path.startswith("/slow") else 0
        loop = asyncio.get_running_loop()
        loop.call_later(delay, self.transport.write, ANSWERS[status])

    def status(self, path):
        """What is answered at this path."""
        if self.down.exists() or (path.startswith("/flaky") and random.random() < 0.2):
            return 503
        if path.startswith("/busy") and path not in self.busy:
            self.busy.add(path)
            return 429
        return 410 if path.startswith("/gone") else 204


async def main(file):
    """Take requests until killed."""
    loop = asyncio.get_running_loop()
    noting = Noting(Path(file))
    server = await loop.create_server(noting, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await loop.create_server(noting, OTHERS, port)
    print(port, flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))

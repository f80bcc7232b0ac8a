"""A receiver of webhooks that costs next to nothing: `python -m bench.receiver` prints its port."""

import asyncio

END = b"\r\n\r\n"
LENGTH = b"content-length:"


class Taking(asyncio.Protocol):
    """Reads requests, one after the other, and answers each with 204."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin with nothing."""
        self.transport = transport
        self.buffer = b""

    def data_received(self, data: bytes) -> None:
        """Answer every whole request."""
        self.buffer += data
        while END in self.buffer:
            head, _, rest = self.buffer.partition(END)
            length = int(head.lower().partition(LENGTH)[2].partition(b"\r")[0] or 0)
            if len(rest) < length:
                return
            self.buffer = rest[length:]
            self.taken(head, rest[:length])

    def taken(self, head: bytes, body: bytes) -> None:
        """Answer a request."""
        self.transport.write(b"HTTP/1.1 204 No Content\r\n\r\n")


async def main() -> None:
    """Take requests until killed."""
    server = await asyncio.get_running_loop().create_server(Taking, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())

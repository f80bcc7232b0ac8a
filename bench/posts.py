"""One POST to a receiver on this machine: httpx alone, over aiohttp, and our guarded client.

`python -m bench posts`: CPU of the sender in milliseconds a post, at 8 and at 50 at once.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

from bench.measure import Subject, interleave, table
from jobs.guard import GuardedClient

POSTS = 1_000
ROUNDS = 5
BODY = b"x" * 1_200
HEADERS = {"webhook-id": "rem_1", "Content-Type": "application/json"}


def main() -> None:
    """Print what a post costs each client, and how many times ours."""
    with receiver() as url:
        for at_once in (8, 50):
            subjects = {
                "httpx": lambda n=at_once: _async(url, n, None),
                "httpx over aiohttp": lambda n=at_once: _async(url, n, AiohttpTransport),
                "aiohttp alone (the limit)": lambda n=at_once: asyncio.run(_bare(url, n)),
                "our guarded client": lambda n=at_once: _guarded(url, n),
            }
            _print(subjects, at_once)


@contextmanager
def receiver():
    """The address of a receiver in a process of its own, which takes whatever comes."""
    command = [sys.executable, "-m", "bench.receiver"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        try:
            yield f"http://127.0.0.1:{int(child.stdout.readline())}/hook"
        finally:
            child.kill()


def _print(subjects: dict[str, Subject], at_once: int) -> None:
    result = interleave(subjects, rounds=ROUNDS)
    ours = "our guarded client"
    table(
        f"CPU of a POST, {at_once} at once (ms, and beside ours)",
        [
            (name, f"{result.median(name) / POSTS * 1e3:.2f} ({result.ratio(name, ours):.1f} ×)")
            for name in subjects
        ],
    )


async def _many(post: Callable[[], Awaitable[object]], at_once: int) -> float:
    left = iter(range(POSTS))

    async def work() -> None:
        for _ in left:
            await post()

    began = time.process_time()
    await asyncio.gather(*(work() for _ in range(at_once)))
    return time.process_time() - began


def _async(
    url: str, at_once: int, transport: Callable[[], httpx.AsyncBaseTransport] | None
) -> float:
    async def run() -> float:
        async with httpx.AsyncClient(transport=transport() if transport else None) as client:
            return await _many(lambda: client.post(url, content=BODY, headers=HEADERS), at_once)

    return asyncio.run(run())


async def _bare(url: str, at_once: int) -> float:
    async with aiohttp.ClientSession() as session:

        async def post() -> None:
            async with session.post(url, data=BODY, headers=HEADERS) as answer:
                await answer.read()

        return await _many(post, at_once)


def _guarded(url: str, at_once: int) -> float:
    allowed = GuardedClient(allow_hosts=["127.0.0.1"])
    with allowed as client, ThreadPoolExecutor(at_once) as pool:
        began = time.process_time()
        for _ in pool.map(lambda _: client.post(url, BODY, HEADERS), range(POSTS)):
            pass
        return time.process_time() - began

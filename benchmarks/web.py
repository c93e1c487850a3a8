"""The web on loopback: kept answers beside a plain route of the same framework, fresh answers meanwhile, memory.

    python benchmarks/web.py [--requests 20000] [--asks 60] [--soak 100000] [--only NAME ...] [--json]

`foedus serve` runs in a process of its own, the clients (20 connections that stay open, each asking again as soon as it
has its answer) in another. The peer is a Starlette route that returns the very bytes of the kept JSON from memory under
the same server; both are asked in turn and the best round of each counts. Fresh answers (`invoke`, 20,000 draws, a seed
nobody has asked for) are asked by two clients while eighteen others read kept pages with 50 ms of thought between.
Ratios travel between machines, milliseconds do not; nothing here fails a build.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import psutil

from timed import machine

CLIENTS, ASKING, THOUGHT = 20, 2, 0.05
PAGE = "/de/alliance/CSTO?on=2022-01-07&known=2022-01-07"
DATA = "/api/v1/alliances/CSTO?on=2022-01-07&known=2022-01-07"
ASK = "/api/v1/invoke?case=kazakhstan-2022&runs=20000&seed={}"
AIMS = {
    "page_p99_ms": 20, "ratio_plain_route": 0.8, "ask_median_ms": 400, "ask_p95_ms": 1200,
    "page_p99_while_asked_ms": 20, "growth_mb": 8, "first_page_kb": 150,
}  # fmt: skip
PLAIN = """
import sys, socket, uvicorn
from pathlib import Path
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
body = Path(sys.argv[1]).read_bytes()
async def route(_):
    return Response(body, media_type="application/json", headers={"content-encoding": "gzip"})
app = Starlette(routes=[Route("/api/v1/alliances/CSTO", route)])
bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
bound.bind(("127.0.0.1", 0)); bound.listen(512)
print(f"http://127.0.0.1:{bound.getsockname()[1]}/", flush=True)
uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="warning")).run(sockets=[bound])
"""


@contextmanager
def running(command: list[str]) -> Iterator[tuple[int, psutil.Process]]:
    """A server until the block ends: its port, read off what it prints first, and its process."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        found = re.search(r"127\.0\.0\.1:(\d+)", process.stdout.readline())
        assert found, "the server did not say where it is"
        yield int(found[1]), psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(10)


class Client:
    """One connection that stays open; asks for addresses one after the other and takes the whole answer."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def __aenter__(self) -> Client:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.writer.close()

    async def ask(self, there: str) -> tuple[float, bytes]:
        """Seconds from the first byte sent to the last one received, and the body."""
        start = time.perf_counter()
        self.writer.write(f"GET {there} HTTP/1.1\r\nHost: here\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = await self.reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head[:200]
        length = re.search(rb"content-length: (\d+)", head)
        assert length, head
        body = await self.reader.readexactly(int(length[1]))
        return time.perf_counter() - start, body


async def hammered(port: int, there: str, requests: int, clients: int = CLIENTS) -> tuple[float, list[float]]:
    """Requests a second and the latency of each, all clients asking as fast as they get answers."""
    took: list[float] = []

    async def one(share: int) -> None:
        async with Client(port) as client:
            took.extend([(await client.ask(there))[0] for _ in range(share)])

    start = time.perf_counter()
    await asyncio.gather(*(one(requests // clients) for _ in range(clients)))
    return len(took) / (time.perf_counter() - start), took


async def asked_meanwhile(port: int, asks: int) -> tuple[list[float], list[float]]:
    """Latencies of fresh answers, and of kept pages that others read at the same time."""
    fresh: list[float] = []
    kept: list[float] = []
    done = asyncio.Event()

    async def asks_afresh(seeds: range) -> None:
        async with Client(port) as client:
            fresh.extend([(await client.ask(ASK.format(seed)))[0] for seed in seeds])

    async def reads() -> None:
        async with Client(port) as client:
            while not done.is_set():
                kept.append((await client.ask(PAGE))[0])
                await asyncio.sleep(THOUGHT)

    readers = [asyncio.create_task(reads()) for _ in range(CLIENTS - ASKING)]
    share = asks // ASKING
    await asyncio.gather(*(asks_afresh(range(1000 + i * share, 1000 + (i + 1) * share)) for i in range(ASKING)))
    done.set()
    await asyncio.gather(*readers)
    return fresh, kept


async def first_page(port: int) -> float:
    """Kilobytes transferred for the first page with all that it loads."""
    import gzip

    async with Client(port) as client:
        _, body = await client.ask("/en/")
        text = gzip.decompress(body).decode()
        loaded = re.findall(r'(?:src|<link rel="(?:stylesheet|icon)" href)="(/[^"]+)"', text)
        return (len(body) + sum([len((await client.ask(there))[1]) for there in dict.fromkeys(loaded)])) / 1000


def quantile(values: list[float], share: float) -> float:
    """A quantile in milliseconds."""
    return round(1000 * float(np.quantile(values, share)), 2)


def measured(given: argparse.Namespace) -> dict[str, float]:
    """All figures that were asked for."""
    found: dict[str, float] = {}
    serve = [sys.executable, "-m", "foedus", "serve", "--port", "0"]
    wanted = set(given.only) or {"pages", "plain", "asks", "soak", "first"}
    with running(serve) as (port, process):
        _, data = asyncio.run(_once(port, DATA))
        asyncio.run(_once(port, PAGE))
        if "pages" in wanted:
            rate, took = asyncio.run(hammered(port, PAGE, given.requests))
            found |= {"page_p50_ms": quantile(took, 0.5), "page_p99_ms": quantile(took, 0.99), "pages_a_second": rate}
        if "first" in wanted:
            found["first_page_kb"] = round(asyncio.run(first_page(port)), 1)
        if "plain" in wanted:
            kept = Path("plain.json.gz").absolute()
            kept.write_bytes(data)
            try:
                with running([sys.executable, "-c", PLAIN, str(kept)]) as (other, _):
                    asyncio.run(_once(other, "/api/v1/alliances/CSTO"))
                    rounds = [
                        (asyncio.run(hammered(port, DATA, given.requests // 4))[0],
                         asyncio.run(hammered(other, "/api/v1/alliances/CSTO", given.requests // 4))[0])
                        for _ in range(4)
                    ]  # fmt: skip
            finally:
                kept.unlink()
            ours, plain = (max(side) for side in zip(*rounds, strict=True))
            found |= {"json_a_second": ours, "plain_a_second": plain, "ratio_plain_route": round(ours / plain, 2)}
        if "asks" in wanted:
            asyncio.run(_once(port, ASK.format(1)))
            asyncio.run(_once(port, ASK.format(2)))
            fresh, kept_took = asyncio.run(asked_meanwhile(port, given.asks))
            found |= {
                "ask_median_ms": quantile(fresh, 0.5), "ask_p95_ms": quantile(fresh, 0.95),
                "page_p99_while_asked_ms": quantile(kept_took, 0.99), "pages_read_meanwhile": len(kept_took),
            }  # fmt: skip
        if "soak" in wanted:
            asyncio.run(hammered(port, PAGE, 2000))
            before = process.memory_info().rss
            asyncio.run(hammered(port, PAGE, given.soak))
            found["growth_mb"] = round((process.memory_info().rss - before) / 1e6, 1)
    return found


async def _once(port: int, there: str) -> tuple[float, bytes]:
    async with Client(port) as client:
        return await client.ask(there)


def main() -> None:
    """Measure, print, compare with the aims."""
    parser = argparse.ArgumentParser(description="The web on loopback")
    parser.add_argument("--requests", type=int, default=20_000, help="requests of a round")
    parser.add_argument("--asks", type=int, default=60, help="fresh answers")
    parser.add_argument("--soak", type=int, default=100_000, help="requests between two looks at the memory")
    parser.add_argument("--only", nargs="*", default=[], choices=["pages", "plain", "asks", "soak", "first"])
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    given = parser.parse_args()
    found = measured(given)
    if given.json:
        print(json.dumps({**found, "machine": machine()}))
        return
    print(machine())
    for name, value in found.items():
        aim = f"   aim {'at least' if name.startswith('ratio') else 'at most'} {AIMS[name]}" if name in AIMS else ""
        print(f"{name:<26}{value:>12,.2f}{aim}")


if __name__ == "__main__":
    main()

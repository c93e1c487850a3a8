"""Heavy answers are made by processes of their own: a time limit each, a bounded queue, and the rest goes on.

A worker that takes too long, or dies, is ended and replaced; what it was asked is refused, and nothing else is.
"""

from __future__ import annotations

import asyncio
import multiprocessing as mp
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from foedus.ground.errors import FoedusError

#: Seconds an answer may take, and questions that may wait for a worker.
LIMIT_SECONDS, QUEUE = 30.0, 32
#: Seconds between two looks at a worker that is at work; a worker's first answer waits for its start besides.
LOOK_SECONDS, START_SECONDS = 0.005, 30.0


class BusyError(FoedusError):
    """The server cannot answer now: status 503."""


class Workers:
    """`count` processes that answer; without any (0) answers are made in a thread of this process, without a limit."""

    def __init__(self, count: int, limit_seconds: float = LIMIT_SECONDS, queue: int = QUEUE) -> None:
        self.count, self.limit_seconds, self.queue = count, limit_seconds, queue
        self.waiting = 0
        self._free: asyncio.Queue[_Worker] | None = None
        self._all: list[_Worker] = []

    def start(self) -> None:
        """Start the processes; they load what answers need while the first pages are read."""
        self._free = asyncio.Queue()
        for _ in range(self.count):
            self._free.put_nowait(self._new())

    def stop(self) -> None:
        """End the processes, whatever they are at."""
        for worker in self._all:
            worker.end()
        self._all.clear()

    async def ask(self, function: Callable[..., Any], *values: Any) -> Any:
        """What `function` gives, a function at the top of a module; its `FoedusError` is raised here again."""
        if not self.count or self._free is None:
            return await asyncio.to_thread(function, *values)
        if self.waiting >= self.queue + self.count:
            raise BusyError(
                "too many questions are waiting for an answer",
                why=f"{self.count} are answered at a time, and {self.queue} may wait",
                hint="try again in a minute",
            )
        self.waiting += 1
        try:
            worker = await self._free.get()
            try:
                return _opened(await worker.answer(function, values, self.limit_seconds))
            finally:
                if not worker.fit:
                    self._all.remove(worker)
                    worker.end()
                    worker = self._new()
                self._free.put_nowait(worker)
        finally:
            self.waiting -= 1

    def _new(self) -> _Worker:
        worker = _Worker()
        self._all.append(worker)
        return worker


class _Worker:
    """One process at the other end of a pipe; `fit` is false while, or after, an answer did not come."""

    def __init__(self) -> None:
        context = mp.get_context("spawn")  # a fork would copy the locks of this process's threads
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=_work, args=(other,), daemon=True)
        self.process.start()
        other.close()
        self.fit, self.fresh = True, True

    async def answer(self, function: Callable[..., Any], values: tuple[Any, ...], limit: float) -> tuple[str, Any]:
        self.fit = False
        until = asyncio.get_running_loop().time() + limit + (START_SECONDS if self.fresh else 0)
        try:
            self.pipe.send((function, values))
            while not self.pipe.poll():
                if asyncio.get_running_loop().time() > until:
                    raise BusyError("the answer takes too long", why=f"an answer may take {limit:g} seconds")
                await asyncio.sleep(LOOK_SECONDS)
            kind, found = self.pipe.recv()
        except (EOFError, OSError):
            raise BusyError("the process that made the answer has ended", hint="try again in a minute") from None
        self.fit, self.fresh = True, False
        return str(kind), found

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _opened(told: tuple[str, Any]) -> Any:
    """What a worker sent back, or the error that it met."""
    kind, found = told
    if kind == "answer":
        return found
    if kind == "refused":
        error, words = found
        raise error(words[0], why=words[1], hint=words[2], where=words[3])
    raise RuntimeError(found)


def _work(pipe: Connection) -> None:  # pragma: no cover (runs in processes of its own)
    """Answer until the other end has gone. Signals of the terminal are the server's business."""
    import signal
    from importlib import import_module

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for module in ("foedus.web.registry", "foedus.response.answer", "foedus.brief.compose"):
        import_module(module)
    from foedus.record.load import load

    load()
    while True:
        try:
            function, values = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_answered(function, values))


def _answered(function: Callable[..., Any], values: tuple[Any, ...]) -> tuple[str, Any]:
    """What a function gives, or its error, as it goes through a pipe."""
    try:
        return "answer", function(*values)
    except FoedusError as error:
        return "refused", (type(error), (error.what, error.why, error.hint, error.where))
    except Exception as error:
        return "failed", f"{type(error).__name__}: {error}"

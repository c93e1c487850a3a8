"""A whole crisis: stretches of runs on several threads, counted together, kept on the way. Loads numba."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foedus.crisis.chunk import ALWAYS, EVENTS, SERIES, Blocks, Floats, unfold
from foedus.crisis.folder import CrisisFolder
from foedus.crisis.outcome import CrisisOutcome
from foedus.crisis.plan import BLOCK, CrisisPlan
from foedus.crisis.tally import STEPS, RunTally
from foedus.ground.errors import QueryError
from foedus.ground.terms import RESPONSES

#: Seconds between two times that the counts are kept.
PATIENCE = 0.5
#: The part of free memory that stretches of runs may take.
PART = 0.5

Told = Callable[[int], None]


def crisis(
    plan: CrisisPlan,
    folder: CrisisFolder | None = None,
    *,
    chunk: int = BLOCK,
    threads: int = 0,
    told: Told = lambda runs: None,
    patience: float = PATIENCE,
) -> CrisisOutcome:
    """Let all runs unfold; the figures are the same for any chunk, threads and folder.

    chunk: runs worked on at once by a thread; threads: 0 for one a core. told: called with the number of runs that
    are done. Raises `QueryError` for a chunk that memory cannot hold, and for a folder that cannot be used.
    """
    threads = threads or cores()
    _check_chunk(plan, chunk, threads, paths=folder is not None and folder.paths)
    if folder is not None and (done := folder.finished()) is not None:
        told(plan.runs)
        return done
    tally = RunTally.empty(
        len(RESPONSES), len(plan.situation.present), len(SERIES[plan.ground]),
        len(ALWAYS) + len(EVENTS[plan.ground]), plan.days,
    )  # fmt: skip
    found = (
        _in_memory(plan, tally, chunk, threads, told)
        if folder is None
        else _on_disk(plan, tally, folder, chunk, threads, told, patience)
    )
    outcome = CrisisOutcome.of(plan, found)
    if folder is not None:
        folder.finish(outcome)
    return outcome


def _in_memory(plan: CrisisPlan, tally: RunTally, chunk: int, threads: int, told: Told) -> RunTally:
    stretches = ((at, min(chunk, plan.runs - at)) for at in range(0, plan.runs, chunk))
    for _, part, _ in _worked(plan, stretches, threads, paths=False):
        tally.add(part)
        told(tally.runs)
    return tally


def _on_disk(
    plan: CrisisPlan, tally: RunTally, folder: CrisisFolder, chunk: int, threads: int, told: Told, patience: float
) -> RunTally:
    """The stretches of runs that the folder does not hold, each in chunks, and counted once all of it is there."""
    empty = tally.nothing
    tally, done = folder.counted(tally)
    told(tally.runs)
    kept_at, size = time.monotonic(), folder.stretch
    begun: dict[int, tuple[RunTally, dict[int, Floats]]] = {}
    for at, part, kept in _worked(plan, _pieces(done, size, chunk, plan.runs), threads, paths=folder.paths):
        stretch = at // size
        whole, paths = begun.setdefault(stretch, (empty(), {}))
        whole.add(part)
        paths[at] = kept
        if whole.runs < min(size, plan.runs - stretch * size):
            continue
        if folder.paths:
            folder.keep_paths(stretch, SERIES[plan.ground], np.concatenate([paths[at] for at in sorted(paths)], axis=1))
        tally.add(whole)
        done[stretch] = True
        del begun[stretch]
        told(tally.runs)
        if time.monotonic() - kept_at >= patience and not done.all():
            folder.keep(tally, done)
            kept_at = time.monotonic()
    return tally


def _pieces(done: NDArray[np.bool_], size: int, chunk: int, runs: int) -> Iterator[tuple[int, int]]:
    """First run and number of runs of each chunk of the stretches that are not done; none crosses their borders."""
    for stretch in np.flatnonzero(~done).tolist():
        end = min((stretch + 1) * size, runs)
        for at in range(stretch * size, end, chunk):
            yield at, min(chunk, end - at)


def _worked(
    plan: CrisisPlan, stretches: Iterator[tuple[int, int]], threads: int, *, paths: bool
) -> Iterator[tuple[int, RunTally, Floats]]:
    """Each stretch (first run, runs) counted, in the order in which threads get done; few wait at a time."""
    blocks = Blocks(plan)
    with ThreadPoolExecutor(threads) as pool:
        waiting: dict[Future[tuple[RunTally, Floats]], int] = {}
        try:
            while True:
                while len(waiting) <= threads and (stretch := next(stretches, None)) is not None:
                    waiting[pool.submit(unfold, plan, blocks, *stretch, paths=paths)] = stretch[0]
                if not waiting:
                    return
                for done in wait(waiting, return_when=FIRST_COMPLETED).done:
                    at = waiting.pop(done)
                    yield (at, *done.result())
        finally:
            for left in waiting:
                left.cancel()


def bytes_of_chunk(plan: CrisisPlan, chunk: int, *, paths: bool) -> int:
    """About how much memory a stretch of runs takes: what is drawn, counts, whole paths where they are kept."""
    series = len(SERIES[plan.ground])
    drawn = 200 + 2 * len(plan.situation.present)
    return chunk * (drawn + (8 * series * plan.days if paths else 0)) + series * plan.days * STEPS * 4


def _check_chunk(plan: CrisisPlan, chunk: int, threads: int, *, paths: bool) -> None:
    if chunk < 1:
        raise QueryError(f"--chunk {chunk} is out of range", hint=f"use 1 or more; {BLOCK} without")
    if not 1 <= threads <= 1024:
        raise QueryError(f"--threads {threads} is out of range", hint="use 1 to 1024, or leave it out")
    needed = bytes_of_chunk(plan, min(chunk, plan.runs), paths=paths) * (threads + 1)
    free = free_memory()
    if free is not None and needed > PART * free:
        raise QueryError(
            f"--chunk {chunk} is larger than memory",
            why=f"it would take {needed // 1_000_000} MB, and {free // 1_000_000} MB are free",
            hint=f"use a smaller one; {BLOCK} without it",
        )


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def free_memory() -> int | None:
    """Bytes of memory that are free; None where the system does not say."""
    try:
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return None

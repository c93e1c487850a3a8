"""Points worked on by a cluster: batches of points on the workers of dask.distributed, put back in their order.

A batch that was on a worker which died is given to another one. Which worker had which batch moves no figure.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from foedus.crisis.sweep.points import Places
from foedus.crisis.sweep.spec import SweepSpec
from foedus.crisis.sweep.task import Point, answers_at, versions
from foedus.ground.errors import QueryError
from foedus.ground.extras import need

#: Points in a batch, and how often one is tried again elsewhere when its worker dies.
BATCH, RETRIES = 8, 3
#: Seconds that a scheduler has to answer.
PATIENCE = 10.0
MOST_WORKERS = 1024
#: Where the local scheduler's page is served: on this machine only, on any free port. None would be port 8787 and a
#: warning where that is taken.
HERE = "127.0.0.1:0"

Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class SweepEffort:
    """What the work took: batches, points in one, CPU seconds of a batch (middle), bytes sent and received for each,
    and seconds by the clock for all on so many workers.
    """  # fmt: skip

    batches: int
    batch: int
    batch_seconds: float
    bytes_out: int
    bytes_back: int
    seconds: float
    workers: int


@contextmanager
def cluster(workers: int, scheduler: str = "", *, processes: bool = True) -> Iterator[Any]:
    """A client of a local cluster of so many workers, or of the scheduler at an address.

    Raises `QueryError` for an absurd number, a scheduler that does not answer, workers of another version.
    """
    need("cluster")
    import dask

    parts = _distributed()
    if scheduler:
        with _client(parts.Client, scheduler) as client:
            _check_versions(client)
            yield client
        return
    if not 1 <= workers <= MOST_WORKERS:
        raise QueryError(f"--workers {workers} is out of range", hint=f"use 1 to {MOST_WORKERS}")
    quiet = {"distributed.worker.daemon": processes, "distributed.admin.log-format": "%(message)s"}
    with (
        dask.config.set(quiet),
        parts.LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=processes, dashboard_address=HERE,
            silence_logs="CRITICAL",
        ) as local,
        parts.Client(local) as client,
    ):  # fmt: skip
        yield client


def _distributed() -> Any:
    """The library, without its types, which are there in part."""
    return import_module("distributed")


@contextmanager
def _client(kind: Any, scheduler: str) -> Iterator[Any]:
    try:
        client = kind(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError, ImportError) as error:
        raise QueryError(
            f"the scheduler {scheduler} does not answer", why=str(error).split("\n")[0] or type(error).__name__,
            hint="start one with: dask scheduler; the address is the one that it prints",
        ) from None  # fmt: skip
    try:
        yield client
    finally:
        client.close()


def _check_versions(client: Any) -> None:
    found = client.run(versions)
    if not found:
        raise QueryError("the scheduler has no workers", hint="start one with: dask worker ADDRESS")
    for worker, there in found.items():
        if tuple(there) != versions():
            raise QueryError(
                f"the worker {worker} has another version",
                why=f"Foedus {there[0]} with record {there[1]}, here {versions()[0]} with {versions()[1]}",
                hint="install the same version on all machines",
            )


def worked(
    client: Any, spec: SweepSpec, points: list[Point], told: Told = lambda points: None, batch: int = BATCH
) -> tuple[Places, SweepEffort]:
    """The answers at all points, (P, answers), and what they took. told: called with the number of points done."""
    batches = [points[at : at + batch] for at in range(0, len(points), batch)]
    begin, done = time.perf_counter(), 0
    futures = client.map(_timed, [spec] * len(batches), batches, pure=False, retries=RETRIES)
    order = {future.key: i for i, future in enumerate(futures)}
    found: list[list[list[float]]] = [[] for _ in batches]
    seconds: list[float] = []
    for future, (answers, took) in _distributed().as_completed(futures, with_results=True):
        found[order[future.key]] = answers
        seconds.append(took)
        done += len(answers)
        told(done)
    effort = SweepEffort(
        len(batches), batch, float(np.median(seconds)), len(pickle.dumps((spec, batches[0]))),
        len(pickle.dumps(found[0])), time.perf_counter() - begin, len(client.scheduler_info()["workers"]),
    )  # fmt: skip
    return np.array([row for answers in found for row in answers]), effort


def _timed(spec: SweepSpec, points: list[Point]) -> tuple[list[list[float]], float]:
    begin = time.process_time()
    found = answers_at(spec, points)
    return found, time.process_time() - begin

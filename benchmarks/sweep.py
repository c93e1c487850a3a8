"""A sweep on two Dask workers beside the same on one: 64 tasks or more, in turn, in one run.

    python benchmarks/sweep.py [--tasks 64] [--batch 4] [--rounds 3] [--json]

Each worker is a process with one thread, warmed with a batch before the clock runs; the fastest round of each counts.
Both give the same figures, which is checked. On a machine that others use the second core is not free: the load is
printed with the ratio, and beside it the ratio of the CPU time that both workers got to that of one, the most that
could have been gained. Nothing here fails a build.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from typing import Any

import numpy as np

from foedus.crisis.sweep.cluster import cluster, worked
from foedus.crisis.sweep.points import places, valued
from foedus.crisis.sweep.spec import SweepSpec, factors
from foedus.crisis.sweep.task import answers_at
from timed import machine


def cpu_seconds() -> float:
    """CPU time of this worker so far."""
    return sum(os.times()[:2])


def timed(workers: int, spec: SweepSpec, points: list[Any], batch: int) -> tuple[float, float, Any]:
    """Seconds of wall time, CPU seconds of the workers, and the answers."""
    with cluster(workers) as client:
        client.run(answers_at, spec, points[:batch])
        before = sum(client.run(cpu_seconds).values())
        begin = time.perf_counter()
        found, _ = worked(client, spec, points, batch=batch)
        seconds = time.perf_counter() - begin
        return seconds, sum(client.run(cpu_seconds).values()) - before, found


def main() -> None:
    """One worker and two in turn, then the ratio."""
    parser = argparse.ArgumentParser(description="A sweep on two workers beside one")
    parser.add_argument("--tasks", type=int, default=64)
    parser.add_argument("--batch", type=int, default=4, help="points in a task")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the fastest counts")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    asked = parser.parse_args()
    spec = SweepSpec(case="kazakhstan-2022", method="morris", samples=64)
    varied = factors(spec)
    points = valued(varied, places(spec, varied))[: asked.tasks * asked.batch]
    best: dict[int, tuple[float, float]] = {}
    answers = []
    for _ in range(asked.rounds):
        for workers in (1, 2):
            seconds, used, found = timed(workers, spec, points, asked.batch)
            best[workers] = min(best.get(workers, (seconds, used)), (seconds, used))
            answers.append(found)
    assert all(np.array_equal(answers[0], other, equal_nan=True) for other in answers), "workers move figures"
    (one, used_one), (two, used_two) = best[1], best[2]
    found = {
        "machine": machine(), "tasks": asked.tasks, "points": len(points), "one_worker_seconds": one,
        "two_workers_seconds": two, "ratio_two_workers": one / two, "task_seconds": one / asked.tasks,
        "cores_got": [used_one / one, used_two / two], "ratio_of_cpu_got": used_two / two / (used_one / one),
    }  # fmt: skip
    if asked.json:
        print(json.dumps(found))
        return
    print(found["machine"])
    print(f"  {len(points)} points in {asked.tasks} tasks of {found['task_seconds']:.2f} s")
    print(f"  one worker {one:.1f} s on {used_one / one:.2f} cores, two {two:.1f} s on {used_two / two:.2f} cores")
    print(f"ratio_two_workers: {found['ratio_two_workers']:.2f} (aim 1.8); of CPU got {found['ratio_of_cpu_got']:.2f}")


if __name__ == "__main__":
    main()

"""Run contenders as whole processes, in turn, and take medians: wall time, CPU time, peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parents[1]


def timed(command: Sequence[str], environment: Mapping[str, str]) -> dict[str, Any]:
    """One run: `seconds` and `cpu_seconds`, `peak_bytes` of the process, and what it printed (`out`)."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as wrong:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=wrong, env=dict(environment))
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        wrong.seek(0)
        if process.returncode:
            raise RuntimeError(f"{command[0]} ended with {process.returncode}: {wrong.read().strip()[-500:]}")
        return {
            "seconds": seconds, "cpu_seconds": used.ru_utime + used.ru_stime, "peak_bytes": used.ru_maxrss * 1024,
            "out": out.read(),
        }  # fmt: skip


def checkout(path: Path) -> dict[str, str]:
    """The environment in which a checkout's own code runs.

    Another checkout than this one reads the same published files but keeps what it makes of them apart: else two builds
    would make each other's tables anew.
    """
    found = os.environ | {"PYTHONPATH": str(path / "src")}
    if path != HERE:
        from foedus.datasets.store import home

        apart = Path(tempfile.gettempdir()) / f"foedus-benchmark-{abs(hash(str(path))) % 10**8}-{os.getpid()}"
        (apart / "datasets").mkdir(parents=True)
        (apart / "datasets" / "files").symlink_to(home() / "files")
        found |= {"FOEDUS_DATA_HOME": str(apart / "datasets"), "FOEDUS_CACHE": str(apart / "cache")}
    return found


def in_turn(
    contenders: Mapping[str, tuple[Sequence[str], Mapping[str, str]]], runs: int, ready: Sequence[str] = ()
) -> dict[str, list[dict[str, Any]]]:
    """So many runs of each contender, in turn, after one of each that is not `ready` (kept tables, disk cache)."""
    for name, (command, environment) in contenders.items():
        if name not in ready:
            timed(command, environment)
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in contenders}
    for _ in range(runs):
        for name, (command, environment) in contenders.items():
            found[name].append(timed(command, environment))
    return found


def medians(runs: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The median of each figure over the runs."""
    return {key: median(run[key] for run in runs) for key in ("seconds", "cpu_seconds", "peak_bytes") if key in runs[0]}


def line(name: str, found: Mapping[str, float], ours: Mapping[str, float]) -> str:
    """A line of the table: figures, and how many times ours."""
    return (
        f"{name:<16}{found['seconds']:8.2f} s{found['cpu_seconds']:8.2f} s CPU{found['peak_bytes'] / 1e9:8.2f} GB"
        f"{found['seconds'] / ours['seconds']:8.2f} x ours{found['cpu_seconds'] / ours['cpu_seconds']:8.2f} x CPU"
    )


def machine() -> str:
    """What the figures were taken on."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} cores, Python {sys.version.split()[0]}{load}"

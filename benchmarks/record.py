"""What the record costs to load, to build from its text files and to audit, at several times its size.

    python benchmarks/record.py [--sizes 1 10] [--megabytes 48.4] [--runs 5] [--slow] [--against CHECKOUT] [--json]

The larger records are copies of the shipped one's files with ids of their own, in a temporary folder; `--megabytes`
takes as many as reach that size (48.4 MB is fifty times the first record, 06c8c48). Each measure is a process of its
own, with a cache of its own that one uncounted run has filled, imports left out; the build reads every text file, and
the audit is the whole of `foedus record audit` but the rules. Wall and CPU time; seconds do not travel between
machines, so `--against` runs another checkout in turn.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from answers import HERE, enlarged

TASKS = {
    "warm load": "from foedus.record.load import load as task",
    "build": "from foedus.record.load import parse as task",
    "audit": "from foedus.record.audit import audit as task",
}
TIMED = """
import sys, time
from pathlib import Path
{task}
wall, cpu = time.perf_counter(), time.process_time()
task(Path(sys.argv[1]))
print(time.perf_counter() - wall, time.process_time() - cpu)
"""


def timed(task: str, source: Path, folder: Path, cache: Path) -> tuple[float, float]:
    """Wall and CPU seconds of a task on a record, in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(source), "FOEDUS_CACHE": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", TIMED.format(task=TASKS[task]), str(folder)],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    wall, cpu = done.stdout.split()
    return float(wall), float(cpu)


def measured(task: str, folder: Path, sides: dict[str, Path], runs: int, scratch: Path) -> dict[str, Any]:
    """A row: the median of each side's runs, taken in turn."""
    found: dict[str, list[tuple[float, float]]] = {side: [] for side in sides}
    for turn in range(runs + (task == "warm load")):
        for side, source in sides.items():
            took = timed(task, source, folder, scratch / f"cache-{side}")
            if turn or task != "warm load":
                found[side].append(took)
    row: dict[str, Any] = {"task": task}
    for side, took_all in found.items():
        row[side] = {
            "wall": median(t[0] for t in took_all),
            "cpu": median(t[1] for t in took_all),
            "runs": len(took_all),
        }
    return row


def bytes_of(folder: Path) -> int:
    """The bytes of all entries' text files."""
    return sum(path.stat().st_size for path in folder.glob("*/*.toml"))


def main() -> None:
    """Measure all that is asked for and print it as it comes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1], help="times the shipped record")
    parser.add_argument("--megabytes", type=float, nargs="*", default=[], help="or as many as reach this size")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--slow", action="store_true", help="also build and audit")
    parser.add_argument("--against", type=Path, help="another checkout, whose code reads the same record")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    data = HERE / "src/foedus/record/data"
    own = bytes_of(data)
    sizes = [*given.sizes, *(math.ceil(megabytes * 1e6 / own) for megabytes in given.megabytes)]
    sides = {"now": HERE / "src"} | ({"against": given.against.resolve() / "src"} if given.against else {})
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            record = enlarged(data, Path(folder) / f"record-{size}", size)
            for task in TASKS if given.slow else ["warm load"]:
                runs = given.runs if task == "warm load" else max(1, given.runs // 3)
                row = measured(task, record, sides, runs, Path(folder))
                row |= {"size": size, "megabytes": bytes_of(record) / 1e6, "files": len(list(record.glob("*/*.toml")))}
                rows.append(row)
                if not given.json:
                    print(shown(row, list(sides)), flush=True)
    if given.json:
        print(json.dumps({"python": sys.version.split()[0], "load": os.getloadavg()[0], "rows": rows}, indent=2))


def shown(row: dict[str, Any], sides: list[str]) -> str:
    """A row as a line, in milliseconds."""
    told = "  ".join(f"{s} {row[s]['wall'] * 1000:9.1f} wall {row[s]['cpu'] * 1000:9.1f} CPU" for s in sides)
    return f"{row['task']:10} x {row['size']:<3} {row['megabytes']:6.1f} MB {row['files']:6} files  {told}"


if __name__ == "__main__":
    main()

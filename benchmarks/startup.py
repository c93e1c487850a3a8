"""Whole-process times of the command line as multiples of bare Python's start, measured in turn in one run.

    python benchmarks/startup.py [RUNS]

Ratios travel between machines, seconds do not; nothing here fails a build.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

BIN = Path(sys.executable).parent
COMMANDS: dict[str, list[str]] = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "foedus --help": [str(BIN / "foedus"), "--help"],
    "foedus show CSTO --json": [str(BIN / "foedus"), "show", "CSTO", "--on", "2022-01-07", "--json"],
    "foedus show CSTO": [str(BIN / "foedus"), "show", "CSTO", "--on", "2022-01-07"],
    "foedus invoke kazakhstan-2022 (20,000 runs)": [str(BIN / "foedus"), "invoke", "kazakhstan-2022"],
    "foedus compare CSTO NATO": [str(BIN / "foedus"), "compare", "CSTO", "NATO", "--on", "2022-01-07"],
    "foedus claims check article-2022-01-07": [str(BIN / "foedus"), "claims", "check", "article-2022-01-07"],
}


def wall_seconds(command: list[str]) -> float:
    """The wall time of one whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main(runs: int) -> None:
    """Run all commands in turn, `runs` times after one warm-up, and print medians and ratios."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for turn in range(runs + 1):
        for name, command in COMMANDS.items():
            seconds = wall_seconds(command)
            if turn:
                times[name].append(seconds)
    bare = median(times["python -c pass"])
    print(f"{'command':48} {'median s':>9} {'min s':>8} {'max s':>8} {'x bare':>8}")
    for name, found in times.items():
        print(f"{name:48} {median(found):9.3f} {min(found):8.3f} {max(found):8.3f} {median(found) / bare:8.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)

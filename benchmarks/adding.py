"""CPU time of `foedus data add` on a folder of published files, beside another build of Foedus, run in turn.

    python benchmarks/adding.py FOLDER [--other SRC] [--runs N]

FOLDER holds published files; SRC is the `src` folder of another build (a worktree of the commit to compare with). Each
run starts from an empty store and takes the processor time of the whole process. The second line adds that every table
is asked for once: what is no longer done when a file is added is done then, for the tables that are used.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ADD = "import sys; from foedus.__main__ import main; sys.argv = ['foedus', 'data', 'add', {folder!r}]; main()"
READ = (
    "from foedus.datasets.catalogue import tables\n"
    "from foedus.datasets.store import file_of, frame\n"
    "for name, table in tables().items():\n"
    "    if file_of(table).is_file(): frame(name)\n"
)
OURS = Path(__file__).parents[1] / "src"


def cpu_seconds(source: Path, code: str, home: str) -> float:
    """The processor time of one whole process that runs the code with a build."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    places = {"PYTHONPATH": str(source), "FOEDUS_DATA_HOME": f"{home}/store", "XDG_CACHE_HOME": f"{home}/cache"}
    found = subprocess.run([sys.executable, "-c", code], env=os.environ | places, capture_output=True, check=False)
    if found.returncode not in (0, 2):  # 2: a file of the folder was refused
        sys.exit(found.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(folder: Path, builds: dict[str, Path], runs: int) -> None:
    """Add, then read, with each build in turn; print medians and ratios."""
    times: dict[tuple[str, str], list[float]] = {}
    for _ in range(runs):
        for name, source in builds.items():
            with tempfile.TemporaryDirectory() as home:
                add = cpu_seconds(source, ADD.format(folder=str(folder)), home)
                read = cpu_seconds(source, READ, home)
            times.setdefault((name, "add"), []).append(add)
            times.setdefault((name, "add and read all"), []).append(add + read)
    print(f"{'':20} {'build':8} {'median s':>9} {'min s':>8} {'max s':>8} {'ratio':>6}")
    for what in ("add", "add and read all"):
        base = median(times[next(reversed(builds)), what])
        for name in builds:
            found = times[name, what]
            told = f"{median(found):9.2f} {min(found):8.2f} {max(found):8.2f} {median(found) / base:6.2f}"
            print(f"{what:20} {name:8} {told}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--other", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    main(given.folder, {"this": OURS} | ({"other": given.other} if given.other else {}), given.runs)

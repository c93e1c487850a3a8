"""What an answer costs, held against another checkout of Foedus: CPU time of whole processes, run in turn.

    python benchmarks/answers.py --against ../foedus-before [--runs 9] [--sizes 1 10 50] [--only record] [--slow]

First the commands that most people type. Then the record at several times its size (copies of its files with ids of
their own, in a temporary folder): the warm load, with `--slow` also the build from the text files and the audit, and
`invoke` in a copy of the program that ships the larger record. Both sides run with the same Python and packages, each
with a cache and compiled files of its own, warmed by one run that is not counted. Ratios travel between machines,
seconds do not.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent.parent
#: Where pages are written: a name in the folder of each side, never a path that others use.
PAGE = "page.html"
COMMANDS = {
    "show": ["show", "CSTO", "--on", "2022-01-07", "--json"],
    "invoke": ["invoke", "kazakhstan-2022", "--json"],
    "brief --html": ["brief", "CSTO", "--on", "2022-01-07", "--html", PAGE],
    "invoke --html": ["invoke", "kazakhstan-2022", "--json", "--html", PAGE],
}
TASKS = {
    "warm load": "from foedus.record.load import load as task",
    "build": "from foedus.record.load import parse as task",
    "audit": "from foedus.record.audit import audit as task",
}
TIMED = """
import sys, time
from pathlib import Path
{task}
begin = time.process_time()
task(Path(sys.argv[1]))
print(time.process_time() - begin)
"""
Measure = Callable[[], float]


class Side:
    """A checkout, with the environment in which its processes run."""

    def __init__(self, name: str, source: Path, scratch: Path) -> None:
        self.name, self.source, self.scratch = name, source, scratch / name
        self.scratch.mkdir()
        unwanted = {"PYTHONDONTWRITEBYTECODE", "OPENBLAS_NUM_THREADS"}
        self.environment = {key: value for key, value in os.environ.items() if key not in unwanted}

    def settings(self, tag: str, source: Path | None = None) -> dict[str, str]:
        """The environment of a process: its own code, cache and compiled files."""
        kept = {"FOEDUS_CACHE": str(self.scratch / tag / "cache"), "PYTHONPYCACHEPREFIX": str(self.scratch / "pyc")}
        return {**self.environment, **kept, "PYTHONPATH": str(source or self.source)}

    def command(self, words: list[str], tag: str, source: Path | None = None) -> float:
        """CPU seconds (user and system) of one whole `foedus` process."""
        begun = subprocess.Popen(
            [sys.executable, "-m", "foedus", *words],
            env=self.settings(tag, source), cwd=self.scratch,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _, status, used = os.wait4(begun.pid, 0)
        begun.returncode = os.waitstatus_to_exitcode(status)
        if begun.returncode:
            raise SystemExit(f"{self.name}: foedus {' '.join(words)} ended with {begun.returncode}")
        return used.ru_utime + used.ru_stime

    def task(self, task: str, folder: Path, tag: str) -> float:
        """CPU seconds of a task on a record, in a process of its own, imports left out."""
        script = TIMED.format(task=TASKS[task])
        out = subprocess.run(
            [sys.executable, "-c", script, str(folder)],
            env=self.settings(tag), capture_output=True, text=True, check=True,
        )  # fmt: skip
        return float(out.stdout)


def enlarged(data: Path, target: Path, times: int) -> Path:
    """The record with every entry `times` times, each copy under an id of its own."""
    shutil.copytree(data, target)
    for copy in range(1, times):
        for path in sorted(data.glob("*/*.toml")):
            text = path.read_text("utf-8")
            if path.parent.name == "sources":
                text = re.sub(r"^\[([\w.-]+)\]", rf"[\1-copy{copy}]", text, flags=re.M)
            else:
                text = re.sub(r'^(\s*(?:\{ )?id = ")([^"]+)"', rf'\g<1>\2-copy{copy}"', text, flags=re.M)
            (target / path.parent.name / f"zz-{copy}-{path.name}").write_text(text, "utf-8")
    return target


def shipping(side: Side, record: Path, tag: str) -> Path:
    """A copy of a checkout's program that ships another record; both sides may not write into their own."""
    source = side.scratch / tag / "src"
    shutil.copytree(side.source, source, ignore=shutil.ignore_patterns("__pycache__", "data"))
    shutil.copytree(record, source / "foedus" / "record" / "data")
    for folder in side.source.rglob("data"):
        place = source / folder.relative_to(side.source)
        if folder.is_dir() and not place.exists():
            shutil.copytree(folder, place)
    return source


def in_turn(measures: dict[str, Measure], runs: int) -> dict[str, list[float]]:
    """Each measure `runs` times, in turn, after one that is not counted."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for turn in range(runs + 1):
        for name, measure in measures.items():
            seconds = measure()
            if turn:
                found[name].append(seconds)
    return found


def compared(name: str, before: Measure, now: Measure, runs: int) -> dict[str, Any]:
    """One row of the table."""
    times = in_turn({"before": before, "now": now}, runs)
    row: dict[str, Any] = {"what": name, "runs": runs, "ratio": median(times["now"]) / median(times["before"])}
    for side, found in times.items():
        row[side] = {"min": min(found), "median": median(found), "max": max(found)}
    return row


def shown(row: dict[str, Any]) -> str:
    """A row as a line: milliseconds, least, median and greatest, and the ratio of the medians."""
    before, now = (
        " ".join(f"{row[side][key] * 1000:9.1f}" for key in ("min", "median", "max")) for side in ("before", "now")
    )
    return f"{row['what']:28}{before}  {now} {row['ratio']:8.3f}"


def main() -> None:
    """Measure all that is asked for and print it as it comes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", type=Path, required=True, help="another checkout of Foedus")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1, 10, 50])
    parser.add_argument("--only", choices=["answers", "record"], help="half of it")
    parser.add_argument("--slow", action="store_true", help="also build and audit the larger records, once each")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    rows: list[dict[str, Any]] = []

    def add(row: dict[str, Any]) -> None:
        rows.append(row)
        if not given.json:
            print(shown(row), flush=True)

    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        before = Side("before", given.against.resolve() / "src", scratch)
        now = Side("now", HERE / "src", scratch)
        if not given.json:
            print(f"{'CPU ms: least, median, most':28}{'before':>29}  {'now':>29} {'ratio':>8}")
        for name, words in COMMANDS.items() if given.only != "record" else ():
            add(compared(name, lambda w=words: before.command(w, "1"), lambda w=words: now.command(w, "1"), given.runs))
        for size in given.sizes if given.only != "answers" else ():
            record = enlarged(HERE / "src/foedus/record/data", scratch / f"record-{size}", size)
            # Each checkout reads a record of its own format: the older one's entries, where the two differ.
            older = enlarged(before.source / "foedus/record/data", scratch / f"older-{size}", size)
            for task in TASKS if given.slow else ["warm load"]:
                tag, runs = f"{task}-{size}", given.runs if task == "warm load" else 1
                add(compared(f"{task}, record x {size}",
                             lambda t=task, g=tag, r=older: before.task(t, r, g),
                             lambda t=task, g=tag, r=record: now.task(t, r, g), runs))  # fmt: skip
            if size == 10:
                source = shipping(now, record, "ten")
                add(compared("invoke, record x 10 to x 1",
                             lambda: before.command(COMMANDS["invoke"], "1"),
                             lambda s=source: now.command(COMMANDS["invoke"], "ten", s), given.runs))  # fmt: skip
    if given.json:
        print(json.dumps({"python": sys.version.split()[0], "rows": rows}, indent=2))


if __name__ == "__main__":
    main()

"""Every command once, with what each needs beside Foedus's own dependencies; run in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"
#: What a command needs: nothing more ("", exit code 0), or an extra (exit code 2 and a way to it).
COMMANDS: dict[str, tuple[str, ...]] = {
    "": (
        "show CSTO --on 2022-01-07",
        "show CSTO --on 2022-01-07 --lang de --json",
        "compare CSTO NATO --on 2022-01-07 --without RUS",
        "invoke kazakhstan-2022 --runs 200",
        "invoke kazakhstan-2022 --runs 200 --html {folder}/case.html",
        "brief CSTO --on 2022-01-07 --html {folder}/brief.html",
        "brief CSTO --on 2022-01-07 --tables {folder}/tables --citation {folder}/answer.bib",
        "alliances KAZ --on 2022-01-07",
        "cases --alliance CSTO",
        "record stats",
        "amendments CSTO",
        "claims check article-2022-01-07",
        "claims list",
        "record audit",
        "record cite",
        "record cite cst-1992 foedus-record --format bibtex",
        "record export",
        "record stats",
        "record diff shipped",
        "record export {folder}/record",
        "data list",
        "data show atop",
        "data where",
        "data check",
        "sources",
        "vulnerability CSTO --on 2022-01-07",
        "power CSTO --on 2022-01-07",
        "burden CSTO --on 2022-01-07",
        "reliability CSTO",
        "years CSTO --from 2010 --to 2012",
        "evidence report",
        "evidence log list",
        "evidence log score",
        "evidence log add {source}/../docs/reference/forecast-log/2026-11-first-ten.toml --log {folder}/new.jsonl",
        "evidence log settle small void --why x --log {folder}/log.jsonl",
        "evidence cases",
        "unrest --runs 2 --days 12 --svg {folder}/unrest.svg",
        "crisis kazakhstan-2022 --runs 100 --days 4 --figures {folder}/pictures",
        "outcomes --threat internal-unrest --on 2022-01-05 --known 2022-01-05",
        "outcomes --threat civil-war --lang de --json",
    ),
    "pdf": ("brief CSTO --on 2022-01-07 --pdf {folder}/brief.pdf",),
    "tables": (
        "years CSTO --from 2010 --to 2012 --out {folder}/years.csv",
        "record export {folder}/tables --format parquet",
    ),
    "cluster": ("sweep {source}/../docs/reference/sweep.toml",),
    "ensembles": ("crisis kazakhstan-2022 --runs 100 --days 4 --out {folder}/crisis",),
    "data": (
        "data add {folder}/file.csv",
        "data fetch ucdp-acd",
        "data compare nmc-6 nmc-7",
        "dyads --from 2000",
        "state-years --from 2000",
        "alliance-years --from 2000",
        "allies-in-conflict --from 2000",
        "evidence run e1-first",
    ),
    "web": ("serve --port 0",),
}
#: Commands that take from half a minute to minutes: here they only have to load what they run (`LOADS`).
LONG = ("evidence calls", "evidence arrival", "evidence check", "evidence fit", "site")
LOADS = (
    "foedus.evidence.call_trial",
    "foedus.evidence.call_report",
    "foedus.evidence.checks.whole",
    "foedus.evidence.checks.report",
    "foedus.evidence.delay_report",
    "foedus.evidence.vintages",
    "foedus.web.site.build",
)
#: Runs the command line of this checkout as if these modules were not installed.
WITHOUT = """
import sys
sys.path.insert(0, {source!r})
sys.modules.update(dict.fromkeys({gone!r}))
from foedus.__main__ import main
sys.argv = ["foedus", *sys.argv[1:]]
main()
"""


def every_command() -> Iterable[tuple[str, str]]:
    return [(extra, command) for extra, commands in COMMANDS.items() for command in commands]


def run(python: str | Path, command: str, folder: Path, gone: Iterable[str] = ()) -> subprocess.CompletedProcess[str]:
    """Run a command with an interpreter, on an empty store; `gone` are modules it is kept from importing."""
    (folder / "file.csv").write_text("ccode,year\n2,1900\n")
    shutil.copy(Path(__file__).with_name("small_log.jsonl"), folder / "log.jsonl")
    words = [word.format(folder=folder, source=SOURCE) for word in command.split()]
    start = ["-c", WITHOUT.format(source=str(SOURCE), gone=list(gone))] if gone else ["-m", "foedus"]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV", "FOEDUS"))}
    home = {"FOEDUS_DATA_HOME": str(folder / "store"), "XDG_CACHE_HOME": str(folder / "cache"), "COLUMNS": "200"}
    return subprocess.run(
        [str(python), *start, *words], env=kept | home, cwd=folder, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def check(extra: str, command: str, done: subprocess.CompletedProcess[str]) -> None:
    """No traceback; the answer where nothing more is needed, else the extra's name and the way to it."""
    assert "Traceback" not in done.stderr, f"{command}\n{done.stderr}"
    assert done.returncode == (2 if extra else 0), f"{command}\n{done.stderr}"
    if extra:
        assert f"extra {extra!r}" in done.stderr, done.stderr
        assert "next: " in done.stderr
        assert "get it again" not in done.stdout + done.stderr
    else:
        assert done.stdout.strip() or "{folder}" in command, command

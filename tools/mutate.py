"""Break panels on purpose, one line at a time in a copy, and see that a test fails each time.

Usage: python tools/mutate.py
Needs FOEDUS_DATA, the folder of published files. Exits with 1 if a mutation survives, or no longer fits the code.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
VALUES = "tests/panel/test_right_values.py::test_the_right_value"


@dataclass(frozen=True, slots=True)
class Mutation:
    """A text in a file, what takes its place, and the test that fails then."""

    what: str
    file: str
    text: str
    instead: str
    test: str


MUTATIONS = (
    Mutation("side B of a conflict is not counted", "verbs/wars.py", 'for side in (f"{code}_a", f"{code}_b"):',
             'for side in (f"{code}_a",):', f"{VALUES}[ukraine-2022-2024]"),
    Mutation("a spell of no contiguity counts", "published.py", "if absent and", "if False and",
             f"{VALUES}[contiguity-sum]"),
    Mutation("peace-years begin with the panel", "verbs/disputes.py", "if panel.states.first > max(covered[0], FIRST):",
             "if False:", f"{VALUES}[peace-years-1995]"),
    Mutation("disputes are not ordered by deaths", "verbs/disputes.py", '("fatality", True), ', "",
             f"{VALUES}[disputes-by-order]"),
    Mutation("unknown deaths rank below none", "verbs/disputes.py", "UNKNOWN_DEATHS = 0.5", "UNKNOWN_DEATHS = -1.0",
             f"{VALUES}[disputes-by-order]"),
    Mutation("silence about a state that is not on the list means no", "sheet.py", "inside &= spoken_of(states, code)",
             "pass", f"{VALUES}[east-germany-poland-1950]"),
    Mutation("today's territory is put on former states", "published.py", "if table.own_from and", "if False and",
             f"{VALUES}[population-1970]"),
    Mutation("spells in office count, not persons", "verbs/politics.py", 'table["leader_id"].fill_null(table["obsid"])',
             'table["obsid"]', f"{VALUES}[leaders-1886]"),
    Mutation("a code is the first claimant's, not that of 31 December", "codes.py",
             'rows = rows[np.argsort(_late(states), kind="stable")]',
             'rows = rows[np.argsort(~_late(states), kind="stable")]', f"{VALUES}[serbia-montenegro-2006]"),
    Mutation("an entry beyond the coverage is masked", "verbs/wars.py", "Column(values, known | values)",
             "Column(values, known)", f"{VALUES}[somalia-2008]"),
    Mutation("members are counted by the year", "k_adic.py", 'pl.col("step").cum_sum().max()',
             '(pl.col("step") > 0).sum()', f"{VALUES}[members-at-once-1992]"),
    Mutation("a fraction is cut to a whole code", "system.py", 'if found.dtype.kind == "f" and', "if False and",
             "tests/panel/test_laws.py::test_a_fraction_is_put_on_no_state"),
)  # fmt: skip


def killed(mutation: Mutation, copy: Path) -> bool | None:
    """Whether the test fails with the mutation in the copy; None if the text does not stand there exactly once."""
    path = copy / "src" / "foedus" / "panel" / mutation.file
    before = path.read_text(encoding="utf-8")
    if before.count(mutation.text) != 1:
        return None
    path.write_text(before.replace(mutation.text, mutation.instead), encoding="utf-8")
    try:
        return _test(copy, mutation.test) == 1
    finally:
        path.write_text(before, encoding="utf-8")


def _test(copy: Path, *tests: str) -> int:
    """The exit code of pytest on tests in the copy."""
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["FOEDUS_TEST_STORE"] = str(copy / "store")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, check=False).returncode


def main() -> int:
    """Run every mutation and print what became of it."""
    survived = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        for name in ("src", "tests", "tools", "docs"):
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", copy)
        tests = dict.fromkeys(m.test for m in MUTATIONS)
        if _test(copy, *tests) != 0:
            print("one of these tests fails, or does not run, without any mutation:", *tests, sep="\n  ")
            return 1
        for mutation in MUTATIONS:
            found = killed(mutation, copy)
            told = {True: "killed", False: "SURVIVED", None: "DOES NOT FIT"}[found]
            survived += found is not True
            print(f"{told:<12} {mutation.what}\n             {mutation.file}: {mutation.test}", flush=True)
    print(f"{len(MUTATIONS)} mutations, {len(MUTATIONS) - survived} killed")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())

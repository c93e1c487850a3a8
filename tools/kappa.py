"""How far a second, blind coder agrees with the record: Cohen's kappa by field, put into docs/reference/two-coders.md.

python tools/kappa.py          # prints the table
python tools/kappa.py --write  # and puts it into the page
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from foedus.evidence.agreement import Agreement, agreements, coded, derived
from foedus.ground.write import write_whole
from foedus.record.load import load

DOCS = Path(__file__).parents[1] / "docs" / "reference"
RAW = DOCS / "second-coder"
START, END = "<!-- table: tools/kappa.py -->\n", "<!-- end of table -->\n"


def table(found: list[Agreement]) -> str:
    """The agreements as a table in Markdown."""
    lines = ["| field | calls | coded alike | kappa |", "| --- | --: | --: | --: |"]
    for entry in found:
        k = entry.kappa
        told = "–" if k.value is None else f"{k.value:.2f} [{k.low:.2f}; {k.high:.2f}]"
        lines.append(f"| {entry.field} | {entry.calls} | {entry.alike:.0%} | {told} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Compare every raw coding with the record."""
    record = load()
    second: dict[str, dict[str, str]] = {}
    for path in sorted(RAW.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            second |= {row["id"]: row for row in csv.DictReader(file) if row["read"] == "yes"}
    both = [key for key in sorted(second) if key in record.invocations]
    found = agreements([coded(record.invocations[k]) for k in both], [derived(second[k]) for k in both])
    text = table(found)
    print(text)
    if "--write" in sys.argv:
        page = (DOCS / "two-coders.md").read_text("utf-8")
        before, rest = page.split(START)
        write_whole(DOCS / "two-coders.md", f"{before}{START}{text}{END}{rest.split(END)[1]}")


if __name__ == "__main__":
    main()

"""Put the tables of the historic evidence into docs/reference/evidence.md, from the results of `foedus evidence run`.

python tools/build_evidence.py            # results beside the published files
python tools/build_evidence.py FOLDER     # or in a folder
"""

from __future__ import annotations

import sys
from pathlib import Path

from foedus.evidence.held import home, kept
from foedus.evidence.historic import SUITES
from foedus.evidence.report import calibration, cells, counted, head, heading, missed
from foedus.ground.write import write_whole

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "evidence.md"
START, END = "<!-- tables: tools/build_evidence.py -->\n", "<!-- end of tables -->\n"
#: Frames told with every model; of the others the table of rates, boosting and the mean.
WHOLE = ("e1-entries", "e1-first", "e2-bf", "e2-la")
SHORT = ("obligation-era", "boosting", "mean")
#: Columns: model, Brier, AUC, AUC within a war, slope, log gain over the rate, Brier gain over the table, expected.
COLUMNS = (0, 1, 3, 4, 5, 6, 8, 9)


def tables(folder: Path) -> str:
    """Every frame and design as a heading, a sentence and a table."""
    parts = []
    for frame, suite in SUITES.items():
        for design in suite.designs:
            held = kept(frame, design, folder)
            if held is None:
                sys.exit(f"{frame}.{design}.json is not in {folder}: foedus evidence run")
            lines = [head("en"), ["---"] + ["--:"] * (len(head("en")) - 1)]
            lines += [cells(held, line, "en") for line in held.lines if frame in WHOLE or line.model in SHORT]
            table = "\n".join(f"| {' | '.join(line[i] for i in COLUMNS)} |" for line in lines)
            told = (
                f"### {heading(held, 'en')}",
                counted(held, "en"),
                table,
                missed(held, "en"),
                calibration(held, "en"),
            )
            parts.append("\n\n".join(told) + "\n")
    return "\n".join(parts)


def main() -> None:
    """Write the page anew between its marks."""
    text = PAGE.read_text("utf-8")
    before, rest = text.split(START)
    _, after = rest.split(END)
    write_whole(PAGE, f"{before}{START}\n{tables(Path(sys.argv[1]) if sys.argv[1:] else home())}\n{END}{after}")


if __name__ == "__main__":
    main()

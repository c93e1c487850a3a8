"""How far second, blind coders agree with the record: Cohen's kappa by field, put into docs/reference/two-coders.md.

python tools/kappa.py          # prints the tables
python tools/kappa.py --write  # and puts them into the page
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from foedus.charter.rules import rules_of
from foedus.evidence.agreement import ARTICLE_FIELDS, Agreement, agreements, coded, coded_article, derived
from foedus.ground.write import write_whole
from foedus.record.load import load

DOCS = Path(__file__).parents[1] / "docs" / "reference"
RAW = DOCS / "second-coder"
START, END = "<!-- tables: tools/kappa.py -->\n", "<!-- end of tables -->\n"


def rows(pattern: str) -> Iterator[dict[str, str]]:
    """The raw codings whose sources were found."""
    for path in sorted(RAW.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            yield from (row for row in csv.DictReader(file) if row["read"] != "no")


def calls(pattern: str) -> list[Agreement]:
    """Agreement on recorded calls; one that has left the record since is passed over."""
    record = load().invocations
    both = [row for row in rows(pattern) if row["id"] in record]
    return agreements([coded(record[row["id"]]) for row in both], [derived(row) for row in both])


def articles(pattern: str) -> list[Agreement]:
    """Agreement on articles of treaties, by "ALLIANCE:reading"."""
    first, second = [], []
    for row in rows(pattern):
        alliance, name = row["id"].split(":", 1)
        rules = rules_of(alliance)
        for article in rules.articles if rules else ():
            for reading in article.readings:
                if reading.id == name:
                    first.append(coded_article(article, reading))
                    second.append(row)
    return agreements(first, second, ARTICLE_FIELDS)


def table(title: str, found: list[Agreement]) -> str:
    """The agreements as a table in Markdown under a heading."""
    lines = [f"### {title}", "", "| field | compared | coded alike | kappa |", "| --- | --: | --: | --: |"]
    for entry in found:
        k = entry.kappa
        told = "–" if k.value is None else f"{k.value:.2f} [{k.low:.2f}; {k.high:.2f}]"
        lines.append(f"| {entry.field} | {entry.many} | {entry.alike:.0%} | {told} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Compare every raw coding with the record."""
    text = "\n".join(
        (
            table("Calls, first round", calls("calls-1*.csv")),
            table("Calls, second round, by the mended codebook", calls("calls-2*.csv")),
            table("Articles of treaties", articles("articles*.csv")),
        )
    )
    print(text)
    if "--write" in sys.argv:
        page = (DOCS / "two-coders.md").read_text("utf-8")
        before, rest = page.split(START)
        write_whole(DOCS / "two-coders.md", f"{before}{START}{text}{END}{rest.split(END)[1]}")


if __name__ == "__main__":
    main()

"""Cut the small excerpts under docs/notebooks/data from published files.

    python tools/cut_excerpts.py FOLDER [--out docs/notebooks/data]

FOLDER holds the publishers' files in the layout of `FILES`. Twenty states, 1950 to 2018; figures stand as published,
alliance obligations as spells of years in which nothing changes. The same files give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
import warnings
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from foedus.ground.write import write_whole

Row = tuple[Any, ...]

#: Correlates of War code and name: the leading members of the CSTO and of NATO, their neighbours, and Asia's powers.
STATES = {
    2: "United States", 200: "United Kingdom", 220: "France", 255: "Germany", 260: "West Germany", 290: "Poland",
    365: "Russia", 369: "Ukraine", 370: "Belarus", 371: "Armenia", 372: "Georgia", 373: "Azerbaijan", 630: "Iran",
    640: "Turkey", 702: "Tajikistan", 703: "Kyrgyzstan", 704: "Uzbekistan", 705: "Kazakhstan", 710: "China",
    750: "India", 770: "Pakistan",
}  # fmt: skip
FIRST, LAST = 1950, 2018
FILES = {
    "states.csv": "cow-system/states2016.csv",
    "capability.csv": "cow-nmc/NMC-60-abridged.csv",
    "obligations.csv": "peacesciencer/atop_alliance.rda",
    "ideal-points.csv": "unga/IdealpointsJuly2025.dta",
}
OBLIGATIONS = ("atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul")
POINTS = ("idealpointall", "q5all", "q95all")
#: Decimals kept of an ideal point; its 90 per cent interval is some tenths wide.
DECIMALS = 4


def text(header: Iterable[str], rows: Iterable[Row]) -> str:
    """A CSV table; None is an empty field."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def published(path: Path) -> list[dict[str, str]]:
    """The rows of a published CSV file, as they stand."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def states(path: Path) -> str:
    """Spells in the state system that reach into the years; an end in 2016 is the end of the file, so it is open."""
    rows = [
        (
            int(r["ccode"]),
            STATES[int(r["ccode"])],
            int(r["styear"]),
            "" if r["endyear"] == "2016" else int(r["endyear"]),
        )
        for r in published(path)
        if int(r["ccode"]) in STATES and int(r["endyear"]) >= FIRST
    ]
    return text(("ccode", "name", "first", "last"), sorted(rows))


def capability(path: Path) -> str:
    """CINC of each state and year, with the digits of the file; -9 would be missing."""
    rows = [
        (int(r["ccode"]), int(r["year"]), "" if r["cinc"] == "-9" else r["cinc"])
        for r in published(path)
        if int(r["ccode"]) in STATES and FIRST <= int(r["year"]) <= LAST
    ]
    return text(("ccode", "year", "cinc"), sorted(rows))


def spells(rows: Iterable[tuple[int, int, int, tuple[int, ...]]]) -> list[Row]:
    """Directed dyad-years as (ccode1, ccode2, first, last, obligations...), one row while nothing changes.

    >>> spells([(2, 200, 1950, (1, 0)), (2, 200, 1951, (1, 0)), (2, 200, 1953, (1, 0)), (2, 200, 1954, (0, 0))])
    [(2, 200, 1950, 1951, 1, 0), (2, 200, 1953, 1953, 1, 0), (2, 200, 1954, 1954, 0, 0)]
    """
    ordered = sorted(rows)
    # In a run of years without a gap, the year less the position is the same.
    keyed = [(one, two, year - place, owed, year) for place, (one, two, year, owed) in enumerate(ordered)]
    found = []
    for (one, two, _, owed), run in groupby(keyed, key=lambda r: r[:4]):
        years = [r[4] for r in run]
        found.append((one, two, years[0], years[-1], *owed))
    return found


def obligations(path: Path) -> str:
    """What the first state owes the second; a row without any obligation is kept (its treaty binds the other side)."""
    import rdata

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Missing constructor")  # a tibble is read as a plain table
        (table,) = rdata.read_rda(path).values()
    whole = table.astype("int64")  # R keeps them as floats; none is missing, or this raises
    kept = whole[whole.ccode1.isin(STATES) & whole.ccode2.isin(STATES) & whole.year.between(FIRST, LAST)]
    rows = [
        (one, two, year, tuple(owed))
        for one, two, year, *owed in kept[["ccode1", "ccode2", "year", *OBLIGATIONS]].itertuples(index=False)
    ]
    return text(("ccode1", "ccode2", "first", "last", *OBLIGATIONS), spells(rows))


def ideal_points(path: Path) -> str:
    """Ideal point and its 5 and 95 per cent quantiles (the model on all votes), rounded; a missing one is empty."""
    import pandas as pd

    table = pd.read_stata(path, columns=["ccode", "year", *POINTS])
    kept = table[table.ccode.isin(STATES) & table.year.between(FIRST, LAST)]
    rows = [
        (int(code), int(year), *("" if pd.isna(p) else f"{p:.{DECIMALS}f}" for p in points))
        for code, year, *points in kept.itertuples(index=False)
    ]
    return text(("ccode", "year", "ideal_point", "low90", "high90"), sorted(rows))


def excerpts(folder: Path) -> dict[str, str]:
    """Every excerpt with its content."""
    cutters = (states, capability, obligations, ideal_points)
    return {name: cut(folder / path) for (name, path), cut in zip(FILES.items(), cutters, strict=True)}


def main() -> None:
    """Write the excerpts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--out", type=Path, default=Path("docs/notebooks/data"))
    arguments = parser.parse_args()
    for name, content in excerpts(arguments.folder).items():
        write_whole(arguments.out / name, content)
        print(f"written: {arguments.out / name} ({content.count(chr(10)) - 1:,} rows, {len(content.encode()):,} bytes)")


if __name__ == "__main__":
    main()

"""Write the abbreviations of states in the two lists of the state system that are not their ISO ids.

python tools/state_abbreviations.py COW-country-codes.csv [gw_states.rda]

COW: Correlates of War Project, Country Codes. GW: Gleditsch & Ward's list, as peacesciencer ships it. An abbreviation
that is the ISO id of another state (COW's AUS is Austria) is left out: the ISO id is meant there.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from foedus.record.tables import states

TARGET = Path(__file__).parent.parent / "src" / "foedus" / "record" / "data" / "abbreviations.csv"


def listed(paths: list[Path]) -> set[tuple[str, str, int]]:
    """(list, abbreviation, number) from both files."""
    found: set[tuple[str, str, int]] = set()
    for path in paths:
        if path.suffix == ".csv":
            with path.open(newline="", encoding="utf-8-sig") as file:
                found |= {("cow", row["StateAbb"], int(row["CCode"])) for row in csv.DictReader(file)}
        else:
            import rdata

            table = rdata.read_rda(path)["gw_states"]
            found |= {("gw", str(a), int(n)) for a, n in zip(table["stateabb"], table["gwcode"], strict=True)}
    return found


def main(paths: list[Path]) -> None:
    known = states()
    rows: set[tuple[str, str]] = set()
    for field, abbreviation, number in listed(paths):
        ids = {s.id for spans in known.values() for s in spans if getattr(s, field) == number}
        if len(ids) == 1 and abbreviation not in known:
            rows.add((abbreviation, ids.pop()))
    with TARGET.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("abbreviation", "id"))
        writer.writerows(sorted(rows))


main([Path(name) for name in sys.argv[1:]])

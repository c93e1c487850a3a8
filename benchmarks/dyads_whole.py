"""Directed dyad-years 1816-2010 with eleven sources, whole processes: our command that writes Parquet beside R.

    python benchmarks/dyads_whole.py [--runs N] [--against CHECKOUT] [--json]

Needs the published files in the store (`foedus data add FOLDER`). The peer is peacesciencer with isard, where R has
them; it says so where it has not. Its process ends with the table in memory, ours with the table on disk and its sums
printed. `--against` runs another checkout of Foedus beside. Contenders run in turn; medians.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from timed import HERE, checkout, in_turn, line, machine, medians

FIRST, LAST, ROWS = 1816, 2010, 1_685_310
SOURCES = (
    "atop", "nmc", "contiguity", "capitals", "distance", "majors", "rivalries", "democracy", "gdp", "mids",
    "peace-years",
)  # fmt: skip
R_SCRIPT = f"""
suppressMessages({{library(peacesciencer); library(dplyr)}})
suppressWarnings(suppressMessages(create_dyadyears(subset_years = {FIRST}:{LAST}) %>%
  add_atop_alliance() %>% add_nmc() %>% add_contiguity() %>% add_capital_distance() %>%
  add_minimum_distance(use_extdata = FALSE) %>% add_cow_majors() %>%
  add_strategic_rivalries() %>% add_democracy() %>% add_sim_gdp_pop() %>% add_gml_mids() %>% add_spells() -> d))
cat(nrow(d))
"""
R_NEEDS = "for (p in c('peacesciencer', 'isard', 'dplyr')) cat(p, as.character(packageVersion(p)), '')"


def peer() -> tuple[str, str]:
    """Rscript and the versions of the peer, or an empty path and why there is none."""
    script = shutil.which("Rscript")
    if script is None:
        return "", "R is not installed here"
    out = subprocess.run([script, "-e", R_NEEDS], capture_output=True, text=True, check=False)
    return (script, out.stdout.strip()) if not out.returncode else ("", out.stderr.strip().splitlines()[0])


def main() -> int:
    """Run the contenders in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--against", type=Path, help="another checkout of Foedus")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    from foedus.datasets.store import missing
    from foedus.panel.verbs import VERBS

    if gone := missing(t for s in SOURCES for t in VERBS[s].needed("cow")):
        print(gone.text())
        return 2
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable, "-m", "foedus", "dyads", "--from", str(FIRST), "--to", str(LAST), "--with",
            ",".join(SOURCES), "--json", "--out",
        ]  # fmt: skip
        contenders = {"foedus": ([*command, f"{folder}/ours.parquet"], checkout(HERE))}
        if given.against:
            contenders["against"] = ([*command, f"{folder}/theirs.parquet"], checkout(given.against.resolve()))
        script, said = peer()
        if script:
            contenders["peacesciencer"] = ([script, "-e", R_SCRIPT], checkout(HERE))
        runs = in_turn(contenders, given.runs, ready=("peacesciencer",))
    rows = {n: int(r[0]["out"]) if n == "peacesciencer" else json.loads(r[0]["out"])["rows"] for n, r in runs.items()}
    if set(rows.values()) != {ROWS}:
        print(f"not the same rows: {rows}")
        return 1
    found = {name: medians(r) for name, r in runs.items()}
    if given.json:
        print(json.dumps({"rows": ROWS, "runs": given.runs, "machine": machine(), "peer": said, "medians": found}))
        return 0
    print(
        f"directed dyad-years {FIRST}-{LAST}, {ROWS:,} rows, eleven sources; medians of {given.runs} runs; {machine()}"
    )
    for name, figures in found.items():
        print(line(name, figures, found["foedus"]))
    print(f"peacesciencer: {said}" if script else f"peacesciencer not run: {said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What a site of files costs: pages a second, with and without a map that is not drawn yet.

    python benchmarks/site.py [--alliances CSTO NATO] [--jobs 1 2] [--all]

`pages without new maps` are those of days on which the map shows what it showed on an earlier one: the pages of each
alliance are made once, so that its maps are there and kept, and then a second time into an empty folder. `nothing
changed` is a run over a finished folder. `--all` makes the whole site, in both languages. Each figure is the median of
three runs (one for --all); seconds travel badly between machines, the shape of the table does not.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from pathlib import Path
from statistics import median

from foedus.brief.figures import maps
from foedus.web.site.build import build
from foedus.web.site.pages import made
from foedus.web.site.plan import Plan, plan

RUNS = 3


def a_second(whole: Plan, *, kept: bool) -> float:
    """Alliance pages made a second (not written), with all their maps at hand or with none."""
    leaves = [leaf for leaf in whole.leaves if leaf.alliance]
    times = []
    if kept:
        for leaf in leaves:
            made(leaf, whole)
    for _ in range(RUNS):
        begin = time.process_time()
        for leaf in leaves:
            if not kept:
                maps._PLACED.clear()
            made(leaf, whole)
        times.append(time.process_time() - begin)
    return len(leaves) / median(times)


def main() -> None:
    """Print the table as lines of JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--alliances", nargs="+", default=["CSTO", "ANZUS", "US-JPN"])
    parser.add_argument("--jobs", nargs="+", type=int, default=[1])
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    # In the order of a build: the pages of one alliance in one language after each other.
    maps.MOST_PLACED = 10_000
    whole = plan(("de", "en"), given.alliances, [])
    for kept, name in ((False, "pages a second, each with a new map"), (True, "pages a second without new maps")):
        print(json.dumps({"what": name, "pages_a_second": round(a_second(whole, kept=kept), 1)}))
    for jobs in given.jobs:
        with tempfile.TemporaryDirectory() as scratch:
            aim = plan(("de", "en")) if given.all else whole
            first = build(aim, Path(scratch) / "site", jobs)
            again = build(aim, Path(scratch) / "site", jobs)
            size = sum(p.stat().st_size for p in Path(scratch).rglob("*") if p.is_file())
            told = {
                "what": "a whole site" if given.all else "a site of " + " ".join(given.alliances), "jobs": jobs,
                "load": round(os.getloadavg()[0], 1), "pages": first.made, "maps": first.maps,
                "seconds": round(first.seconds, 1), "nothing_changed_seconds": round(again.seconds, 2),
                "megabytes": round(size / 1e6, 1),
            }  # fmt: skip
            print(json.dumps(told))


if __name__ == "__main__":
    main()

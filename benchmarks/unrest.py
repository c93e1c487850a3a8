"""Epstein's civil violence, model I: ours beside Mesa's example, on one core, in one run.

    python benchmarks/unrest.py [--mesa PYTHON] [--rounds 5] [--json]

`--mesa` is the Python of an environment with mesa 3.3.1 and networkx, which are not among our own dependencies
(python -m venv E; E/bin/pip install mesa==3.3.1 networkx scipy; `--mesa E/bin/python`). Both sides run the same inputs
(the second run of the paper, on 40 x 40) and the same reading of the rules (Mesa's), each in a process of its own,
in turn, bound to one core, and count agent-steps per second of CPU time after a warm-up, everybody in jail included;
the fastest round of each counts. Mesa on 1000 x 1000 sites would take hours and more memory than there is: its pace on
200 x 200 stands in, which favours it (it falls with size). Ratios travel between machines, agent-steps do not;
nothing here fails a build.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from timed import machine

#: Side of the grid, days before the clock, days on the clock: ours, and Mesa's.
OURS = {"40": (40, 300, 4000), "1000": (1000, 20, 6)}
MESA = {"40": (40, 60, 60), "200": (200, 3, 2)}
AIMS = {"ratio_mesa_40x40": 1000, "ratio_mesa_1000x1000": 900}


def ours(side: int, warm: int, days: int, reading: str) -> dict[str, float]:
    """Agent-steps per second of CPU time, compiled before."""
    from foedus.unrest import PUBLISHED, RuleReading
    from foedus.unrest.rules import MESA as AS_MESA
    from foedus.unrest.run import go_on, simulate

    setting = replace(PUBLISHED["punctuated-equilibrium"], height=side, width=side).with_densities(0.7, 0.04)
    course = simulate(replace(setting, reading=AS_MESA if reading == "mesa" else RuleReading()), warm, seed=1)
    start = time.process_time()
    go_on(course, days)
    agents = setting.citizens + setting.cops
    return {"steps_per_second": agents * days / (time.process_time() - start), "agents": agents}


def asked(command: list[str]) -> float:
    """What a process bound to one core reports."""
    core = max(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
    bound = ["taskset", "-c", str(core), *command] if core is not None else command
    done = subprocess.run(
        bound, capture_output=True, text=True, check=True, env=os.environ | {"NUMBA_NUM_THREADS": "1"}
    )
    return float(json.loads(done.stdout)["steps_per_second"])


def main() -> None:
    """Every contender in turn, then the ratios."""
    parser = argparse.ArgumentParser(description="Civil violence, ours beside Mesa")
    parser.add_argument("--mesa", default="", help="a Python with mesa and networkx")
    parser.add_argument("--rounds", type=int, default=5, help="rounds, of which the fastest counts")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    parser.add_argument("--ours", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.ours:
        print(json.dumps(ours(*map(int, given.ours[:3]), given.ours[3])))
        return
    here = Path(__file__)
    contenders = {
        f"ours {side}, {reading}": [sys.executable, str(here), "--ours", *map(str, sizes), reading]
        for side, sizes in OURS.items()
        for reading in ("mesa", "paper")
    }
    if given.mesa:
        peer = [given.mesa, str(here.with_name("mesa_unrest.py")), "speed"]
        contenders |= {f"mesa {side}": [*peer, *map(str, sizes)] for side, sizes in MESA.items()}
    best = dict.fromkeys(contenders, 0.0)
    for _ in range(given.rounds):
        for name, command in contenders.items():
            best[name] = max(best[name], asked(command))
    found: dict[str, float | str | None] = {"machine": machine(), **best}
    for name, (our, their) in {
        "ratio_mesa_40x40": ("ours 40, mesa", "mesa 40"), "ratio_mesa_1000x1000": ("ours 1000, mesa", "mesa 200"),
    }.items():  # fmt: skip
        found[name] = best[our] / best[their] if given.mesa else None
    if given.json:
        print(json.dumps(found))
        return
    print(found["machine"])
    for name, pace in best.items():
        print(f"  {name:<18}{pace:>14,.0f} agent-steps/s")
    for name, aim in AIMS.items():
        ratio = found[name]
        print(f"{name}: {ratio:,.0f} (aim {aim:,})" if isinstance(ratio, float) else f"{name}: no Mesa given")


if __name__ == "__main__":
    main()

"""Do we and Mesa's example run the same model? Distributions over seeds, with two-sample tests.

    python benchmarks/unrest_beside_mesa.py --mesa PYTHON [--seeds 32] [--days 250] [--json]

`--mesa` as in benchmarks/unrest.py. Mesa's known deviations from Epstein's rules are switched to the same here
(`rules.MESA`): the ratio of cops to actives rounded, half to even; vision in steps north, south, east and west; acting
before moving; the jailed stay on their sites; terms from 0 to the longest. It also decides for each site whether a
citizen, a cop or nobody is on it, so that their numbers vary; ours are drawn so too. Draws cannot be the same: what is
compared is the distribution, over seeds, of figures of whole runs. The same is done with the paper's reading, which
must be told apart. Kolmogorov and Smirnov's test, ten of our runs for each of Mesa's; with eight figures a chance below
0.05 / 8 says that they differ (Bonferroni).
"""

from __future__ import annotations

import argparse
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import ks_2samp

from foedus.unrest import PUBLISHED, RuleReading, UnrestSetting
from foedus.unrest.outbursts import outbursts
from foedus.unrest.rules import MESA
from foedus.unrest.run import simulate

FIGURES = (
    "mean active", "mean active, second half", "most active", "day of most", "median active", "jailed at the end",
    "outbursts", "active on day 10",
)  # fmt: skip
#: Our runs for each of Mesa's.
MORE = 10


def figures(active: NDArray[np.int32], jailed: NDArray[np.int32]) -> list[float]:
    """The figures of a run, in the order of FIGURES."""
    return [
        float(active.mean()), float(active[len(active) // 2 :].mean()), float(active.max()), float(active.argmax()),
        float(np.median(active)), float(jailed[-1]), float(len(outbursts(active).sizes)), float(active[9]),
    ]  # fmt: skip


def theirs(python: str, seeds: int, days: int) -> NDArray[np.float64]:
    """Mesa's figures, one row a seed."""
    script, rows = str(Path(__file__).with_name("mesa_unrest.py")), []
    for seed in range(seeds):
        done = subprocess.run(
            [python, script, "course", str(seed), str(days)], capture_output=True, text=True, check=True
        )
        found = json.loads(done.stdout)
        rows.append(figures(np.array(found["active"]), np.array(found["jailed"])))
    return np.array(rows)


def ours(reading: RuleReading, seeds: int, days: int) -> NDArray[np.float64]:
    """Our figures, one row a run; numbers of citizens and cops drawn as Mesa draws them."""
    rng, rows = np.random.default_rng(0), []
    for run in range(seeds):
        citizens, cops, _ = rng.multinomial(1600, [0.7, 0.04, 0.26])
        setting: UnrestSetting = replace(
            PUBLISHED["punctuated-equilibrium"], citizens=int(citizens), cops=int(cops), reading=reading
        )
        course = simulate(setting, days, seed=1, run=run)
        rows.append(figures(course.active, course.jailed))
    return np.array(rows)


def main() -> None:
    """Both readings beside Mesa."""
    parser = argparse.ArgumentParser(description="Civil violence: the same model as Mesa's?")
    parser.add_argument("--mesa", required=True, help="a Python with mesa and networkx")
    parser.add_argument("--seeds", type=int, default=32)
    parser.add_argument("--days", type=int, default=250)
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    given = parser.parse_args()
    peer = theirs(given.mesa, given.seeds, given.days)
    found: dict[str, dict[str, dict[str, float]]] = {}
    for name, reading in (("Mesa's reading", MESA), ("the paper's reading", RuleReading())):
        mine = ours(reading, MORE * given.seeds, given.days)
        found[name] = {
            figure: {
                "mesa": float(peer[:, n].mean()), "mesa_se": float(peer[:, n].std(ddof=1) / np.sqrt(len(peer))),
                "ours": float(mine[:, n].mean()), "ours_se": float(mine[:, n].std(ddof=1) / np.sqrt(len(mine))),
                "p": float(ks_2samp(peer[:, n], mine[:, n]).pvalue),
            }
            for n, figure in enumerate(FIGURES)
        }  # fmt: skip
    if given.json:
        print(json.dumps({"seeds": given.seeds, "days": given.days, **found}))
        return
    for name, rows in found.items():
        print(f"{name}: {given.seeds} seeds of Mesa, {MORE * given.seeds} runs of ours, {given.days} days")
        for figure, row in rows.items():
            print(
                f"  {figure:<26} Mesa {row['mesa']:8.2f} (s.e. {row['mesa_se']:.2f})"
                f"   ours {row['ours']:8.2f} (s.e. {row['ours_se']:.2f})   p {row['p']:.3f}"
            )
        least = min(row["p"] for row in rows.values())
        print("  differ" if least < 0.05 / len(FIGURES) else "  not told apart", f"(least p {least:.2g})")


if __name__ == "__main__":
    main()

"""S, kappa and pi, plain and weighted, of all directed dyad-years 1816-2018: ours beside numpy's best form, in one run.

    python benchmarks/similarity.py [--runs 9] [--against CHECKOUT] [--json]

Ties and weights are ATOP's and CINC where their files are in the store (foedus data add); without them the ties are
synthetic, of the same size and density, and the output says so.
Both start from portfolios in memory and fill six float64 arrays of all n x n pairs. numpy's form is matrix products
(BLAS on all cores), with outputs written in place: ties at or above each level as 0/1 columns side by side, so that
one product gives the absolute distance. Ratios travel between machines, milliseconds do not; nothing here fails a
build. The figures are compared before they are timed.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

from foedus.datasets import store
from foedus.measures.similarity import (
    Portfolios,
    aligned_weights,
    coding,
    portfolios_of_blocks,
    portfolios_of_dyads,
    s,
    score_battery,
    tau_b,
)
from foedus.panel.system import state_years
from foedus.panel.verbs.alliances import OBLIGATIONS
from foedus.panel.verbs.verb import window
from timed import HERE, checkout, in_turn, machine

TABLES = ("atop-dyads.obligations", "nmc-7.state-years")
NAMES = ("s", "kappa", "pi", "s_weighted", "kappa_weighted", "pi_weighted")
Blocks = list[tuple[np.ndarray, np.ndarray]]


def published(name: str) -> tuple[Portfolios, np.ndarray, float]:
    """ATOP portfolios and CINC weights of 1816-2018, and the seconds that packing took."""
    pledges, nmc, states = store.frame(TABLES[0]), store.frame(TABLES[1]), state_years(1816, 2018, "cow")
    chosen = coding(name)
    start = time.perf_counter()
    ties = chosen.code(*(pledges[x].to_numpy() for x in OBLIGATIONS))
    pack = portfolios_of_dyads(
        *(pledges[c].to_numpy() for c in ("ccode1", "ccode2", "year")), ties,
        members=(states.code, states.year), covered=window(TABLES[0]), levels=chosen.levels,
    )  # fmt: skip
    weights = aligned_weights(pack, *(nmc[c].to_numpy() for c in ("ccode", "year", "cinc")))
    return pack, weights, time.perf_counter() - start


def synthetic(name: str) -> tuple[Portfolios, np.ndarray, float]:
    """Random mutual ties of the real size and density: 203 years, 23 to 195 states, about 2 M pairs, 13 % tied."""
    draw, levels = np.random.default_rng(1816), coding(name).levels
    sizes = np.round(np.interp(np.arange(203), [0, 100, 129, 160, 202], [23, 44, 66, 135, 195])).astype(int)
    blocks = []
    for n in sizes:
        tied = np.triu(draw.random((n, n)) < 0.13, 1) * draw.choice(levels[1:], (n, n))
        blocks.append(tied + tied.T)
    start = time.perf_counter()
    pack = portfolios_of_blocks(blocks, levels=levels, years=np.arange(1816, 2019))
    return pack, draw.pareto(1.2, int(pack.columns[-1])), time.perf_counter() - start


def columns_of(pack: Portfolios, weights: np.ndarray) -> Blocks:
    """For each year 0/1 ties at or above each level, side by side, and the weights: what numpy starts from."""
    found = []
    for t, n in enumerate(pack.sizes):
        codes = pack.codes[pack.begins[t] : pack.begins[t + 1]].reshape(n, n)
        above = np.hstack([codes >= level for level in range(1, len(pack.levels))]).astype(np.float64)
        found.append((above, weights[pack.columns[t] : pack.columns[t + 1]]))
    return found


def by_numpy(pack: Portfolios, blocks: Blocks) -> dict[str, np.ndarray]:
    """The six arrays by matrix products, years in turn."""
    out = {name: np.empty(int(pack.squares[-1])) for name in NAMES}
    heights, squares = len(pack.levels) - 1, pack.squares
    for t, (above, weight) in enumerate(blocks):
        n = len(above)
        for names, share in ((NAMES[:3], np.full(n, 1 / n)), (NAMES[3:], weight / weight.sum())):
            by_s, by_kappa, by_pi = (out[name][squares[t] : squares[t + 1]].reshape(n, n) for name in names)
            heavy = above * np.tile(share, heights)
            tails = heavy.reshape(n, heights, n).sum(axis=2)
            tied = tails.sum(axis=1)
            apart = heavy @ above.T
            apart *= -2
            apart += tied[:, None]
            apart += tied
            np.multiply(apart, -2 / heights, out=by_s)
            by_s += 1
            chance = tails @ tails.T
            chance *= -2
            chance += tied[:, None]
            chance += tied
            np.divide(apart, chance, out=by_kappa)
            np.subtract(1, by_kappa, out=by_kappa)
            # pooled expectation: a quarter of each one's own and half of the common one
            own = np.diagonal(chance) / 4
            chance *= 0.5
            chance += own[:, None]
            chance += own
            np.divide(apart, chance, out=by_pi)
            np.subtract(1, by_pi, out=by_pi)
    return out


def best(call: Callable[[], object], runs: int) -> float:
    """The least seconds of several runs after one that warms up."""
    call()
    least = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        call()
        least = min(least, time.perf_counter() - start)
    return least


def peak(call: Callable[[], object]) -> float:
    """The peak of array memory during a call, in MB, outputs included."""
    tracemalloc.start()
    call()
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found / 2**20


def compare(name: str, real: bool, runs: int) -> None:
    """Time one coding both ways, and print times and ratios."""
    pack, weights, packing = published(name) if real else synthetic(name)
    blocks = columns_of(pack, weights)
    ours, theirs = score_battery(pack, weights=weights), by_numpy(pack, blocks)
    off = np.concatenate([~np.eye(n, dtype=bool).ravel() for n in pack.sizes])
    difference = max(np.nanmax(np.abs(getattr(ours, x)[off] - theirs[x][off])) for x in NAMES)
    again = score_battery(pack, weights=weights, threads=2)
    same = all(np.array_equal(getattr(ours, x), getattr(again, x), equal_nan=True) for x in NAMES)
    del ours, theirs, again
    density = float((pack.codes > 0).mean())
    print(
        f"\n{name}: {len(pack.years)} years, {pack.squares[-1]:,} pairs, {density:.1%} tied, packed in {packing:.2f} s"
    )
    print(f"  largest difference from numpy {difference:.1e}; two threads give the same figures: {same}")
    rows: list[tuple[str, Callable[[], object]]] = [
        ("numpy, matrix products, all six", lambda: by_numpy(pack, blocks)),
        ("ours, all six, one thread", lambda: score_battery(pack, weights=weights)),
        ("ours, all six, two threads", lambda: score_battery(pack, weights=weights, threads=2)),
        ("ours, S, kappa and pi unweighted, one thread", lambda: score_battery(pack)),
        ("ours, S alone, one thread", lambda: s(pack)),
        ("ours, Kendall's tau-b, one thread", lambda: tau_b(pack)),
    ]
    peer = 0.0
    for label, call in rows:
        seconds = best(call, runs)
        peer = peer or seconds
        ratio = f"{peer / seconds:5.1f} x" if "six" in label else "       "
        print(f"  {label:46} {seconds * 1e3:8.1f} ms {ratio}  peak {peak(call):6.0f} MB")


def measured(runs: int) -> dict[str, float]:
    """CPU and wall seconds of the battery under the binary coding, the least of several runs in this process."""
    pack, weights, _ = (
        published("binary") if store.missing((*TABLES, "cow-system.spells")) is None else synthetic("binary")
    )
    found: dict[str, float] = {}
    for threads in (1, 2):
        score_battery(pack, weights=weights, threads=threads)
        for _ in range(runs):
            used, begin = time.process_time(), time.perf_counter()
            score_battery(pack, weights=weights, threads=threads)
            for key, value in (("cpu", time.process_time() - used), ("wall", time.perf_counter() - begin)):
                found[f"{key}_{threads}"] = min(found.get(f"{key}_{threads}", value), value)
    return found


def beside(path: Path, runs: int, json_too: bool) -> None:
    """This checkout and another one in turn, each in processes of its own; medians of five."""
    command = [sys.executable, __file__, "--runs", str(runs), "--measured"]
    found = in_turn({"foedus": (command, checkout(HERE)), "against": (command, checkout(path))}, 5)
    told = {name: [json.loads(run["out"]) for run in ran] for name, ran in found.items()}
    figures = {name: {key: median(r[key] for r in ran) for key in ran[0]} for name, ran in told.items()}
    if json_too:
        print(json.dumps({"machine": machine(), "medians": figures}))
        return
    print(f"all six, binary coding; {machine()}")
    for name, ran in figures.items():
        print(f"{name:10}" + "".join(f"{key:>8} {value * 1e3:6.1f} ms" for key, value in ran.items()))


def main() -> None:
    """Compare under a binary and an ordered coding."""
    parser = argparse.ArgumentParser(description="Similarity of all dyad-years, ours beside numpy's best form")
    parser.add_argument("--runs", type=int, default=9, help="runs of which the fastest counts")
    parser.add_argument("--against", type=Path, help="another checkout of Foedus, instead of numpy")
    parser.add_argument("--json", action="store_true", help="with --against: print JSON")
    parser.add_argument("--measured", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measured:
        print(json.dumps(measured(given.runs)))
        return
    if given.against:
        beside(given.against.resolve(), given.runs, given.json)
        return
    gone = store.missing((*TABLES, "cow-system.spells"))
    if gone is not None:
        print(f"{gone.what}: ties are SYNTHETIC, of the real size and density.")
    for name in ("binary", "defence-neutrality-consultation"):
        compare(name, gone is None, given.runs)
    print(f"\npeak memory of the whole process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()

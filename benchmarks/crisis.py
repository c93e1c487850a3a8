"""The crisis ensemble beside numpy: the same crisis, unrest with soldiers who arrive, run by run, in one run.

    python benchmarks/crisis.py [--runs 400000] [--rounds 5] [--json]

Both sides are given the same soldiers, days of arrival and assumptions for each run, draw one figure of news for each
run and day (ours by philox keyed by run and day, numpy's by SFC64, its fastest generator, which is keyed by nothing),
follow unrest over 50 days with the soldiers and without them, and count the size of four series on each day and the
days of four events. numpy's form works in blocks that stay in the cache, in single precision and in place; of several
sizes of block the fastest counts. Ours runs on two threads, numpy on one, as numpy does by itself, and on two (blocks
dealt to two threads); the fastest round of each counts. That both follow the same crisis is checked first: shares of
runs by event and day, within five standard errors. Ratios travel between machines; nothing here fails a build.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from foedus.crisis import riot
from foedus.crisis.plan import ASSUMED, crisis_assumptions
from foedus.crisis.tally import STEPS, count_days
from foedus.unrest.philox import key
from timed import machine

DAYS, FORCE = 50, np.float32(71_000)
#: Runs that a thread takes at once: ours as it ships, numpy's large enough for any of the blocks.
CHUNK, NUMPY_CHUNK = 20_000, 65_536
BLOCKS = (4096, 8192, 16384, 32768, 65536)
Given = dict[str, Any]
Counts = tuple[Any, Any]


def given(runs: int) -> Given:
    """What both sides start from: soldiers and their days, and the assumptions of each run."""
    rng = np.random.Generator(np.random.SFC64(7))
    come = rng.random(runs) < 0.75
    first = np.where(come, np.floor(np.exp(rng.normal(1.0, 1.5, runs))), 1e6)
    full = np.where(come, first + np.floor(np.exp(rng.normal(2.5, 1.0, runs))), 1e6)
    gone = np.where(come, first + np.floor(np.exp(rng.normal(5.0, 1.2, runs))), 1e6)
    table = crisis_assumptions()
    drawn = [table[n].low * (table[n].high / table[n].low) ** rng.random(runs) for n in ASSUMED["unrest"]]
    arrays = {
        "soldiers": np.where(come, np.exp(rng.normal(7.0, 1.5, runs)), 0), "first": first,
        "rise": 1 / (full - first + 1), "gone": gone, "drawn": np.array(drawn),
    }  # fmt: skip
    return {name: np.ascontiguousarray(array, np.float32) for name, array in arrays.items()}


def ours(g: Given, start: int, end: int) -> Counts:
    """The product's kernels on the runs start .. end - 1."""
    sizes, days = np.zeros((4, DAYS, STEPS), np.int32), np.zeros((4, DAYS + 1), np.int32)
    events, kept = np.full((4, end - start), -1, np.int32), np.empty((4, 0, DAYS), np.float32)
    part = [g[name][start:end] for name in ("soldiers", "first", "rise", "gone")]
    drawn = np.ascontiguousarray(g["drawn"][:, start:end])
    riot.all_unrest(start, DAYS, *key(1), *part, drawn, FORCE, events, sizes, kept)
    count_days(events, days)
    return sizes, days


def by_numpy(g: Given, start: int, end: int, block: int) -> Counts:
    """The same in numpy's best form: blocks in the cache, single precision, every step in place."""
    rng = np.random.Generator(np.random.SFC64([1, start]))
    sizes, days = np.zeros((4, DAYS, STEPS), np.int32), np.zeros((4, DAYS + 1), np.int32)
    for at in range(start, end, block):
        _block(g, at, min(at + block, end), rng, sizes, days)
    return sizes, days


def _block(g: Given, start: int, end: int, rng: Any, sizes: Any, days: Any) -> None:
    n, f, one, zero = end - start, np.float32, np.float32(1), np.float32(0)
    soldiers, first, rise, gone = (g[name][start:end] for name in ("soldiers", "first", "rise", "gone"))
    legitimacy, swing, order, worth, active, spread, jail, sight = (row[start:end] for row in g["drawn"])
    base, more_each, free = one - legitimacy + swing, order * worth / FORCE, one / jail
    twice, in_sight = swing * f(2), order * sight
    worlds = [(active.copy(), np.zeros(n, f), np.zeros(n, np.int32)) for _ in range(2)]
    events = np.full((4, n), -1, np.int32)
    there, grievous, by_grievance, with_them, seen, risk, reach, edge, x = (np.empty(n, f) for _ in range(9))
    level = np.empty(n, np.intp)
    u, is_zero, mask, bins = np.empty(n, f), np.empty(n, bool), np.empty(n, bool), np.empty(n, np.int64)
    for day in range(DAYS):
        rng.random(n, dtype=f, out=u)
        np.multiply(u, twice, out=x)
        np.subtract(base, x, out=grievous)
        np.clip(grievous, f(0.01), one, out=grievous)
        np.divide(one, grievous, out=by_grievance)
        np.subtract(f(day + 1), first, out=there)
        there *= rise
        np.clip(there, zero, one, out=there)
        there *= soldiers
        np.less_equal(f(day), gone, out=mask)
        there *= mask
        np.subtract(grievous, f(riot.T), out=edge)
        np.maximum(edge, zero, out=edge)
        for i, (a, j, calm) in enumerate(worlds):
            if i == 0:
                keeping = np.multiply(there, more_each, out=with_them)
                keeping += order
                against = np.multiply(keeping, sight, out=x)
            else:
                keeping, against = order, in_sight
            np.multiply(a, sight, out=seen)
            seen += one
            np.divide(against, seen, out=reach)
            np.minimum(reach, f(3), out=reach)
            level[:] = reach
            np.take(RISKS, level, out=risk, mode="clip")
            np.take(BY_RISK, level, out=reach, mode="clip")
            np.equal(level, 0, out=is_zero)
            reach *= edge
            np.minimum(reach, one, out=reach)
            np.multiply(risk, reach, out=risk)
            risk *= f(0.5)
            np.subtract(edge, risk, out=risk)
            risk *= reach
            risk *= by_grievance
            np.subtract(one, j, out=reach)
            risk *= reach
            risk -= a
            risk *= spread
            a += risk
            np.minimum(a, keeping, out=seen)
            a -= seen
            np.multiply(j, free, out=reach)
            j += seen
            j -= reach
            calm += 1
            calm[is_zero] = 0
            row = events[2 * i]
            np.less(row, 0, out=mask)
            mask &= is_zero
            row[mask] = day
            row = events[2 * i + 1]
            np.equal(calm, 3, out=is_zero)
            np.less(row, 0, out=mask)
            mask &= is_zero
            row[mask] = day - 2
        for s, series in enumerate((there, worlds[0][0], worlds[0][1], worlds[1][0])):
            np.right_shift(series.view(np.int32), 16, out=bins, casting="unsafe")
            bins -= 14463
            np.maximum(bins, 0, out=bins)
            sizes[s, day] += np.bincount(bins, minlength=STEPS).astype(np.int32)
    for event in range(4):
        days[event] += np.bincount(np.where(events[event] < 0, DAYS, events[event]), minlength=DAYS + 1)


#: The risk of arrest at none, one, two and three or more who keep order for each active.
RISKS = np.array([1 - np.exp(-riot.K * n) for n in range(4)], np.float32)
BY_RISK = np.concatenate([[np.float32(1e6)], 1 / RISKS[1:]]).astype(np.float32)


def on_threads(work: Callable[[int, int], Counts], runs: int, threads: int, chunk: int) -> tuple[float, Counts]:
    """Seconds for all runs in chunks, and the counts together."""
    begin = time.perf_counter()
    spans = [(at, min(at + chunk, runs)) for at in range(0, runs, chunk)]
    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(lambda span: work(*span), spans))
    total = tuple(sum(part[i] for part in parts) for i in range(2))
    return time.perf_counter() - begin, total


def main() -> None:
    """Every contender in turn, then the ratios."""
    parser = argparse.ArgumentParser(description="The crisis ensemble beside numpy")
    parser.add_argument("--runs", type=int, default=400_000)
    parser.add_argument("--rounds", type=int, default=5, help="rounds, of which the fastest counts")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    asked = parser.parse_args()
    g = given(asked.runs)
    few = min(asked.runs, 2 * NUMPY_CHUNK)
    ours(g, 0, 512)
    tried = {
        block: min(on_threads(lambda a, b, k=block: by_numpy(g, a, b, k), few, 1, NUMPY_CHUNK)[0] for _ in range(2))
        for block in BLOCKS
    }
    block = min(tried, key=tried.__getitem__)
    contenders = {
        "ours, two threads": (lambda a, b: ours(g, a, b), 2, CHUNK),
        "ours, one thread": (lambda a, b: ours(g, a, b), 1, CHUNK),
        "numpy": (lambda a, b: by_numpy(g, a, b, block), 1, NUMPY_CHUNK),
        "numpy, two threads": (lambda a, b: by_numpy(g, a, b, block), 2, NUMPY_CHUNK),
    }  # fmt: skip
    best: dict[str, float] = {}
    counts: dict[str, Counts] = {}
    for _ in range(asked.rounds):
        for name, contender in contenders.items():
            seconds, counts[name] = on_threads(contender[0], asked.runs, *contender[1:])
            best[name] = max(best.get(name, 0.0), asked.runs / seconds)
    a, b = (counts[name][1][:, :-1].cumsum(axis=1) / asked.runs for name in ("ours, two threads", "numpy"))
    error = np.sqrt(np.maximum(a * (1 - a), 1 / asked.runs) * 2 / asked.runs)
    apart = float((np.abs(a - b) / error).max())
    assert apart < 5, f"not the same crisis: {apart:.1f} standard errors apart"
    found = {
        "machine": machine(), "block": block, **best, "standard_errors_apart": apart,
        "ratio_numpy_ensemble": best["ours, two threads"] / best["numpy"],
        "ratio_numpy_two_threads": best["ours, two threads"] / best["numpy, two threads"],
    }  # fmt: skip
    if asked.json:
        print(json.dumps(found))
        return
    print(found["machine"])
    for name, pace in best.items():
        print(f"  {name:<20}{pace:>12,.0f} runs/s of {DAYS} days")
    print(f"  both follow the same crisis: at most {apart:.1f} standard errors apart; numpy in blocks of {block:,}")
    print(f"ratio_numpy_ensemble: {found['ratio_numpy_ensemble']:.1f} (aim 7)")
    print(f"ratio_numpy_two_threads: {found['ratio_numpy_two_threads']:.1f}")


if __name__ == "__main__":
    main()

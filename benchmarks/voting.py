"""Banzhaf and Shapley-Shubik of weighted games: ours beside powerindex and power-bdd, in one run, warm.

    python benchmarks/voting.py [--runs 30] [--peer-runs 3] [--seed 9049]

Each answers with both indices of the same game, from weights to figures, modules loaded and kernels compiled before;
the fastest run counts. powerindex: `Game(...)`, `calc_banzhaf()` and `calc_shapley_shubik()` (its `calc()` does a third
index as well). power-bdd: `BDD(WeightedGame(...))`, `calc_banzhaf()` and `calc_shapley()`, weights in the order that
suits it better, and rules joined with `&`. The figures are compared before they are timed. Memory is what tracemalloc
sees at the peak; numba's own arrays escape it, so that ours is that of the same function uncompiled. Ratios travel
between machines, milliseconds do not; nothing here fails a build.

The 32 members whose weights sum to 9,049 are drawn by a fixed seed, or fall as 1 / rank: which weights the aim in
milliseconds was set with is not known, and the size of a decision diagram depends on them. The Council of the European
Union is real (votes of 2007, 255 of 345, at least 14 states). The votes of the International Monetary Fund are not
here.
"""

from __future__ import annotations

import argparse
import resource
import time
import tracemalloc
from collections.abc import Callable
from unittest import mock

import numpy as np

from foedus.measures.voting import WeightedGame, power_indices, swings, weighted_game
from foedus.measures.voting.losing import short_of_quota

#: Votes in the Council from 2007 to 2014: Germany, France, Italy, United Kingdom down to Malta.
COUNCIL = [29] * 4 + [27] * 2 + [14, 13] + [12] * 5 + [10] * 3 + [7] * 5 + [4] * 5 + [3]
Figures = tuple[list[float], list[float]]


def drawn(members: int, total: int, seed: int) -> list[int]:
    """Whole weights that sum to `total`, each member's share drawn evenly and the rest given out one by one."""
    shares = np.random.default_rng(seed).random(members)
    weights = np.floor(shares / shares.sum() * (total - members)).astype(int) + 1
    weights[: total - weights.sum()] += 1
    return [int(w) for w in weights]


def falling(members: int, total: int) -> list[int]:
    """Whole weights that sum to `total` and fall as 1 / rank: a few large members, which suits a decision diagram."""
    harmonic = sum(1 / rank for rank in range(1, members + 1))
    weights = [int(total / rank / harmonic) for rank in range(1, members + 1)]
    return [weights[0] + total - sum(weights), *weights[1:]]


def by_ours(game: WeightedGame) -> Figures:
    """Ours from weights to floats, the checks of the game included."""
    again = WeightedGame(game.players, game.quota, game.weights, game.count)
    found = power_indices(again)
    return list(found.banzhaf.normalised.values()), list(found.shapley_shubik.values.values())


def by_powerindex(game: WeightedGame) -> Figures:
    """powerindex 0.3: dynamic programming in Python lists; one weighted rule."""
    import powerindex

    theirs = powerindex.Game(game.quota, list(game.weights))
    theirs.calc_banzhaf()
    theirs.calc_shapley_shubik()
    return theirs.banzhaf, theirs.shapley_shubik


def by_power_bdd(game: WeightedGame, heavy_first: bool) -> Figures:
    """power-bdd 1.0: a binary decision diagram; `heavy_first` gives the largest weight first."""
    from power_bdd.bdd import BDD
    from power_bdd.bdd import WeightedGame as Theirs

    order = sorted(range(len(game.weights)), key=lambda i: game.weights[i], reverse=heavy_first)
    diagram = BDD(Theirs(game.quota, [game.weights[i] for i in order]))
    if game.count is not None:
        diagram = diagram & BDD(Theirs(game.count, [1] * len(order)))
    beta, phi = diagram.calc_banzhaf(), diagram.calc_shapley()
    place = np.argsort(order)
    return [beta[i] for i in place], [phi[i] for i in place]


def fastest(call: Callable[[], object], runs: int) -> float:
    """The least time of a call in milliseconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times) * 1e3


def peak(call: Callable[[], object]) -> float:
    """The peak of traced memory of a call in MB."""
    tracemalloc.start()
    call()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def apart(ours: Figures, theirs: Figures) -> float:
    """The largest difference of any figure: Shapley-Shubik, and Banzhaf as shares."""
    beta = np.array(theirs[0]) / sum(theirs[0])
    return float(max(np.abs(beta - np.array(ours[0])).max(), np.abs(np.array(theirs[1]) - np.array(ours[1])).max()))


def compare(title: str, game: WeightedGame, runs: int, peer_runs: int) -> None:
    """One game in all forms: agreement, the fastest run, the ratio to ours, and memory."""
    print(f"\n{title}: {len(game.players)} members, weights sum to {sum(game.weights):,}, quota {game.quota:,}")
    ours = by_ours(game)
    with mock.patch.object(swings, "_counter", lambda words: short_of_quota):
        memory = peak(lambda: by_ours(game))
        plain = fastest(lambda: by_ours(game), runs)
    mine = fastest(lambda: by_ours(game), runs)
    print(f"  {'ours, exact':34} {mine:10.2f} ms            peak {memory:7.1f} MB")
    print(f"  {'ours, uncompiled (numpy)':34} {plain:10.2f} ms {plain / mine:8.1f} x")
    peers: list[tuple[str, Callable[[], Figures]]] = [
        ("power-bdd, largest weight first", lambda: by_power_bdd(game, True)),
        ("power-bdd, smallest weight first", lambda: by_power_bdd(game, False)),
    ]
    if game.count is None:
        peers.append(("powerindex", lambda: by_powerindex(game)))
    for label, call in peers:
        if peer_runs:
            difference = apart(ours, call())
            theirs = fastest(call, peer_runs)
            print(
                f"  {label:34} {theirs:10.2f} ms {theirs / mine:8.1f} x   "
                f"peak {peak(call):7.1f} MB   differs by at most {difference:.0e}"
            )


def main() -> None:
    """The size of the aim with two kinds of weights, a real council, and the largest size we answer."""
    parser = argparse.ArgumentParser(description="Voting power, ours beside powerindex and power-bdd")
    parser.add_argument("--runs", type=int, default=30, help="runs of ours, of which the fastest counts")
    parser.add_argument("--peer-runs", type=int, default=3, help="runs of each peer; 0 leaves them out")
    parser.add_argument("--seed", type=int, default=9049, help="seed of the drawn weights")
    given = parser.parse_args()
    weights = drawn(32, 9049, given.seed)
    compare("Drawn weights", weighted_game(sum(weights) // 2 + 1, weights), given.runs, given.peer_runs)
    weights = falling(32, 9049)
    compare("Weights as 1 / rank", weighted_game(sum(weights) // 2 + 1, weights), given.runs, given.peer_runs)
    compare("Council of the EU, votes", weighted_game(255, COUNCIL), given.runs, given.peer_runs)
    states = weighted_game(255, COUNCIL, count=14)
    compare("Council of the EU, votes and 14 states", states, given.runs, given.peer_runs)
    weights = drawn(60, 20_000, given.seed)
    large = weighted_game(sum(weights) // 2 + 1, weights)
    compare("Drawn weights, largest size (ours alone)", large, given.runs, 0)
    print(f"\npeak memory of the whole process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()

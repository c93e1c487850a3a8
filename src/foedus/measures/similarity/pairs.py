"""Scores of all pairs of all years in one pass over the observed disagreement, which S, kappa and pi share.

Years are independent, so a second thread changes no figure: each writes its own years.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.ground.errors import QueryError
from foedus.measures.similarity.distances import DISTANCES, cost_table
from foedus.measures.similarity.portfolios import Portfolios, portfolios_of_blocks

Floats = NDArray[np.float64]


def checked_weights(portfolios: Portfolios, weights: ArrayLike | None) -> Floats:
    """Weights of all positions, ones where none are given; NaN is an unknown weight and makes its year unknown."""
    length = int(portfolios.columns[-1])
    if weights is None:
        return np.ones(length)
    found = np.ascontiguousarray(weights, dtype=np.float64)
    if found.shape != (length,):
        raise QueryError(
            f"weights of shape {found.shape} for {length} positions", why="each position of each year has one weight"
        )
    if (found < 0).any() or np.isinf(found).any():
        raise QueryError("a weight is negative or infinite", hint="capability shares lie in 0..1; unknown is NaN")
    return found


def gate(portfolios: Portfolios | ArrayLike, levels: ArrayLike | None, own_tie: str | float) -> tuple[Portfolios, bool]:
    """Packed portfolios, and whether one year's plain array came in, so that one matrix is to go out."""
    if isinstance(portfolios, Portfolios):
        return portfolios, False
    if levels is None:
        raise QueryError(
            "no levels for these portfolios",
            why="the longest possible distance belongs to the scale, not to what happens to occur",
            hint="levels=(0, 1) or (0, 1, 2, 3)",
        )
    return portfolios_of_blocks([portfolios], levels=levels, own_tie=own_tie), True


def cuts(portfolios: Portfolios, parts: int) -> list[int]:
    """Years at which to cut so that the parts have about the same work; parts + 1 ascending numbers."""
    work = np.cumsum(portfolios.sizes * portfolios.sizes)
    if not len(work):
        return [0, 0]
    inner = [int(np.searchsorted(work, work[-1] * part / parts)) for part in range(1, parts)]
    return [0, *inner, len(work)]


def pair_scores(
    portfolios: Portfolios,
    wanted: tuple[str, ...],
    *,
    weights: ArrayLike | None = None,
    distance: str = "absolute",
    threads: int = 1,
) -> dict[str, Floats]:
    """The scores among "s", "kappa" and "pi" that are wanted, each float64 (sum n^2,), years one behind another."""
    from foedus.measures.similarity.kernels import score_years

    if threads < 1:
        raise QueryError(f"{threads} threads", hint="1 or more")
    cost = cost_table(portfolios.levels, distance)
    given = checked_weights(portfolios, weights)
    length = int(portfolios.squares[-1])
    found = {name: np.empty(length if name in wanted else 0) for name in ("s", "kappa", "pi")}
    kind, gaps = DISTANCES[distance], np.diff(portfolios.levels)
    sizes, widths = portfolios.sizes, portfolios.widths
    begins, squares, columns = portfolios.begins, portfolios.squares, portfolios.columns
    weighted = weights is not None

    def years(first: int, last: int) -> None:
        # words multiply modulo 2^64, and 0 / 0 is NaN, the answer where nothing can disagree
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            score_years(
                portfolios.codes, sizes, widths, begins, squares, columns, first, last,
                cost, gaps, kind, given, weighted, found["s"], found["kappa"], found["pi"],
            )  # fmt: skip

    if threads == 1:
        years(0, len(sizes))
    else:
        edges = cuts(portfolios, 8 * threads)  # more parts than threads, since dense years take longer
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(years, edges[:-1], edges[1:]))
    return {name: found[name] for name in wanted}

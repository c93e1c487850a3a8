"""Spearman's rho and Kendall's tau-b for many years at once, with intervals that own up to a small n.

With s_ij = sign(x_i - x_j) and t_ij = sign(y_i - y_j) over the members with both figures (Daniels 1944):
Kendall tau-b = sum s t / sqrt(sum s^2 sum t^2); Spearman rho = the same of a_i = sum_j s_ij and b_i = sum_j t_ij, which
are twice the centred average ranks. Both lie in [-1, 1]; ties get average ranks.
Intervals: Fisher's z, with variance (1 + rho^2 / 2) / (n - 3) for rho (Bonett & Wright 2000, Psychometrika 65: 23-28)
and 0.437 / (n - 4) for tau (Fieller, Hartley & Pearson 1957, Biometrika 44: 470-481). They treat the members as a
sample from more states of the kind; an alliance is rather the whole: a scale for chance, not a survey error.
A bootstrap was not taken: drawing 7 to 15 members with replacement makes ties that the data do not have.
P-values: permutation of y against x, exact up to 8 members, otherwise `permutations` draws keyed by (seed, n) and
counted with the observed order as one of them. For n under 20 an interval spans about half the scale: say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations as orders
from math import atanh, sqrt, tanh
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.ground.errors import QueryError

Array = NDArray[np.float64]

#: Members below which there is no coefficient: with two, every order is perfect.
FEWEST = 3
#: Up to so many members all orders are tried (8! = 40,320).
EXACT_UP_TO = 8
PERMUTATIONS = 9_999
#: Permuted sums that equal the observed one up to rounding count as reaching it.
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class RankCorrelation:
    """One value per year, shape (Y,); NaN where unknown: under 3 members, or all alike in one of the two.

    `p_greater` is against a positive association only, `p_two_sided` against any. Bounds are NaN under 5 members and
    at a coefficient of exactly 1 or -1, where Fisher's z has no finite value.
    """

    n: NDArray[np.int64]
    spearman: Array
    spearman_low: Array
    spearman_high: Array
    kendall: Array
    kendall_low: Array
    kendall_high: Array
    p_greater: Array
    p_two_sided: Array


def signs(values: Array) -> Array:
    """sign(v_i - v_j), shape (Y, N, N) for values (Y, N); 0 where either is unknown."""
    found: Array = np.sign(values[:, :, None] - values[:, None, :])
    return np.nan_to_num(found, nan=0.0)


def _quotient(cross: Array, first: Array, second: Array) -> Array:
    size = np.sqrt(first * second)
    return np.divide(cross, size, out=np.full_like(cross, np.nan), where=size > 0)


def _bounds(value: float, spread: float, level: float) -> tuple[float, float]:
    if np.isnan(value) or np.isnan(spread) or abs(value) >= 1 - 1e-12:
        return float("nan"), float("nan")
    half = NormalDist().inv_cdf((1 + level) / 2) * spread
    return tanh(atanh(value) - half), tanh(atanh(value) + half)


def _orders(n: int, permutations: int, seed: int) -> NDArray[np.int64]:
    """All orders of n members, or `permutations` of them drawn at random with the observed one first."""
    if n <= EXACT_UP_TO:
        return np.array(list(orders(range(n))), dtype=np.int64)
    # One stream per n: the p-value of a year does not hang on which other years are asked for.
    stream = np.random.Generator(np.random.Philox(key=np.array([seed % 2**64, n], dtype=np.uint64)))
    drawn = np.argsort(stream.random((permutations, n)), axis=1)
    return np.vstack([np.arange(n), drawn])


def _p_values(a: Array, b: Array, here: NDArray[np.bool_], permutations: int, seed: int) -> tuple[Array, Array]:
    """Shares of orders whose rank product reaches the observed one: above, and in absolute size."""
    counts = here.sum(axis=1)
    greater, both = np.full(len(a), np.nan), np.full(len(a), np.nan)
    for n in np.unique(counts[counts >= FEWEST]):
        shuffled = _orders(int(n), permutations, seed)
        for year in np.flatnonzero(counts == n):
            x, y = a[year, here[year]], b[year, here[year]]
            if not (x.any() and y.any()):
                continue
            sums, seen = y[shuffled] @ x, float(y @ x)
            slack = ROUNDING * float(np.abs(x) @ np.abs(y))
            greater[year] = np.mean(sums >= seen - slack)
            both[year] = np.mean(np.abs(sums) >= abs(seen) - slack)
    return greater, both


def rank_correlation(
    size: ArrayLike, burden: ArrayLike, *, level: float = 0.95, permutations: int = PERMUTATIONS, seed: int = 0
) -> RankCorrelation:
    """The rank correlation of two quantities of the same members, year by year.

    `size` and `burden` have shape (Y, N) or (N,), NaN for a member without a figure or not in the alliance that year;
    a member counts only where it has both. Raises `QueryError` for shapes that differ, infinite figures or an
    impossible level.

    >>> found = rank_correlation([4.0, 3.0, 2.0, 1.0], [9.0, 5.0, 6.0, 2.0])
    >>> round(float(found.spearman[0]), 3), round(float(found.kendall[0]), 3), float(found.p_greater[0] * 24)
    (0.8, 0.667, 4.0)
    """
    x, y = np.atleast_2d(np.asarray(size, dtype=np.float64)), np.atleast_2d(np.asarray(burden, dtype=np.float64))
    if x.shape != y.shape or x.ndim != 2:
        raise QueryError(
            f"sizes of shape {x.shape} and burdens of shape {y.shape} do not fit",
            why="each member needs a place in both, year by year",
            hint="pass two arrays of shape (years, members), NaN where there is no figure",
        )
    if np.isinf(x).any() or np.isinf(y).any():
        raise QueryError("a figure is infinite", why="it has no rank that means anything", hint="use NaN for unknown")
    if not 0 < level < 1 or permutations < 1:
        raise QueryError(
            f"level {level} with {permutations} permutations cannot be asked",
            why="a level is in 0..1 (without the ends), and at least one permutation is needed",
            hint="the defaults are 0.95 and 9999",
        )
    here = ~(np.isnan(x) | np.isnan(y))
    n = here.sum(axis=1)
    s, t = signs(np.where(here, x, np.nan)), signs(np.where(here, y, np.nan))
    a, b = s.sum(axis=2), t.sum(axis=2)
    enough = n >= FEWEST
    rho = np.where(enough, _quotient((a * b).sum(axis=1), (a * a).sum(axis=1), (b * b).sum(axis=1)), np.nan)
    tau = np.where(
        enough, _quotient((s * t).sum(axis=(1, 2)), (s * s).sum(axis=(1, 2)), (t * t).sum(axis=(1, 2))), np.nan
    )
    nothing = float("nan")
    rho_bounds = [
        _bounds(float(r), sqrt((1 + r * r / 2) / (k - 3)) if k > 4 else nothing, level)
        for r, k in zip(rho, n, strict=True)
    ]
    tau_bounds = [
        _bounds(float(r), sqrt(0.437 / (k - 4)) if k > 4 else nothing, level) for r, k in zip(tau, n, strict=True)
    ]
    greater, both = _p_values(a, b, here, permutations, seed)
    rho_low, rho_high = np.array(rho_bounds, dtype=np.float64).reshape(-1, 2).T
    tau_low, tau_high = np.array(tau_bounds, dtype=np.float64).reshape(-1, 2).T
    return RankCorrelation(
        n=n, spearman=rho, spearman_low=rho_low, spearman_high=rho_high, kendall=tau, kendall_low=tau_low,
        kendall_high=tau_high, p_greater=greater, p_two_sided=both,
    )  # fmt: skip

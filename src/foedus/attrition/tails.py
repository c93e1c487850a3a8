"""The tail of a distribution of sizes: a power law above some size, how well it fits, and how sure its slope is.

p(x) ~ x^-alpha for x >= least. alpha is the maximum-likelihood estimate for real numbers; `least` is the size from
which the largest distance of both cumulative distributions (Kolmogorov and Smirnov) is smallest; the chance of a worse
fit, were the law true, comes from synthetic sets that keep the sizes below `least`. A. Clauset, C. R. Shalizi and
M. E. J. Newman, "Power-law distributions in empirical data", SIAM Review 51(4), 2009, 661-703, sections 3 and 4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tail:
    """A fitted tail: exponent (above 1), the size it begins at, the number of sizes in it, and the largest distance."""

    alpha: float
    least: float
    count: int
    distance: float

    @property
    def se(self) -> float:
        """The standard error of alpha for a known beginning, (alpha - 1) / sqrt(count)."""
        return (self.alpha - 1) / float(np.sqrt(self.count))


def at(sizes: ArrayLike, least: float) -> Tail:
    """The tail from a given size on."""
    kept = np.sort(np.asarray(sizes, dtype=np.float64))
    kept = kept[kept >= least]
    n = len(kept)
    logs = np.log(kept / least)
    alpha = 1 + n / logs.sum()
    model = -np.expm1((1 - alpha) * logs)
    steps = np.arange(n + 1) / n
    return Tail(float(alpha), float(least), n, float(max((steps[1:] - model).max(), (model - steps[:-1]).max())))


def tail(sizes: ArrayLike, fewest: int = 10) -> Tail:
    """The tail whose beginning makes it fit best; at least `fewest` sizes are in it."""
    values = np.asarray(sizes, dtype=np.float64)
    candidates = [x for x in np.unique(values)[:-1] if (values >= x).sum() >= fewest]
    return min((at(values, x) for x in candidates), key=lambda found: found.distance)


def worse_by_chance(sizes: ArrayLike, found: Tail, sets: int, seed: int = 0) -> float:
    """The share of synthetic sets that fit worse than the sizes do; below 0.1 the law is ruled out."""
    values = np.asarray(sizes, dtype=np.float64)
    below, rng, worse = values[values < found.least], np.random.default_rng(seed), 0
    for _ in range(sets):
        above = rng.random(len(values)) < found.count / len(values)
        drawn = np.where(
            above,
            found.least * (1 - rng.random(len(values))) ** (-1 / (found.alpha - 1)),
            rng.choice(below, len(values)) if len(below) else found.least,
        )
        worse += tail(drawn).distance > found.distance
    return worse / sets


def interval(sizes: ArrayLike, sets: int, seed: int = 0, level: float = 0.95) -> tuple[float, float]:
    """Quantiles of alpha over sets drawn from the sizes with replacement, each with its own best beginning."""
    values, rng = np.asarray(sizes, dtype=np.float64), np.random.default_rng(seed)
    alphas = [tail(rng.choice(values, len(values))).alpha for _ in range(sets)]
    low, high = np.quantile(alphas, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def log_log_slope(sizes: ArrayLike, least: float = 1) -> tuple[float, float]:
    """Slope and R^2 of the line through log10 P(X >= x) over log10 x, by least squares, sizes from `least` on.

    It is how older studies gauged a power law, and a poor way: points of a cumulative distribution are not independent
    and R^2 is near 1 for many distributions. For a power law the slope is 1 - alpha.
    """
    kept = np.sort(np.asarray(sizes, dtype=np.float64))
    share = 1 - np.arange(len(kept)) / len(kept)
    x, y = np.log10(kept[kept >= least]), np.log10(share[kept >= least])
    slope = np.polyfit(x, y, 1)[0]
    return float(slope), float(np.corrcoef(x, y)[0, 1] ** 2)

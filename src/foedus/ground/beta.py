"""The Beta distribution's cumulative function and its inverse, without scipy.

I_x(a, b) is the regularised incomplete beta function, in 0..1: the chance that a Beta(a, b) variable is at most x.
It is summed as the continued fraction of Numerical Recipes (Press et al. 2007, section 6.4; DLMF 8.17.22) by Lentz's
method, from the side on which it converges fast. The quantile is found by Newton's method inside a bracket that is
halved wherever a step would leave it, so it stays in [0, 1] and always ends.
Accuracy against scipy: 1e-9 absolute for a and b from 0.01 to 3000 (tested). A quantile costs some 0.1 ms.
"""

from __future__ import annotations

from math import exp, isfinite, lgamma, log, log1p

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.ground.errors import QueryError

Array = NDArray[np.float64]

#: Terms of the continued fraction at most; it needs about sqrt(max(a, b)).
MAX_TERMS = 2000
#: Steps to a quantile at most; Newton takes some ten, halving alone 1,100 down to the smallest double.
MAX_STEPS = 1200
TINY = 1e-300
PRECISION = 1e-15


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of I_x(a, b) by the modified Lentz method."""
    c = 1.0
    d = 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > TINY else TINY)
    value = d
    for m in range(1, MAX_TERMS + 1):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        change = 1.0
        for numerator in (even, odd):
            d = 1 + numerator * d
            d = 1 / (d if abs(d) > TINY else TINY)
            c = 1 + numerator / c
            c = c if abs(c) > TINY else TINY
            change = c * d
            value *= change
        if abs(change - 1) < PRECISION:
            break
    return value


def _cumulative(x: float, a: float, b: float, log_norm: float) -> float:
    """I_x(a, b); `log_norm` is -log B(a, b)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(log_norm + a * log(x) + b * log1p(-x))
    if x > (a + 1) / (a + b + 2):
        return min(1.0, max(0.0, 1 - front * _fraction(1 - x, b, a) / b))
    return min(1.0, max(0.0, front * _fraction(x, a, b) / a))


def _quantile(p: float, a: float, b: float, log_norm: float) -> float:
    """The x with I_x(a, b) = p, by Newton's method inside a shrinking bracket."""
    if p <= 0 or p >= 1:
        return 0.0 if p <= 0 else 1.0
    low, high, x = 0.0, 1.0, a / (a + b)
    for _ in range(MAX_STEPS):
        gap = _cumulative(x, a, b, log_norm) - p
        low, high = (low, x) if gap > 0 else (x, high)
        slope = exp(log_norm + (a - 1) * log(x) + (b - 1) * log1p(-x)) if 0 < x < 1 else 0.0
        step = gap / slope if slope > 0 else 1.0
        new = x - step if low < x - step < high else (low + high) / 2
        if gap == 0 or new in (low, high) or abs(new - x) <= PRECISION * min(new, 1 - new):
            return new if gap else x
        x = new
    return x


def _each(value: ArrayLike, a: ArrayLike, b: ArrayLike, name: str, inverse: bool) -> Array:
    at, first, second = np.broadcast_arrays(*(np.asarray(v, dtype=np.float64) for v in (value, a, b)))
    for x, alpha, beta in zip(at.flat, first.flat, second.flat, strict=True):
        if not (isfinite(alpha) and isfinite(beta) and alpha > 0 and beta > 0):
            raise QueryError(
                f"there is no Beta({alpha:g}, {beta:g}) distribution",
                why="both parameters must be finite and above 0",
                hint="check that no count is missing or negative and that the prior has weight",
            )
        if not 0 <= x <= 1:
            raise QueryError(f"{name} {x:g} is not in 0..1", why="it is a share", hint="write 0.95 for 95 per cent")
    each = _quantile if inverse else _cumulative
    found = [
        each(float(x), float(alpha), float(beta), lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta))
        for x, alpha, beta in zip(at.flat, first.flat, second.flat, strict=True)
    ]
    return np.array(found, dtype=np.float64).reshape(at.shape)


def beta_cdf(x: ArrayLike, a: ArrayLike, b: ArrayLike) -> Array:
    """The chance that a Beta(a, b) variable is at most x, elementwise with broadcasting.

    >>> float(beta_cdf(0.25, 1, 1).round(12)), float(beta_cdf(0.5, 3.5, 3.5).round(12))
    (0.25, 0.5)
    """
    return _each(x, a, b, "x", inverse=False)


def beta_quantile(p: ArrayLike, a: ArrayLike, b: ArrayLike) -> Array:
    """The x below which a Beta(a, b) variable falls with chance p, elementwise with broadcasting.

    >>> float(beta_quantile(0.25, 1, 1).round(9)), float(beta_quantile(0.5, 70.5, 70.5).round(9))
    (0.25, 0.5)
    """
    return _each(p, a, b, "p", inverse=True)

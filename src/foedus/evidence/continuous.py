"""Scores of forecasts of a quantity: CRPS of a normal forecast, and the interval score of a range.

* CRPS of a normal with mean m and standard deviation s, outcome y, z = (y - m) / s:
  s [z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi)]. Gneiting & Raftery 2007, J. American Statistical Association 102(477),
  eq. 21 and the example after it; in the unit of y, smaller is better, the absolute error where s is 0.
* Interval score of a central range [l, u] of coverage 1 - a: (u - l) + (2 / a)(l - y) where y is below l, and
  (2 / a)(y - u) where it is above u. The same, eq. 43. Width is paid for, and what lies outside ten to twenty times.

Written out here: no package of the locks has them. A test holds them against an integral.
"""

from __future__ import annotations

from math import erf, pi, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: One minus the coverage of a range.
OUTSIDE: Final = 0.10


def crps_normal(y: Array, mean: Array, spread: Array) -> Array:
    """The CRPS of each normal forecast."""
    z = (y - mean) / np.where(spread > 0, spread, 1.0)
    below = np.array([erf(v / sqrt(2)) for v in z])  # 2 Phi(z) - 1
    density = np.exp(-0.5 * z**2) / sqrt(2 * pi)
    found: Array = np.where(spread > 0, spread * (z * below + 2 * density - 1 / sqrt(pi)), np.abs(y - mean))
    return found


def interval_score(y: Array, low: Array, high: Array, outside: float = OUTSIDE) -> Array:
    """The interval score of each range."""
    found: Array = (high - low) + 2 / outside * (np.maximum(low - y, 0) + np.maximum(y - high, 0))
    return found

"""Quantiles of draws, to the last bit those of `numpy.quantile`, without what that loads and checks for other cases.

Between two order statistics the value lies on a straight line (definition 7 of Hyndman and Fan 1996, The American
Statistician 50: 361-365).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from foedus.response.draws import Runs


def quantiles_at(draws: Runs | NDArray[np.float32], shares: Sequence[float]) -> list[float]:
    """The values below which `shares` (in [0, 1]) of the draws, shape (R,) with R > 0, lie; NaN if any draw is."""
    last = len(draws) - 1
    below = [int(last * share) for share in shares]
    wanted = {place for low in below for place in (low, min(low + 1, last))}
    if np.isnan(draws.max()):
        return [float("nan")] * len(shares)
    ordered = np.partition(draws, sorted(wanted))
    found = []
    for share, low in zip(shares, below, strict=True):
        a, b = float(ordered[low]), float(ordered[min(low + 1, last)])
        part = last * share - low
        # From the nearer end, as numpy does, so that no rounding carries the value past it.
        found.append(b - (b - a) * (1 - part) if part >= 0.5 else a + (b - a) * part)
    return found

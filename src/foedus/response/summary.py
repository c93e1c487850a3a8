"""Runs in a few figures: a chance with its interval, a quantity by its quantiles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.ground.strict import Strict
from foedus.response.draws import Runs
from foedus.response.order_statistics import quantiles_at

#: The ends of every interval: 5 % of the runs lie below it, 5 % above.
LOW, HIGH = 0.05, 0.95


class Chance(Strict, kw_only=True, frozen=True):
    """A probability with its 90 % interval, all in 0..1."""

    p: float
    low: float
    high: float


class Quantiles(Strict, kw_only=True, frozen=True):
    """Quantiles of a predictive distribution (persons or days)."""

    q05: float
    q25: float
    q50: float
    q75: float
    q95: float


def chance(p: Runs) -> Chance:
    """The mean of a chance over runs, and the spread of it."""
    low, high = quantiles_at(p, (LOW, HIGH))
    return Chance(p=float(p.mean()), low=low, high=high)


def quantiles(draws: Runs | NDArray[np.float32]) -> Quantiles:
    """Five quantiles of a quantity over runs."""
    q05, q25, q50, q75, q95 = quantiles_at(draws, (LOW, 0.25, 0.5, 0.75, HIGH))
    return Quantiles(q05=q05, q25=q25, q50=q50, q75=q75, q95=q95)

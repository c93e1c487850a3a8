"""Runs in a few figures: a chance with its interval, a quantity by its quantiles."""

from __future__ import annotations

import numpy as np

from foedus.ground.strict import Strict
from foedus.response.draws import Runs

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
    low, high = np.quantile(p, [LOW, HIGH])
    return Chance(p=float(p.mean()), low=float(low), high=float(high))


def quantiles(draws: Runs) -> Quantiles:
    """Five quantiles of a quantity over runs."""
    q = [float(x) for x in np.quantile(draws, [LOW, 0.25, 0.5, 0.75, HIGH])]
    return Quantiles(q05=q[0], q25=q[1], q50=q[2], q75=q[3], q95=q[4])

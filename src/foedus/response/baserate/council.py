"""The council: how readily each member objects, and whether a procedure turns that into a decision.

Member m objects with chance q_m = 1 - exp(-h w_m): a common readiness h, scaled by the member's weight w_m. The base
rate says how often the alliance acts under its own procedure with all members present; h is what reproduces it. Under
consensus that is exact: P(no objection) = exp(-h sum_m w_m). Taking a member away or changing the procedure then
changes the chance for a reason that can be read off. Members are independent given h; the shared h makes them move
together.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.ground.terms import Procedure
from foedus.response.draws import Runs
from foedus.response.procedures import Objections, adopted


def objections(readiness: Runs, weights: NDArray[np.float64]) -> Objections:
    """q = 1 - exp(-h w), shape (R, N), in [0, 1)."""
    q: Objections = -np.expm1(-readiness[:, None] * weights)
    return q


def readiness(target: Runs, procedure: Procedure, weights: NDArray[np.float64], leader: int | None) -> Runs:
    """The readiness to object h that gives P(act) = target under the procedure, shape (R,)."""
    if procedure == "leader-decides" and leader is not None:
        of_leader: Runs = -np.log(target) / weights[:, leader]
        return of_leader
    if procedure in ("consensus", "unanimity-without-parties", "leader-decides"):
        spread: Runs = -np.log(target) / weights.sum(axis=1)
        return spread
    low, high = np.full_like(target, -20.0), np.full_like(target, 10.0)
    for _ in range(50):  # bisection on log h: P(act) falls as h grows
        middle = (low + high) / 2
        above = adopted(procedure, objections(np.exp(middle), weights), leader) > target
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return np.exp((low + high) / 2)

"""Rates over pairs of states, such as wars per pair and year: a ratio of sums, with an interval by the state jackknife.

x_ij counts what happened to the pair i, j, and y_ij its chances (years together, ties at risk); both symmetric.
Formula: theta = sum_{i<j} x_ij / sum_{i<j} y_ij. Pairs that share a state are not independent (a world war is many
pairs, an alliance too), so states and not pairs are left out: with X_i = sum_j x_ij, theta_(i) = (X - X_i) / (Y - Y_i),
on the scale f, f(theta) -+ z sqrt((n - 1)/n sum_i (f(theta_(i)) - mean)^2), carried back by the inverse of f; f is the
logit for a share and the logarithm for a rate, so the interval stays within 0..1, or above 0; z = 1.96 for 95 per cent.
If pairs are independent all the same, the interval is too wide, by a factor of about sqrt(2), since each pair leaves
twice: on average it is never too narrow for networks in which states are interchangeable (Lin, Lunde & Sarkar).
Years are not left out, so one common shock of all states, such as a war of most of them, is not in the interval.
No interval where the estimate is 0, or a share is 1, or fewer than three states have chances.
Reference: Snijders & Borgatti (1999), Connections 22(2), 161-170; Lin, Lunde & Sarkar (2020), arXiv 2004.08935, On the
Theoretical Properties of the Network Jackknife (abstracts read; the factor sqrt(2) is derived and tested here).
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, log
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.ground.errors import QueryError
from foedus.ground.strict import Strict

Floats = NDArray[np.float64]

#: The half-width, in standard errors, of an interval of 95 per cent.
Z_95 = 1.959963984540054


class Estimate(Strict, kw_only=True, frozen=True):
    """value = events / chances, None without chances; low..high of 95 per cent, None where none can be given."""

    value: float | None
    low: float | None
    high: float | None
    events: float
    chances: float
    states: int


def _log(x: float) -> float:
    return log(x) if x > 0 else float("nan")


def _logit(x: float) -> float:
    return log(x / (1 - x)) if 0 < x < 1 else float("nan")


def _sigmoid(x: float) -> float:
    return 1 / (1 + exp(-x))


#: Each kind with the scale on which the jackknife is taken, and the way back.
SCALES: dict[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    "share": (_logit, _sigmoid),
    "rate": (_log, exp),
}


def jackknifed(events: Floats, chances: Floats, lost_events: Floats, lost_chances: Floats, kind: str) -> Estimate:
    """The ratio of two sums, with the interval from what each state's leaving takes from either, (n,) both."""
    x, y = float(events), float(chances)
    there = lost_chances > 0
    n = int(there.sum())
    value = x / y if y > 0 else None
    none = Estimate(value=value, low=None, high=None, events=x, chances=y, states=n)
    forth, back = SCALES[kind]
    rest = y - lost_chances[there]
    if value is None or n < 3 or not (rest > 0).all():
        return none
    centre = forth(value)
    scaled = np.array([forth(float(r)) for r in (x - lost_events[there]) / rest])
    if not np.isfinite(centre) or not np.isfinite(scaled).all():
        return none
    error = float(np.sqrt((n - 1) / n * np.square(scaled - scaled.mean()).sum()))
    low, high = back(centre - Z_95 * error), back(centre + Z_95 * error)
    return Estimate(value=value, low=low, high=high, events=x, chances=y, states=n)


def pair_rate(events: ArrayLike, chances: ArrayLike, kind: Literal["share", "rate"] = "rate") -> Estimate:
    """Events per chance over all pairs of states, from symmetric (n, n) counts >= 0; the diagonals are left aside.

    kind: "share" where no pair can have more events than chances (survival), "rate" where it can (wars per year).

    >>> pair_rate([[0, 1, 0], [1, 0, 0], [0, 0, 0]], [[0, 10, 10], [10, 0, 30], [10, 30, 0]]).value
    0.02
    """
    x, y = np.array(events, dtype=np.float64), np.array(chances, dtype=np.float64)
    if kind not in SCALES:
        raise QueryError(f"there is no kind {kind!r}", hint=f"one of {', '.join(SCALES)}")
    if x.ndim != 2 or x.shape[0] != x.shape[1] or x.shape != y.shape:
        raise QueryError(f"events of shape {x.shape} and chances of shape {y.shape}", why="both are (n, n)")
    for name, matrix in (("events", x), ("chances", y)):
        np.fill_diagonal(matrix, 0.0)
        if not np.isfinite(matrix).all() or (matrix < 0).any() or (matrix != matrix.T).any():
            raise QueryError(f"the {name} are unknown, negative or not symmetric", hint="count each pair both ways")
    if (x[y == 0] > 0).any() or (kind == "share" and (x > y).any()):
        raise QueryError("a pair has events without chances, or more events than chances")
    return jackknifed(x.sum() / 2, y.sum() / 2, x.sum(axis=1), y.sum(axis=1), kind)

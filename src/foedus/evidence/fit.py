"""A logit with an offset, few features, signs that the field is sure of, and shrinkage; solved in numpy alone.

Minimised over intercept a and coefficients b of standardised features:

    sum_i w_i [log(1 + exp(e_i)) - y_i e_i] + 1/2 sum_j b_j^2 / s_j^2,   e_i = offset_i + a + x_i b,

subject to b_j >= 0 or b_j <= 0 where feature j has a sign: ridge (Hoerl & Kennard 1970) as a normal prior of width s_j.
A group's own intercept is one more feature with a width of its own, the mode of a hierarchical model. Method: projected
Newton steps on the coefficients that no bound holds, with a step halved until the loss falls (Bertsekas 1982, SIAM J.
Control and Optimization 20(2)). Convex, so where it starts does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: Steps at most, and the largest step, in coefficients, that ends the search.
STEPS, CLOSE = 60, 1e-6


@dataclass(frozen=True, slots=True)
class Logit:
    """A fitted line: intercept and coefficients of standardised features, with their means and widths."""

    intercept: float
    slopes: Array
    mean: Array
    width: Array

    def line(self, x: Array, offset: Array | float = 0.0) -> Array:
        """The linear predictor of rows, in logits."""
        return offset + self.intercept + ((x - self.mean) / self.width) @ self.slopes


def sigmoid(line: Array) -> Array:
    """Chances of logits."""
    return np.asarray(1 / (1 + np.exp(-np.clip(line, -500, 500))))


def logit(chance: Array) -> Array:
    """Logits of chances, which are held away from 0 and 1."""
    p = np.clip(chance, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(p / (1 - p)))


def signed_logit(
    x: Array, y: Array, signs: Array, prior: Array | float, weight: Array | None = None, offset: Array | None = None,
    centre: bool = True,
) -> Logit:  # fmt: skip
    """The penalised fit. `signs` hold 1, -1 or 0 for each column, `prior` the width s_j of its coefficient.

    Columns are standardised on the rows unless `centre` is off; one that does not vary has no coefficient.
    """
    w = np.ones(len(y)) if weight is None else weight
    base = np.zeros(len(y)) if offset is None else offset
    mean = np.average(x, axis=0, weights=w) if centre else np.zeros(x.shape[1])
    width = np.sqrt(np.average((x - mean) ** 2, axis=0, weights=w)) if centre else np.ones(x.shape[1])
    width = np.where(width > 1e-9, width, np.inf)
    design = np.column_stack([np.ones(len(y)), (x - mean) / width])
    bounds = np.concatenate([[0.0], signs])
    penalty = np.concatenate([[1e-4], np.broadcast_to(1 / np.asarray(prior) ** 2, x.shape[1])])
    beta = np.zeros(design.shape[1])
    beta[0] = _start(y, w, base)
    loss = _loss(design, y, w, base, beta, penalty)
    for _ in range(STEPS):
        chance = sigmoid(base + design @ beta)
        slope = design.T @ (w * (chance - y)) + penalty * beta
        bend = w * chance * (1 - chance)
        hessian = design.T @ (design * bend[:, None]) + np.diag(penalty)
        free = ~((bounds != 0) & (beta == 0) & (slope * bounds >= 0))
        step = np.zeros_like(beta)
        step[free] = -np.linalg.solve(hessian[np.ix_(free, free)], slope[free])
        moved, size = beta, 1.0
        for _ in range(40):
            tried = beta + size * step
            tried = np.where(bounds * tried < 0, 0.0, tried)
            now = _loss(design, y, w, base, tried, penalty)
            if now <= loss:
                moved, loss = tried, now
                break
            size /= 2
        change = float(np.abs(moved - beta).max())
        beta = moved
        if change < CLOSE:
            break
    return Logit(float(beta[0]), beta[1:], mean, width)


def _start(y: Array, w: Array, base: Array) -> float:
    """The intercept that gives the rate, if the offset were its own mean everywhere."""
    rate = (w @ y + 0.5) / (w.sum() + 1)
    return float(logit(np.array(rate)) - np.average(base, weights=w))


def _loss(design: Array, y: Array, w: Array, base: Array, beta: Array, penalty: Array) -> float:
    line = base + design @ beta
    return float(w @ (np.logaddexp(0, line) - y * line) + penalty @ beta**2 / 2)

"""Gradient boosting of small trees, as the black box to be held against: it looks for whatever the rows hold.

Trees of depth two on the log loss with Newton leaves (Friedman 2001, Annals of Statistics 29(5); Chen & Guestrin 2016,
KDD, eq. 6), thresholds at quantiles, a learning rate and a number of trees that were not tuned. In numpy: no package of
the locks has one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.evidence.fit import logit, sigmoid

Array = NDArray[np.float64]

#: Trees, the share of each that is added, thresholds of a feature, the weight a leaf must have, and its ridge.
TREES, RATE, BINS, LEAF, RIDGE = 80, 0.1, 12, 1.0, 1.0


@dataclass(frozen=True, slots=True)
class Split:
    """A question to a row (feature at most the threshold), and an answer or a further question on either side."""

    feature: int
    at: float
    low: Split | float
    high: Split | float


@dataclass(frozen=True, slots=True)
class Boosted:
    """The start in logits and the trees that are added to it."""

    start: float
    trees: tuple[Split | float, ...]

    def chance(self, x: Array) -> Array:
        """Chances of rows."""
        return sigmoid(self.start + RATE * sum((_answers(t, x) for t in self.trees), np.zeros(len(x))))


def boosted(x: Array, y: Array, trees: int = TREES) -> Boosted:
    """Trees fitted one after another on what those before left."""
    cuts = [np.unique(np.quantile(x[:, j], np.linspace(0, 1, BINS + 2)[1:-1])) for j in range(x.shape[1])]
    below = [x[:, j, None] <= cut[None, :] for j, cut in enumerate(cuts)]
    start = float(logit(np.array((y.sum() + 0.5) / (len(y) + 1))))
    line, grown = np.full(len(y), start), []
    for _ in range(trees):
        chance = sigmoid(line)
        tree = _grow(y - chance, chance * (1 - chance), cuts, below, np.ones(len(y), bool), 2)
        grown.append(tree)
        line = line + RATE * _answers(tree, x)
    return Boosted(start, tuple(grown))


def _grow(
    slope: Array, bend: Array, cuts: list[Array], below: list[NDArray[np.bool_]], rows: NDArray[np.bool_], depth: int
) -> Split | float:
    g, h = slope * rows, bend * rows
    total, weight = float(g.sum()), float(h.sum())
    best, chosen = total**2 / (weight + RIDGE) + 1e-9, None
    for feature, masks in enumerate(below if depth else ()):
        gl, hl = g @ masks, h @ masks
        value = gl**2 / (hl + RIDGE) + (total - gl) ** 2 / (weight - hl + RIDGE)
        value[(hl < LEAF) | (weight - hl < LEAF)] = -1
        if len(value) and value.max() > best:
            best, chosen = float(value.max()), (feature, int(value.argmax()))
    if chosen is None:
        return total / (weight + RIDGE)
    feature, at = chosen
    its = below[feature][:, at]
    parts = (_grow(slope, bend, cuts, below, rows & side, depth - 1) for side in (its, ~its))
    return Split(feature, float(cuts[feature][at]), *parts)


def _answers(tree: Split | float, x: Array) -> Array:
    if not isinstance(tree, Split):
        return np.full(len(x), tree)
    low = x[:, tree.feature] <= tree.at
    return np.where(low, _answers(tree.low, x), _answers(tree.high, x))

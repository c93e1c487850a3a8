"""A figure without the one case that moves it most, and intervals by resampling whole cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
#: Resamples of an interval; its ends then move by less than a point from seed to seed.
RESAMPLES: Final = 4000
SEED: Final = 2011


def mean_of(values: Array, names: Sequence[str]) -> Callable[[Array], float]:
    """The mean of values (N,) as a figure of weights of cases (C,), cases in the order of their names."""
    order = {name: place for place, name in enumerate(sorted(set(names)))}
    place = np.array([order[name] for name in names])
    sums, counts = (np.bincount(place, weights=w, minlength=len(order)) for w in (values, np.ones(len(values))))

    def figure(weights: Array) -> float:
        many = float(weights @ counts)
        return float(weights @ sums) / many if many else float("nan")

    return figure


def without_largest(figure: Callable[[Array], float], names: Sequence[str]) -> tuple[str, float]:
    """The case whose absence moves the figure most, and the figure without it.

    `figure` takes weights (C,), one a case; a case may hold several rows, such as all episodes of one conflict.
    """
    whole = figure(np.ones(len(names)))
    found = []
    for place in range(len(names)):
        weights = np.ones(len(names))
        weights[place] = 0.0
        found.append(figure(weights))
    moved = np.abs(np.array(found) - whole)
    most = int(np.nanargmax(moved))
    return names[most], float(found[most])


def resampled(figure: Callable[[Array], float], cases: int, resamples: int = RESAMPLES) -> tuple[float, float]:
    """The central nine tenths of a figure over resamples of whole cases; resamples without a figure drop out."""
    rng = np.random.default_rng(SEED)
    weights = rng.multinomial(cases, np.full(cases, 1 / cases), size=resamples).astype(np.float64)
    found = np.array([figure(row) for row in weights])
    low, high = np.nanquantile(found, (0.05, 0.95))
    return float(low), float(high)

"""The calibration curve: how often it happened where a forecast gave a chance, class by class, with limits by group."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from foedus.evidence.scores import Array, Interval, Scored, by_group, counts, limits
from foedus.ground.strict import Strict

#: Edges of the classes of a calibration curve: finer where chances of an ally to come are.
EDGES = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)


class Bin(Strict, kw_only=True, frozen=True):
    """A class of forecasts: how many rows, the mean forecast, and how often it happened, with its limits by group."""

    rows: int
    forecast: float
    happened: Interval


def curve(rows: Scored, drawn: Array | None = None, edges: Sequence[float] = EDGES) -> tuple[Bin, ...]:
    """The calibration curve: classes that hold a forecast, from low to high; a class holds its upper edge."""
    times = counts(rows) if drawn is None else drawn
    found = []
    place = np.clip(np.searchsorted(edges, rows.forecast, side="left") - 1, 0, len(edges) - 2)
    for number in np.unique(place):
        its = place == number
        w = rows.weight * its
        above, below = by_group(rows, its * rows.outcome)[0], by_group(rows, its.astype(np.float64))[0]
        with np.errstate(divide="ignore", invalid="ignore"):
            resampled = np.asarray((times @ above) / (times @ below))
        told = limits(float(w @ rows.outcome / w.sum()), resampled)
        found.append(Bin(rows=int(its.sum()), forecast=float(w @ rows.forecast / w.sum()), happened=told))
    return tuple(found)

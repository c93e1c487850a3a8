"""Similarity on UN ideal points: how far apart two states' estimated positions are in a session.

Formulas: distance d_ij = |x_i - x_j| on one dimension, as the authors use it; on several dimensions
S_ij = 1 - 2 sum_d w_d |x_id - x_jd| / (r_d sum_d w_d), Signorino & Ritter's S with real positions, r_d the longest
distance that the dimension is taken to allow. Ideal points have no fixed ends, so r_d must be stated: a number for
comparison across years, or "observed", the year's range, which makes S relative to the two farthest states (S = -1
for them on one dimension).
Unit: that of the points (the estimates of April 2020 have standard deviations of .8 to 1.5 in a session). Sampling
error of the points is not carried over: a distance of two estimates is an estimate, and callers with quantiles should
show its interval.
References: Bailey, Strezhnev & Voeten (2017), Journal of Conflict Resolution 61(2), 430-456; Signorino & Ritter (1999).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.ground.errors import QueryError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def _points(points: ArrayLike, dimensions: tuple[int, ...]) -> Floats:
    found = np.asarray(points, dtype=np.float64)
    if found.ndim not in dimensions:
        raise QueryError(f"ideal points of shape {found.shape}", why="they are (states,) or (states, dimensions)")
    if np.isinf(found).any():
        raise QueryError("an ideal point is infinite", hint="unknown is NaN")
    return found


def ideal_point_distance(points: ArrayLike) -> Floats:
    """|x_i - x_j| of all pairs of one year's points (n,): (n, n), NaN where a point is unknown, itself included.

    >>> ideal_point_distance([2.0, -1.0, np.nan])[0]
    array([ 0.,  3., nan])
    """
    found = _points(points, (1,))
    return np.abs(found[:, None] - found)


def ideal_point_s(points: ArrayLike, *, longest: ArrayLike | str, weights: ArrayLike | None = None) -> Floats:
    """S of all pairs of one year's points (n,) or (n, d): (n, n); NaN where a point is unknown on any dimension.

    longest: the longest possible distance, one number or (d,), or "observed". A pair farther apart than `longest`
    is an error. weights: (d,), of the dimensions.

    >>> ideal_point_s([2.0, -1.0, 0.5], longest="observed")[0].tolist()
    [1.0, -1.0, 0.0]
    """
    found = _points(points, (1, 2))
    found = found[:, None] if found.ndim == 1 else found
    d = found.shape[1]
    known = found[~np.isnan(found).any(axis=1)]
    spread = np.ptp(known, axis=0) if len(known) else np.zeros(d)
    if isinstance(longest, str):
        if longest != "observed":
            raise QueryError(f"longest={longest!r} is unknown", hint='a number, one a dimension, or "observed"')
        reach = spread
    else:
        reach = np.broadcast_to(np.asarray(longest, dtype=np.float64), (d,))
        if not (np.isfinite(reach).all() and (reach > 0).all()):
            raise QueryError("the longest distance is not a positive number", hint="state it in the points' unit")
        if (spread > reach).any():
            raise QueryError(
                f"two points are {spread[spread > reach][0]:g} apart, farther than the longest distance",
                hint="state a longer one, the same for all years that are compared",
            )
    w = np.ones(d) if weights is None else np.asarray(weights, dtype=np.float64)
    if w.shape != (d,) or not np.isfinite(w).all() or (w < 0).any() or w.sum() <= 0:
        raise QueryError("weights of dimensions are not d numbers >= 0 with a positive sum")
    total = np.zeros((len(found), len(found)))
    with np.errstate(invalid="ignore"):  # 0 / 0 where all are at one place: no scale, so NaN
        for axis in range(d):
            if w[axis]:
                total += w[axis] * np.abs(found[:, axis, None] - found[:, axis]) / reach[axis]
    unknown = np.isnan(found).any(axis=1)
    total[unknown] = np.nan
    total[:, unknown] = np.nan
    scores: Floats = 1 - 2 * total / w.sum()
    return scores


def ideal_point_dyads(ccode: ArrayLike, year: ArrayLike, point: ArrayLike) -> dict[str, Ints | Floats]:
    """Distances of all directed dyad-years from state-years, in long arrays: ccode1, ccode2, year, distance.

    Every ordered pair of different states with a row in the year is there; its distance is NaN where a point is.

    >>> found = ideal_point_dyads([2, 365, 2], [1950, 1950, 1951], [1.5, -2.0, 1.4])
    >>> [column.tolist() for column in found.values()]
    [[2, 365], [365, 2], [1950, 1950], [3.5, 3.5]]
    """
    states, years = np.asarray(ccode, dtype=np.int64), np.asarray(year, dtype=np.int64)
    points = _points(point, (1,))
    if not len(states) == len(years) == len(points):
        raise QueryError("ccode, year and point have different lengths")
    order = np.lexsort((states, years))
    states, years, points = states[order], years[order], points[order]
    if ((np.diff(states) == 0) & (np.diff(years) == 0)).any():
        raise QueryError("a state-year has two ideal points", hint="choose one model's estimates")
    _, starts, sizes = np.unique(years, return_index=True, return_counts=True)
    reps = np.repeat(sizes, sizes)
    first = np.repeat(np.arange(len(states)), reps)
    within = np.arange(len(first)) - np.repeat(np.cumsum(reps) - reps, reps)
    second = np.repeat(np.repeat(starts, sizes), reps) + within
    other = first != second
    first, second = first[other], second[other]
    return {
        "ccode1": states[first],
        "ccode2": states[second],
        "year": years[first],
        "distance": np.abs(points[first] - points[second]),
    }

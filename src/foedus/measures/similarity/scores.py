"""Signorino and Ritter's S: one less twice the mean distance of two portfolios, as a share of the longest possible.

Formula: S_ij = 1 - 2 sum_k w_k c(x_ik, x_jk) / (c_max sum_k w_k), in [-1, 1]: 1 for equal portfolios, -1 where every
tie is as far apart as the scale allows. c is the absolute distance (their choice) or the squared one; c_max belongs to
the scale, not to the levels that occur. Unweighted, every position counts the same; weighted, by the position's state,
usually its capability (CINC).
S counts a tie that neither has as likeness, so it is near 1 for any two states where ties are rare (Häge 2011):
read it beside kappa and pi (`agreement`).
Reference: Signorino & Ritter (1999), International Studies Quarterly 43(1), 115-144; their Tables 5 and 6 are tests.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.measures.similarity.pairs import gate, pair_scores
from foedus.measures.similarity.portfolios import Portfolios


def s(
    portfolios: Portfolios | ArrayLike,
    *,
    weights: ArrayLike | None = None,
    distance: str = "absolute",
    levels: ArrayLike | None = None,
    own_tie: str | float = "maximum",
    threads: int = 1,
) -> NDArray[np.float64]:
    """S of all pairs: (n, n) for one year's (n, m) array, or (sum n^2,) for packed years.

    weights: (m,) or (sum m,), each >= 0; a NaN makes its year NaN, and 0 leaves the position out. distance:
    "absolute", "squared" or "nominal". levels and own_tie: for a plain array, see `portfolios`. A portfolio with an
    unknown tie has NaN with all, itself included.

    >>> ties = [[3, 3, 0], [3, 3, 1], [0, 1, 3]]
    >>> s(ties, levels=(0, 1, 2, 3)).round(3)
    array([[ 1.   ,  0.778, -0.778],
           [ 0.778,  1.   , -0.556],
           [-0.778, -0.556,  1.   ]])
    """
    packed, single = gate(portfolios, levels, own_tie)
    found = pair_scores(packed, ("s",), weights=weights, distance=distance, threads=threads)["s"]
    return packed.matrix(found, 0) if single else found

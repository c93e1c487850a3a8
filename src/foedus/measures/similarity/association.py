"""Kendall's tau-b: whether two states rank their ties alike, which is not whether their ties are alike.

Formula: tau_b = (C - D) / sqrt((n_0 - n_1)(n_0 - n_2)), C and D concordant and discordant pairs of positions, n_0 all
pairs, n_1 and n_2 the pairs tied in one or the other portfolio; in [-1, 1]. NaN where a portfolio does not vary.
It is here because older studies use it: two portfolios with equal ranks and unequal levels have 1, and equal
portfolios without variation have no value (Signorino & Ritter 1999). Unweighted, as it is used.
References: Kendall (1938, 1945); Bueno de Mesquita (1975), Journal of Conflict Resolution 19(2), for alliances.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.measures.similarity.pairs import gate
from foedus.measures.similarity.portfolios import Portfolios


def tau_b(
    portfolios: Portfolios | ArrayLike, *, levels: ArrayLike | None = None, own_tie: str | float = "maximum"
) -> NDArray[np.float64]:
    """Kendall's tau-b of all pairs: (n, n) for one year's (n, m) array, or (sum n^2,) for packed years.

    Only the order of the levels matters. levels and own_tie: for a plain array, see `portfolios`.

    >>> tau_b([[3, 3, 0], [3, 3, 1], [0, 1, 3]], levels=(0, 1, 2, 3)).round(3)
    array([[ 1.   ,  1.   , -0.816],
           [ 1.   ,  1.   , -0.816],
           [-0.816, -0.816,  1.   ]])
    """
    from foedus.measures.similarity.concordance import tau_years

    packed, single = gate(portfolios, levels, own_tie)
    found = np.empty(int(packed.squares[-1]))
    with np.errstate(over="ignore"):  # words multiply modulo 2^64
        tau_years(
            packed.codes, packed.sizes, packed.widths, packed.begins, packed.squares, len(packed.levels), found
        )  # fmt: skip
    return packed.matrix(found, 0) if single else found

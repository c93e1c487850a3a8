"""Cohen's kappa and Scott's pi: agreement of two portfolios beyond what their numbers of ties make likely by chance.

Formulas: with D the mean distance of two portfolios and E the mean distance of independent ones, 1 - D / E.
Kappa draws each portfolio from its own shares of levels, E_ij = p_i' C p_j; pi draws both from their pooled shares
q = (p_i + p_j) / 2, E = q' C q, so that states with different numbers of ties are held to disagree.
Distances C: nominal (the coefficients of 1960 and 1955), absolute or squared (Cohen 1968; Häge uses squared, for which
E is p's means and variances). On two levels all three are the same.
Range: both lie in [-1, 1], and pi <= kappa for every pair: the pooled expectation is never the larger, since these
distances are of negative type. 1 for equal portfolios; 0 as by chance. NaN where neither portfolio varies and both
have the same level (0 / 0): they agree, and it says nothing.
Weighted, positions count by their weights in D and in the shares; this extension of the coefficients is ours.
References: Cohen (1960, 1968); Scott (1955); Häge (2011), Political Analysis 19(3), 287-305.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.measures.similarity.pairs import gate, pair_scores
from foedus.measures.similarity.portfolios import Portfolios


def kappa(
    portfolios: Portfolios | ArrayLike,
    *,
    weights: ArrayLike | None = None,
    distance: str = "squared",
    levels: ArrayLike | None = None,
    own_tie: str | float = "maximum",
    threads: int = 1,
) -> NDArray[np.float64]:
    """Cohen's kappa of all pairs: (n, n) for one year's array, or (sum n^2,) for packed years; parameters as in `s`.

    >>> ties = [[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
    >>> kappa(ties, levels=(0, 1))[0].round(3)
    array([ 1. ,  1. , -0.5, -0.5])
    """
    packed, single = gate(portfolios, levels, own_tie)
    found = pair_scores(packed, ("kappa",), weights=weights, distance=distance, threads=threads)["kappa"]
    return packed.matrix(found, 0) if single else found


def pi(
    portfolios: Portfolios | ArrayLike,
    *,
    weights: ArrayLike | None = None,
    distance: str = "squared",
    levels: ArrayLike | None = None,
    own_tie: str | float = "maximum",
    threads: int = 1,
) -> NDArray[np.float64]:
    """Scott's pi of all pairs: (n, n) for one year's array, or (sum n^2,) for packed years; parameters as in `s`.

    >>> ties = [[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
    >>> pi(ties, levels=(0, 1))[0].round(3)
    array([ 1. ,  1. , -0.6, -0.6])
    """
    packed, single = gate(portfolios, levels, own_tie)
    found = pair_scores(packed, ("pi",), weights=weights, distance=distance, threads=threads)["pi"]
    return packed.matrix(found, 0) if single else found

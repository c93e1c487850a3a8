"""The battery: S, kappa and pi of all pairs and years, unweighted and weighted, one pass over the portfolios each.

Häge (2011) shows that the measures are not substitutable, so a result should be seen under more than one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.measures.similarity.pairs import gate, pair_scores
from foedus.measures.similarity.portfolios import Portfolios

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Battery:
    """Scores of all pairs, each (sum n^2,) in the order of `portfolios.dyads()`; weighted ones None without weights."""

    portfolios: Portfolios
    distance: str
    s: Floats
    kappa: Floats
    pi: Floats
    s_weighted: Floats | None = None
    kappa_weighted: Floats | None = None
    pi_weighted: Floats | None = None


def score_battery(
    portfolios: Portfolios | ArrayLike,
    *,
    weights: ArrayLike | None = None,
    distance: str = "absolute",
    levels: ArrayLike | None = None,
    own_tie: str | float = "maximum",
    threads: int = 1,
) -> Battery:
    """S, kappa and pi of all pairs, and with weights their weighted forms; parameters as in `s`.

    Threads share the years, and their number changes no figure.

    >>> found = score_battery([[1, 1, 0], [1, 1, 0], [0, 0, 1]], levels=(0, 1), weights=[0.5, 0.3, 0.2])
    >>> found.s.reshape(3, 3)[0].tolist(), found.s_weighted.reshape(3, 3)[0].tolist()
    ([1.0, 1.0, -1.0], [1.0, 1.0, -1.0])
    """
    packed, _ = gate(portfolios, levels, own_tie)
    every = ("s", "kappa", "pi")
    plain = pair_scores(packed, every, distance=distance, threads=threads)
    if weights is None:
        return Battery(packed, distance, plain["s"], plain["kappa"], plain["pi"])
    heavy = pair_scores(packed, every, weights=weights, distance=distance, threads=threads)
    return Battery(
        packed, distance, plain["s"], plain["kappa"], plain["pi"], heavy["s"], heavy["kappa"], heavy["pi"]
    )  # fmt: skip

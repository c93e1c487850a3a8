"""Clustering of an alliance network: how often two allies of a state are allied themselves.

t_i = number of tied pairs among the allies of i = (A^3)_ii / 2; d_i = degree; p_i = d_i (d_i - 1) / 2 pairs of allies.
Formulas: local c_i = t_i / p_i in 0..1 (Watts & Strogatz 1998); transitivity C = sum_i t_i / sum_i p_i in 0..1, three
times the triangles over the connected triples (Luce & Perry 1949; Newman, Strogatz & Watts 2001); mean local = mean of
c_i over the states with two allies or more.
A state with fewer than two allies has no local clustering (NaN): networkx says 0, and a mean over such zeros falls
with the number of states that have no allies. C is NaN where nobody has two allies.
Unknown ties: c_i is NaN if a tie of i is unknown, or one between two of its allies; C and the mean if any tie is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.measures.network.ties import Ties

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Clustering:
    """`local` (n,) in the order `states`; `transitivity` and `mean_local` of the network; NaN where unknown or none."""

    states: tuple[str, ...]
    local: Floats
    transitivity: float
    mean_local: float
    unknown: tuple[tuple[str, str], ...]


def clusters(ties: Ties) -> Clustering:
    """The clustering of each state and of the network.

    >>> from foedus.measures.network.ties import ties_of_blocks
    >>> found = clusters(ties_of_blocks(["A", "B", "C", "D"], [["A", "B", "C"], ["C", "D"]]))
    >>> found.local.round(4).tolist(), found.transitivity
    ([1.0, 1.0, 0.3333, nan], 0.6)
    """
    tied = ties.tied.astype(np.float64)
    closed = np.einsum("ij,ij->i", tied @ tied, tied)  # twice the tied pairs among the allies; whole, so exact
    degree = tied.sum(axis=1)
    pairs = degree * (degree - 1)
    open_ = ties.unknown.astype(np.float64)
    unsure = ties.unknown.any(axis=1) | (np.einsum("ij,ij->i", tied @ open_, tied) > 0)
    local = np.divide(closed, pairs, out=np.full(len(degree), np.nan), where=(pairs > 0) & ~unsure)
    whole = ties.complete and bool((pairs > 0).any())
    return Clustering(
        states=ties.states,
        local=local,
        transitivity=float(closed.sum() / pairs.sum()) if whole else float("nan"),
        mean_local=float(np.nanmean(local)) if whole else float("nan"),
        unknown=ties.unknown_pairs(),
    )

"""Centrality of the states of an alliance network: how many allies, how strong they are, how much lies between them.

A is the tie matrix, d_i = sum_j a_ij, n the number of states, s_j a strength such as military expenditure.

- degree d_i, and its share of the possible d_i / (n - 1) in 0..1 (Freeman 1979);
- allied strength sum_j a_ij s_j, in the unit of s: the degree weighted by what each ally could bring;
- eigenvector: the projection of (1, ..., 1) on the eigenspace of A's largest eigenvalue, at Euclidean length 1. In a
  connected network that is the leading eigenvector (Bonacich 1972); in one of several parts, in which it is not
  unique, the projection is where power iteration from equal starts ends, networkx's too. NaN in a network without ties;
- betweenness: the share of shortest paths between two others that lead over i, averaged over the pairs, in 0..1
  (Freeman 1977; networkx, after Brandes 2001);
- closeness: (r_i - 1)/(n - 1) times (r_i - 1)/sum of distances to the r_i - 1 states within reach, in 0..1 (Freeman
  1979, with the factor of Wasserman & Faust 1994 for networks in parts; networkx).

An unknown tie of i leaves its degree unknown between `degree` without and `most` with it; any unknown tie in the
network leaves eigenvector, betweenness and closeness unknown for all, since paths may lead over it.
`ties.settled(tied=False)` and `(tied=True)` give them for either case; between the two they need not be monotone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.ground.errors import QueryError
from foedus.measures.network.ties import Ties, as_networkx

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Eigenvalues this close to the largest, relative to it, count as equal to it; eigh's own error is some 1e-15.
SAME_EIGENVALUE = 1e-9


@dataclass(frozen=True, eq=False)
class Centrality:
    """One value a state, in the order `states`; NaN is unknown. `least` <= degree <= `most`, equal where known."""

    states: tuple[str, ...]
    degree: Floats
    least: Ints
    most: Ints
    share: Floats
    allied_strength: Floats
    eigenvector: Floats
    betweenness: Floats
    closeness: Floats
    unknown: tuple[tuple[str, str], ...]


def leading_eigenvector(tied: NDArray[np.bool_]) -> Floats:
    """The projection of equal weights on the leading eigenspace of a symmetric matrix, at length 1; (n,), all >= 0."""
    if not tied.any():
        return np.full(len(tied), np.nan)
    values, vectors = np.linalg.eigh(tied.astype(np.float64))
    leading = vectors[:, values >= values[-1] * (1 - SAME_EIGENVALUE)]
    # The eigenspace of the largest eigenvalue holds a non-negative vector, so equal weights never fall square to it.
    projected = leading @ leading.sum(axis=0)
    projected[np.abs(projected) < SAME_EIGENVALUE] = 0.0  # rounding in the parts that have no share in it
    return np.asarray(projected / np.linalg.norm(projected), dtype=np.float64)


def _strengths(strength: ArrayLike | None, n: int) -> Floats:
    if strength is None:
        return np.full(n, np.nan)
    found = np.asarray(strength, dtype=np.float64)
    if found.shape != (n,):
        raise QueryError(f"strengths of shape {found.shape} for {n} states", hint="give one a state, NaN if unknown")
    if (found < 0).any() or np.isinf(found).any():
        raise QueryError("a strength is negative or infinite", hint="turn missing codes into NaN before")
    return found


def central(ties: Ties, strength: ArrayLike | None = None) -> Centrality:
    """The centralities of all states; `strength` (n,) >= 0, NaN where unknown.

    An ally of unknown strength leaves the allied strength unknown; a state without allies has 0.

    >>> from foedus.measures.network.ties import ties_of_blocks
    >>> found = central(ties_of_blocks(["A", "B", "C"], [["A", "B"], ["B", "C"]]), [1.0, 2.0, 4.0])
    >>> found.degree.tolist(), found.allied_strength.tolist(), found.betweenness.tolist()
    ([1.0, 2.0, 1.0], [2.0, 5.0, 2.0], [0.0, 1.0, 0.0])
    """
    n = len(ties.states)
    weight = _strengths(strength, n)
    least = ties.tied.sum(axis=1)
    most = least + ties.unknown.sum(axis=1)
    known = least == most
    degree = np.where(known, least, np.nan)
    allied = ties.tied @ np.nan_to_num(weight)
    sure = known & ~(ties.tied & np.isnan(weight)[None, :]).any(axis=1)
    eigenvector, between, close = np.full((3, n), np.nan)
    if ties.complete and n:
        import networkx as nx

        graph = as_networkx(ties)
        eigenvector = leading_eigenvector(ties.tied)
        betweenness, closeness = nx.betweenness_centrality(graph), nx.closeness_centrality(graph)
        between = np.array([betweenness[s] for s in ties.states], dtype=np.float64)
        close = np.array([closeness[s] for s in ties.states], dtype=np.float64)
    return Centrality(
        states=ties.states,
        degree=degree,
        least=least.astype(np.int64),
        most=most.astype(np.int64),
        share=degree / (n - 1) if n > 1 else np.full(n, np.nan),
        allied_strength=np.where(sure if strength is not None else False, allied, np.nan),
        eigenvector=eigenvector,
        betweenness=between,
        closeness=close,
        unknown=ties.unknown_pairs(),
    )

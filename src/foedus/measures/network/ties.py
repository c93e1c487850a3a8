"""The network of a day: which pairs of states are tied, which are not, and of which it is unknown.

A tie is undirected, as the networks of the literature are: a pledge that runs one way only must be made mutual, or
dropped, by whoever builds the network, knowingly. No state is tied with itself. An unknown tie is neither there nor
absent: measures that depend on it are unknown, and `settled` says what they would be either way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.ground.errors import QueryError, did_you_mean
from foedus.ground.extras import need

if TYPE_CHECKING:
    import networkx

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Ties:
    """`tied` and `unknown`, (n, n) in the order `states`, symmetric, false on the diagonal and never both true."""

    states: tuple[str, ...]
    tied: Bools
    unknown: Bools

    def __post_init__(self) -> None:
        size = (len(self.states), len(self.states))
        if len(set(self.states)) != len(self.states):
            twice = next(s for s in self.states if self.states.count(s) > 1)
            raise QueryError(f"{twice} is named twice among the states", hint="name each state once")
        for name, matrix in (("tied", self.tied), ("unknown", self.unknown)):
            if matrix.shape != size or matrix.dtype != np.bool_:
                raise QueryError(f"{name} is {matrix.dtype} of shape {matrix.shape}, not bool of {size}")
            if (matrix != matrix.T).any():
                row, column = (int(k) for k in np.argwhere(matrix != matrix.T)[0])
                raise QueryError(
                    f"the tie of {self.states[row]} with {self.states[column]} runs one way only",
                    why="an alliance network is undirected",
                    hint="decide whether a one-sided pledge ties both (tied | tied.T) or neither (tied & tied.T)",
                )
            if matrix.diagonal().any():
                raise QueryError("a state is tied with itself", hint="leave the diagonal false")
        if (self.tied & self.unknown).any():
            raise QueryError("a tie is both there and unknown", hint="unknown means that it is not known to be there")

    @property
    def complete(self) -> bool:
        """Whether every tie is known to be there or absent."""
        return not self.unknown.any()

    def unknown_pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs of which it is unknown whether they are tied."""
        return tuple((self.states[i], self.states[j]) for i, j in np.argwhere(np.triu(self.unknown)))

    def settled(self, *, tied: bool) -> Ties:
        """The network with every unknown tie taken to be there, or to be absent."""
        return Ties(self.states, self.tied | self.unknown if tied else self.tied.copy(), np.zeros_like(self.tied))

    def without(self, states: Iterable[str]) -> Ties:
        """The network of the other states."""
        gone = set(states)
        strangers = sorted(gone - set(self.states))
        if strangers:
            raise QueryError(
                f"{strangers[0]} is not in the network", hint=did_you_mean(strangers[0], self.states, "name its states")
            )
        keep = [k for k, state in enumerate(self.states) if state not in gone]
        square = np.ix_(keep, keep)
        return Ties(tuple(self.states[k] for k in keep), self.tied[square], self.unknown[square])

    @classmethod
    def of_matrix(cls, matrix: ArrayLike, states: Sequence[str] | None = None) -> Ties:
        """From an (n, n) matrix of 1 or true for a tie, 0 for none, NaN for unknown; the diagonal is left aside.

        >>> Ties.of_matrix([[0, 1, np.nan], [1, 0, 0], [np.nan, 0, 0]], ["A", "B", "C"]).unknown_pairs()
        (('A', 'C'),)
        """
        found = np.asarray(matrix, dtype=np.float64)
        if found.ndim != 2 or found.shape[0] != found.shape[1]:
            raise QueryError(f"a matrix of shape {found.shape}", why="ties stand in a square, a row and column a state")
        unknown = np.isnan(found)
        if not np.isin(found[~unknown], (0.0, 1.0)).all():
            stray = found[~unknown][~np.isin(found[~unknown], (0.0, 1.0))][0]
            raise QueryError(f"a tie of {stray:g}", why="a tie is there (1), absent (0) or unknown (NaN)")
        tied = found == 1.0
        np.fill_diagonal(tied, False)
        np.fill_diagonal(unknown, False)
        names = tuple(states) if states is not None else tuple(str(k) for k in range(len(found)))
        return cls(names, tied, unknown)


def ties_of_pairs(
    states: Sequence[str], pairs: Iterable[tuple[str, str]], unknown: Iterable[tuple[str, str]] = ()
) -> Ties:
    """The network with these ties; a pair may be named more than once, and one known to be tied is not unknown.

    >>> ties_of_pairs(["A", "B", "C"], [("B", "A")]).tied.sum()
    np.int64(2)
    """
    index = {state: k for k, state in enumerate(states)}
    there, open_ = np.zeros((2, len(index), len(index)), dtype=np.bool_)
    for matrix, listed in ((there, pairs), (open_, unknown)):
        for one, other in listed:
            for name in (one, other):
                if name not in index:
                    raise QueryError(f"{name} is not in the network", hint=did_you_mean(name, index, "name its states"))
            matrix[index[one], index[other]] = matrix[index[other], index[one]] = True
    if len(index) != len(states):
        raise QueryError("a state is named twice", hint="name each state once")
    return Ties(tuple(states), there, open_ & ~there)


def ties_of_blocks(states: Sequence[str], blocks: Iterable[Iterable[str]]) -> Ties:
    """The network in which all members of a block, such as an alliance, are tied with one another.

    >>> ties_of_blocks(["A", "B", "C", "D"], [["A", "B", "C"], ["C", "D"]]).tied.sum(axis=1).tolist()
    [2, 2, 3, 1]
    """
    return ties_of_pairs(states, (pair for block in blocks for pair in combinations(tuple(block), 2)))


def as_networkx(ties: Ties, strength: Sequence[float] | Floats | None = None) -> networkx.Graph[str]:
    """The known ties as an undirected graph of networkx; `strength` becomes the nodes' attribute where it is known.

    Unknown ties are no edges but stand as a list of pairs in `graph.graph["unknown"]`; a network's node without a known
    strength has no such attribute, so that nothing reads a 0 there.
    """
    need("data")
    import networkx as nx

    graph: Any = nx.Graph(unknown=ties.unknown_pairs())
    graph.add_nodes_from(ties.states)
    graph.add_edges_from((ties.states[i], ties.states[j]) for i, j in np.argwhere(np.triu(ties.tied)))
    if strength is not None:
        if len(strength) != len(ties.states):
            raise QueryError(f"{len(strength)} strengths for {len(ties.states)} states", hint="give one a state")
        for state, value in zip(ties.states, strength, strict=True):
            if value == value:
                graph.nodes[state]["strength"] = float(value)
    return graph

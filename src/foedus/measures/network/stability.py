"""War-stability: an alliance network that leaves nobody vulnerable and that nobody has reason to change.

Without trade, so that the only use of a tie is in war, and each has some cost, however small. g is war-stable if
- S1: no state is vulnerable at g;
- S2: no two states j, k that are not allied would, as allies, both be of a coalition that defeats somebody (at g + jk);
- S3: every tie serves a purpose: for each tie jk, j is vulnerable at g - jk, or k is (a tie that protects neither is
  severed).
Vulnerable is as in `vulnerability`, at one gamma for all.
Theorem: no network with a tie is war-stable, for any strengths above 0 and any gamma > 0.
Proof: let jk be a tie and S3 hold, say with j vulnerable at g - jk to C, led by l, so to C with l too. If k is in C or
is l, then C with l and j's other allies are the same at g, and j is vulnerable there, against S1. So k is neither. If k
and l are allied, k could have joined: C, l and k defeat j at g, since what k brings never hurts the attackers (proof in
`vulnerability`) and it leaves j's side, against S1. If they are not, C, l and k defeat j at g + kl, against S2.
The network without ties is war-stable iff no state and no two together exceed gamma times any third: for three states
or more, M_j + M_k <= gamma M_i for all different i, j, k (for two, M_j <= gamma M_i). The weakest state sees to it that
this needs gamma >= 2, so for 0 < gamma < 2 and n >= 3 nothing is war-stable at all.
Reference: Jackson & Nei (2015), PNAS 112(50): no network is war-stable without trade. The abstract and two summaries
were read (the only exception is the empty network; each tie must protect somebody), the three conditions not word for
word. S3 is the weaker of two readings: where both ends of a tie must be left vulnerable, fewer networks are stable yet,
so the theorem holds under either, and for the network without ties they are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.ground.errors import QueryError
from foedus.ground.strict import Strict
from foedus.measures.network.ties import Ties
from foedus.measures.network.vulnerability import vulnerable


class WarStability(Strict, kw_only=True, frozen=True):
    """`stable` is true iff the three lists are empty.

    vulnerable: (target, leader); would_ally: (j, k, target that they could then defeat); idle: ties that protect
    neither of the two.
    """

    stable: bool
    vulnerable: tuple[tuple[str, str], ...]
    would_ally: tuple[tuple[str, str, str], ...]
    idle: tuple[tuple[str, str], ...]


def _verdicts(strength: NDArray[np.float64], tied: NDArray[np.bool_], gamma: float) -> NDArray[np.bool_]:
    """Who is vulnerable (rows) to a group led by whom (columns), all known."""
    states = tuple(str(k) for k in range(len(tied)))
    found: NDArray[np.bool_] = vulnerable(strength, Ties(states, tied, np.zeros_like(tied)), gamma).verdict == 1
    return found


def _flipped(tied: NDArray[np.bool_], j: int, k: int) -> NDArray[np.bool_]:
    """The network with the tie of j and k added, or severed."""
    other = tied.copy()
    other[j, k] = other[k, j] = not tied[j, k]
    return other


def _beaten_together(strength: NDArray[np.float64], tied: NDArray[np.bool_], gamma: float) -> Iterator[tuple[int, ...]]:
    """(j, k, i): j and k are not allied, and as allies would both be of a coalition that defeats i."""
    for j, k in combinations(range(len(tied)), 2):
        if tied[j, k]:
            continue
        together = _flipped(tied, j, k)
        beaten = _verdicts(strength, together, gamma)
        # Both are of the coalition of every leader tied with both, and of those that either of them leads.
        leaders = (together[j] | (np.arange(len(tied)) == j)) & (together[k] | (np.arange(len(tied)) == k))
        yield from ((j, k, i) for i in np.flatnonzero(beaten[:, leaders].any(axis=1)).tolist() if i not in (j, k))


def war_stable(strength: ArrayLike, ties: Ties, gamma: float = 1.0) -> WarStability:
    """Whether a network, all of it known, is war-stable without trade, and what speaks against it.

    >>> from foedus.measures.network.ties import ties_of_blocks
    >>> war_stable([1.0, 1.0, 1.0], ties_of_blocks("ABC", []), gamma=1.0).would_ally
    (('A', 'B', 'C'), ('A', 'C', 'B'), ('B', 'C', 'A'))
    >>> war_stable([1.0, 1.0, 1.0], ties_of_blocks("ABC", []), gamma=2.0).stable
    True
    """
    mass = np.asarray(strength, dtype=np.float64)
    if not ties.complete or not np.isfinite(mass).all() or not (mass > 0).all():
        raise QueryError("a tie or strength is unknown, or a strength is not above 0", why="stability is of all pairs")
    names, tied = ties.states, ties.tied
    beaten = tuple((names[i], names[j]) for i, j in np.argwhere(_verdicts(mass, tied, gamma)))
    would = tuple((names[j], names[k], names[i]) for j, k, i in _beaten_together(mass, tied, gamma))
    idle = []
    for j, k in np.argwhere(np.triu(tied)):
        exposed = _verdicts(mass, _flipped(tied, int(j), int(k)), gamma)
        if not exposed[[j, k]].any():
            idle.append((names[j], names[k]))
    return WarStability(stable=not (beaten or would or idle), vulnerable=beaten, would_ally=would, idle=tuple(idle))

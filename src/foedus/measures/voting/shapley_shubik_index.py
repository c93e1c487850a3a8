"""Shapley and Shubik's index: the share of the orders of voting in which a player's yes is the one that decides.

phi_i = sum over k of s_ik k! (n - 1 - k)! / n!, with s_ik the swings of player i with k others before it. In 0..1, and
the players' sum is one. `pivots`, the number of orders out of n! in which player i is pivotal, is an exact integer, and
each float is the one nearest to the exact ratio (relative error at most 2^-53), for any n up to 60: nothing is
subtracted in floating point.
Reference: Shapley & Shubik (1954), American Political Science Review 48(3): 787-792.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import factorial

from foedus.measures.voting.games import WeightedGame
from foedus.measures.voting.swings import Counts, swings_by_size


@dataclass(frozen=True, slots=True)
class ShapleyShubik:
    """By player, the number of the n! orders in which it is pivotal; fractions and floats follow from them."""

    players: tuple[str, ...]
    pivots: tuple[int, ...]

    @property
    def values(self) -> dict[str, float]:
        """The index by player; sums to one."""
        orders = factorial(len(self.players))
        return {p: s / orders for p, s in zip(self.players, self.pivots, strict=True)}

    @property
    def fractions(self) -> dict[str, Fraction]:
        """The index by player, exact."""
        orders = factorial(len(self.players))
        return {p: Fraction(s, orders) for p, s in zip(self.players, self.pivots, strict=True)}


def pivots(swings: Counts) -> tuple[int, ...]:
    """The orders in which each player is pivotal, from its swings by size, shape (n, n); exact.

    >>> import numpy as np
    >>> pivots(np.array([[0, 2, 1], [0, 1, 0], [0, 1, 0]]))
    (4, 1, 1)
    """
    n = len(swings)
    orders = [factorial(k) * factorial(n - 1 - k) for k in range(n)]
    known: dict[tuple[int, ...], int] = {}
    found = []
    for row in map(tuple, swings.tolist()):
        if row not in known:
            known[row] = sum(s * o for s, o in zip(row, orders, strict=True) if s)
        found.append(known[row])
    return tuple(found)


def shapley_shubik(game: WeightedGame) -> ShapleyShubik:
    """Shapley and Shubik's index of every player of a weighted game.

    >>> from foedus.measures.voting import weighted_game
    >>> shapley_shubik(weighted_game(3, {"A": 2, "B": 1, "C": 1})).fractions["A"]
    Fraction(2, 3)
    """
    return ShapleyShubik(game.players, pivots(swings_by_size(game)))

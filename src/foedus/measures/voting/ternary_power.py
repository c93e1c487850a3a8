"""Power where abstention is a third vote: Felsenthal and Machover's forms of both indices.

Banzhaf: beta_i = the share of the 3^(n - 1) ways in which the others vote in which i's yes passes what i's no does not
(there i can change the outcome by one step: from yes to abstaining, or from there to no). In 0..1; shares sum to one.
Shapley-Shubik: players vote one after another in random order, each yes, abstain or no with chance 1/3; phi_i = the
chance that i is the first after whom the outcome is settled whatever the rest vote. In 0..1; sums to one.
Both are sums over the distribution of the others' score. With each other player before i with chance t, phi_i is the
integral over t in 0..1 of a polynomial of degree n - 1 (as Owen 1972 has it for two votes), so that a Gauss-Legendre
rule with n/2 nodes is exact but for rounding. Players before i vote at random; those after it are taken to vote no
when asking whether the proposal has passed, yes when asking whether it has failed.
Only products and sums of numbers that are not negative, so that nothing cancels: the relative error of every index is
some 6 n + 30 roundings of 1.1e-16, about 5e-14 at n = 60, and that of the rule's nodes and weights, about 1e-14. It is
tested to stay below 1e-12 beside exact fractions at n = 60.
Reference: Felsenthal & Machover (1997), Int. J. Game Theory 26(3): 335-351, and (1998), ch. 8; Freixas (2005), Decision
Support Systems 39(2): 185-195.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.measures.voting.ternary import TernaryGame

Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TernaryBanzhaf:
    """The chance of being decisive by player when all others vote yes, abstain or no with chance 1/3 each."""

    absolute: dict[str, float]

    @property
    def normalised(self) -> dict[str, float]:
        """The shares of the sum over players."""
        total = sum(self.absolute.values())
        return {p: value / total for p, value in self.absolute.items()}


def _kinds(game: TernaryGame) -> list[tuple[int, int, bool, bool]]:
    """What sets a player apart: players of one kind have the same power."""
    return [(game.support[i], game.oppose[i], p in game.vetoes, p in game.consents) for i, p in enumerate(game.players)]


def _joined(scores: Reals, kind: tuple[int, int, bool, bool], chances: Reals) -> Reals:
    """The distribution of the score, shape (nodes, scores), after one more player; votes that block are dropped.

    chances: (3, nodes), of yes, abstain and no.
    """
    plus, minus, veto, consent = kind
    width = scores.shape[1]
    found: Reals = np.zeros_like(scores)
    found[:, plus:] += chances[0][:, None] * scores[:, : width - plus]
    if not consent:
        found += chances[1][:, None] * scores
        if not veto:
            found[:, : width - minus] += chances[2][:, None] * scores[:, minus:]
    return found


def _of_the_others(game: TernaryGame, chances: Reals) -> Iterator[tuple[int, Reals]]:
    """For one player of each kind, its place and the distribution of the others' score, shape (nodes, scores).

    Index s of the second axis is a score of s - sum(oppose). Halving the players again and again, each half joined to
    what is left out of the other, needs n log n joins instead of n^2, and no removal.
    """
    kinds = _kinds(game)
    chosen = {kind: i for i, kind in reversed(list(enumerate(kinds)))}
    start = np.zeros((chances.shape[1], sum(game.support) + sum(game.oppose) + 1))
    start[:, sum(game.oppose)] = 1.0
    # Players nobody asks for go first, the rest in halves.
    asked = sorted(chosen.values())
    for i in range(len(kinds)):
        if i not in asked:
            start = _joined(start, kinds[i], chances)
    parts = [(start, asked)]
    while parts:
        scores, left = parts.pop()
        if len(left) == 1:
            yield left[0], scores
            continue
        for half, other in (
            (left[: len(left) // 2], left[len(left) // 2 :]),
            (left[len(left) // 2 :], left[: len(left) // 2]),
        ):
            joined = scores
            for j in other:
                joined = _joined(joined, kinds[j], chances)
            parts.append((joined, half))


def _passing(game: TernaryGame, i: int, scores: Reals) -> tuple[Reals, Reals]:
    """Two chances (nodes,): i's yes passes what its abstention does not, and its abstention what its no does not."""
    plus, minus, veto, consent = _kinds(game)[i]
    bar = game.quota + sum(game.oppose)  # the index from which a score passes
    edge = [max(0, bar - plus), max(0, bar), max(0, bar + minus)]
    if consent:
        return scores[:, edge[0] :].sum(axis=1), np.zeros(len(scores))
    if veto:
        return scores[:, edge[0] : edge[1]].sum(axis=1), scores[:, edge[1] :].sum(axis=1)
    return scores[:, edge[0] : edge[1]].sum(axis=1), scores[:, edge[1] : edge[2]].sum(axis=1)


def ternary_banzhaf(game: TernaryGame) -> TernaryBanzhaf:
    """Banzhaf's index under a rule with abstention.

    >>> from foedus.measures.voting import ternary_game
    >>> silence = ternary_game(0, dict.fromkeys("ABC", 0), vetoes="ABC")
    >>> round(ternary_banzhaf(silence).absolute["A"], 12) == round(4 / 9, 12)  # nobody else objects
    True
    """
    kinds = _kinds(game)
    found = {}
    for i, scores in _of_the_others(game, np.full((3, 1), 1 / 3)):
        upper, lower = _passing(game, i, scores)
        found[kinds[i]] = float(upper[0] + lower[0])
    return TernaryBanzhaf({p: found[kind] for p, kind in zip(game.players, kinds, strict=True)})


def ternary_shapley_shubik(game: TernaryGame) -> dict[str, float]:
    """Shapley and Shubik's index under a rule with abstention, by player.

    >>> from foedus.measures.voting import ternary_game
    >>> example = ternary_game(-1, dict.fromkeys("ABC", 0), dict.fromkeys("BC", 1), consents="A")
    >>> [str(round(27 * value, 9)) for value in ternary_shapley_shubik(example).values()]
    ['22.0', '2.5', '2.5']
    """
    nodes, weights = np.polynomial.legendre.leggauss((len(game.players) + 1) // 2)
    before, weights = (nodes + 1) / 2, weights / 2  # from -1..1 to 0..1
    third, after = before / 3, (1 - nodes) / 2
    kinds = _kinds(game)
    found = dict.fromkeys(kinds, 0.0)
    # Settled as passed: i's yes where no would leave it open, or i's abstention where no would.
    for i, scores in _of_the_others(game, np.array([third, third, third + after])):
        upper, lower = _passing(game, i, scores)
        found[kinds[i]] += float(weights @ (upper + 2 * lower)) / 3
    # Settled as failed: i's no where yes would leave it open, or i's abstention where yes would.
    for i, scores in _of_the_others(game, np.array([third + after, third, third])):
        upper, lower = _passing(game, i, scores)
        found[kinds[i]] += float(weights @ (2 * upper + lower)) / 3
    return {p: found[kind] for p, kind in zip(game.players, kinds, strict=True)}

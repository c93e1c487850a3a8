"""Banzhaf's index: the chance that a player decides when every other votes yes or no by the toss of a coin.

With n players and s_i swings of player i (coalitions of the others that decide only with i):
absolute (Penrose's measure) s_i / 2^(n - 1) in 0..1; normalised s_i / sum of s_j in 0..1, which sums to one.
Swings are exact integers; each ratio is the float nearest to the exact one (relative error at most 2^-53).
Reference: Penrose (1946); Banzhaf (1965); Dubey & Shapley (1979).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from foedus.measures.voting.games import WeightedGame
from foedus.measures.voting.swings import swings_by_size


@dataclass(frozen=True, slots=True)
class Banzhaf:
    """Swings by player, of 2^(n - 1) each; fractions and floats follow from them."""

    players: tuple[str, ...]
    swings: tuple[int, ...]

    @property
    def absolute(self) -> dict[str, float]:
        """Penrose's measure by player: the chance of being decisive."""
        most = 2 ** (len(self.players) - 1)
        return {p: s / most for p, s in zip(self.players, self.swings, strict=True)}

    @property
    def normalised(self) -> dict[str, float]:
        """The shares of all swings by player, which sum to one."""
        total = sum(self.swings)
        return {p: s / total for p, s in zip(self.players, self.swings, strict=True)}

    @property
    def fractions(self) -> dict[str, Fraction]:
        """The normalised index by player, exact."""
        total = sum(self.swings)
        return {p: Fraction(s, total) for p, s in zip(self.players, self.swings, strict=True)}


def banzhaf(game: WeightedGame) -> Banzhaf:
    """Banzhaf's index of every player of a weighted game.

    >>> from foedus.measures.voting import weighted_game
    >>> banzhaf(weighted_game(3, {"A": 2, "B": 1, "C": 1})).absolute
    {'A': 0.75, 'B': 0.25, 'C': 0.25}
    """
    swings = swings_by_size(game).sum(axis=1)
    return Banzhaf(game.players, tuple(int(s) for s in swings))

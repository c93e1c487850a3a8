"""Both classical indices of a game from one table of swings."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.measures.voting.banzhaf_index import Banzhaf
from foedus.measures.voting.games import WeightedGame
from foedus.measures.voting.shapley_shubik_index import ShapleyShubik, pivots
from foedus.measures.voting.swings import swings_by_size


@dataclass(frozen=True, slots=True)
class PowerIndices:
    """Banzhaf's and Shapley and Shubik's index of the same game."""

    banzhaf: Banzhaf
    shapley_shubik: ShapleyShubik


def power_indices(game: WeightedGame) -> PowerIndices:
    """Both indices of every player, exact.

    >>> from foedus.measures.voting import weighted_game
    >>> found = power_indices(weighted_game(12, [4, 4, 4, 2, 2, 1]))
    >>> found.banzhaf.swings, str(found.shapley_shubik.fractions["1"])
    ((10, 10, 10, 6, 6, 0), '7/30')
    """
    swings = swings_by_size(game)
    return PowerIndices(
        Banzhaf(game.players, tuple(int(s) for s in swings.sum(axis=1))), ShapleyShubik(game.players, pivots(swings))
    )

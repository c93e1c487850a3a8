"""Voting power: how often a member's vote decides, under weights, vetoes and abstention, and under dated procedures.

`games` and `ternary` are rules as data, without and with abstention as a third vote; `banzhaf` and `shapley` have the
indices of the first, exact for up to 60 members, `ternary_power` those of the second; `procedures` makes the game of
an alliance's organ on a day. Names load their modules on first use; numba is loaded for large tables only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.ground.lazy import lazily

if TYPE_CHECKING:
    from foedus.measures.voting.banzhaf_index import Banzhaf, banzhaf
    from foedus.measures.voting.games import WeightedGame, unanimity, weighted_game
    from foedus.measures.voting.indices import PowerIndices, power_indices
    from foedus.measures.voting.procedures import MemberPower, VotingPower, voting_power
    from foedus.measures.voting.shapley_shubik_index import ShapleyShubik, shapley_shubik
    from foedus.measures.voting.ternary import TernaryGame, ternary_game
    from foedus.measures.voting.ternary_power import TernaryBanzhaf, ternary_banzhaf, ternary_shapley_shubik

#: Where each public name lives; no name is also that of a module, or the module would hide it once loaded.
_HOMES = {
    "Banzhaf": "banzhaf_index",
    "MemberPower": "procedures",
    "PowerIndices": "indices",
    "ShapleyShubik": "shapley_shubik_index",
    "TernaryBanzhaf": "ternary_power",
    "TernaryGame": "ternary",
    "VotingPower": "procedures",
    "WeightedGame": "games",
    "banzhaf": "banzhaf_index",
    "power_indices": "indices",
    "shapley_shubik": "shapley_shubik_index",
    "ternary_banzhaf": "ternary_power",
    "ternary_game": "ternary",
    "ternary_shapley_shubik": "ternary_power",
    "unanimity": "games",
    "voting_power": "procedures",
    "weighted_game": "games",
}

__all__ = [
    "Banzhaf",
    "MemberPower",
    "PowerIndices",
    "ShapleyShubik",
    "TernaryBanzhaf",
    "TernaryGame",
    "VotingPower",
    "WeightedGame",
    "banzhaf",
    "power_indices",
    "shapley_shubik",
    "ternary_banzhaf",
    "ternary_game",
    "ternary_shapley_shubik",
    "unanimity",
    "voting_power",
    "weighted_game",
]

__getattr__ = lazily(__name__, _HOMES)

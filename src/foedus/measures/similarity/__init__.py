"""Similarity of foreign policy positions: how alike two states' ties are, for all pairs of states and all years.

`portfolios` packs who is tied to whom, `codings` says what counts as how strong a tie; `scores` has Signorino and
Ritter's S, `agreement` Cohen's kappa and Scott's pi, `association` Kendall's tau-b, `ideal_points` distance and S on
UN ideal points, and `battery` the first three, plain and weighted, in one pass. Names load their modules on first
use; numba is imported by the first score, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.ground.lazy import lazily

if TYPE_CHECKING:
    from foedus.measures.similarity.agreement import kappa, pi
    from foedus.measures.similarity.association import tau_b
    from foedus.measures.similarity.battery import Battery, score_battery
    from foedus.measures.similarity.codings import CODINGS, Coding, coding
    from foedus.measures.similarity.ideal_points import ideal_point_distance, ideal_point_dyads, ideal_point_s
    from foedus.measures.similarity.portfolios import (
        Portfolios,
        aligned_weights,
        portfolios_of_blocks,
        portfolios_of_dyads,
    )
    from foedus.measures.similarity.scores import s

#: Where each public name lives; no name is also that of a module, or the module would hide it once loaded.
_HOMES = {
    "CODINGS": "codings",
    "Battery": "battery",
    "Coding": "codings",
    "Portfolios": "portfolios",
    "aligned_weights": "portfolios",
    "coding": "codings",
    "ideal_point_distance": "ideal_points",
    "ideal_point_dyads": "ideal_points",
    "ideal_point_s": "ideal_points",
    "kappa": "agreement",
    "pi": "agreement",
    "portfolios_of_blocks": "portfolios",
    "portfolios_of_dyads": "portfolios",
    "s": "scores",
    "score_battery": "battery",
    "tau_b": "association",
}

__all__ = [
    "CODINGS",
    "Battery",
    "Coding",
    "Portfolios",
    "aligned_weights",
    "coding",
    "ideal_point_distance",
    "ideal_point_dyads",
    "ideal_point_s",
    "kappa",
    "pi",
    "portfolios_of_blocks",
    "portfolios_of_dyads",
    "s",
    "score_battery",
    "tau_b",
]

__getattr__ = lazily(__name__, _HOMES)

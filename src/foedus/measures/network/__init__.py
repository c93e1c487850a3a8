"""Alliance networks: who is tied to whom, how central and how clustered states are, and who could be defeated.

`ties` is the network of a day or year; `centrality` and `clustering` describe it; `vulnerability` asks whom some allied
group could defeat (Jackson & Nei 2015), `stability` which networks nobody has reason to change, and `exposure` who
becomes vulnerable when a member is gone, on the record; `pair_ratio` and `persistence` count ties and wars
per state and pair over years. Names load their modules on first use; numpy and networkx are not imported before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.ground.lazy import lazily

if TYPE_CHECKING:
    from foedus.measures.network.centrality import Centrality, central
    from foedus.measures.network.clustering import Clustering, clusters
    from foedus.measures.network.exposure import Exposure, expose
    from foedus.measures.network.pair_ratio import Estimate, pair_rate
    from foedus.measures.network.persistence import TieYears, pair_counts, tie_survival, ties_per_state
    from foedus.measures.network.stability import WarStability, war_stable
    from foedus.measures.network.ties import Ties, as_networkx, ties_of_blocks, ties_of_pairs
    from foedus.measures.network.vulnerability import Vulnerability, critical_gamma, guarantee, vulnerable

#: Where each public name lives; no name is also that of a module, or the module would hide it once loaded.
_HOMES = {
    "Centrality": "centrality",
    "Clustering": "clustering",
    "Estimate": "pair_ratio",
    "Exposure": "exposure",
    "TieYears": "persistence",
    "Ties": "ties",
    "Vulnerability": "vulnerability",
    "WarStability": "stability",
    "as_networkx": "ties",
    "central": "centrality",
    "clusters": "clustering",
    "critical_gamma": "vulnerability",
    "expose": "exposure",
    "guarantee": "vulnerability",
    "pair_counts": "persistence",
    "pair_rate": "pair_ratio",
    "tie_survival": "persistence",
    "ties_of_blocks": "ties",
    "ties_of_pairs": "ties",
    "ties_per_state": "persistence",
    "vulnerable": "vulnerability",
    "war_stable": "stability",
}

__all__ = [
    "Centrality",
    "Clustering",
    "Estimate",
    "Exposure",
    "TieYears",
    "Ties",
    "Vulnerability",
    "WarStability",
    "as_networkx",
    "central",
    "clusters",
    "critical_gamma",
    "expose",
    "guarantee",
    "pair_counts",
    "pair_rate",
    "tie_survival",
    "ties_of_blocks",
    "ties_of_pairs",
    "ties_per_state",
    "vulnerable",
    "war_stable",
]

__getattr__ = lazily(__name__, _HOMES)

"""Measures as sources of panels: similarity of alliance portfolios by dyad-year, beside the published sources.

The panel's own states make the system of each year; ties are ATOP's obligations, weights are CINC (NMC 7.0).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from foedus.datasets import store
from foedus.panel.columns import Column
from foedus.panel.panel import Panel
from foedus.panel.verbs.alliances import OBLIGATIONS
from foedus.panel.verbs.alliances import TABLE as ATOP
from foedus.panel.verbs.verb import window

NMC = "nmc-7.state-years"
#: The ordering of obligations that most of the literature uses; see `similarity.codings` for the others.
CODING = "defence-neutrality-consultation"


def similarity(panel: Panel, coding: str = CODING) -> dict[str, Column]:
    """S, kappa and pi of the two states' alliance portfolios, plain and weighted by CINC; null where a tie is unknown.

    S is inflated where ties are rare (Häge 2011): look at kappa and pi beside it.
    """
    from foedus.measures.similarity import aligned_weights, portfolios_of_dyads, score_battery
    from foedus.measures.similarity import coding as coding_of

    pairs, states, chosen = panel.paired, panel.states, coding_of(coding)
    if states.code_name != "ccode":
        from foedus.ground.errors import QueryError

        raise QueryError("similarity is had for the Correlates of War system", hint="take the panel with system cow")
    pledges = store.frame(ATOP)
    packed = portfolios_of_dyads(
        pledges["ccode1"].to_numpy(),
        pledges["ccode2"].to_numpy(),
        pledges["year"].to_numpy(),
        chosen.code(*(pledges[o].to_numpy() for o in OBLIGATIONS)),
        members=(states.code, states.year),
        covered=window(ATOP),
        levels=chosen.levels,
    )
    capability = store.frame(NMC).select("ccode", "year", "cinc")
    weights = aligned_weights(packed, *(capability[c].to_numpy() for c in ("ccode", "year", "cinc")))
    found = score_battery(packed, weights=weights)
    # Long arrays hold each year's square of states; a panel's row is one cell of it.
    year = states.year[pairs.one].astype(np.int64) - states.first
    n, begin = states.counts[year], states.offset[year]
    cell = packed.squares[year] + (pairs.one - begin) * n + (pairs.two - begin)
    made = {}
    for name in ("s", "kappa", "pi", "s_weighted", "kappa_weighted", "pi_weighted"):
        values = np.take(getattr(found, name), cell)
        made[f"atop_{name}"] = Column(values, ~np.isnan(values))
    return made


MEASURES: dict[str, Callable[[Panel], dict[str, Column]]] = {"similarity": similarity}
TEXTS = {"similarity": "S, kappa, pi of alliance portfolios (ATOP), plain and weighted by CINC"}
PEERS = {"similarity": "add_fpsim()"}
NEEDED = {"similarity": (ATOP, NMC)}


def with_sources(panel: Panel, names: Iterable[str]) -> Panel:
    """The panel with published sources and measures joined, by name, in the order given."""
    for name in names:
        panel = panel.having(MEASURES[name](panel)) if name in MEASURES else panel.add(name)
    return panel

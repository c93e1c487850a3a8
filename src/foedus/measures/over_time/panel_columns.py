"""Measures as sources of panels, beside the published ones: similarity of alliance portfolios, depth of treaties.

The panel's own states make the system of each year; ties are ATOP's obligations, weights are CINC (NMC 7.0).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from foedus.datasets import store
from foedus.ground.errors import QueryError
from foedus.ground.extras import need
from foedus.panel.columns import Column
from foedus.panel.panel import Panel
from foedus.panel.sheet import Make, Sheet, Unit
from foedus.panel.spread import by_pair_year
from foedus.panel.system import LISTS, SystemName
from foedus.panel.verbs import VERBS, maker
from foedus.panel.verbs.alliances import OBLIGATIONS
from foedus.panel.verbs.alliances import TABLE as ATOP
from foedus.panel.verbs.verb import DYADS, Verb, reads, window

if TYPE_CHECKING:
    from foedus.panel.own.rows import Told

NMC = "nmc-7.state-years"
#: The ordering of obligations that most of the literature uses; see `similarity.codings` for the others.
CODING = "defence-neutrality-consultation"


@reads(ATOP, NMC)
def similarity(panel: Sheet, coding: str = CODING) -> dict[str, Column]:
    """S, kappa and pi of the two states' alliance portfolios, plain and weighted by CINC; null where a tie is unknown.

    S is inflated where ties are rare (Häge 2011): look at kappa and pi beside it.
    """
    from foedus.measures.similarity import aligned_weights, portfolios_of_dyads, score_battery
    from foedus.measures.similarity import coding as coding_of

    pairs, states, chosen = panel.paired, panel.states, coding_of(coding)
    if states.code_name != "ccode":
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
    made = {}
    for name in ("s", "kappa", "pi", "s_weighted", "kappa_weighted", "pi_weighted"):
        # A long array holds each year's square of states.
        squares = np.split(getattr(found, name), packed.squares[1:-1])
        shaped = [square.reshape(n, n) for square, n in zip(squares, states.counts, strict=True)]
        values = pairs.cells(np.float64, shaped.__getitem__)
        made[f"atop_{name}"] = Column(values, ~np.isnan(values))
    return made


def similarity_by(coding: str) -> Make:
    """The verb of similarity under a coding. Raises `QueryError`, naming the codings, for one that there is not."""
    from functools import update_wrapper

    from foedus.measures.similarity import coding as coding_of

    coding_of(coding)
    return update_wrapper(lambda panel: similarity(panel, coding), similarity)


#: The tables of treaty depth, and their columns under the names that the authors gave them.
MEMBERS, INSTITUTIONS, BENSON_CLINTON, ALLEY = (
    "atop.members", "atop.institutions", "benson-clinton.scores", "alley-depth.alliances",
)  # fmt: skip
AUTHORS_NAMES = {
    MEMBERS: {
        "ccode": "member", "entry_year": "yrent", "entry_month": "moent", "entry_day": "dayent",
        "exit_year": "yrexit", "exit_month": "moexit", "exit_day": "dayexit",
    },
    BENSON_CLINTON: {
        "atopid": "V1", "depth": "depth.score", "scope": "scope.score", "strength": "Dimension1.score",
    },
    ALLEY: {"latent_depth_mean": "latent.depth.mean", "latent_depth_sd": "latent.depth.sd"},
}  # fmt: skip


@reads(MEMBERS, INSTITUTIONS, BENSON_CLINTON, ALLEY)
def depth(panel: Sheet) -> dict[str, Column]:
    """The deepest alliance in force between the two states, on three scales that cannot be compared.

    Benson & Clinton 2016 (`bc_depth`), Alley 2021 (`alley_depth` with `alley_sd`), Leeds & Anac 2005 (`milinst`); null
    where the two have no alliance, where none of theirs has a score, and in years that a scale does not cover.
    """
    import polars as pl

    from foedus.measures.bond.depth import dyad_depth, treaty_depth

    read = {n: store.frame(n).rename(AUTHORS_NAMES.get(n, {})) for n in (MEMBERS, INSTITUTIONS, BENSON_CLINTON, ALLEY)}
    members = read[MEMBERS].with_columns(pl.col("yrexit").fill_null(0), pl.col("moexit").fill_null(12))
    institutions = read[INSTITUTIONS].with_columns(pl.col("atopidphase").cast(pl.Float64))
    scores = treaty_depth(benson_clinton=read[BENSON_CLINTON], alley=read[ALLEY], institutions=institutions)
    first, last = window(MEMBERS)
    years = range(max(first, panel.states.first), min(last, panel.states.last) + 1)
    tables = [dyad_depth(members, scores, year).with_columns(year=pl.lit(year, pl.Int32)) for year in years]
    found = (
        pl.concat(tables)
        if tables
        else dyad_depth(members, scores, last).clear().with_columns(year=pl.lit(0, pl.Int32))
    )
    names = {name: name for name in ("bc_depth", "alley_depth", "alley_sd", "milinst")}
    return by_pair_year(panel, found, names, both_ways=False, code="ccode", what="treaty depth")


#: Measures by name, each a source of dyad-year panels like those of `foedus.panel.verbs`.
MEASURES: dict[str, Verb] = {
    "similarity": Verb(
        "S, kappa, pi of alliance portfolios (ATOP), plain and weighted by CINC",
        DYADS,
        similarity,
        (ATOP, NMC),
        "add_fpsim()",
    ),
    "depth": Verb(
        "depth of the deepest alliance in force: Benson & Clinton, Alley, Leeds & Anac",
        DYADS,
        depth,
        (MEMBERS, INSTITUTIONS, BENSON_CLINTON, ALLEY),
    ),
}


def all_sources() -> dict[str, Verb]:
    """Published sources and measures by name."""
    return VERBS | MEASURES


def check_sources(names: Iterable[str], unit: Unit, system: SystemName) -> None:
    """Raise before any work if a source is unknown or does not fit the unit, or if a file is not in the store."""
    known, needed = all_sources(), [LISTS[system][0]]
    for name in names:
        if name in MEASURES and unit not in MEASURES[name].units:
            raise QueryError(f"{name!r} cannot be joined to a {unit} panel", hint="it is about dyad-years")
        if name not in MEASURES:
            maker(name, unit)
        needed += known[name].needed(system) if name in known else (name,)
    need("data")
    if gone := store.missing(needed):
        raise gone


def with_sources(
    panel: Panel, names: Iterable[str], coding: str = CODING, told: Told | None = None
) -> Panel:  # fmt: skip
    """The panel with sources joined in the order given: published ones and measures by name, own tables by path.

    `coding` is the ordering of obligations that similarity takes; see `foedus.measures.similarity.codings`.
    """
    known = {name: found.make for name, found in MEASURES.items()} | {"similarity": similarity_by(coding)}
    for name in names:
        source = known.get(name, name)
        panel = panel.add(source) if told is None else panel.with_told(source, told)
    return panel

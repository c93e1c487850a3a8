"""Concentration and dependence of every alliance in every year at once, on ATOP's members and NMC's resources.

ATOP names no leader: the member with most of the resource is taken for it (of two alike the one with the lower code).
Formulas, and what counts as unknown: `shares`, `dependence`, `concentration`. Past the coverage of NMC (7.0: 2022)
nothing is known; ATOP ends in 2018. NMC counts CINC as a share of the world, milex in thousands of dollars (pounds to
1913), milper and the populations in thousands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from foedus.datasets import store
from foedus.ground.errors import QueryError, did_you_mean
from foedus.ground.extras import need
from foedus.measures.strength.concentration import concentration_by_group
from foedus.measures.strength.dependence import dependence_by_group
from foedus.measures.strength.shares import shares_by_group
from foedus.panel.k_adic import TABLE as ATOP
from foedus.panel.k_adic import alliance_years, member_years
from foedus.panel.verbs.capability import NMC as RESOURCES

if TYPE_CHECKING:
    import polars as pl

    from foedus.measures.strength.shares import Floats, Ints

NMC = "nmc-7.state-years"


def check_resources(resources: Sequence[str]) -> None:
    """Raise before any work for a resource that NMC does not count, or if a file is not in the store."""
    _known(resources)
    need("data")
    if gone := store.missing(tables_of(resources)):
        raise gone


def tables_of(resources: Sequence[str]) -> list[str]:
    """The tables that alliance-years with these resources are made of."""
    return [ATOP, NMC] if resources else [ATOP]


def with_resources(first: int, last: int, resources: Iterable[str] = ("cinc",)) -> pl.DataFrame:
    """Alliance-years with five columns a resource: total, missing, leader (code), leader_share, effective.

    `cinc_total` sums the members that have a figure, and is a lower bound while `cinc_missing` of them have none;
    `cinc_leader_share` lies in 0..1, `cinc_effective` (1 / Herfindahl) in 1..k; null is unknown. Raises `QueryError`
    for a resource that NMC does not count.
    """
    import polars as pl

    wanted = tuple(resources)
    _known(wanted)
    table = alliance_years(first, last)
    if not wanted:
        return table
    members = member_years(first, last).select("atopid", "year", "ccode")
    figures = store.frame(NMC).select("ccode", "year", *wanted)
    rows = members.join(figures, on=["ccode", "year"], how="left", validate="m:1", maintain_order="left")
    group = rows.select(pl.struct("atopid", "year").rle_id()).to_series().to_numpy().astype(np.intp)
    made = []
    for name in wanted:
        values = rows[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
        leading = _largest(values, group, table.height)
        leads = np.zeros(len(values), dtype=bool)
        leads[leading[leading >= 0]] = True
        shares = shares_by_group(values, group, table.height, leads)
        on = dependence_by_group(values, shares, group, table.height, leads)
        missing = np.isnan(values)
        code = np.append(rows["ccode"].to_numpy(), 0)[leading]
        known = leading >= 0
        made += [
            pl.Series(f"{name}_total", np.bincount(group, np.where(missing, 0.0, values), table.height)).set(
                pl.Series(~known), None
            ),
            pl.Series(f"{name}_missing", np.bincount(group, missing, table.height).astype(np.int32)),
            pl.Series(f"{name}_leader", code.astype(np.int32)).set(pl.Series(~known), None),
            pl.Series(f"{name}_leader_share", on.leader_share).fill_nan(None),
            pl.Series(f"{name}_effective", 1 / concentration_by_group(shares, group, table.height)).fill_nan(None),
        ]
    return table.with_columns(made)


def _known(resources: Iterable[str]) -> None:
    for name in resources:
        if name not in RESOURCES:
            hint = did_you_mean(name, RESOURCES, f"NMC has {', '.join(RESOURCES)}")
            raise QueryError(f"{name!r} cannot be joined to alliance-years", hint=hint)


def _largest(values: Floats, group: Ints, groups: int) -> Ints:
    """The row with the largest value of each group, the first of several; -1 where none is known."""
    rows = np.flatnonzero(~np.isnan(values))
    # In ascending order the last row of a group counts: the largest, and of two alike the one that comes first.
    rows = rows[np.lexsort((-rows, values[rows], group[rows]))]
    found = np.full(groups, -1)
    found[group[rows]] = rows
    return found

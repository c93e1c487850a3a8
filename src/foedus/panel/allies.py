"""Allies in conflict: each belligerent with each state that was bound to it, and whether that state came.

A row is a conflict, a belligerent (`ccode2`) and an ally (`ccode1`: a state that a treaty links to it in the year the
belligerent entered). `joined`: the ally took part on the belligerent's side, at any time, `delay` years after it (below
0 if before; null if never); `opposed`: on another side. Both can be true where a state changed sides. What the ally
owed comes with the source "atop", in its direction: a link alone is no duty to fight. Treaties signed in the year of
entry count, also those signed because of it; `lag=1` takes the year before instead.

The rows are a choice of a directed dyad-year panel, so every source of dyad-years can be joined to them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from foedus.datasets import store
from foedus.ground.errors import QueryError, did_you_mean
from foedus.panel.columns import Column
from foedus.panel.panel import Panel, dyad_year_panel
from foedus.panel.spread import numbers
from foedus.panel.verbs.alliances import TABLE as ATOP
from foedus.panel.verbs.verb import window

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Where a list of participants stands: its table and the columns for conflict, side and year of entry."""

    table: str
    conflict: str
    side: str
    year: str


LISTS = {
    "wars": Conflicts("cow-inter-state-war.participants", "warnum", "side", "start_year1"),
    "gml-mids": Conflicts("gml-mid.participants", "dispnum", "sidea", "styear"),
    "cow-mids": Conflicts("cow-mid.participants", "dispnum", "sidea", "styear"),
}


def participants(conflicts: str) -> pl.DataFrame:
    """One row a participant and side of a conflict: conflict, ccode, side, year (of the first entry on that side)."""
    import polars as pl

    if conflicts not in LISTS:
        raise QueryError(
            f"there is no list of conflicts {conflicts!r}", hint=did_you_mean(conflicts, LISTS, ", ".join(LISTS))
        )
    known = LISTS[conflicts]
    found = store.frame(known.table).select(
        conflict=pl.col(known.conflict).cast(pl.Int32),
        ccode=pl.col("ccode").cast(pl.Int32),
        side=pl.col(known.side).cast(pl.Int32),
        year=pl.col(known.year).cast(pl.Int32),
    )
    return (
        found.drop_nulls()
        .group_by("conflict", "ccode", "side")
        .agg(pl.col("year").min())
        .sort("year", "conflict", "side", "ccode")
    )


def allies_panel(conflicts: str = "wars", first: int = 1816, last: int = 2018, lag: int = 0) -> Panel:
    """The panel of allies in conflict, ready for more sources; `conflicts` is wars, gml-mids or cow-mids."""
    import polars as pl

    covered = window(ATOP)
    everyone = participants(conflicts)
    # Belligerents of the years asked for, but allies of any year: who came in 1917 had joined the war of 1914.
    fought = everyone.filter(pl.col("year").is_between(max(first, covered[0] + lag), min(last, covered[1])))
    ties = store.frame(ATOP).select(ally="ccode1", ccode="ccode2", year=pl.col("year") + lag).cast(pl.Int32)
    rows = fought.join(ties, on=["ccode", "year"], how="inner")
    sides = everyone.select("conflict", ally="ccode", ally_side="side", ally_year="year")
    came = (
        rows.join(sides, on=["conflict", "ally"], how="left")
        .group_by("conflict", "ccode", "side", "year", "ally")
        .agg(
            joined=(pl.col("side") == pl.col("ally_side")).any(),
            opposed=(pl.col("side") != pl.col("ally_side")).any(),
            delay=(pl.col("ally_year") - pl.col("year")).filter(pl.col("side") == pl.col("ally_side")).min(),
        )
        .sort("year", "conflict", "side", "ccode", "ally")
    )
    years = came["year"].to_list() or [first]
    panel = dyad_year_panel(min(years), max(years))
    place = panel.paired.rows_of("ccode", came["ally"], came["ccode"], came["year"])
    there = place >= 0  # an ally that is in ATOP's list and not in the state system has no row
    came = came.filter(pl.Series(there))
    labels = {
        "conflict": Column(came["conflict"].to_numpy()),
        "side": Column(came["side"].to_numpy().astype(np.int8)),
        "joined": Column(came["joined"].fill_null(False).to_numpy()),
        "delay": numbers(came["delay"].cast(pl.Int16)),
        "opposed": Column(came["opposed"].fill_null(False).to_numpy()),
    }
    return replace(panel, subset=place[there], labels=labels, tables=(LISTS[conflicts].table, ATOP))

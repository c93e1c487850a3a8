"""Alliances by year, k-adic: one row for an alliance and year with all k members, whatever their number.

From ATOP's member rows, one a member and phase: a member is in a year if it was bound on any day of it. Obligations
are those in force for any member on any day of the year. The last year is ATOP's; later ones are unknown and have no
row. Reference: Leeds, Ritter, Mitchell & Long (2002); the k-adic form after Poast (2010), Political Analysis 18(4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.datasets import store
from foedus.ground.errors import QueryError
from foedus.panel.system import check_years
from foedus.panel.verbs.verb import window

if TYPE_CHECKING:
    import polars as pl

TABLE = "atop.members"
OBLIGATIONS = ("defense", "offense", "neutral", "nonagg", "consul")


def member_years(first: int, last: int) -> pl.DataFrame:
    """One row a member of an alliance and year: atopid, ccode, year, the five obligations."""
    import polars as pl

    check_years(first, last)
    covered = window(TABLE)
    if not (first <= covered[1] and covered[0] <= last):
        raise QueryError(
            f"no alliance-years from {first} to {last}",
            why=f"ATOP covers {covered[0]} to {covered[1]}; beyond it alliances are unknown",
            hint="choose years within it",
        )
    found = store.frame(TABLE).select("atopid", "ccode", "entry_year", "exit_year", *OBLIGATIONS)
    return (
        found.with_columns(
            begin=pl.col("entry_year").clip(lower_bound=first),
            # No year of exit means: still bound when ATOP's coverage ends.
            finish=pl.col("exit_year").fill_null(covered[1]).clip(upper_bound=min(last, covered[1])),
        )
        .filter(pl.col("begin") <= pl.col("finish"))
        .with_columns(year=pl.int_ranges("begin", pl.col("finish") + 1, dtype=pl.Int32))
        .explode("year", empty_as_null=True, keep_nulls=True)
        .group_by("atopid", "ccode", "year")
        .agg(pl.col(*OBLIGATIONS).any())
        .sort("atopid", "year", "ccode")
    )


def alliance_years(first: int, last: int) -> pl.DataFrame:
    """One row an alliance and year: atopid, year, k, members (a list of codes), the five obligations."""
    import polars as pl

    return (
        member_years(first, last)
        .group_by("atopid", "year", maintain_order=True)
        .agg(k=pl.len().cast(pl.Int32), members=pl.col("ccode").sort(), **{o: pl.col(o).any() for o in OBLIGATIONS})
    )

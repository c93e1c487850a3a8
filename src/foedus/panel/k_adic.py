"""Alliances by year, k-adic: one row for an alliance and year with all its members, whatever their number.

From ATOP's member rows, one a member and phase: a member is in a year if it was bound on any day of it. `k` counts the
members at once: the most that were bound on one day, fewer than are listed where one left before another came. Where a
month or day is not known the member counts from the first day that it can have been to the last. Obligations are those
in force for any member on any day of the year. The last year is ATOP's; later ones are unknown and have no
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
    return (
        _spells(first, last)
        .group_by("atopid", "ccode", "year")
        .agg(pl.col(*OBLIGATIONS).any())
        .sort("atopid", "year", "ccode")
    )


def _spells(first: int, last: int) -> pl.DataFrame:
    """One row a member, phase and year, with the first and last day on which the member was bound in that year."""
    import polars as pl

    covered = window(TABLE)
    read = store.frame(TABLE)
    day = {"entry": pl.col("start"), "exit": pl.col("end")}
    edge = {}
    for name, known in day.items():
        month = pl.col(f"{name}_month").fill_null(1 if name == "entry" else 12)
        turn = pl.date(pl.col(f"{name}_year"), month, 1)
        edge[name] = known.fill_null(turn if name == "entry" else turn.dt.month_end())
    found = read.select("atopid", "ccode", "entry_year", "exit_year", *OBLIGATIONS, **edge)
    return (
        found.with_columns(
            begin=pl.col("entry_year").clip(lower_bound=first),
            # No year of exit means: still bound when ATOP's coverage ends.
            finish=pl.col("exit_year").fill_null(covered[1]).clip(upper_bound=min(last, covered[1])),
        )
        .filter(pl.col("begin") <= pl.col("finish"))
        .with_columns(year=pl.int_ranges("begin", pl.col("finish") + 1, dtype=pl.Int32))
        .explode("year", empty_as_null=True, keep_nulls=True)
        .with_columns(
            since=pl.max_horizontal("entry", pl.date("year", 1, 1)),
            until=pl.min_horizontal("exit", pl.date("year", 12, 31)),
        )
    )


def _at_once(spells: pl.DataFrame) -> pl.DataFrame:
    """The most members on one day, by alliance and year: atopid, year, k."""
    import polars as pl

    member, alliance = ["atopid", "year", "ccode"], ["atopid", "year"]
    # Phases of one member that meet or overlap are one spell: a new one begins after a day without a bond.
    reached = pl.col("until").cum_max().shift(1).over(member)
    spans = (
        spells.sort(*member, "since", "until")
        .with_columns(new=(pl.col("since") > reached.dt.offset_by("1d")).fill_null(True))
        .with_columns(span=pl.col("new").cum_sum().over(member))
        .group_by(*member, "span")
        .agg(pl.col("since").min(), pl.col("until").max())
    )
    come = spans.select(*alliance, day="since", step=pl.lit(1, pl.Int32))
    gone = spans.select(*alliance, day=pl.col("until").dt.offset_by("1d"), step=pl.lit(-1, pl.Int32))
    return (
        pl.concat([come, gone])
        .sort(*alliance, "day", "step")
        .group_by(alliance, maintain_order=True)
        .agg(k=pl.col("step").cum_sum().max())
    )


def alliance_years(first: int, last: int) -> pl.DataFrame:
    """One row an alliance and year: atopid, year, k (at once), members (codes, on any day), the five obligations."""
    import polars as pl

    listed = (
        member_years(first, last)
        .group_by("atopid", "year", maintain_order=True)
        .agg(members=pl.col("ccode").sort(), **{o: pl.col(o).any() for o in OBLIGATIONS})
    )
    most = _at_once(_spells(first, last))
    return listed.join(most, on=["atopid", "year"], how="left", validate="1:1", maintain_order="left").select(
        "atopid", "year", "k", "members", *OBLIGATIONS
    )

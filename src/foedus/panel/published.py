"""A published table as a panel may take it: without figures of today's territory before it was a state's own, and
without spells of nothing where there is one of something.

World Bank and Gapminder give some series for today's territory in all years, also where two states lay on it (both
Germanies, Vietnams and Yemens, Pakistan with Bangladesh within West Pakistan's row). The catalogue says of each table
from which year on its figures are the state's own (`own_from`); earlier rows say nothing of the state of that time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from foedus.datasets.catalogue import Table


def as_it_was(found: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The rows of a table that speak of the states of their years, and of spells those of something.

    A row of a state before the year in which the table's figures are its own is left out. So is a spell in which all
    columns hold what the catalogue gives for a missing row (contiguity 0): it never outranks another of the same year.
    """
    import polars as pl

    if table.own_from and {"iso3", "year"} <= set(found.columns):
        first = pl.col("iso3").replace_strict(table.own_from, default=0, return_dtype=pl.Int32)
        found = found.filter(pl.col("iso3").is_null() | (pl.col("year") >= first))
    absent = {name: c.absent for name, c in table.columns.items() if c.absent is not None}
    if absent and {"start", "end"} <= set(found.columns):
        found = found.filter(
            ~pl.all_horizontal(pl.col(name) == value for name, value in absent.items()).fill_null(False)
        )
    return found

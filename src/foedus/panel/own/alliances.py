"""A researcher's own table on alliance-years: by ATOP's number of the alliance and the year, or by the number alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from foedus.ground.errors import QueryError
from foedus.panel.counts import Counts
from foedus.panel.own.keys import recognised
from foedus.panel.own.read import read, split
from foedus.panel.own.rows import ROW, YEAR, Told, keyed, row_in_words
from foedus.panel.own.twins import doubled, rule, settled

if TYPE_CHECKING:
    import polars as pl


def on_alliance_years(panel: pl.DataFrame, source: object, told: Told) -> tuple[pl.DataFrame, Counts]:
    """Alliance-years with a table's columns, and what became of its rows; keys: the alliance, and a year or a spell."""
    import polars as pl

    if isinstance(source, str):
        source, given = split(source)
        told = replace(told, name=told.name or given)
    table = read(source)
    keys = recognised(table.frame, told.on, None, "cow", table.name)
    if not keys.alliance:
        raise QueryError(
            "no column names alliances", why="alliance-years are joined by ATOP's number of the alliance",
            hint="name the keys: --keys alliance=COLUMN,year=COLUMN", where=table.name,
        )  # fmt: skip
    keys = replace(keys, states=())
    frame, keys, notes = keyed(table.frame, keys, table.name)
    years = pl.Series("year", panel["year"]).unique()
    if YEAR not in frame.columns:
        frame = frame.join(pl.DataFrame({YEAR: years.cast(pl.Int64)}), how="cross")
    places = panel.select(pl.col("atopid", "year").cast(pl.Int64)).with_row_index("place")
    found = frame.select(atopid=pl.col(keys.alliance).cast(pl.Int64, strict=False), year=YEAR).join(
        places, on=["atopid", "year"], how="left", maintain_order="left"
    )
    rows = found["place"].cast(pl.Int64).fill_null(-1).to_numpy().astype(np.intp)
    lost = pl.Series(rows < 0)
    empty = (found["atopid"].is_null() | found["year"].is_null()) & lost
    outside = lost & ~empty & ~found["year"].is_in(years.cast(pl.Int64).to_list()).fill_null(False)
    unmatched = lost & ~empty & ~outside
    named = found.filter(unmatched)["atopid"].value_counts(sort=True).rows()
    counts = Counts(
        table.name, frame.height, int((rows >= 0).sum()), int(outside.sum()), int(unmatched.sum()), int(empty.sum()),
        len(doubled(rows)), keys=keys.columns, codes="ATOP", states=tuple((str(n), c) for n, c in named),
        notes=(*table.notes, *notes),
    )  # fmt: skip
    if not counts.matched or (told.strict and counts.unmatched + counts.without):
        words = "; ".join(row_in_words(frame, keys, int(i)) for i in np.flatnonzero(rows < 0)[:5])
        raise QueryError(f"rows do not fit: {words}", hint="name the keys: --keys alliance=COLUMN,year=COLUMN",
                         where=table.name)  # fmt: skip
    values = frame.drop([c for c in (*keys.columns, *keys.beside, ROW, YEAR) if c in frame.columns])
    if not values.width:
        values = pl.DataFrame({told.name or Path(table.name).stem: np.ones(frame.height, bool)})
    by = rule(told.twins)
    values, rows = settled(values, rows, by, lambda i: row_in_words(frame, keys, i), table.name)
    values = values.rename({c: f"{told.name}_{c}" for c in values.columns if told.name and c != told.name})
    if clash := set(values.columns) & set(panel.columns):
        raise QueryError(f"the panel has a column {min(clash)!r} already", hint="give the table a name: file.csv:name")
    placed = values.with_columns(pl.Series("place", rows)).filter(pl.col("place") >= 0)
    made = panel.with_row_index("place").with_columns(pl.col("place").cast(pl.Int64))
    made = made.join(placed, on="place", how="left", maintain_order="left").drop("place")
    return made, replace(counts, twins=(by or "") if counts.doubled else "", columns=tuple(values.columns))

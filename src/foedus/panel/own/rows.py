"""The rows of a researcher's own table with a readable state and year each: numbered, spelled out, made long.

What cannot be read is refused, with the rows named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from foedus.ground.errors import QueryError
from foedus.panel.columns import Array, Mask
from foedus.panel.counts import Note, note
from foedus.panel.own.keys import Keys, On, recognised
from foedus.panel.own.places import Codes, code_list, readable
from foedus.panel.own.read import OwnTable
from foedus.panel.own.years import long, spelled_out, wide_columns, year_column

if TYPE_CHECKING:
    import polars as pl

    from foedus.panel.system import StateYears

#: Columns of our own beside the table's: the number of the row as the table has it, and its year.
ROW, YEAR = "\0row", "\0year"
#: How many rows a message names.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What was told about a table; what was not is recognised (keys, codes, direction) or refused (twins, wide)."""

    on: On | None = None
    codes: str | None = None
    name: str = ""
    twins: str | None = None
    wide: bool = False
    directed: bool | None = None
    strict: bool = False


def in_years(table: OwnTable, told: Told, system: str) -> tuple[pl.DataFrame, Keys, tuple[Note, ...]]:
    """The table with a row a year where its columns are years, and its keys."""
    frame, wide = table.frame, wide_columns(table.frame.columns)
    codes = code_list(told.codes) if told.codes else None
    own: Codes = "gw" if system == "gw" else "cow"
    rest = frame.drop(wide)
    keys = recognised(rest if wide and rest.width else frame, told.on, codes, own, table.name)
    if not wide or keys.year or keys.spell:
        if told.wide:
            raise QueryError("the table is not wide: no columns are named by years", where=table.name)
        return (frame, keys, ())
    if not told.wide:
        named = ", ".join(list(wide)[:3])
        raise QueryError(
            f"the table is wide: it has a column a year ({named}, ...)",
            hint="wide=True or --wide makes a row a year of it", where=table.name,
        )  # fmt: skip
    return (
        long(frame, wide),
        replace(keys, year="year"),
        (note("wide", "wide: {count} columns of years made rows", count=len(wide)),),
    )


def keyed(frame: pl.DataFrame, keys: Keys, where: str) -> tuple[pl.DataFrame, Keys, tuple[Note, ...]]:
    """The table with rows numbered from 1, codes that can be read, years as whole numbers, spells spelled out."""
    import polars as pl

    notes: tuple[Note, ...] = ()
    frame = frame.with_row_index(ROW, offset=1)
    for column in keys.states:
        if keys.codes in (None, "cow", "gw"):
            bad = ~readable(frame[column], "cow")
            _refuse(
                frame, keys, bad, "codes that are no whole numbers", where, f"say which list: --codes for {column!r}"
            )
            frame = frame.with_columns(pl.col(column).cast(pl.Int64, strict=False))
        else:
            frame = frame.with_columns(pl.col(column).cast(pl.String))
    for column in (keys.year, *keys.spell):
        if column:
            found, dated = year_column(frame[column])
            bad = (found.is_null() & frame[column].is_not_null()).to_numpy()
            _refuse(frame, keys, bad, f"{column!r} that is no year", where, "give years such as 1990, or days")
            frame = frame.with_columns(found.alias(column))
            notes += (note("day", "{column}: the year is taken from the day", column=column),) if dated else ()
    if keys.spell:
        first, final = keys.spell
        late = (frame[first] > frame[final]).fill_null(False).to_numpy()
        _refuse(frame, keys, late, "an end before the start", where, "mend the rows")
        known = frame.filter(pl.col(first).is_not_null())
        unknown = (
            frame.filter(pl.col(first).is_null()).drop(first, final).with_columns(pl.lit(None, pl.Int64).alias(YEAR))
        )
        spelled, open_ = spelled_out(known, first, final, YEAR)
        frame = pl.concat([spelled, unknown.select(spelled.columns)])
        notes += (note("spells", "spells spelled out to years"),)
        notes += (
            (note("open", "{count} spells without an end go on to the table's last year", count=open_),)
            if open_
            else ()
        )
    elif keys.year:
        frame = frame.with_columns(pl.col(keys.year).alias(YEAR))
    return frame, keys, notes


def every_year(frame: pl.DataFrame, states: StateYears) -> pl.DataFrame:
    """Each row for every year of the panel."""
    import polars as pl

    years = pl.DataFrame({YEAR: np.arange(states.first, states.last + 1, dtype=np.int64)})
    return frame.join(years, how="cross")


def row_years(frame: pl.DataFrame) -> Array:
    """The year of each row, 0 where there is none."""
    return frame[YEAR].fill_null(0).to_numpy()


def _refuse(frame: pl.DataFrame, keys: Keys, bad: Mask | Array, what: str, where: str, hint: str) -> None:
    if bad.any():
        named = "; ".join(row_in_words(frame, keys, int(i)) for i in np.flatnonzero(bad)[:NAMED])
        raise QueryError(f"{int(bad.sum()):,} rows have {what}: {named}", hint=hint, where=where)


def row_in_words(frame: pl.DataFrame, keys: Keys, i: int) -> str:
    """A row in words: its number in the table and its keys."""
    told = [c for c in (*keys.states, keys.alliance, keys.year, *keys.spell) if c and c in frame.columns]
    told += [YEAR] if YEAR in frame.columns and not keys.year else []
    return f"row {frame[ROW][i]} ({', '.join(str(frame[c][i]) for c in told)})"

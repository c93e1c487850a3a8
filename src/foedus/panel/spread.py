"""Put a tidy table's values on a panel's rows: by state and year, by pair and year, or by spell.

Primitives for the verbs. Each raises if two rows of a table fall on one place and no rule says which one counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from foedus.ground.errors import DatasetError
from foedus.panel.codes import coded, iso_numbers
from foedus.panel.columns import Array, Column, Mask, Rows, filled
from foedus.panel.dyads import ENDS, Dyads
from foedus.panel.sheet import Sheet, rows_within, states_within
from foedus.panel.side import Side

if TYPE_CHECKING:
    import polars as pl

Window = tuple[int, int]


def numbers(values: pl.Series) -> Column:
    """A series of numbers or flags as values and a mask."""
    import polars as pl

    if values.dtype == pl.Boolean:
        known = None if not values.null_count() else values.is_not_null().to_numpy()
        return Column(values.fill_null(False).to_numpy(), known)
    if not values.null_count():
        return Column(values.to_numpy())
    return Column(values.fill_null(0).to_numpy(), values.is_not_null().to_numpy())


def once(rows: Rows, what: str) -> None:
    """Raise `DatasetError` if two of the rows that are there fall on one place."""
    there = rows if rows.min(initial=0) >= 0 else rows[rows >= 0]
    taken = np.zeros(int(there.max(initial=-1)) + 1, bool)
    taken[there] = True
    again = len(there) - int(np.count_nonzero(taken))
    if again:
        raise DatasetError(
            f"{again:,} rows of {what} fall on a place that is taken",
            why="a join must not multiply rows of the panel, nor drop rows of the table",
            hint="aggregate the table to one row a place first",
        )


def scatter(height: int, rows: Rows, found: Column, absent: float | None, covered: Mask | None) -> Column:
    """Values on rows; where no value falls the column is `absent` within coverage (unknown if None), else unknown."""
    if rows.min(initial=0) < 0:
        there = rows >= 0
        rows, found = rows[there], Column(found.values[there], None if found.known is None else found.known[there])
    values = filled(height, absent or 0, found.values.dtype)
    values[rows] = found.values
    if absent is None:
        known = np.zeros(height, bool)
        known[rows] = True if found.known is None else found.known
    else:
        known = np.ones(height, bool) if covered is None else covered.copy()
        if found.known is not None:
            known[rows] &= found.known
    return Column(values, known)


def by_state_year(
    panel: Sheet, table: pl.DataFrame, names: dict[str, str], absent: float | None = None,
    window: Window | None = None, what: str = "the table", code: str = "",
) -> dict[str, Column]:  # fmt: skip
    """Columns of a state-year table on a state-year panel, or on both sides of a dyad-year panel (ending in 1, 2).

    `names` maps the table's columns to the panel's.
    """
    states = panel.states
    code = code or states.code_name
    rows = coded(states, code).rows(_codes(table, code), table["year"].to_numpy())
    once(rows, what)
    covered = None if window is None else states_within(states, *window, code=code)
    made = {new: scatter(len(states.code), rows, numbers(table[old]), absent, covered) for old, new in names.items()}
    return sides(panel, made)


def sides(panel: Sheet, found: dict[str, Column]) -> dict[str, Column]:
    """State-year columns as they are, or those of the first and the second state of each dyad-year."""
    pairs = panel.pairs
    if pairs is None:
        return found
    return {f"{name}{end}": Side(column, pairs, end) for name, column in found.items() for end in ENDS}


def _codes(table: pl.DataFrame, name: str) -> Array:
    return iso_numbers(table[name].to_list()) if name.startswith("iso3") else table[name].to_numpy()


def by_pair_year(
    panel: Sheet, table: pl.DataFrame, names: dict[str, str], *, both_ways: bool, absent: float | None = None,
    window: Window | None = None, what: str = "the table", code: str = "",
) -> dict[str, Column]:  # fmt: skip
    """Columns of a dyad-year table on a dyad-year panel; `both_ways` for a table that names each pair once."""
    code, pairs = code or panel.states.code_name, panel.paired
    one, two = _codes(table, f"{code}1"), _codes(table, f"{code}2")
    rows = pairs.rows_of(code, one, two, table["year"], both_ways=both_ways)
    entry = np.flatnonzero(rows >= 0)
    rows = rows[entry]
    once(rows, what)
    entry[np.searchsorted(entry, len(table)) :] -= len(table)  # the pairs turned round stand behind the others
    covered = None if window is None else rows_within(panel, *window, code=code)
    return {
        new: scatter(panel.height, rows, numbers(table[old]).take(entry), absent, covered) for old, new in names.items()
    }


def years_of(first: pl.Series, final: pl.Series, within: Window) -> tuple[Rows, Array]:
    """Spells as years: for each year of each spell the spell's number and the year, spells in their order.

    `first` and `final` are days or years; only years `within` a window, both included, are told.
    """
    begin, end = (np.asarray(s if s.dtype.is_integer() else s.dt.year(), np.int64) for s in (first, final))
    begin, end = np.maximum(begin, within[0]), np.minimum(end, within[1])
    length = np.maximum(end - begin + 1, 0)
    spell = np.repeat(np.arange(len(begin)), length)
    return spell, np.arange(len(spell)) - np.repeat(np.cumsum(length) - length, length) + begin[spell]


def named_rows(pairs: Dyads, table: pl.DataFrame) -> tuple[Rows, ...]:
    """The rows that a table of directed dyad-years names; on undirected rows by either direction."""
    found = pairs.rows_of("ccode", table["ccode1"], table["ccode2"], table["year"], both_ways=not pairs.directed)
    return (found,) if pairs.directed else (found[: len(table)], found[len(table) :])


def marked(height: int, named: Iterable[Rows], hit: Array | bool = True) -> Mask:
    """Which rows are named at least once, by an entry that counts."""
    made = np.zeros(height, bool)
    for rows in named:
        made[rows[(rows >= 0) & hit]] = True
    return made


def first_of(rows: Rows, values: Array) -> tuple[Rows, Array]:
    """One value a row where several fall on it: the first in the table's order (the state of affairs on 1 January)."""
    _, index = np.unique(rows, return_index=True)
    return rows[index], values[index]

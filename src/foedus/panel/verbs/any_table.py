"""Join any table of the catalogue by what its rows are: state-years, dyad-years, spells of either, or states.

All declared columns come with the set's and table's name before them (`gapminder.personnel` becomes
`gapminder_personnel`); numbers and flags only, since a panel holds arrays. Tables of events, alliances or leaders
have no one row a state and year: for these `datasets.store.frame` gives the table, to be aggregated first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.datasets import store
from foedus.datasets.catalogue import Table, get_set, get_table
from foedus.ground.errors import QueryError
from foedus.panel.columns import Column
from foedus.panel.panel import Make, Panel, rows_within
from foedus.panel.published import as_it_was
from foedus.panel.spread import by_pair_year, by_state_year, years_of
from foedus.panel.system import FIRST

if TYPE_CHECKING:
    import polars as pl

CODES = ("ccode", "gwcode", "iso3")


def joined(name: str) -> Make:
    """The verb of a table by id. Raises `QueryError` for a table whose rows are neither states nor pairs."""
    table = get_table(name)

    def make(panel: Panel) -> dict[str, Column]:
        code = _code(table, panel)
        found = as_it_was(store.frame(table.id), table)
        used = {code, f"{code}1", f"{code}2", "year", *CODES, *(f"{c}{i}" for c in CODES for i in "12")}
        names = {c: _name(table, c) for c in _numbers(found) if c not in used}
        if _spells(found):
            found = _years(found, table, code)
        keep = _inside(found, panel, code)
        if table.level == "state" and "year" not in keep.columns:
            made = _standing(panel, keep, names, code, table)
        elif table.level in ("state-year", "state"):
            made = by_state_year(panel, keep, names, what=table.id, code=code)
        else:
            both = not _directed(keep, table, code)
            made = by_pair_year(panel, keep, names, both_ways=both, what=table.id, code=code)
        return {n: _default(panel, table, c, made[n], code) for n, c in _origin(made, names)}

    return make


def _spells(found: pl.DataFrame) -> bool:
    """Whether a table's rows are spells, with a first and a last day, rather than years."""
    return {"start", "end"} <= set(found.columns) and "year" not in found.columns


def _years(found: pl.DataFrame, table: Table, code: str) -> pl.DataFrame:
    """Spells as years, one row a state or pair and year: of several in a year the first in the table's order."""
    import datetime as dt

    import polars as pl

    last = table.coverage[1] if table.coverage else dt.date.today().year
    found = found.drop_nulls("start").with_columns(pl.col("end").fill_null(dt.date(last, 12, 31)))
    spell, year = years_of(found["start"], found["end"], (FIRST, last))
    keys = [c for c in (code, f"{code}1", f"{code}2") if c in found.columns]
    made = found[spell].drop("start", "end").with_columns(pl.Series("year", year, dtype=pl.Int32))
    return made.unique([*keys, "year"], keep="first", maintain_order=True)


def _directed(found: pl.DataFrame, table: Table, code: str) -> bool:
    """Whether a table of pairs has each pair both ways; one that says so, or whose rows show it."""
    if table.level == "directed-dyad-year":
        return True
    one, two = f"{code}1", f"{code}2"
    back = found.select(one=two, two=one).unique()
    return found.select(one=one, two=two).unique().join(back, on=["one", "two"], how="semi").height > 0


def _name(table: Table, column: str) -> str:
    """The panel's name of a column: the set's (and the table's, where it has several), then the column's."""
    several = len(get_set(table.set).tables) > 1
    parts = [table.set, *([table.id.removeprefix(f"{table.set}.")] if several else [])]
    return "_".join([*parts, *([column] if column != "value" else [])]).replace("-", "_")


def _origin(made: dict[str, Column], names: dict[str, str]) -> list[tuple[str, str]]:
    """The panel's columns with the table's column that each comes from."""
    back = {new: old for old, new in names.items()}
    return [(n, back.get(n) or back[n[:-1]]) for n in made]


def _default(panel: Panel, table: Table, column: str, found: Column, code: str) -> Column:
    """What the catalogue says of a missing row: none happened (`absent`), within coverage; else unknown."""
    declared = table.columns[column]
    window = declared.coverage or table.coverage
    if declared.absent is None or window is None or found.known is None:
        return found
    values = found.values.copy()
    values[~found.known] = declared.absent
    return Column(values, rows_within(panel, *window, code=code))


def _code(table: Table, panel: Panel) -> str:
    ends = ("",) if table.level in ("state-year", "state") else ("1", "2")
    levels = ("state-year", "state", "dyad", "dyad-year", "directed-dyad-year")
    if table.level not in levels or (table.level == "dyad" and "start" not in table.columns):
        raise QueryError(
            f"{table.id} cannot be joined: its rows are {table.level}s",
            hint="read it with foedus.datasets.store.frame, make one row a state or pair and year of it",
        )
    order = (panel.states.code_name, *CODES)
    for code in order:
        if all(f"{code}{end}" in table.columns for end in ends):
            return code
    raise QueryError(f"{table.id} cannot be joined: it names states by none of {', '.join(CODES)}")


def _numbers(found: pl.DataFrame) -> list[str]:
    import polars as pl

    return [c for c, kind in found.schema.items() if kind.is_numeric() or kind == pl.Boolean]


def _inside(found: pl.DataFrame, panel: Panel, code: str) -> pl.DataFrame:
    """The rows that name a state and a year of the panel."""
    import polars as pl

    keys = [c for c in (code, f"{code}1", f"{code}2", "year") if c in found.columns]
    found = found.drop_nulls(keys)
    if "year" in found.columns:
        found = found.filter(pl.col("year").is_between(panel.states.first, panel.states.last))
    return found


def _standing(panel: Panel, found: pl.DataFrame, names: dict[str, str], code: str, table: Table) -> dict[str, Column]:
    """Columns of a table with one row a state, the same in every year of the panel."""
    import numpy as np
    import polars as pl

    years = pl.DataFrame({"year": np.arange(panel.states.first, panel.states.last + 1, dtype=np.int32)})
    return by_state_year(panel, found.join(years, how="cross"), names, what=table.id, code=code)

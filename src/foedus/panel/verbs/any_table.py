"""Join any table of the catalogue by what its rows are: state-years, dyad-years, spells of either, or states.

All declared columns come with the set's and table's name before them (`gapminder.personnel` becomes
`gapminder_personnel`); numbers and flags only. Spells are days (`start`, `end`), of which the first of several in a
year counts (the state of affairs on 1 January), or years (`start_year`, `end_year`), of which none does unless a rule
for twins is told; spells of several kinds in one row (`global_start`, `regional_start`) become a flag each. Tables of
events, alliances or leaders have no one row a state and year: for these `datasets.store.frame` gives the table, to be
aggregated first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.datasets import store
from foedus.datasets.catalogue import Table, get_set, get_table
from foedus.ground.errors import QueryError
from foedus.panel.columns import Column
from foedus.panel.own.join import Named, put
from foedus.panel.own.keys import Keys
from foedus.panel.own.places import Codes
from foedus.panel.own.rows import Told
from foedus.panel.published import as_it_was
from foedus.panel.sheet import Make, Sheet, rows_within

if TYPE_CHECKING:
    import polars as pl

    from foedus.panel.counts import Counts

CODES: dict[str, Codes] = {"ccode": "cow", "gwcode": "gw", "iso3": "iso3"}
YEARS = ("start_year", "end_year")
DAYS = ("start", "end")


def joined(name: str) -> Make:
    """The verb of a table by id. Raises `QueryError` for a table whose rows are neither states nor pairs."""
    get_table(name)
    return lambda panel: join_table(panel, name)[0]


def join_table(panel: Sheet, name: str, twins: str | None = None) -> tuple[dict[str, Column], Counts]:
    """The columns of a table by id, and what became of its rows."""
    table = get_table(name)
    code = _code(table, panel)
    whole = as_it_was(store.frame(table.id), table)
    found = _spread_kinds(whole)
    states = _states(found, code)
    spell = next((pair for pair in (DAYS, YEARS) if set(pair) <= set(found.columns)), ())
    year = "year" if "year" in found.columns else ""
    keys = Keys(states, year, () if year else spell, codes=CODES[code], directed=_directed(found, table, states))
    used = {*states, *keys.columns, "\0kind", *CODES, *(f"{c}{i}" for c in CODES for i in "12")}
    names = {c: panel_name(table, c) for c in _numbers(found) if c not in used}
    if not names:
        raise QueryError(f"{table.id} cannot be joined: it has neither numbers nor flags beside its keys")
    frame = found.select(*keys.columns, *names).rename(names)
    if keys.spell:
        frame = _closed(frame, table, keys.spell)
    # A state may be a power of two kinds in a year: each flag counts.
    usual = "max" if found is not whole else "first" if keys.spell == DAYS else None
    told = Told(twins=twins or usual)
    made, counts = put(panel, frame, keys, told, Named(table.id, published=True))
    back = {new: old for old, new in names.items()}
    return {n: _default(panel, table, back.get(n) or back[n[:-1]], c, code) for n, c in made.items()}, counts


def _spread_kinds(found: pl.DataFrame) -> pl.DataFrame:
    """Spells of several kinds in one row as rows of one spell each, with a flag a kind; other tables as they are."""
    import polars as pl

    kinds = [c.removesuffix("_start") for c in found.columns if c.endswith("_start")]
    kinds = [k for k in kinds if f"{k}_end" in found.columns]
    if not kinds or "year" in found.columns:
        return found
    rest = found.drop([f"{k}_{end}" for k in kinds for end in DAYS])
    parts = [
        rest.with_columns(found[f"{k}_start"].alias("start"), found[f"{k}_end"].alias("end"))
        .with_columns(pl.lit(True if other == k else None, pl.Boolean).alias(other) for other in kinds)
        .drop_nulls("start")
        for k in kinds
    ]
    return pl.concat(parts)


def _closed(frame: pl.DataFrame, table: Table, spell: tuple[str, ...]) -> pl.DataFrame:
    """Spells that begin; those without an end go on to the end of the table's coverage, or to this year."""
    import datetime as dt

    import polars as pl

    last = table.coverage[1] if table.coverage else dt.date.today().year
    first, final = spell
    end = pl.lit(last) if frame[final].dtype.is_integer() else pl.lit(dt.date(last, 12, 31))
    return frame.drop_nulls(first).with_columns(pl.col(final).fill_null(end))


def _states(found: pl.DataFrame, code: str) -> tuple[str, ...]:
    return (code,) if code in found.columns else (f"{code}1", f"{code}2")


def _directed(found: pl.DataFrame, table: Table, states: tuple[str, ...]) -> bool:
    """Whether a table of pairs has each pair both ways; one that says so, or whose rows show it."""
    if table.level == "directed-dyad-year" or len(states) == 1:
        return True
    one, two = states
    back = found.select(one=two, two=one).unique()
    return found.select(one=one, two=two).unique().join(back, on=["one", "two"], how="semi").height > 0


def panel_name(table: Table, column: str) -> str:
    """The panel's name of a column: the set's (and the table's, where it has several), then the column's."""
    several = len(get_set(table.set).tables) > 1
    parts = [table.set, *([table.id.removeprefix(f"{table.set}.")] if several else [])]
    return "_".join([*parts, *([column] if column != "value" else [])]).replace("-", "_")


def _default(panel: Sheet, table: Table, column: str, found: Column, code: str) -> Column:
    """What the catalogue says of a missing row: none happened (`absent`), within coverage; else unknown."""
    declared = table.columns.get(column)
    window = (declared.coverage if declared else None) or table.coverage
    if declared is None or declared.absent is None or window is None or found.known is None:
        return found
    values = found.values.copy()
    values[~found.known] = declared.absent
    return Column(values, rows_within(panel, *window, code=code))


def _code(table: Table, panel: Sheet) -> str:
    ends = ("",) if table.level in ("state-year", "state") else ("1", "2")
    levels = ("state-year", "state", "dyad", "dyad-year", "directed-dyad-year")
    spells = any(pair[0] in table.columns for pair in (DAYS, YEARS))
    if table.level not in levels or (table.level == "dyad" and not spells):
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

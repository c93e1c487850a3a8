"""A panel: rows of state-years or dyad-years that never change in number, and columns joined to them by verbs.

Each verb puts one source's columns on the rows. A source's row is put where its states and year are; a source with
two rows for one place raises, so a join never multiplies or overwrites rows silently. Outside a source's coverage
its columns are unknown (null), never zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from foedus.ground.errors import QueryError
from foedus.panel.codes import spoken_of
from foedus.panel.columns import Column, Mask, Rows, series
from foedus.panel.dyads import ENDS, Dyads, dyads
from foedus.panel.side import Side
from foedus.panel.system import StateYears, SystemName, state_years

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from foedus.panel.own.counts import Counts
    from foedus.panel.own.keys import On
    from foedus.panel.own.rows import Told

#: About how many rows a part of a panel has: enough for a Parquet file's group of rows, few enough for the cache.
PART = 1 << 18
Unit = Literal["state-year", "dyad-year"]
#: What joins a source: columns by name from a panel.
Make = Callable[["Panel"], dict[str, Column]]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Panel:
    """Rows of one unit and the columns joined so far.

    `subset` picks rows of the unit's full panel, repeats allowed, and `labels` are columns of that choice.
    """

    unit: Unit
    states: StateYears
    pairs: Dyads | None
    columns: dict[str, Column] = field(default_factory=dict)
    joined: tuple[str, ...] = ()
    subset: Rows | None = None
    labels: dict[str, Column] = field(default_factory=dict)
    #: What became of the rows of each table that was joined by its keys.
    joins: tuple[Counts, ...] = ()
    #: The tables of the catalogue that the joined sources were read from.
    tables: tuple[str, ...] = ()

    def __repr__(self) -> str:
        states, direction = self.states, "" if self.pairs is None else "" if self.pairs.directed else ", undirected"
        sources = ", ".join([*self.joined, *(c.name for c in self.joins if c.name not in self.joined)]) or "nothing"
        return (
            f"<Panel of {self.unit}s, {states.system} {states.first}-{states.last}{direction}: {len(self):,} rows, "
            f"{len(self.key_names) + len(self.labels) + len(self.columns)} columns; joined: {sources}>"
        )

    def _repr_html_(self) -> str:
        from html import escape

        return f"<p>{escape(repr(self)[1:-1])}; the last rows:</p>{self.tail(5)._repr_html_()}"

    def __len__(self) -> int:
        if self.subset is not None:
            return len(self.subset)
        return len(self.states.code) if self.pairs is None else len(self.pairs)

    @property
    def height(self) -> int:
        """The number of rows of the full panel, before any subset."""
        return len(self.states.code) if self.pairs is None else len(self.pairs)

    @property
    def paired(self) -> Dyads:
        """The pairs of a dyad-year panel. Raises `QueryError` for a panel of states."""
        if self.pairs is None:
            raise QueryError("this source is about pairs of states", hint="join it to a dyad-year panel")
        return self.pairs

    def add(
        self, *sources: object, on: On | None = None, codes: str | None = None, name: str = "",
        twins: str | None = None, wide: bool = False, directed: bool | None = None, strict: bool = False,
    ) -> Panel:  # fmt: skip
        """The panel with the columns of sources: names (see `foedus.panel.verbs`), functions of a panel, own tables.

        A function gives columns by name, one value a row of the full panel;
        `foedus.measures.over_time.panel_columns` has some. A table of one's own is a path or a frame (Polars, pandas,
        Arrow); its keys and its list of codes are told (`on`, `codes`) or recognised, its columns take `name` before
        them, `twins` says which of several rows on one place counts (also of a table of the catalogue), `wide` makes
        rows of columns of years, `directed` says whether pairs have a direction, and with `strict` a row that does not
        fit is an error. `joins` keeps what became of its rows. See docs/how-to/join-your-own-table.md.
        """
        from foedus.panel.own.rows import Told

        panel, told = self, Told(on, codes, name, twins, wide, directed, strict)
        for source in sources:
            panel = panel.with_told(source, told)
        return panel

    def with_told(self, source: object, told: Told) -> Panel:
        """The panel with one source, see `add`; a published one is joined once."""
        from foedus.panel.own.join import join
        from foedus.panel.own.read import is_file, read, split
        from foedus.panel.verbs import VERBS, any_table, is_table, maker

        if isinstance(source, str) and not is_file(split(source)[0]):
            if source in self.joined:
                return self
            if is_table(source):
                columns, counts = any_table.join(self, source, told.twins)
                return self._having_from(columns, source, (counts.name,), counts)
            return self._having_from(maker(source, self.unit)(self), source, VERBS[source].needed(self.states.system))
        if callable(source):
            named = getattr(source, "__name__", type(source).__name__)
            read_from = getattr(source, "tables", ())
            return self if named in self.joined else self._having_from(source(self), named, read_from)
        if isinstance(source, str):
            source, given = split(source)
            told = replace(told, name=told.name or given)
        columns, counts = join(self, read(source), told)
        return replace(self.having(columns), joins=(*self.joins, counts))

    def _having_from(
        self, columns: dict[str, Column], name: str, tables: Iterable[str], *counts: Counts
    ) -> Panel:  # fmt: skip
        """The panel with the columns of a source, which is joined from now on."""
        made = replace(self.having(columns), joined=(*self.joined, name), joins=(*self.joins, *counts))
        return replace(made, tables=(*self.tables, *tables))

    def with_names(self, lang: str = "en") -> Panel:
        """The panel with the names of its states, in English or German: `name`, of pairs `name1` and `name2`."""
        from foedus.panel.names import names_of
        from foedus.panel.spread import sides

        return self.having(sides(self, {"name": names_of(self.states, lang)}))

    def cite(self, form: str = "text") -> str:
        """Every source of the panel with its version and terms, as text or "bibtex"; own tables are named."""
        from foedus.panel.cite import cited
        from foedus.panel.system import LISTS

        own = [c.name for c in self.joins if c.name not in self.tables]
        return cited([LISTS[self.states.system][0], *self.tables], own, form)

    def having(self, columns: dict[str, Column]) -> Panel:
        """The panel with more columns, one value a row of the full panel; names may not repeat."""
        for name, column in columns.items():
            if name in self.columns or name in self.labels or name in self.key_names:
                raise QueryError(
                    f"the panel has a column {name!r} already",
                    hint="join a source once; give a table of your own a name: file.csv:name, name=",
                )
            if len(column) != self.height:
                raise AssertionError(f"{name!r} has {len(column)} values for {self.height} rows")
        return replace(self, columns=self.columns | columns)

    @property
    def key_names(self) -> tuple[str, ...]:
        """The names of the columns that name a row."""
        code = self.states.code_name
        return (code, "year") if self.pairs is None else (f"{code}1", f"{code}2", "year")

    def keys(self) -> dict[str, Column]:
        """The columns that name a row: code (or both codes) and year."""
        code, year, name = self.states.code, self.states.year, self.states.code_name
        if self.pairs is None:
            return {name: Column(code), "year": Column(year)}
        known: dict[str, Column] = {f"{name}{end}": Side(Column(code), self.pairs, end) for end in ENDS}
        return known | {"year": Side(Column(year), self.pairs, 1)}

    def frame(self) -> pl.DataFrame:
        """The panel as a Polars frame; numbers are not copied."""
        import polars as pl

        found = self.keys() | self.columns
        if self.subset is not None:
            found = self.labels | {name: column.take(self.subset) for name, column in found.items()}
        # Most of the time goes into memory touched for the first time, which two threads do at once.
        with ThreadPoolExecutor(2) as pool:
            return pl.DataFrame(list(pool.map(series, found, found.values())))

    def parts(self, names: Iterable[str] | None = None) -> Iterator[pl.DataFrame]:
        """The panel's frame in parts of some years each, in order, with all columns or those named.

        Each part is laid out when it is asked for, so that a large panel need not be in memory whole.
        """
        if self.pairs is None or self.subset is not None:
            whole = self.frame()
            yield whole if names is None else whole.select(names)
            return
        found = self.keys() | self.columns
        if names is not None:
            found = {name: found[name] for name in names}
        for years in self.pairs.spans(PART):
            yield self._part(found, years)

    def _part(self, columns: dict[str, Column], years: slice) -> pl.DataFrame:
        import polars as pl

        rows = slice(*self.paired.begin[[years.start, years.stop]].tolist())
        return pl.DataFrame([series(name, column.part(rows, years)) for name, column in columns.items()])

    def to_pandas(self) -> pd.DataFrame:
        """The panel as a pandas frame; what is unknown is NaN or None."""
        return self.frame().to_pandas()

    def lazy(self) -> pl.LazyFrame:
        """The panel as a lazy frame that is made in parts: filters, aggregates and files need not hold everything."""
        from polars.io.plugins import register_io_source

        def made(
            names: list[str] | None, chosen: pl.Expr | None, most: int | None, size: int | None
        ) -> Iterator[pl.DataFrame]:
            for part in self.parts(names):
                found = part if most is None else part.head(most)
                most = None if most is None else most - found.height
                yield found if chosen is None else found.filter(chosen)
                if most == 0:
                    return

        return register_io_source(made, schema=self.schema())

    def tail(self, rows: int) -> pl.DataFrame:
        """The last rows of the frame."""
        if self.pairs is None or self.subset is not None:
            return self.frame().tail(rows)
        last = int(np.searchsorted(self.pairs.begin, max(len(self) - rows, 0), side="right")) - 1
        return self._part(self.keys() | self.columns, slice(last, len(self.pairs.begin) - 1)).tail(rows)

    def schema(self) -> pl.Schema:
        """Names and types of the frame's columns."""
        import polars as pl

        none = slice(0, 0)
        found = self.keys() | self.columns
        if self.subset is not None:
            found = self.labels | found
        return pl.DataFrame([series(name, column.part(none, none)) for name, column in found.items()]).schema

    def write(self, path: Path | str) -> Path:
        """Write the panel whole or not at all; the file's ending says the form (parquet, arrow, csv, dta)."""
        from foedus.panel.write import write

        return write(self, Path(path))


def state_year_panel(first: int, last: int, system: SystemName = "cow", sources: Iterable[str | Make] = ()) -> Panel:
    """State-years of a system, with sources joined."""
    return Panel("state-year", state_years(first, last, system), None).add(*sources)


def dyad_year_panel(
    first: int, last: int, system: SystemName = "cow", directed: bool = True, sources: Iterable[str | Make] = ()
) -> Panel:
    """Dyad-years of a system, directed or not, with sources joined."""
    states = state_years(first, last, system)
    return Panel("dyad-year", states, dyads(states, directed)).add(*sources)


def states_within(states: StateYears, first: int, last: int, code: str = "") -> Mask:
    """Which state-years a source can speak of: years within its coverage, both included.

    A state that is not on the source's own list in that year (a microstate in a table of the Correlates of War, West
    Germany before 1955) is not one of which silence means no: it is left out.
    """
    inside = (states.year >= first) & (states.year <= last)
    if code and code != states.code_name:
        inside &= spoken_of(states, code)
    return inside


def rows_within(panel: Panel, first: int, last: int, code: str = "") -> Mask:
    """Which rows of the full panel a source can speak of: those of whose states it can, see `states_within`."""
    inside = states_within(panel.states, first, last, code)
    pairs = panel.pairs
    return inside if pairs is None else pairs.side(1, inside) & pairs.side(2, inside)

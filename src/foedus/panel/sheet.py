"""A sheet: rows of state-years or dyad-years that never change in number, and the columns that stand on them.

It knows nothing of sources: a verb is given a sheet and gives columns; `panel.Panel` knows the verbs by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, Self

import numpy as np

from foedus.ground.errors import QueryError
from foedus.panel.codes import spoken_of
from foedus.panel.columns import Column, Mask, Rows, series
from foedus.panel.dyads import ENDS, Dyads
from foedus.panel.side import Side
from foedus.panel.system import StateYears

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from foedus.panel.counts import Counts

#: About how many rows a part of a panel has: enough for a Parquet file's group of rows, few enough for the cache.
PART = 1 << 18
Unit = Literal["state-year", "dyad-year"]
#: What joins a source: columns by name from a sheet.
Make = Callable[["Sheet"], dict[str, Column]]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Sheet:
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
    keyed: tuple[Counts, ...] = ()
    #: The tables of the catalogue that the joined sources were read from.
    tables: tuple[str, ...] = ()

    def __repr__(self) -> str:
        states, direction = self.states, "" if self.pairs is None else "" if self.pairs.directed else ", undirected"
        sources = ", ".join([*self.joined, *(c.name for c in self.keyed if c.name not in self.joined)]) or "nothing"
        return (
            f"<{type(self).__name__} of {self.unit}s, {states.system} {states.first}-{states.last}{direction}: "
            f"{len(self):,} rows, "
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

    def having(self, columns: dict[str, Column]) -> Self:
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


def states_within(states: StateYears, first: int, last: int, code: str = "") -> Mask:
    """Which state-years a source can speak of: years within its coverage, both included.

    A state that is not on the source's own list in that year (a microstate in a table of the Correlates of War, West
    Germany before 1955) is not one of which silence means no: it is left out.
    """
    inside = (states.year >= first) & (states.year <= last)
    if code and code != states.code_name:
        inside &= spoken_of(states, code)
    return inside


def rows_within(panel: Sheet, first: int, last: int, code: str = "") -> Mask:
    """Which rows of the full panel a source can speak of: those of whose states it can, see `states_within`."""
    inside = states_within(panel.states, first, last, code)
    pairs = panel.pairs
    return inside if pairs is None else pairs.side(1, inside) & pairs.side(2, inside)

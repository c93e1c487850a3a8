"""A panel: a sheet of state-years or dyad-years, and the verbs and tables that put columns on it, by name.

Each verb puts one source's columns on the rows. A source's row is put where its states and year are; a source with
two rows for one place raises, so a join never multiplies or overwrites rows silently. Outside a source's coverage
its columns are unknown (null), never zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.panel.cite import cited
from foedus.panel.columns import Column
from foedus.panel.dyads import dyads
from foedus.panel.names import names_of
from foedus.panel.own.join import join
from foedus.panel.own.read import is_file, read, split
from foedus.panel.own.rows import Told
from foedus.panel.sheet import Sheet
from foedus.panel.spread import sides
from foedus.panel.system import LISTS, SystemName, state_years
from foedus.panel.unmatched import counts_of
from foedus.panel.verbs import VERBS, any_table, is_table, maker
from foedus.panel.write import write

if TYPE_CHECKING:
    from foedus.panel.counts import Counts
    from foedus.panel.own.keys import On

#: What is joined by itself: a source's name, or a function that gives columns of a panel by name.
Source = str | Callable[["Panel"], dict[str, Column]]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Panel(Sheet):
    """A sheet that sources are joined to by name, that cites them and is written to a file."""

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
        panel, told = self, Told(on, codes, name, twins, wide, directed, strict)
        for source in sources:
            panel = panel.with_told(source, told)
        return panel

    def with_told(self, source: object, told: Told) -> Panel:
        """The panel with one source, see `add`; a published one is joined once."""
        if isinstance(source, str) and not is_file(split(source)[0]):
            if source in self.joined:
                return self
            if is_table(source):
                columns, counts = any_table.join_table(self, source, told.twins)
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
        return replace(self.having(columns), keyed=(*self.keyed, counts))

    def _having_from(
        self, columns: dict[str, Column], name: str, tables: Iterable[str], *counts: Counts
    ) -> Panel:  # fmt: skip
        """The panel with the columns of a source, which is joined from now on."""
        made = replace(self.having(columns), joined=(*self.joined, name), keyed=(*self.keyed, *counts))
        return replace(made, tables=(*self.tables, *tables))

    @property
    def joins(self) -> tuple[Counts, ...]:
        """What became of the rows of each table that was joined: the sources' by name, then those joined by keys.

        Sources by name are counted when this is asked for, since their tables are looked through once more.
        """
        return (*(c for name in self.joined if name in VERBS for c in counts_of(self, name)), *self.keyed)

    def with_names(self, lang: str = "en") -> Panel:
        """The panel with the names of its states, in English or German: `name`, of pairs `name1` and `name2`."""
        return self.having(sides(self, {"name": names_of(self.states, lang)}))

    def cite(self, form: str = "text") -> str:
        """Every source of the panel with its version and terms, as text or "bibtex"; own tables are named."""
        own = [c.name for c in self.keyed if c.name not in self.tables]
        return cited([LISTS[self.states.system][0], *self.tables], own, form)

    def write(self, path: Path | str) -> Path:
        """Write the panel whole or not at all; the file's ending says the form (parquet, arrow, csv, dta)."""
        return write(self, Path(path))


def state_year_panel(first: int, last: int, system: SystemName = "cow", sources: Iterable[Source] = ()) -> Panel:
    """State-years of a system, with sources joined."""
    return Panel("state-year", state_years(first, last, system), None).add(*sources)


def dyad_year_panel(
    first: int, last: int, system: SystemName = "cow", directed: bool = True, sources: Iterable[Source] = ()
) -> Panel:
    """Dyad-years of a system, directed or not, with sources joined."""
    states = state_years(first, last, system)
    return Panel("dyad-year", states, dyads(states, directed)).add(*sources)

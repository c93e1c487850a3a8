"""A state's column on a panel of pairs, which is laid out only when and where it is asked for."""

from __future__ import annotations

from foedus.panel.columns import Array, Column, Mask
from foedus.panel.dyads import Dyads, End


class Side(Column):
    """A column of state-years as the first or the second state of each pair has it.

    So a panel that is written in parts never holds it whole. All values are laid out anew whenever they are asked for.
    """

    __slots__ = ("column", "end", "pairs")

    column: Column
    pairs: Dyads
    end: End

    def __init__(self, column: Column, pairs: Dyads, end: End) -> None:
        known = None if column.known is None or column.known.all() else column.known
        for name, value in (("column", Column(column.values, known, column.words)), ("pairs", pairs), ("end", end)):
            object.__setattr__(self, name, value)

    def __len__(self) -> int:
        return len(self.pairs)

    @property
    def values(self) -> Array:
        """The values of all rows."""
        return self.pairs.side(self.end, self.column.values)

    @property
    def known(self) -> Mask | None:
        """What is known of all rows; None where all is."""
        return None if self.column.known is None else self.pairs.side(self.end, self.column.known)

    @property
    def words(self) -> tuple[str, ...]:
        """The words that the values are places of, if any."""
        return self.column.words

    def total(self) -> tuple[int, float | None]:
        """How many values are known, and their sum (of text none), without laying them out."""
        values, rows = self.column.values, self.pairs.partners(self.end)
        if self.column.known is not None:
            values, rows = values[self.column.known], rows[self.column.known]
        return int(rows.sum()), None if self.words else (values * rows).sum().item()

    def of_states(self, states: slice) -> Column:
        """The values of some state-years, not laid out."""
        return self.column.part(states, states)

    def part(self, rows: slice, years: slice) -> Column:
        """The values of the rows of some years."""
        values, known = self.column.values, self.column.known
        known = None if known is None else self.pairs.side(self.end, known, years)
        return Column(self.pairs.side(self.end, values, years), known, self.words)

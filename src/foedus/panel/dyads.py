"""The rows of a dyad-year panel: every pair of states of a year, directed (both ways) or not (lower code first).

Rows are sorted by year, first code, second code. A pair without a common day in the year is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Union

import numpy as np
import numpy.typing as npt

from foedus.panel.codes import coded
from foedus.panel.columns import Array, Rows
from foedus.panel.squares import fill_cells, fill_first, fill_second, square_of
from foedus.panel.system import StateYears

if TYPE_CHECKING:
    import polars as pl

Values = Union[Array, "pl.Series"]
#: All years of a panel.
EVERY = slice(None)
#: So many rows of a table are looked up at a time.
LOOK = 1 << 16
#: The first and the second state of a pair.
End = Literal[1, 2]
ENDS: tuple[End, ...] = (1, 2)


@dataclass(frozen=True, eq=False)
class Dyads:
    """Dyad-years as pairs of state-years.

    `begin[y]`: the row where the pairs of year `states.first + y` begin (one more at the end). `cut`: the places in
    their year of the first and second states, for years of which a pair was left out. `within`: each state-year's
    place in its year. `base` of the first + `within` of the second (see `_places`): a pair's place among all pairs.
    `row`: from there to the pair's row, -1 where it was left out (None if none was).
    """

    states: StateYears
    directed: bool
    begin: npt.NDArray[np.int64]
    cut: dict[int, tuple[Rows, Rows]]
    within: Rows
    base: Rows
    row: npt.NDArray[np.int32] | None

    def __len__(self) -> int:
        return int(self.begin[-1])

    @cached_property
    def one(self) -> Rows:
        """The row of each pair's first state among the state-years."""
        return self.side(1, np.arange(len(self.states.code)))

    @cached_property
    def two(self) -> Rows:
        """The row of each pair's second state among the state-years."""
        return self.side(2, np.arange(len(self.states.code)))

    def side(self, end: End, values: Array, years: slice = EVERY) -> Array:
        """Values of state-years as each pair's first or second state has them, of all years or some (by place)."""
        fill, offset = (fill_first, fill_second)[end - 1], self.states.offset
        return self._filled(
            values.dtype,
            years,
            lambda y, out: fill(out, values[offset[y] : offset[y + 1]]),
            lambda y, pairs: values[offset[y] + pairs[end - 1]],
        )

    def cells(self, dtype: npt.DTypeLike, square: Callable[[int], Array]) -> Array:
        """The entries of squares: `square(y)` is (n, n), the first state's row and the second's column, of a year."""
        return self._filled(
            dtype, EVERY, lambda y, out: fill_cells(out, square(y)), lambda y, pairs: square(y)[pairs[0], pairs[1]]
        )

    def partners(self, end: End) -> npt.NDArray[np.int64]:
        """By state-year, the number of rows in which it is the first or the second state."""
        found = np.zeros(len(self.states.code), np.int64)
        counts, offset = self.states.counts.tolist(), self.states.offset.tolist()
        for y, n in enumerate(counts):
            # Without a pair left out, the first of undirected pairs have n - 1 rows, n - 2, and so on down to 0.
            if y in self.cut:
                found[offset[y] : offset[y + 1]] = np.bincount(self.cut[y][end - 1], minlength=n)
            elif self.directed:
                found[offset[y] : offset[y + 1]] = n - 1
            else:
                found[offset[y] : offset[y + 1]] = np.arange(n)[:: -1 if end == 1 else 1]
        return found

    def spans(self, most: int) -> Iterator[slice]:
        """Years in order (by place) in spans of at most so many rows, or of one year; none of no rows but the last."""
        first, last = 0, len(self.begin) - 1
        while first < last:
            end = int(np.searchsorted(self.begin, self.begin[first] + most, side="right")) - 1
            end = min(max(end, first + 1), last)
            yield slice(first, end)
            first = end

    def square(self, y: int, values: Array) -> Array:
        """A column's values in year y (by place) as a square: the first state's row and the second's column, else 0."""
        n, cells = int(self.states.counts[y]), values[self.begin[y] : self.begin[y + 1]]
        if self.directed and y not in self.cut:
            return square_of(cells, n)
        square = np.zeros((n, n), cells.dtype)
        square[self.cut[y] if y in self.cut else _pairs(n, self.directed)] = cells
        return square

    def _filled(
        self, dtype: npt.DTypeLike, years: slice, whole: Callable[[int, Array], None],
        picked: Callable[[int, tuple[Rows, Rows]], Array],
    ) -> Array:  # fmt: skip
        chosen = range(*years.indices(len(self.begin) - 1))
        begin: list[int] = self.begin.tolist()
        start, end = (begin[chosen[0]], begin[chosen[-1] + 1]) if chosen else (0, 0)
        found = np.empty(end - start, dtype)
        for y in chosen:
            out = found[begin[y] - start : begin[y + 1] - start]
            if y in self.cut:
                out[:] = picked(y, self.cut[y])
            elif self.directed:
                whole(y, out)
            else:
                out[:] = picked(y, _pairs(int(self.states.counts[y]), False))
        return found

    def rows_of(self, code: str, code1: Values, code2: Values, year: Values, *, both_ways: bool = False) -> Rows:
        """The row of each dyad-year named by a code (ccode, gwcode, iso3), -1 for those that are not there.

        `both_ways`: then the rows of the same pairs turned round. On undirected rows a pair is found only with the
        lower of the panel's own codes first.
        """
        states, years = coded(self.states, code), np.asarray(year)
        first, second, size = np.asarray(code1), np.asarray(code2), len(years)
        found = np.empty(2 * size if both_ways else size, np.intp)

        def look(begin: int) -> None:
            end = min(begin + LOOK, size)
            one = states.rows(first[begin:end], years[begin:end])
            two = states.rows(second[begin:end], years[begin:end])
            found[begin:end] = self._rows(one, two)
            if both_ways:
                found[size + begin : size + end] = self._rows(two, one)

        # In pieces that stay in the cache, two at a time.
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(look, range(0, size, LOOK)))
        return found

    def between(self, one: Rows, two: Rows) -> Rows:
        """The row of each pair of state-years (rows of `states`), -1 for those that are not there."""
        return self._rows(one, two)

    def _rows(self, one: Rows, two: Rows) -> Rows:
        """The row of each pair of state-years of one year, -1 where one of them is -1 or there is no such pair."""
        gone = (one | two) < 0
        gone |= one >= two if not self.directed else one == two
        found = _places(self.base, self.within, one, two, self.directed)
        if self.row is not None:
            found = np.take(self.row, found, mode="clip").astype(np.intp)
        found[gone] = -1
        return found


def _places(base: Rows, within: Rows, one: Rows, two: Rows, directed: bool) -> Rows:
    """The place of each pair of state-years among all pairs; rows of -1 give a place that means nothing."""
    found = np.take(base, one, mode="wrap")
    second = np.take(within, two, mode="wrap")
    found += second
    if directed:  # the second of a pair is every state but the first; of one year, it stands behind where its row does
        found -= two > one
    return found


def dyads(states: StateYears, directed: bool = True) -> Dyads:
    """All dyad-years of the states."""
    counts = states.counts
    sizes = counts * (counts - 1) // (1 if directed else 2)
    start = np.concatenate([[0], np.cumsum(sizes)])
    year = states.year.astype(np.intp) - states.first
    n, i = counts[year], np.arange(len(year)) - states.offset[year]
    base = start[year] + (i * (n - 1) if directed else i * n - i * (i + 1) // 2 - i - 1)
    gone = states.apart if directed else states.apart[states.apart[:, 0] < states.apart[:, 1]]
    lost = np.sort(_places(base, i, gone[:, 0], gone[:, 1], directed))
    before = np.searchsorted(lost, start)
    cut = {}
    for y in np.flatnonzero(np.diff(before)).tolist():
        out = lost[before[y] : before[y + 1]] - start[y]
        left, right = _pairs(int(counts[y]), directed)
        cut[y] = np.delete(left, out), np.delete(right, out)
    row = None
    if len(lost):
        held = np.diff(lost, prepend=0, append=start[-1])
        row = np.arange(int(start[-1]), dtype=np.int32)
        row -= np.repeat(np.arange(len(held), dtype=np.int32), held)
        row[lost] = -1
    return Dyads(states, directed, start - before, cut, i, base, row)


def _pairs(n: int, directed: bool) -> tuple[Rows, Rows]:
    """All pairs among n states, in order of the first, then the second."""
    if not directed:
        return np.triu_indices(n, 1)
    first = np.repeat(np.arange(n), n - 1)
    second = np.tile(np.arange(n - 1), n)
    second += second >= first
    return first, second

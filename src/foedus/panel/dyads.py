"""The rows of a dyad-year panel: every pair of states of a year, directed (both ways) or not (lower code first).

Rows are sorted by year, first code, second code. A pair without a common day in the year is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Union

import numpy as np
import numpy.typing as npt

from foedus.panel.codes import coded
from foedus.panel.columns import Array, Rows
from foedus.panel.system import StateYears

if TYPE_CHECKING:
    import polars as pl

Values = Union[Array, "pl.Series"]


@dataclass(frozen=True, slots=True, eq=False)
class Dyads:
    """Dyad-years as two rows of state-years each.

    `one`, `two`: rows of the state-years of the first and second state (of the index type that numpy takes by
    without a copy: narrower ones make every join several times slower). `within`: each state-year's place in its year.
    `base` of the first + `within` of the second (see `_places`): a pair's place among all pairs. `row`: from there to
    the pair's row, -1 where it was left out (None if none was).
    """

    states: StateYears
    directed: bool
    one: Rows
    two: Rows
    within: Rows
    base: Rows
    row: npt.NDArray[np.int32] | None

    def __len__(self) -> int:
        return len(self.one)

    def rows_of(self, code: str, code1: Values, code2: Values, year: Values, *, both_ways: bool = False) -> Rows:
        """The row of each dyad-year named by a code (ccode, gwcode, iso3), -1 for those that are not there.

        `both_ways`: then the rows of the same pairs turned round. On undirected rows a pair is found only with the
        lower of the panel's own codes first.
        """
        states, years = coded(self.states, code), np.asarray(year)
        one, two = states.rows(np.asarray(code1), years), states.rows(np.asarray(code2), years)
        if not both_ways:
            return self._rows(one, two)
        found = np.empty(2 * len(one), np.intp)
        found[: len(one)], found[len(one) :] = self._rows(one, two), self._rows(two, one)
        return found

    def _rows(self, one: Rows, two: Rows) -> Rows:
        there = (one >= 0) & (two >= 0) & (one < two if not self.directed else one != two)
        found = _places(self.base, self.within, one, two, self.directed)
        found[~there] = 0
        if self.row is not None:
            found = np.take(self.row, found).astype(np.intp)
        found[~there] = -1
        return found


def _places(base: Rows, within: Rows, one: Rows, two: Rows, directed: bool) -> Rows:
    """The place of each pair of state-years among all pairs; rows of -1 give a place that means nothing."""
    found = np.take(base, one, mode="wrap")
    second = np.take(within, two, mode="wrap")
    found += second
    if directed:  # the second of a pair is every state but the first
        found -= second > np.take(within, one, mode="wrap")
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
    one, two = np.empty(int(start[-1]) - len(lost), np.intp), np.empty(int(start[-1]) - len(lost), np.intp)
    end = 0
    for y, size in enumerate(counts.tolist()):
        if size < 2:
            continue
        left, right = _pairs(size, directed)
        out = lost[np.searchsorted(lost, start[y]) : np.searchsorted(lost, start[y + 1])]
        if len(out):
            left, right = np.delete(left, out - start[y]), np.delete(right, out - start[y])
        begin, end = end, end + len(left)
        np.add(left, states.offset[y], out=one[begin:end])
        np.add(right, states.offset[y], out=two[begin:end])
    row = None
    if len(lost):
        before = np.diff(lost, prepend=0, append=start[-1])
        row = np.arange(int(start[-1]), dtype=np.int32)
        row -= np.repeat(np.arange(len(before), dtype=np.int32), before)
        row[lost] = -1
    return Dyads(states, directed, one, two, i, base, row)


def _pairs(n: int, directed: bool) -> tuple[Rows, Rows]:
    """All pairs among n states, in order of the first, then the second."""
    if not directed:
        return np.triu_indices(n, 1)
    first = np.repeat(np.arange(n), n - 1)
    second = np.tile(np.arange(n - 1), n)
    second += second >= first
    return first, second

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
    without a copy: narrower ones make every join several times slower). `start[y]`: where a year's full square of
    pairs begins; `place`: from a pair's place in that square to its row, -1 where it was left out (None if none was).
    """

    states: StateYears
    directed: bool
    one: Rows
    two: Rows
    start: npt.NDArray[np.int64]
    place: npt.NDArray[np.int32] | None

    def __len__(self) -> int:
        return len(self.one)

    def rows_of(self, code: str, code1: Values, code2: Values, year: Values) -> Rows:
        """The row of each dyad-year named by a code (ccode, gwcode, iso3), -1 for those that are not there.

        On undirected rows a pair is found only with the lower of the panel's own codes first.
        """
        states, years = coded(self.states, code), np.asarray(year)
        one, two = states.rows(np.asarray(code1), years), states.rows(np.asarray(code2), years)
        inside = (one >= 0) & (two >= 0) & (one != two)
        if not self.directed:
            inside &= one < two
        y = np.where(inside, years.astype(np.int64) - self.states.first, 0)
        first = self.states.offset[y]
        full = self.start[y] + _square(one - first, two - first, self.states.counts[y], self.directed)
        full = np.where(inside, full, 0)
        if self.place is not None:
            full = self.place[full].astype(np.intp)
        return np.where(inside, full, -1).astype(np.intp)


def _square(i: Array, j: Array, n: Array, directed: bool) -> Rows:
    """The place of pair (i, j) among the pairs of n states, in order of i, then j."""
    if directed:
        return np.asarray(i * (n - 1) + j - (j > i), np.intp)
    return np.asarray(i * n - i * (i + 1) // 2 + j - i - 1, np.intp)


def dyads(states: StateYears, directed: bool = True) -> Dyads:
    """All dyad-years of the states."""
    counts = states.counts
    sizes = counts * (counts - 1) // (1 if directed else 2)
    start = np.concatenate([[0], np.cumsum(sizes)])
    one, two = np.empty(int(start[-1]), np.intp), np.empty(int(start[-1]), np.intp)
    for y, n in enumerate(counts):
        if n < 2:
            continue
        rows, begin = slice(int(start[y]), int(start[y + 1])), int(states.offset[y])
        if directed:
            one[rows] = np.repeat(np.arange(begin, begin + n, dtype=np.intp), n - 1)
            # The second of a pair is every state but the first: 0 to n-2, one up from the first's place on.
            others = np.arange(n - 1, dtype=np.intp)[None, :]
            two[rows] = (others + (others >= np.arange(n, dtype=np.intp)[:, None]) + begin).ravel()
        else:
            i, j = np.triu_indices(int(n), 1)
            one[rows], two[rows] = i + begin, j + begin
    place = None
    gone = states.apart if directed else states.apart[states.apart[:, 0] < states.apart[:, 1]]
    if len(gone):
        when = states.year[gone[:, 0]].astype(np.int64) - states.first
        first = states.offset[when]
        full = start[when] + _square(gone[:, 0] - first, gone[:, 1] - first, counts[when], directed)
        keep = np.ones(len(one), bool)
        keep[full] = False
        place = np.cumsum(keep, dtype=np.int32) - 1
        place[full] = -1
        one, two = one[keep], two[keep]
    return Dyads(states, directed, one, two, start, place)

"""How many ties states have, and how long ties last: ties per state, and the chance that one stands k years on.

Axes: T years in order without a gap, n states. present[t, i]: state i is in the system in year t; tied[t, i, j].
Formulas: ties per state = sum over state-years of allies in the year / state-years, in 0..n - 1, from the first to the
last year asked for; survival after k years = sum_t |{ij tied in t and in t + k}| / sum_t |{ij tied in t}| in 0..1 over
the ties of years t and t + k that both lie in the span. A tie broken and made again within the k years counts as
standing. A tie whose state has left the system by t + k counts as ended, or, with `of_lasting_states`, not at all.
Intervals of 95 per cent by leaving out one state at a time (`pair_ratio`): a state's ties stand and fall together.
Reference: Jackson & Nei (2015), who give both figures; the paper's own wording of the second could not be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.ground.errors import QueryError
from foedus.measures.network.pair_ratio import Estimate, jackknifed, pair_rate

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class TieYears:
    """Ties of many years: present (T, n) and tied (T, n, n), symmetric, of states that are there only.

    `stray` counts the tie-years (each pair once) that were left out since a state was not in the system.
    """

    first: int
    codes: Ints
    present: Bools
    tied: Bools
    stray: int = 0

    @property
    def last(self) -> int:
        """The last year."""
        return self.first + len(self.present) - 1

    def years_together(self, since: int, until: int) -> Floats:
        """The years, both included, in which each pair of states was in the system; (n, n), the diagonal 0."""
        there = self.present[self._span(since, until)].astype(np.float64)
        both = there.T @ there
        np.fill_diagonal(both, 0.0)
        return both

    def _span(self, since: int, until: int) -> slice:
        if not self.first <= since <= until <= self.last:
            raise QueryError(
                f"{since} to {until} is no span of the years that are there",
                why=f"they run from {self.first} to {self.last}",
                hint="what lies beyond them is unknown, not without ties",
            )
        return slice(since - self.first, until - self.first + 1)

    @classmethod
    def of_table(
        cls, present: Iterable[tuple[int, int, int]], one: ArrayLike, other: ArrayLike, year: ArrayLike, last: int
    ) -> TieYears:
        """From spells (state, first year, last year) of the system and tie-years (one, other, year), up to year `last`.

        A tie may be named from either side or both. Years run from the first spell's to `last`, up to which ties must
        be known; later spells and ties are cut off.

        >>> years = TieYears.of_table([(2, 1900, 1902), (20, 1901, 1990)], [20, 2], [2, 20], [1901, 1900], last=1903)
        >>> years.tied.sum(axis=(1, 2)).tolist(), years.stray
        ([0, 2, 0, 0], 1)
        """
        spells = [(int(state), int(since), int(until)) for state, since, until in present]
        if not spells:
            raise QueryError("no state is in the system", hint="give spells of state, first year, last year")
        codes = np.unique([state for state, _, _ in spells])
        first = min(since for _, since, _ in spells)
        if last < first:
            raise QueryError(f"the last year {last} is before the first, {first}")
        there = np.zeros((last - first + 1, len(codes)), dtype=np.bool_)
        for state, since, until in spells:
            there[since - first : max(until - first + 1, 0), np.searchsorted(codes, state)] = True
        a, b, t = (np.asarray(column).astype(np.int64) for column in (one, other, year))
        if not a.shape == b.shape == t.shape or (a == b).any():
            raise QueryError("the columns differ in length, or a state is tied with itself")
        a, b, t = (column[t <= last] for column in (a, b, t))
        i, j = (np.minimum(np.searchsorted(codes, c), len(codes) - 1) for c in (a, b))
        row = np.maximum(t - first, 0)
        inside = (codes[i] == a) & (codes[j] == b) & (t >= first) & there[row, i] & there[row, j]
        tied = np.zeros((*there.shape, len(codes)), dtype=np.bool_)
        row, i, j = row[inside], i[inside], j[inside]
        tied[row, i, j] = tied[row, j, i] = True
        out = np.stack([np.minimum(a, b), np.maximum(a, b), t])[:, ~inside]
        return cls(first, codes.astype(np.int64), there, tied, stray=np.unique(out, axis=1).shape[1])


def ties_per_state(years: TieYears, since: int, until: int) -> Estimate:
    """The mean number of allies of a state in a year, both years included; leaving a state out takes its ties too."""
    span = years._span(since, until)
    each = years.tied[span].sum(axis=(0, 2)).astype(np.float64)  # tie-years of each state
    of_state = years.present[span].sum(axis=0).astype(np.float64)
    return jackknifed(each.sum(), of_state.sum(), 2 * each, of_state, "rate")


def tie_survival(
    years: TieYears, since: int, until: int, after: int = 5, *, of_lasting_states: bool = False
) -> Estimate:
    """The chance that a tie of a year in the span stands `after` years on, also in the span."""
    span = years._span(since, until)
    if not 0 < after <= until - since:
        raise QueryError(
            f"{after} years on lies not within {since} to {until}", hint="take fewer years or a longer span"
        )
    now, then = years.tied[span][:-after], years.tied[span][after:]
    at_risk = now
    if of_lasting_states:
        there = years.present[span][after:]
        at_risk = now & there[:, :, None] & there[:, None, :]
    return pair_rate((now & then).sum(axis=0), at_risk.sum(axis=0), kind="share")


def pair_counts(codes: Sequence[int] | Ints, one: ArrayLike, other: ArrayLike) -> Floats:
    """How often each pair of states is named, (n, n), symmetric; pairs with a state that has no code are left out.

    Which of the two is named first is no matter. Rows are counted: a pair named from both sides must be given once.

    >>> pair_counts([2, 20, 200], [20, 2, 365], [2, 200, 2]).tolist()
    [[0.0, 1.0, 1.0], [1.0, 0.0, 0.0], [1.0, 0.0, 0.0]]
    """
    known = np.asarray(codes, dtype=np.int64)
    a, b = np.asarray(one).astype(np.int64), np.asarray(other).astype(np.int64)
    i, j = (np.minimum(np.searchsorted(known, c), len(known) - 1) for c in (a, b))
    inside = (known[i] == a) & (known[j] == b) & (i != j)
    counts = np.zeros((len(known), len(known)))
    np.add.at(counts, (i[inside], j[inside]), 1.0)
    return np.asarray(counts + counts.T, dtype=np.float64)

"""CINC, the Composite Index of National Capability: a state's mean share of the world in six components.

Formulas: share s_ict = x_ict / sum_j x_jct over the states with a figure in year t; CINC_it = mean of s_ict over the
components that state i has, n_it of them. Components, in this order: military expenditure, military personnel, iron
and steel production, primary energy consumption, total population, urban population.
Range: each in [0, 1]; a component's shares sum to 1 in every year. CINC sums to 1 in a year without gaps; with gaps
the mean over those present gives weight to what is left, and the published sums run from 1.00 to 1.07, so CINC is no
share of anything then: divide by the year's sum where one is needed. Recomputed from the components, both published
versions (NMC 6.0 and 7.0) agree with this formula to the last digit they give (single precision, below 3e-8).
A state with no component has no CINC (NaN), and a component whose world total is 0 has no shares in that year.
NMC 7.0 has a break between 2016 and 2017 in its population series: do not read a trend across it.
Reference: Singer, Bremer & Stuckey (1972), in Russett (ed.), Peace, War, and Numbers; Singer (1987).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.ground.errors import QueryError
from foedus.ground.strict import Strict

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: The components in the order of their columns, under the names of the National Material Capabilities data.
COMPONENTS = ("milex", "milper", "irst", "pec", "tpop", "upop")


@dataclass(frozen=True, eq=False)
class Cinc:
    """One row a state-year, as asked: `score` (R,), `shares` (R, C), and `present` (R,), the components it rests on."""

    score: Floats
    shares: Floats
    present: Ints


class AllianceCapability(Strict, kw_only=True, frozen=True):
    """`total` is the members' sum, None unless every member has a figure; `known` sums those that have one.

    `known` is a lower bound of the total, since no score is negative. members: how many were asked for.
    """

    total: float | None
    known: float
    members: int
    missing: tuple[str, ...]


def world_shares(values: ArrayLike, year: ArrayLike) -> Floats:
    """Each state's share of the year's sum over the states with a figure; NaN in, NaN out; NaN where the sum is 0.

    values: (R,) or (R, C), >= 0; year: (R,), whole.

    >>> world_shares([3.0, 1.0, np.nan, 5.0], [1900, 1900, 1900, 1901]).tolist()
    [0.75, 0.25, nan, 1.0]
    """
    found, years = np.asarray(values, dtype=np.float64), np.asarray(year)
    if found.ndim not in (1, 2) or years.shape != found.shape[:1]:
        raise QueryError(f"values of shape {found.shape} and years of shape {years.shape}", why="one row a state-year")
    if (found < 0).any():
        raise QueryError(
            f"a component is {found[found < 0].flat[0]:g}",
            why="the data files write -9 for missing, which would be taken for a quantity",
            hint="turn missing codes into NaN before",
        )
    if np.isinf(found).any():
        raise QueryError("a component is infinite", hint="unknown is NaN")
    if not len(found):
        return found.copy()
    _, of_year = np.unique(years, return_inverse=True)
    columns = found[:, None] if found.ndim == 1 else found
    shares = np.full(columns.shape, np.nan)
    for index in range(columns.shape[1]):
        column = columns[:, index]
        totals = np.bincount(of_year, weights=np.where(np.isnan(column), 0.0, column))
        with np.errstate(invalid="ignore"):  # 0 / 0 is unknown; and R's NA is a signalling NaN, of which numpy warns
            shares[:, index] = column / totals[of_year]
    return shares.reshape(found.shape)


def cinc(components: ArrayLike, year: ArrayLike) -> Cinc:
    """CINC of all state-years at once, from (R, C) components, NaN where missing, and the years (R,).

    The rows of a year must be all states of the system, since shares are of their sum. C is 6 for CINC; fewer columns
    give the same index of fewer components.

    >>> found = cinc([[1.0, 30.0], [3.0, np.nan], [4.0, 10.0]], [1900, 1900, 1900])
    >>> found.score.tolist(), found.present.tolist()
    ([0.4375, 0.375, 0.375], [2, 1, 2])
    """
    found = np.asarray(components, dtype=np.float64)
    if found.ndim != 2:
        raise QueryError(f"components of shape {found.shape}", why="one row a state-year and one column a component")
    shares = world_shares(found, year)
    there = ~np.isnan(shares)
    present = there.sum(axis=1)
    with np.errstate(invalid="ignore"):  # 0 / 0 where a state has no component: unknown
        score = np.where(there, shares, 0.0).sum(axis=1) / present
    return Cinc(score=score, shares=shares, present=present.astype(np.int64))


def alliance_capability(scores: Mapping[str, float | None], members: Sequence[str]) -> AllianceCapability:
    """The sum of the members' scores (CINC, or one component's shares) in one year, unknown if any is unknown.

    A member without an entry is missing as one with None or NaN is. Naming a member twice is an error.

    >>> alliance_capability({"RUS": 0.0382, "KAZ": 0.0027, "ARM": None}, ["RUS", "KAZ", "ARM"])
    AllianceCapability(total=None, known=0.0409, members=3, missing=('ARM',))
    """
    repeated = _first_repeated(members)
    if repeated is not None:
        raise QueryError(f"{repeated} is named twice among the members", hint="name each member once")
    values = {member: scores.get(member) for member in members}
    present = {member: float(x) for member, x in values.items() if x is not None and x == x}
    stray = next((member for member, x in present.items() if not 0 <= x <= 1), None)
    if stray is not None:
        raise QueryError(f"the score of {stray} is {present[stray]:g}", why="shares of the world lie in 0..1")
    known = fsum(present.values())  # the order of members is no matter
    missing = tuple(member for member in members if member not in present)
    return AllianceCapability(
        total=None if missing or not members else known, known=known, members=len(members), missing=missing
    )


def _first_repeated(names: Sequence[Hashable]) -> Hashable | None:
    """The first name that was there before, None where all differ."""
    seen: set[Hashable] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None

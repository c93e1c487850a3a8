"""Do the larger allies bear the larger burden? Rank correlation of GDP with the defence share of GDP.

Exploitation hypothesis (Olson & Zeckhauser 1966, Review of Economics and Statistics 48(3): 266-279): where defence is a
public good of the allies, the larger spend a larger share of their income, "the exploitation of the great by the
small". So the coefficient is expected to be above 0; below 0 the smaller bear more; around 0 shares are proportional.
Formulas, intervals and p-values: `rank_correlation`. The sizes are GDP in current US$, the burdens military expenditure
in per cent of GDP, from one year; members without both figures are named and left out, which makes the answer partial
(West Germany has no GDP figure before 1991 here, Iceland has no army and no share). Among few members a coefficient
says little: read the interval, not the sign. A correlation is no proof of free riding: threat, geography,
conscription and what counts as spending differ between members too (Sandler & Murdoch 2000, Fiscal Studies 21(3)).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import product
from math import isnan

import numpy as np
from msgspec import field
from numpy.typing import NDArray

from foedus.ground.calendar import AsOf
from foedus.ground.errors import QueryError
from foedus.ground.shown import Shown
from foedus.ground.strict import Strict
from foedus.measures.strength.rank_correlation import PERMUTATIONS, RankCorrelation, rank_correlation
from foedus.record import tables
from foedus.record.alliance import Alliance
from foedus.world import Stamp, World, stamp
from foedus.world.resources import MAX_AGE_YEARS

SIZE, SHARE = "gdp", "military-expenditure-share"


class Correlation(Strict, kw_only=True, frozen=True):
    """A coefficient in -1..1 with its interval; None where unknown."""

    value: float | None
    low: float | None
    high: float | None


class Burden(Shown, kw_only=True, frozen=True):
    """Rank correlations of `sizes` (US$) with `shares` (% of GDP) in `year` among the `members` members with both.

    `exploitation` is True where Spearman's interval lies above 0 (the larger bear more), False where it lies below,
    None where it holds 0 or is unknown. `partial` says that some members, named in `missing`, have no figure.
    """

    alliance: str
    year: int | None
    size_series: str
    share_series: str
    members: int
    missing: tuple[str, ...]
    partial: bool
    sizes: dict[str, float]
    shares: dict[str, float]
    spearman: Correlation
    kendall: Correlation
    p_greater: float | None
    p_two_sided: float | None
    exploitation: bool | None
    level: float
    record: Stamp = field(default_factory=stamp)


class _Found(Strict, kw_only=True, frozen=True):
    """Both figures of one year for those states that have both."""

    year: int | None
    size_series: str
    share_series: str
    states: tuple[str, ...]
    sizes: dict[str, float]
    shares: dict[str, float]


def _find(states: Iterable[str], years: Iterable[int], known: dt.date) -> _Found:
    """Both figures in the one of `years` (best first) in which most states have both, as known by `known`."""
    wanted, candidates = tuple(sorted(set(states))), tuple(years)
    best = _Found(year=None, size_series="", share_series="", states=wanted, sizes={}, shares={})
    for size_key, share_key in product(tables.of_concept(SIZE), tables.of_concept(SHARE)):
        sizes, shares = tables.series(size_key), tables.series(share_key)
        for year in candidates:
            if max(sizes.published(year), shares.published(year)) > known:
                continue
            both = [s for s in wanted if year in sizes.values.get(s, {}) and year in shares.values.get(s, {})]
            if len(both) > len(best.sizes):
                best = _Found(
                    year=year, size_series=size_key, share_series=share_key, states=wanted,
                    sizes={s: sizes.values[s][year] for s in both}, shares={s: shares.values[s][year] for s in both},
                )  # fmt: skip
    return best


def _rows(found: list[_Found]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Sizes and shares as arrays (years, states), NaN where a state has no figure or is no member that year."""
    states = sorted({s for f in found for s in f.states})
    sizes = [[f.sizes.get(s, np.nan) for s in states] for f in found]
    shares = [[f.shares.get(s, np.nan) for s in states] for f in found]
    return np.array(sizes, dtype=np.float64), np.array(shares, dtype=np.float64)


def _known(value: float) -> float | None:
    return None if isnan(value) else float(value)


def _told(alliance: str, found: _Found, result: RankCorrelation, row: int, level: float) -> Burden:
    missing = tuple(s for s in found.states if s not in found.sizes)
    low, high = float(result.spearman_low[row]), float(result.spearman_high[row])
    return Burden(
        alliance=alliance,
        year=found.year,
        size_series=found.size_series,
        share_series=found.share_series,
        members=len(found.sizes),
        missing=missing,
        partial=bool(missing),
        sizes=found.sizes,
        shares=found.shares,
        spearman=Correlation(value=_known(result.spearman[row]), low=_known(low), high=_known(high)),
        kendall=Correlation(
            value=_known(result.kendall[row]),
            low=_known(result.kendall_low[row]),
            high=_known(result.kendall_high[row]),
        ),
        p_greater=_known(result.p_greater[row]),
        p_two_sided=_known(result.p_two_sided[row]),
        exploitation=True if low > 0 else False if high < 0 else None,
        level=level,
    )


def burden(
    world: World, alliance: Alliance, *, level: float = 0.95, permutations: int = PERMUTATIONS, seed: int = 0
) -> Burden:
    """The burden sharing of the members on the day, by the last full year before it that most of them have figures for.

    Figures are those that could be known by `world.as_of.known`, none more than five years before the day.
    """
    own = world.as_of.on.year
    years = (own - 1, own, *range(own - 2, own - MAX_AGE_YEARS - 1, -1))
    found = _find((m.state for m in world.members(alliance)), years, world.as_of.known)
    result = rank_correlation(*_rows([found]), level=level, permutations=permutations, seed=seed)
    return _told(alliance.id, found, result, 0, level)


def burden_by_year(
    world: World,
    alliance: Alliance,
    first: int,
    last: int,
    *,
    level: float = 0.95,
    permutations: int = PERMUTATIONS,
    seed: int = 0,
) -> tuple[Burden, ...]:
    """The burden sharing in each year from `first` to `last`, among the members on 1 July, computed in one pass.

    Each year has its own figures, as known by `world.as_of.known`; a year without any has `year` and estimates None.
    """
    if first > last or last > world.as_of.on.year:
        raise QueryError(
            f"there are no years from {first} to {last} to look back on",
            why=f"the world is asked for on {world.as_of.on}",
            hint="give the earlier year first, and a day after the last year",
        )
    found = []
    for year in range(first, last + 1):
        then = World(AsOf(dt.date(year, 7, 1), world.as_of.known), world.record)
        found.append(_find((m.state for m in then.members(alliance)), (year,), world.as_of.known))
    result = rank_correlation(*_rows(found), level=level, permutations=permutations, seed=seed)
    return tuple(_told(alliance.id, f, result, row, level) for row, f in enumerate(found))

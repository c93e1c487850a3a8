"""How many soldiers: the logarithm of a contingent by forces, way, time and what the alliance sent before.

    log n_i = x_i b + u + e_i,  u ~ N(0, between^2) common to all contingents of a mission, e_i ~ N(0, within^2)

so that the total of a mission is drawn first (u), and what a member sends is its share of it. Ridge with weak normal
priors for b; the two variances by moments of the residuals (Searle, Casella & McCulloch, Variance Components, 1992, ch.
4). An alliance's own level is how far its earlier missions lay above those of all. Nothing is said of a member whose
own range spans more than the total's does (see `brief`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.response.fitted.members import SIZE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.response.draws import Draws

#: Centres and widths of the priors of b: a hundredth of a million soldiers in 1990, in proportion to the forces.
CENTRE: Final = np.array([-0.5, 0.6, -0.5, 0.0, 0.0])
WIDTH: Final = np.array([2.0, 0.3, 0.5, 0.3, 0.5])
#: How many missions at the level of all an alliance's own ones are weighed against.
OWN_MISSIONS = 1.0
#: The scatter before any contingent is seen, and how many contingents that weighs.
PRIOR_SCATTER, PRIOR_COUNT = 1.2, 4.0
#: No member is taken to send more than this share of its armed forces (a bound on the tail, not an estimate).
LARGEST_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class SizeFit:
    """Mean and covariance of b, the scatter between and within missions, and how many contingents speak.

    `own` is the level of each alliance that had sent any; others stand at 0.
    """

    mean: NDArray[np.float64]
    covariance: NDArray[np.float64]
    between: float
    within: float
    count: int
    own: Mapping[str, float] = field(default_factory=dict)


def own_levels(
    x: NDArray[np.float64], y: NDArray[np.float64], mission: NDArray[np.int64], alliance: Sequence[str]
) -> dict[str, float]:
    """How far the missions of each alliance lay above all missions (natural logarithms), pulled towards 0.

    Contingents count beside what the prior expects of such forces over such a way, and each mission once.
    """
    rest = y - x @ CENTRE
    levels: dict[str, list[float]] = defaultdict(list)
    for one in np.unique(mission):
        its = np.flatnonzero(mission == one)
        levels[alliance[int(its[0])]].append(float(rest[its].mean()))
    if not levels:
        return {}
    everywhere = float(np.mean([level for its in levels.values() for level in its]))
    return {name: sum(level - everywhere for level in its) / (len(its) + OWN_MISSIONS) for name, its in levels.items()}


def fit_sizes(x: NDArray[np.float64], y: NDArray[np.float64], mission: NDArray[np.int64]) -> SizeFit:
    """The fit to rows (N, `SIZE`), logarithms of contingents (N,), and the mission of each (N,)."""
    between = within = PRIOR_SCATTER / np.sqrt(2)
    mean, covariance = CENTRE, np.diag(WIDTH**2)
    for _ in range(8):  # variances and coefficients in turn
        precision, pull = np.diag(1 / WIDTH**2), CENTRE / WIDTH**2
        for group in np.unique(mission):
            rows, values = x[mission == group], y[mission == group]
            inverse = np.eye(len(rows)) / within**2 - between**2 / (within**2 * (within**2 + len(rows) * between**2))
            precision, pull = precision + rows.T @ inverse @ rows, pull + rows.T @ inverse @ values
        covariance = np.linalg.inv(precision)
        mean = covariance @ pull
        between, within = _scatter(y - x @ mean, mission)
    return SizeFit(mean, covariance, between, within, len(y))


def _scatter(rest: NDArray[np.float64], mission: NDArray[np.int64]) -> tuple[float, float]:
    """Standard deviations between and within missions, pulled towards the prior's by a few contingents."""
    half = PRIOR_COUNT * PRIOR_SCATTER**2 / 2
    if not len(rest):
        return PRIOR_SCATTER / np.sqrt(2), PRIOR_SCATTER / np.sqrt(2)
    groups, counts = np.unique(mission, return_counts=True)
    means = np.array([rest[mission == g].mean() for g in groups])
    inside = sum(((rest[mission == g] - m) ** 2).sum() for g, m in zip(groups, means, strict=True))
    freedom = len(rest) - len(groups)
    within = (half + inside) / (PRIOR_COUNT + max(freedom, 0))
    raw = (means**2 - within / counts).sum()
    between = (half + max(raw, 0.0)) / (PRIOR_COUNT + len(groups))
    return float(np.sqrt(between)), float(np.sqrt(within))


def contingents(
    fit: SizeFit, rows: NDArray[np.float64], soldiers: NDArray[np.float64], names: tuple[str, ...], draws: Draws
) -> NDArray[np.float32]:
    """Draws of what each member sends if it sends any, shape (M, R); NaN where its forces are unknown."""
    root = np.linalg.cholesky(fit.covariance + 1e-12 * np.eye(len(SIZE)))
    b = fit.mean[:, None] + root @ np.stack([draws.normal("size/b", k) for k in SIZE])
    # The scatter itself is estimated: a t with as many degrees as missions and prior give.
    degrees = PRIOR_COUNT + fit.count
    stretch = np.sqrt(degrees / (2 * draws.gamma("size/scatter", "", degrees / 2)))
    common = (fit.between * stretch * draws.normal("size/mission")).astype(np.float32)
    scatter = (fit.within * stretch).astype(np.float32)
    found = rows.astype(np.float32) @ b.astype(np.float32)
    for i, name in enumerate(names):
        each = found[i]
        if not np.isfinite(soldiers[i]):
            each[:] = np.nan
            continue
        each += common
        each += scatter * draws.stream("size", name).standard_normal(draws.runs, dtype=np.float32)
        np.minimum(np.exp(each, out=each), np.float32(LARGEST_SHARE * soldiers[i]), out=each)
    return found

"""Where a sweep asks: points in the unit cube by SALib, and one thing at a time around the question as it stands.

Sobol: Saltelli's scheme, N (D + 2) points, first and total indices (Saltelli et al. 2010, Computer Physics
Communications 181: 259-270). Morris: N (D + 1) points, mean absolute elementary effect (Morris 1991, Technometrics 33:
161-174; Campolongo, Cariboni & Saltelli 2007).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.crisis.sweep.spec import SweepFactor, SweepSpec

Places = NDArray[np.float64]
#: Levels of Morris' grid, and what SALib is told besides the number of samples.
LEVELS = 4
#: SALib takes the seed 0 for none at all.
SEED = 1


@dataclass(frozen=True, slots=True)
class SweepIndices:
    """What each factor does to an answer: `effect` (total index, or mean absolute effect) with half its 95 in 100
    interval, and `alone` (first-order index, or the spread of effects), each (D,).
    """  # fmt: skip

    effect: Places
    half: Places
    alone: Places


def _problem(factors: tuple[SweepFactor, ...]) -> dict[str, object]:
    return {"num_vars": len(factors), "names": [f.name for f in factors], "bounds": [[0.0, 1.0]] * len(factors)}


def places(spec: SweepSpec, factors: tuple[SweepFactor, ...]) -> Places:
    """The points of the method, (P, D) in 0..1; the same for the same seed."""
    from SALib.sample import morris, sobol

    seed = spec.seed + SEED
    if spec.method == "sobol":
        found = sobol.sample(_problem(factors), spec.samples, calc_second_order=False, seed=seed)
    else:
        found = morris.sample(_problem(factors), spec.samples, num_levels=LEVELS, seed=seed)
    return np.asarray(found, dtype=np.float64)


def one_at_a_time(factors: tuple[SweepFactor, ...]) -> list[dict[str, float | str]]:
    """The question as it stands, {}, and then with one factor at each of its ends."""
    return [{}, *({factor.name: end} for factor in factors for end in factor.ends)]


def valued(factors: tuple[SweepFactor, ...], at: Places) -> list[dict[str, float | str]]:
    """Points as values of the factors by name."""
    return [{f.name: f.at(float(x)) for f, x in zip(factors, row, strict=True)} for row in at]


def indices(spec: SweepSpec, factors: tuple[SweepFactor, ...], at: Places, found: Places) -> SweepIndices | None:
    """What each factor does to an answer (P,); None where it is unknown at some point. One that never moves: zeros."""
    from SALib.analyze import morris, sobol

    if np.isnan(found).any():
        return None
    if np.ptp(found) == 0:
        zero = np.zeros(len(factors))
        return SweepIndices(zero, zero, zero)
    seed = spec.seed + SEED
    if spec.method == "sobol":
        told = sobol.analyze(_problem(factors), found, calc_second_order=False, seed=seed)
        columns = told["ST"], told["ST_conf"], told["S1"]
    else:
        told = morris.analyze(_problem(factors), at, found, num_levels=LEVELS, seed=seed)
        columns = told["mu_star"], told["mu_star_conf"], told["sigma"]
    return SweepIndices(*(np.asarray(np.ma.filled(column, np.nan), dtype=np.float64) for column in columns))

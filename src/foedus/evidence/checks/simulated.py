"""Simulation-based calibration: parameters drawn from the priors must be found again as often as is claimed.

In each simulation parameters are drawn from the priors, outcomes from them for the recorded calls as they stand, and
the posterior is drawn as it always is. The rank of the true value among `RANKS` draws is then uniform on 0..`RANKS`,
for every parameter and every quantity computed from them, if and only if priors, likelihood and sampler belong
together. The draws are the last ones of `RANKS` of the chains, which know nothing of each other.

References: Talts, Betancourt, Simpson, Vehtari & Gelman 2018, arXiv:1804.06788; the log-likelihood as a quantity:
Modrák et al. 2023, Bayesian Analysis, doi:10.1214/23-BA1404.
"""

from __future__ import annotations

from collections.abc import Callable
from math import erfc, exp, log, sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.ground.strict import Strict
from foedus.response.draws import Draws
from foedus.response.fitted.call import ASKED, TERMS, THREATENED
from foedus.response.fitted.posterior import CELLS, CHAINS, PRIORS, ROWS, SIGNED, WIDTH, Fit, Priors, fit_call, scales

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Draws among which a true value is ranked: one less than there are chains.
RANKS: Final = CHAINS - 1
#: Bars of a histogram of ranks; each holds as many ranks.
BARS: Final = 8
#: Names of what is ranked: every parameter, then the log-likelihood and the mean chance over all calls.
RANKED: Final = (
    *ASKED,
    *(f"{a} x {t}" for a in ASKED for t in THREATENED),
    "contested",
    *(t.key for t in TERMS),
    "log-likelihood",
    "mean chance",
)
Sampler = Callable[["Array", "Array", Draws], Fit]


class Ranked(Strict, kw_only=True, frozen=True):
    """A quantity: how often its rank fell into each bar, and the chance of bars as uneven were they uniform."""

    name: str
    bars: tuple[int, ...]
    p: float


class Calibration(Strict, kw_only=True, frozen=True):
    """All quantities; `least` is the smallest p times the number of quantities (Bonferroni), at most 1."""

    simulations: int
    calls: int
    ranked: tuple[Ranked, ...]
    least: float


def calibrated(
    x: Array,
    simulations: int,
    seed: int = 0,
    sampler: Sampler = fit_call,
    priors: Priors = PRIORS,
    step: Callable[[int, int], None] | None = None,
) -> Calibration:
    """The calibration of a sampler over calls with the rows `x` (N, WIDTH) of `posterior.design`."""
    ranks = np.empty((simulations, len(RANKED)), dtype=np.int64)
    for number in range(simulations):
        draws = Draws(seed * 1_000_003 + number, 1)
        true = from_priors(draws, priors)
        y = (draws.stream("simulated/outcomes").random(len(x)) < _chance(x @ true)).astype(float)
        found = sampler(x, y, draws).draws[-CHAINS:][:RANKS]
        ranks[number, :WIDTH] = (found < true).sum(axis=0)
        for at, of in enumerate((_likelihood, _mean), WIDTH):
            ranks[number, at] = (of(x, y, found) < of(x, y, true[None])).sum()
        if step:
            step(number + 1, simulations)
    bars = np.stack([np.bincount(ranks[:, i] * BARS // (RANKS + 1), minlength=BARS) for i in range(len(RANKED))])
    told = tuple(
        Ranked(name=name, bars=tuple(map(int, row)), p=_uniform(row)) for name, row in zip(RANKED, bars, strict=True)
    )
    return Calibration(
        simulations=simulations, calls=len(x), ranked=told, least=min(1.0, len(told) * min(r.p for r in told))
    )


def from_priors(draws: Draws, priors: Priors = PRIORS) -> Array:
    """Parameters (WIDTH,) drawn from the priors: normal, the signed ones folded."""
    centre, width = scales(priors)
    drawn = centre + width * draws.stream("simulated/parameters").standard_normal(WIDTH)
    true: Array = np.where(SIGNED, np.abs(drawn), drawn)
    return true


def _chance(line: Array) -> Array:
    chance: Array = 1 / (1 + np.exp(-line))
    return chance


def _likelihood(x: Array, y: Array, beta: Array) -> Array:
    line = beta @ x.T
    found: Array = (y * line - np.logaddexp(0, line)).sum(axis=1)
    return found


def _mean(x: Array, y: Array, beta: Array) -> Array:
    found: Array = _chance(beta @ x.T).mean(axis=1)
    return found


def _uniform(bars: NDArray[np.int64]) -> float:
    """The chance of bars at least as uneven as these if all were as likely (Pearson's chi-squared)."""
    expected = bars.sum() / len(bars)
    return above(float(((bars - expected) ** 2 / expected).sum()), len(bars) - 1)


def above(value: float, degrees: int) -> float:
    """P(chi-squared > value) for an odd number of degrees (Abramowitz & Stegun 26.4.4).

    >>> round(above(14.067, 7), 3)
    0.05
    """
    if value <= 0:
        return 1.0
    root, term, total = sqrt(value), sqrt(value), 0.0
    for k in range(1, (degrees - 1) // 2 + 1):
        total += term
        term *= value / (2 * k + 1)
    tail = erfc(root / sqrt(2))
    return min(1.0, tail + (2 * exp(-value / 2 - log(2 * np.pi) / 2) * total))


#: Where each family of parameters stands, for those who tell about it.
FAMILIES: Final = {
    "rows": slice(0, ROWS),
    "cells": slice(ROWS, ROWS + CELLS),
    "contested": slice(ROWS + CELLS, ROWS + CELLS + 1),
    "terms": slice(ROWS + CELLS + 1, WIDTH),
    "whole": slice(WIDTH, len(RANKED)),
}

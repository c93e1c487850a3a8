"""How well chains mixed: split R-hat, and how many independent draws they are worth.

Draws come as arrays (T, chains, parameters). Reference: Gelman et al., Bayesian Data Analysis, third edition, sections
11.4 and 11.5; the sum over lags ends at the first pair that is not positive (Geyer 1992, Statistical Science 7(4)).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def r_hat(kept: NDArray[np.float64]) -> float:
    """The largest split R-hat of the parameters; 1 where chains cannot be told apart."""
    half = len(kept) // 2
    within, whole = _variances(_split(kept))
    found = np.sqrt(whole / within)
    return float(found.max()) if half else float("nan")


def effective(kept: NDArray[np.float64]) -> float:
    """The least effective number of draws of any parameter, at most as many as there are."""
    parts = _split(kept)
    steps, chains, _ = parts.shape
    within, whole = _variances(parts)
    centred = parts - parts.mean(axis=0)
    # Autocovariance at each lag, mean over chains, by the Fourier transform.
    power = np.abs(np.fft.rfft(centred, 2 * steps, axis=0)) ** 2
    covariance = np.fft.irfft(power, axis=0)[:steps].mean(axis=1) / steps
    unbiased = steps / (steps - 1)
    correlation = 1 - (within - unbiased * covariance) / whole
    pairs = correlation[: steps // 2 * 2].reshape(steps // 2, 2, -1).sum(axis=1)
    going = np.logical_and.accumulate(pairs > 0, axis=0)
    time = -1 + 2 * np.where(going, np.minimum.accumulate(pairs, axis=0), 0.0).sum(axis=0)
    draws = steps * chains
    return float((draws / np.maximum(time, 1.0)).min())


def _split(kept: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each chain as two."""
    half = len(kept) // 2
    return np.concatenate([kept[:half], kept[half : 2 * half]], axis=1)


def _variances(parts: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The variance within chains, and the estimate from within and between them."""
    steps = len(parts)
    within = parts.var(axis=0, ddof=1).mean(axis=0)
    between = steps * parts.mean(axis=0).var(axis=0, ddof=1)
    return within, (steps - 1) / steps * within + between / steps

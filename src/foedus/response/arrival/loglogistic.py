"""Durations by a log-logistic model of accelerated failure, from intervals: fitted with a prior, drawn from.

ln T = x b + s e, e standard logistic, so P(T <= t) = 1 / (1 + exp(-(ln t - x b) / s)) (Bennett 1983, Applied
Statistics 32: 165-171). A duration is known to lie in [low, high), in days: a whole day d is [d, d + 1), a date known
to the month is as wide as that, and one that had not come about by `low` has no upper end. Each adds the logarithm of
the chance of its interval (Turnbull 1976, J. Royal Statistical Society B 38: 290-295).

The parameters are ln s and then b, each with a normal prior; a coefficient that must not be negative is the exponential
of its parameter. The posterior is taken as normal around its mode (Laplace; Gelman et al., Bayesian Data Analysis,
section 4.1).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: Steps of Newton's method at most, and the change of a parameter at which it has arrived.
STEPS, ENOUGH = 100, 1e-9
#: No parameter moves by more than that in a step.
LEAP = 1.0
#: Step of the differences from which the curvature is taken.
NUDGE = 1e-5
#: No duration is drawn longer than that: a century, in days.
LONGEST = 36525.0


@dataclass(frozen=True, slots=True)
class DelayPrior:
    """Centre and standard deviation of each parameter (P,): ln s first; `positive` of the coefficients (P - 1,)."""

    centre: Array
    spread: Array
    positive: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class DelayPosterior:
    """A normal distribution of the parameters: mode (P,) and the lower triangle (P, P) of its covariance's root."""

    mode: Array
    root: Array
    positive: NDArray[np.bool_]


def _log_logistic(z: Array) -> Array:
    """ln 1/(1 + exp(-z)), without overflow."""
    return -np.logaddexp(0.0, -z)


def _coefficients(theta: Array, positive: NDArray[np.bool_]) -> Array:
    """The coefficients (..., P - 1) that parameters (..., P) stand for."""
    b = theta[..., 1:]
    return np.where(positive, np.exp(np.where(positive, b, 0.0)), b)


def log_chances(x: Array, low: Array, high: Array, coefficients: Array, scale: float) -> Array:
    """The logarithm of the chance of each interval (N,); `low` may be 0 and `high` infinite, `low` < `high`."""
    with np.errstate(divide="ignore"):
        middle = x @ coefficients
        a, b = (np.log(low) - middle) / scale, (np.log(high) - middle) / scale
    open_below, open_above = low <= 0, np.isinf(high)
    apart = np.where(open_below | open_above, -np.inf, np.where(open_below, 0.0, a) - np.where(open_above, 0.0, b))
    with np.errstate(divide="ignore"):
        between = np.log1p(-np.exp(apart))
    return (
        np.where(open_above, 0.0, _log_logistic(np.where(open_above, 0.0, b)))
        + np.where(open_below, 0.0, _log_logistic(-np.where(open_below, 0.0, a)))
        + between
    )


def _slope(theta: Array, x: Array, low: Array, high: Array, prior: DelayPrior) -> Array:
    """The derivative (P,) of the logarithm of the posterior."""
    scale, b = np.exp(theta[0]), _coefficients(theta, prior.positive)
    middle = x @ b
    below, above = low <= 0, np.isinf(high)
    lower = (np.log(np.where(below, 1.0, low)) - middle) / scale
    upper = (np.log(np.where(above, 1.0, high)) - middle) / scale
    apart = np.exp(np.where(below | above, -np.inf, lower - upper))
    both = apart / (1 - apart)
    by_upper = np.where(above, 0.0, np.exp(_log_logistic(-upper)) + both)
    by_lower = np.where(below, 0.0, -np.exp(_log_logistic(lower)) - both)
    by_middle = -(by_upper + by_lower) / scale
    by_scale = -(np.where(above, 0.0, upper) * by_upper + np.where(below, 0.0, lower) * by_lower)
    found = np.concatenate([[by_scale.sum()], (x * by_middle[:, None]).sum(axis=0) * np.where(prior.positive, b, 1.0)])
    return np.asarray(found - (theta - prior.centre) / prior.spread**2)


def log_posterior(theta: Array, x: Array, low: Array, high: Array, prior: DelayPrior) -> float:
    """The logarithm of the posterior density, up to a constant."""
    fits = log_chances(x, low, high, _coefficients(theta, prior.positive), float(np.exp(theta[0]))).sum()
    return float(fits - 0.5 * (((theta - prior.centre) / prior.spread) ** 2).sum())


def _curvature(theta: Array, x: Array, low: Array, high: Array, prior: DelayPrior) -> Array:
    """Minus the second derivatives (P, P), with the sign of any turned where the surface is not yet bowl-shaped."""
    size = len(theta)
    columns = []
    for i in range(size):
        step = np.zeros(size)
        step[i] = NUDGE
        ahead, behind = (_slope(theta + sign * step, x, low, high, prior) for sign in (1, -1))
        columns.append((behind - ahead) / (2 * NUDGE))
    found = np.array(columns)
    values, vectors = np.linalg.eigh((found + found.T) / 2)
    return np.asarray((vectors * np.maximum(np.abs(values), 1e-3)) @ vectors.T)


def fit_delays(x: Array, low: Array, high: Array, prior: DelayPrior) -> DelayPosterior:
    """The posterior of intervals [low, high) in days with rows `x` (N, P - 1); N may be 0."""
    theta = prior.centre.copy()
    reached = log_posterior(theta, x, low, high, prior)
    for _ in range(STEPS):
        step = np.linalg.solve(_curvature(theta, x, low, high, prior), _slope(theta, x, low, high, prior))
        step = step / max(1.0, np.abs(step).max() / LEAP)
        while (
            not (ahead := log_posterior(theta + step, x, low, high, prior)) >= reached and np.abs(step).max() > ENOUGH
        ):
            step = step / 2
        if np.abs(step).max() <= ENOUGH:
            break
        theta, reached = theta + step, ahead
    covariance = np.linalg.inv(_curvature(theta, x, low, high, prior))
    root: Array = np.linalg.cholesky((covariance + covariance.T) / 2).astype(np.float64)
    return DelayPosterior(theta, root, prior.positive)


def durations(posterior: DelayPosterior, row: Array, normal: Array, uniform: Array) -> Array:
    """New durations in days (R,), given standard normal draws (R, P) of the parameters and uniform ones (R,)."""
    # Sums of a handful of products each: not worth waking the threads of a matrix library.
    theta = posterior.mode + np.einsum("rp,qp->rq", normal, posterior.root)
    scale, middle = np.exp(theta[:, 0]), np.einsum("rp,p->r", _coefficients(theta, posterior.positive), row)
    odds = np.log(np.maximum(uniform, 1e-300)) - np.log1p(-uniform)
    return np.asarray(np.exp(np.minimum(middle + scale * odds, np.log(LONGEST))))
